use crate::lint::Check;
use crate::lint::rule::declare_rule;

declare_rule! {
    /// ## What it does
    /// Flags a comment `# kickstart: ignore[]`, or `# kickstart: ignore` without brackets, that names no rule.
    ///
    /// ## Why is this bad
    /// It ignores nothing: a comment leaves out the findings of the rules that it names, and of its own line or the next.
    ///
    /// ## Example
    /// ```toml
    /// [stages.dev]
    /// # kickstart: ignore[]
    /// retain_data = false
    /// ```
    ///
    /// ## Use instead
    /// ```toml
    /// [stages.dev]
    /// retain_data = false
    /// ```
    ///
    /// ## References
    /// - [How to switch findings off](../findings.md)
    pub static RULE = "empty-ignore", Warning, Check::Elsewhere;
}
