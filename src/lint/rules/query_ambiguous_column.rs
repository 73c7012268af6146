use crate::lint::Check;
use crate::lint::rule::declare_rule;
use crate::query::ProblemKind;

declare_rule! {
    /// ## What it does
    /// Flags a column that two tables of the query have, without a table before it.
    ///
    /// ## Why is this bad
    /// Athena does not choose: it refuses the query with `AMBIGUOUS_NAME`.
    ///
    /// ## Example
    /// ```toml
    /// [datasets.interactions]
    /// query = """
    /// WITH seen AS (SELECT userid, movieid, time FROM ratings), many AS (SELECT userid FROM ratings)
    /// SELECT userid AS USER_ID, movieid AS ITEM_ID, time AS TIMESTAMP FROM seen JOIN many ON seen.userid = many.userid
    /// """
    /// ```
    ///
    /// ## Use instead
    /// ```toml
    /// [datasets.interactions]
    /// query = """
    /// WITH seen AS (SELECT userid, movieid, time FROM ratings), many AS (SELECT userid FROM ratings)
    /// SELECT seen.userid AS USER_ID, movieid AS ITEM_ID, time AS TIMESTAMP FROM seen JOIN many ON seen.userid = many.userid
    /// """
    /// ```
    ///
    /// ## References
    /// - [SELECT](https://docs.aws.amazon.com/athena/latest/ug/select.html)
    pub static RULE = "query-ambiguous-column", Error, Check::Query(|query, sink| query.tell(&RULE, ProblemKind::AmbiguousColumn, sink));
}
