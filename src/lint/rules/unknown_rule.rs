use crate::lint::Check;
use crate::lint::rule::declare_rule;

declare_rule! {
    /// ## What it does
    /// Flags a name in `[lint] rules` that is no rule's.
    ///
    /// ## Why is this bad
    /// The line does nothing, and the rule that was meant keeps its level.
    ///
    /// ## Example
    /// ```toml
    /// [lint]
    /// rules = { notebook-without-subnets = "off" }
    /// ```
    ///
    /// ## Use instead
    /// ```toml
    /// [lint]
    /// rules = { notebook-without-subnet = "off" }
    /// ```
    ///
    /// ## References
    /// - `kickstart rules` lists all rules, `kickstart explain RULE` explains one
    pub static RULE = "unknown-rule", Warning, Check::Elsewhere, fix = "writes the rule that the name is plainly a slip of";
}
