use crate::lint::Check;
use crate::lint::rule::declare_rule;
use crate::query::ProblemKind;

declare_rule! {
    /// ## What it does
    /// Flags a column beside an aggregate that is not grouped by.
    ///
    /// ## Why is this bad
    /// There would be many values of it for one row: Athena refuses the query with `EXPRESSION_NOT_AGGREGATE`.
    ///
    /// ## Example
    /// ```toml
    /// [datasets.interactions]
    /// query = "SELECT userid AS USER_ID, movieid AS ITEM_ID, max(time) AS TIMESTAMP FROM ratings GROUP BY userid"
    /// ```
    ///
    /// ## Use instead
    /// ```toml
    /// [datasets.interactions]
    /// query = "SELECT userid AS USER_ID, movieid AS ITEM_ID, max(time) AS TIMESTAMP FROM ratings GROUP BY userid, movieid"
    /// ```
    ///
    /// ## References
    /// - [SELECT](https://docs.aws.amazon.com/athena/latest/ug/select.html)
    pub static RULE = "query-not-grouped", Error, Check::Query(|query, sink| query.tell(&RULE, ProblemKind::NotGrouped, sink));
}
