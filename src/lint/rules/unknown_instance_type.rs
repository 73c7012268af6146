use crate::diagnostic::{Sink, closest, visible};
use crate::facts::{INSTANCE_TYPES, InstanceType};
use crate::lint::Check;
use crate::lint::rule::declare_rule;
use crate::stage::Stage;

declare_rule! {
    /// ## What it does
    /// Flags a notebook's instance type that SageMaker does not have.
    ///
    /// ## Why is this bad
    /// Terraform's provider refuses it when the stack is validated; with a type of EC2, whose names lack the `ml.`, too.
    ///
    /// ## Example
    /// ```toml
    /// [stages.dev.notebook]
    /// instance_type = "t3.medium"
    /// subnet_id = "subnet-0abc1234def567890"
    /// idle_stop_minutes = 60
    /// ```
    ///
    /// ## Use instead
    /// ```toml
    /// [stages.dev.notebook]
    /// instance_type = "ml.t3.medium"
    /// subnet_id = "subnet-0abc1234def567890"
    /// idle_stop_minutes = 60
    /// ```
    ///
    /// ## References
    /// - [CreateNotebookInstance, `InstanceType`](https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateNotebookInstance.html)
    pub static RULE = "unknown-instance-type", Error, Check::Stage(check);
}

fn check(stage: &Stage, sink: &mut Sink) {
    let Some(notebook) = &stage.notebook else {
        return;
    };
    let written = notebook.instance_type.as_str();
    if find(written).is_some() {
        return;
    }
    let with_prefix = format!("ml.{written}");
    let names = || INSTANCE_TYPES.iter().map(|known| known.name);
    let meant = match find(&with_prefix) {
        Some(known) => Some(known.name),
        None => closest(written, names()),
    };
    let help = match meant {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => "`ml.t3.medium` is enough to look at data with".to_owned(),
    };
    let message = format!("SageMaker has no notebook instance type `{}`", visible(written));
    sink.push(RULE.finding(&notebook.instance_type.place, message).help(help));
}

/// The type of a name.
pub(super) fn find(name: &str) -> Option<&'static InstanceType> {
    INSTANCE_TYPES.iter().find(|known| known.name == name)
}
