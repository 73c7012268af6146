use crate::diagnostic::Sink;
use crate::lint::Check;
use crate::lint::rule::declare_rule;
use crate::stage::Stage;

declare_rule! {
    /// ## What it does
    /// Flags a notebook without `idle_stop_minutes`.
    ///
    /// ## Why is this bad
    /// A notebook instance is billed from the apply until somebody stops it, nights and weekends included, whether anyone looks
    /// at it or not. SageMaker has no idle stop of its own for notebook instances.
    ///
    /// ## Example
    /// ```toml
    /// [stages.dev.notebook]
    /// subnet_id = "subnet-0abc1234def567890"
    /// ```
    ///
    /// ## Use instead
    /// ```toml
    /// [stages.dev.notebook]
    /// subnet_id = "subnet-0abc1234def567890"
    /// idle_stop_minutes = 60
    /// ```
    ///
    /// ## References
    /// - [Lifecycle configurations of notebook instances](https://docs.aws.amazon.com/sagemaker/latest/dg/notebook-lifecycle-config.html)
    /// - [AWS's samples, with an automatic stop](https://github.com/aws-samples/amazon-sagemaker-notebook-instance-lifecycle-config-samples)
    pub static RULE = "notebook-never-stops", Warning, Check::Stage(check);
}

fn check(stage: &Stage, sink: &mut Sink) {
    let notebook = stage.notebook.as_ref();
    let Some(notebook) = notebook.filter(|notebook| notebook.idle_stop_minutes.is_none()) else {
        return;
    };
    if stage.refused.contains("notebook.idle_stop_minutes") {
        return;
    }
    let message = format!(
        "this `{}` runs, and is billed, until somebody stops it",
        notebook.instance_type.value
    );
    sink.push(
        RULE.finding(&notebook.place, message)
            .help("write `idle_stop_minutes = 60`"),
    );
}
