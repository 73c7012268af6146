use crate::diagnostic::Sink;
use crate::lint::Check;
use crate::lint::rule::declare_rule;
use crate::stage::Stage;

declare_rule! {
    /// ## What it does
    /// Flags a production stage without `alarm_email`: one whose name begins with `prod`, or is `prd`, `live` or `main`.
    ///
    /// ## Why is this bad
    /// When the data preparation fails nobody is told, and recommendations grow stale without an error anywhere.
    ///
    /// ## Example
    /// ```toml
    /// [stages.prod]
    /// backend = { type = "s3", bucket = "org-terraform-state" }
    /// ```
    ///
    /// ## Use instead
    /// ```toml
    /// [stages.prod]
    /// alarm_email = "team@example.com"
    /// backend = { type = "s3", bucket = "org-terraform-state" }
    /// ```
    ///
    /// ## References
    /// - [Monitoring Step Functions with CloudWatch](https://docs.aws.amazon.com/step-functions/latest/dg/procedure-cw-metrics.html)
    pub static RULE = "production-without-alarm", Warning, Check::Stage(check);
}

fn check(stage: &Stage, sink: &mut Sink) {
    if !stage.is_production() || stage.alarm_email.is_some() || stage.refused.contains("alarm_email") {
        return;
    }
    let message = "a production stage without an alarm address: nobody is told when the data preparation fails";
    sink.push(
        RULE.finding(&stage.name.place, message)
            .help("write `alarm_email`, in this stage or in `[defaults]`"),
    );
}
