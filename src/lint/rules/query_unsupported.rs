use crate::lint::Check;
use crate::lint::rule::declare_rule;
use crate::query::ProblemKind;

declare_rule! {
    /// ## What it does
    /// Flags a part of Trino's language that Athena does not have, or that a stored query cannot use: `WITH RECURSIVE`,
    /// parameters, `JSON_TABLE`, `WITH FUNCTION`, `DISTINCT` or `FILTER` where a call has `OVER`.
    ///
    /// ## Why is this bad
    /// Athena refuses the query when it runs. A parameter has no value there: the workflow starts the query as it is
    /// stored.
    ///
    /// ## Example
    /// ```toml
    /// [datasets.interactions]
    /// query = "SELECT userid AS USER_ID, movieid AS ITEM_ID, time AS TIMESTAMP FROM ratings WHERE rating > ?"
    /// ```
    ///
    /// ## Use instead
    /// ```toml
    /// [datasets.interactions]
    /// query = "SELECT userid AS USER_ID, movieid AS ITEM_ID, time AS TIMESTAMP FROM ratings WHERE rating > 3"
    /// ```
    ///
    /// ## References
    /// - [SELECT](https://docs.aws.amazon.com/athena/latest/ug/select.html)
    pub static RULE = "query-unsupported", Error, Check::Query(|query, sink| query.tell(&RULE, ProblemKind::Unsupported, sink));
}
