use crate::diagnostic::Sink;
use crate::lint::Check;
use crate::lint::rule::declare_rule;
use crate::spec::Page;

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
    pub static RULE = "sandbox-without-kind", Note, Check::Page(check);
}

fn check(page: &Page, sink: &mut Sink) {
    let is_sandbox = |name: &str| name == "sandbox" || name.starts_with("sandbox-") || name.ends_with("-sandbox");
    for name in page.spec.stages.keys().filter(|name| is_sandbox(name)) {
        let kind = ["stages", name, "kind"];
        if page.tree.entry(&kind).is_some() || page.excuses.excuse(&kind) {
            continue;
        }
        let message = format!("`{name}` is one stack that all developers share");
        sink.push(
            RULE.finding(&page.tree.lacking_place(&["stages", name]), message)
                .help("write `kind = \"sandbox\"` in it for one each, by `render --sandbox OWNER`"),
        );
    }
}
