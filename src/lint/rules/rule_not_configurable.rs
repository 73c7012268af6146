use crate::lint::Check;
use crate::lint::rule::declare_rule;

declare_rule! {
    /// ## What it does
    /// Flags an attempt in `[lint] rules` to lower a rule that is an error by itself, or to switch it off.
    ///
    /// ## Why is this bad
    /// Such rules tell what AWS, Terraform or the workflow would refuse, or what makes the data wrong. Without the finding the
    /// stage fails later and less clearly; `render` writes nothing while there is an error.
    ///
    /// ## Example
    /// ```toml
    /// [lint]
    /// rules = { invalid-schedule = "off" }
    /// ```
    ///
    /// ## Use instead
    /// ```toml
    /// [lint]
    /// rules = { notebook-without-subnet = "off" }
    /// ```
    ///
    /// ## References
    /// - `kickstart rules` shows the level of every rule
    pub static RULE = "rule-not-configurable", Error, Check::Elsewhere;
}
