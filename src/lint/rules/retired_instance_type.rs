use crate::diagnostic::Sink;
use crate::lint::Check;
use crate::lint::rule::declare_rule;
use crate::stage::Stage;

use super::unknown_instance_type::find;

declare_rule! {
    /// ## What it does
    /// Flags a notebook's instance type of a family that Amazon Linux 2023 does not run on: `p2`, `p3`, `p3dn`, `inf1`, `g3`.
    ///
    /// ## Why is this bad
    /// Notebook instances on Amazon Linux 2 can no longer be created or restarted since 1 July 2026, and these families have
    /// nothing else: the apply fails when SageMaker creates the instance.
    ///
    /// ## Example
    /// ```toml
    /// [stages.dev.notebook]
    /// instance_type = "ml.p3.2xlarge"
    /// subnet_id = "subnet-0abc1234def567890"
    /// idle_stop_minutes = 60
    /// ```
    ///
    /// ## Use instead
    /// ```toml
    /// [stages.dev.notebook]
    /// instance_type = "ml.g5.2xlarge"
    /// subnet_id = "subnet-0abc1234def567890"
    /// idle_stop_minutes = 60
    /// ```
    ///
    /// ## References
    /// - [Amazon Linux 2023 notebook instances](https://docs.aws.amazon.com/sagemaker/latest/dg/nbi-al2023.html)
    /// - [Amazon Linux 2 notebook instances](https://docs.aws.amazon.com/sagemaker/latest/dg/nbi-al2.html)
    pub static RULE = "retired-instance-type", Error, Check::Stage(check);
}

fn check(stage: &Stage, sink: &mut Sink) {
    let Some(notebook) = &stage.notebook else {
        return;
    };
    if find(&notebook.instance_type).is_none_or(|known| known.on_al2023) {
        return;
    }
    let message = format!(
        "SageMaker no longer creates notebooks of type `{}`: it does not run on Amazon Linux 2023",
        notebook.instance_type.value
    );
    sink.push(
        RULE.finding(&notebook.instance_type.place, message)
            .help("`ml.t3.medium` is enough to look at data with; for a GPU take a type of the families g4dn or g5"),
    );
}
