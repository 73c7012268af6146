use crate::diagnostic::Sink;
use crate::lint::Check;
use crate::lint::rule::declare_rule;
use crate::stage::Stage;

declare_rule! {
    /// ## What it does
    /// Flags `retain_data = false` in a production stage: one whose name begins with `prod`, or is `prd`, `live` or `main`.
    ///
    /// ## Why is this bad
    /// `destroy` then deletes the buckets with everything in them, all versions included, and so does a change that replaces
    /// them. Raw data that was collected over months cannot be had again.
    ///
    /// ## Example
    /// ```toml
    /// [stages.prod]
    /// retain_data = false
    /// alarm_email = "team@example.com"
    /// backend = { type = "s3", bucket = "org-terraform-state" }
    /// ```
    ///
    /// ## Use instead
    /// ```toml
    /// [stages.prod]
    /// retain_data = true
    /// alarm_email = "team@example.com"
    /// backend = { type = "s3", bucket = "org-terraform-state" }
    /// ```
    ///
    /// ## References
    /// - [`aws_s3_bucket`, `force_destroy`](https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/s3_bucket)
    pub static RULE = "production-without-retention", Warning, Check::Stage(check);
}

fn check(stage: &Stage, sink: &mut Sink) {
    if !stage.is_production() || stage.retain_data.value {
        return;
    }
    let message = "a production stage that does not retain its data: `destroy` deletes the buckets' objects too";
    sink.push(
        RULE.finding(&stage.retain_data.place, message)
            .help("write `retain_data = true` for this stage, or leave it out: that is the default"),
    );
}
