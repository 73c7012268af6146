use crate::diagnostic::Sink;
use crate::lint::Check;
use crate::lint::rule::declare_rule;
use crate::stage::Stage;

declare_rule! {
    /// ## What it does
    /// Flags a notebook that has `security_group_ids` and no `subnet_id`.
    ///
    /// ## Why is this bad
    /// Security groups belong to the network of the subnet. SageMaker refuses them alone, with a `ValidationException` when it
    /// creates the instance.
    ///
    /// ## Example
    /// ```toml
    /// [stages.dev.notebook]
    /// idle_stop_minutes = 60
    /// security_group_ids = ["sg-0abc1234def567890"]
    /// [lint]
    /// rules = { notebook-without-subnet = "off" }
    /// ```
    ///
    /// ## Use instead
    /// ```toml
    /// [stages.dev.notebook]
    /// idle_stop_minutes = 60
    /// subnet_id = "subnet-0abc1234def567890"
    /// security_group_ids = ["sg-0abc1234def567890"]
    /// ```
    ///
    /// ## References
    /// - [CreateNotebookInstance, `SubnetId`](https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateNotebookInstance.html)
    pub static RULE = "security-groups-without-subnet", Error, Check::Stage(check);
}

fn check(stage: &Stage, sink: &mut Sink) {
    let Some(notebook) = stage.notebook.as_ref().filter(|notebook| notebook.subnet_id.is_none()) else {
        return;
    };
    let groups = &notebook.security_group_ids;
    if groups.is_empty() || stage.refused.contains("notebook.subnet_id") {
        return;
    }
    let message = "the notebook has security groups and no subnet: SageMaker refuses the one without the other";
    sink.push(
        RULE.finding(&groups.place, message)
            .help("give it the `subnet_id` of the groups' VPC, or leave the groups out"),
    );
}
