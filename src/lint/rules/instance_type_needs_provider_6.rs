use crate::diagnostic::Sink;
use crate::lint::Check;
use crate::lint::rule::declare_rule;
use crate::stage::Stage;

use super::unknown_instance_type::find;

declare_rule! {
    /// ## What it does
    /// Flags a notebook's instance type that version 5 of Terraform's AWS provider refuses, and version 6 takes.
    ///
    /// ## Why is this bad
    /// Rendered stacks take both versions. Where a lock file or a pin holds the provider at 5, `validate` says that the
    /// type is not one of those expected.
    ///
    /// ## Example
    /// ```toml
    /// [stages.dev.notebook]
    /// instance_type = "ml.p5.4xlarge"
    /// subnet_id = "subnet-0abc1234def567890"
    /// idle_stop_minutes = 60
    /// ```
    ///
    /// ## Use instead
    /// ```toml
    /// [stages.dev.notebook]
    /// instance_type = "ml.g5.4xlarge"
    /// subnet_id = "subnet-0abc1234def567890"
    /// idle_stop_minutes = 60
    /// ```
    ///
    /// ## References
    /// - [`aws_sagemaker_notebook_instance`](https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/sagemaker_notebook_instance)
    pub static RULE = "instance-type-needs-provider-6", Warning, Check::Stage(check);
}

fn check(stage: &Stage, sink: &mut Sink) {
    let Some(notebook) = &stage.notebook else {
        return;
    };
    let known = find(&notebook.instance_type);
    if known.is_none_or(|known| known.in_provider_5 || !known.on_al2023) {
        return;
    }
    let message = format!(
        "version 5 of the AWS provider refuses `{}`: this stage needs version 6",
        notebook.instance_type.value
    );
    sink.push(
        RULE.finding(&notebook.instance_type.place, message)
            .help("take another type, or keep the provider at 6 and switch this rule off"),
    );
}
