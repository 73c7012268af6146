use crate::diagnostic::Sink;
use crate::lint::Check;
use crate::lint::rule::declare_rule;
use crate::stage::{Kind, Stage};

declare_rule! {
    /// ## What it does
    /// Flags a sandbox that retains its data, by its own word or by that of `[defaults]`.
    ///
    /// ## Why is this bad
    /// `destroy` stops at buckets that hold data. Sandboxes of people who left stay, and are billed, until somebody empties
    /// them by hand.
    ///
    /// ## Example
    /// ```toml
    /// [stages.sandbox]
    /// kind = "sandbox"
    /// retain_data = true
    /// ```
    ///
    /// ## Use instead
    /// ```toml
    /// [stages.sandbox]
    /// kind = "sandbox"
    /// retain_data = false
    /// ```
    ///
    /// ## References
    /// - [`aws_s3_bucket`, `force_destroy`](https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/s3_bucket)
    pub static RULE = "sandbox-with-retention", Warning, Check::Stage(check);
}

fn check(stage: &Stage, sink: &mut Sink) {
    if stage.kind == Kind::Shared || !stage.retain_data.value {
        return;
    }
    let message = "a sandbox that retains its data cannot be destroyed before somebody empties its buckets";
    sink.push(
        RULE.finding(&stage.retain_data.place, message)
            .help("write `retain_data = false` in the sandbox's own table")
            .related(stage.name.place.clone(), "the sandbox"),
    );
}
