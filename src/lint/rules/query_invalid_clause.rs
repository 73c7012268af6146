use crate::lint::Check;
use crate::lint::rule::declare_rule;
use crate::query::ProblemKind;

declare_rule! {
    /// ## What it does
    /// Flags a position in GROUP BY or ORDER BY that no column has, and clauses that cannot hold what they hold.
    ///
    /// ## Why is this bad
    /// Athena refuses the query when it runs.
    ///
    /// ## Example
    /// ```toml
    /// [datasets.interactions]
    /// query = "SELECT userid AS USER_ID, movieid AS ITEM_ID, time AS TIMESTAMP FROM ratings ORDER BY 4"
    /// ```
    ///
    /// ## Use instead
    /// ```toml
    /// [datasets.interactions]
    /// query = "SELECT userid AS USER_ID, movieid AS ITEM_ID, time AS TIMESTAMP FROM ratings ORDER BY 3"
    /// ```
    ///
    /// ## References
    /// - [SELECT](https://docs.aws.amazon.com/athena/latest/ug/select.html)
    pub static RULE = "query-invalid-clause", Error, Check::Query(|query, sink| query.tell(&RULE, ProblemKind::InvalidClause, sink));
}
