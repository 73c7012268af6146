use crate::lint::Check;
use crate::lint::rule::declare_rule;
use crate::query::ProblemKind;

declare_rule! {
    /// ## What it does
    /// Flags an aggregate or a window function where none may stand, such as in WHERE.
    ///
    /// ## Why is this bad
    /// WHERE is asked before rows are grouped: Athena refuses the query with `EXPRESSION_NOT_SCALAR`.
    ///
    /// ## Example
    /// ```toml
    /// [datasets.interactions]
    /// query = "SELECT userid AS USER_ID, movieid AS ITEM_ID, max(time) AS TIMESTAMP FROM ratings WHERE count(*) > 1 GROUP BY userid, movieid"
    /// ```
    ///
    /// ## Use instead
    /// ```toml
    /// [datasets.interactions]
    /// query = "SELECT userid AS USER_ID, movieid AS ITEM_ID, max(time) AS TIMESTAMP FROM ratings GROUP BY userid, movieid HAVING count(*) > 1"
    /// ```
    ///
    /// ## References
    /// - [SELECT](https://docs.aws.amazon.com/athena/latest/ug/select.html)
    pub static RULE = "query-misplaced-aggregate", Error, Check::Query(|query, sink| query.tell(&RULE, ProblemKind::MisplacedAggregate, sink));
}
