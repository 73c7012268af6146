use crate::lint::Check;
use crate::lint::rule::declare_rule;
use crate::query::ProblemKind;

declare_rule! {
    /// ## What it does
    /// Flags a comparison with `NULL`, such as `x = NULL`, `x <> NULL`, `x NOT IN ('a', NULL)` and `CASE x WHEN NULL`.
    ///
    /// ## Why is this bad
    /// It is never true, whatever `x` is: Athena runs the query without a word, and the rows that were meant are missing.
    /// A `WHERE` with it gives no row at all, and Amazon Personalize refuses the empty import.
    ///
    /// ## Example
    /// ```toml
    /// [datasets.interactions]
    /// query = "SELECT userid AS USER_ID, movieid AS ITEM_ID, time AS TIMESTAMP FROM ratings WHERE userid <> NULL"
    /// ```
    ///
    /// ## Use instead
    /// ```toml
    /// [datasets.interactions]
    /// query = "SELECT userid AS USER_ID, movieid AS ITEM_ID, time AS TIMESTAMP FROM ratings WHERE userid IS NOT NULL"
    /// ```
    ///
    /// ## References
    /// - [Comparison functions and operators of Trino](https://trino.io/docs/current/functions/comparison.html)
    pub static RULE = "query-compared-with-null", Warning, Check::Query(|query, sink| query.tell(&RULE, ProblemKind::ComparedWithNull, sink));
}
