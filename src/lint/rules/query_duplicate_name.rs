use crate::lint::Check;
use crate::lint::rule::declare_rule;
use crate::query::ProblemKind;

declare_rule! {
    /// ## What it does
    /// Flags two tables of WITH, two tables of FROM or two windows with one name.
    ///
    /// ## Why is this bad
    /// Athena refuses the query: it could not tell which of the two is meant.
    ///
    /// ## Example
    /// ```toml
    /// [datasets.interactions]
    /// query = """
    /// WITH seen AS (SELECT * FROM ratings), seen AS (SELECT * FROM ratings)
    /// SELECT userid AS USER_ID, movieid AS ITEM_ID, time AS TIMESTAMP FROM seen
    /// """
    /// ```
    ///
    /// ## Use instead
    /// ```toml
    /// [datasets.interactions]
    /// query = """
    /// WITH seen AS (SELECT * FROM ratings)
    /// SELECT userid AS USER_ID, movieid AS ITEM_ID, time AS TIMESTAMP FROM seen
    /// """
    /// ```
    ///
    /// ## References
    /// - [SELECT](https://docs.aws.amazon.com/athena/latest/ug/select.html)
    pub static RULE = "query-duplicate-name", Error, Check::Query(|query, sink| query.tell(&RULE, ProblemKind::DuplicateName, sink));
}
