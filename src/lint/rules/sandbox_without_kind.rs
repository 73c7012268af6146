use crate::diagnostic::Sink;
use crate::lint::Check;
use crate::lint::rule::declare_rule;
use crate::stage::{Kind, Stage};

declare_rule! {
    /// ## What it does
    /// Tells that a stage called `sandbox` is one stack for everybody, since it has no `kind`.
    ///
    /// ## Why is this bad
    /// It need not be. But a sandbox usually is what each developer has one of: with `kind = "sandbox"`,
    /// `render --sandbox OWNER` gives each a stack of their own, and without it all share one.
    ///
    /// ## Example
    /// ```toml
    /// [stages.sandbox]
    /// ```
    ///
    /// ## Use instead
    /// ```toml
    /// [stages.sandbox]
    /// kind = "sandbox"
    /// ```
    ///
    /// ## References
    /// - [Stages and sandboxes](../../README.md)
    pub static RULE = "sandbox-without-kind", Note, Check::Stage(check);
}

fn check(stage: &Stage, sink: &mut Sink) {
    let name = stage.name.as_str();
    if stage.kind == Kind::Shared && (name == "sandbox" || name.starts_with("sandbox-") || name.ends_with("-sandbox")) {
        let message = format!("`{name}` is one stack that all developers share");
        sink.push(
            RULE.finding(&stage.name.place, message)
                .help("write `kind = \"sandbox\"` in it for one each, by `render --sandbox OWNER`"),
        );
    }
}
