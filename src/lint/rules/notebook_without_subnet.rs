use crate::diagnostic::Sink;
use crate::lint::Check;
use crate::lint::rule::declare_rule;
use crate::stage::Stage;

declare_rule! {
    /// ## What it does
    /// Flags a notebook without `subnet_id`.
    ///
    /// ## Why is this bad
    /// Such an instance stands in a network of SageMaker's and has internet access of its own. Whoever works in it can read the
    /// data of the stage and send it anywhere, and no security group or flow log of yours sees that.
    ///
    /// ## Example
    /// ```toml
    /// [stages.dev.notebook]
    /// idle_stop_minutes = 60
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
    /// - [CreateNotebookInstance, `DirectInternetAccess`](https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateNotebookInstance.html)
    pub static RULE = "notebook-without-subnet", Warning, Check::Stage(check);
}

fn check(stage: &Stage, sink: &mut Sink) {
    let Some(notebook) = stage.notebook.as_ref().filter(|notebook| notebook.subnet_id.is_none()) else {
        return;
    };
    // Security groups without a subnet have a rule of their own.
    if stage.refused.contains("notebook.subnet_id") || !notebook.security_group_ids.is_empty() {
        return;
    }
    let message = "a notebook without a subnet has internet access of its own, past your network's rules and logs";
    sink.push(RULE.finding(&notebook.place, message).help(
        "give it `subnet_id` (that network then needs a NAT gateway or VPC endpoints for AWS's APIs), or switch this rule off in `[lint] rules`",
    ));
}
