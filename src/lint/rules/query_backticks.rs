use crate::lint::Check;
use crate::lint::rule::declare_rule;
use crate::query::ProblemKind;

declare_rule! {
    /// ## What it does
    /// Flags names in backticks.
    ///
    /// ## Why is this bad
    /// Backticks belong to Hive and to statements such as CREATE TABLE. In a SELECT Athena refuses them: `backquoted
    /// identifiers are not supported`.
    ///
    /// ## Example
    /// ```toml
    /// [datasets.interactions]
    /// query = "SELECT userid AS USER_ID, movieid AS ITEM_ID, time AS TIMESTAMP FROM `ratings`"
    /// ```
    ///
    /// ## Use instead
    /// ```toml
    /// [datasets.interactions]
    /// query = "SELECT userid AS USER_ID, movieid AS ITEM_ID, time AS TIMESTAMP FROM \"ratings\""
    /// ```
    ///
    /// ## References
    /// - [Reserved words](https://docs.aws.amazon.com/athena/latest/ug/reserved-words.html)
    pub static RULE = "query-backticks", Error, Check::Query(|query, sink| query.tell(&RULE, ProblemKind::Backticks, sink));
}
