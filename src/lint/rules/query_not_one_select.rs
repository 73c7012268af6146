use crate::lint::Check;
use crate::lint::rule::declare_rule;
use crate::query::ProblemKind;

declare_rule! {
    /// ## What it does
    /// Flags a query that is not exactly one SELECT: several statements, another statement, or none.
    ///
    /// ## Why is this bad
    /// A named query runs one statement. Any other than SELECT has no result that Amazon Personalize could import, and the
    /// stack's role is not allowed to run it.
    ///
    /// ## Example
    /// ```toml
    /// [datasets.interactions]
    /// query = "SELECT userid AS USER_ID, movieid AS ITEM_ID, time AS TIMESTAMP FROM ratings; SELECT 1"
    /// ```
    ///
    /// ## Use instead
    /// ```toml
    /// [datasets.interactions]
    /// query = "SELECT userid AS USER_ID, movieid AS ITEM_ID, time AS TIMESTAMP FROM ratings"
    /// ```
    ///
    /// ## References
    /// - [SELECT](https://docs.aws.amazon.com/athena/latest/ug/select.html)
    pub static RULE = "query-not-one-select", Error, Check::Query(|query, sink| query.tell(&RULE, ProblemKind::NotOneSelect, sink));
}
