use crate::lint::Check;
use crate::lint::rule::declare_rule;

declare_rule! {
    /// ## What it does
    /// Flags a comment `# kickstart: ignore[rule]` where that rule tells nothing.
    ///
    /// ## Why is this bad
    /// What it was for is gone, or was never there: the next finding of that rule in that line would be left out unseen.
    ///
    /// ## Example
    /// ```toml
    /// [stages.dev]
    /// log_retention_days = 30 # kickstart: ignore[production-without-alarm]
    /// ```
    ///
    /// ## Use instead
    /// ```toml
    /// [stages.dev]
    /// log_retention_days = 30
    /// ```
    ///
    /// ## References
    /// - [How to switch findings off](../findings.md)
    pub static RULE = "unused-ignore", Warning, Check::Elsewhere, fix = "removes the comment once the file has no error";
}
