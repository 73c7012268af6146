use crate::lint::Check;
use crate::lint::rule::declare_rule;
use crate::query::ProblemKind;

declare_rule! {
    /// ## What it does
    /// Flags branches of a UNION, rows of VALUES or lists of columns that differ in number.
    ///
    /// ## Why is this bad
    /// Athena refuses the query with `TYPE_MISMATCH`.
    ///
    /// ## Example
    /// ```toml
    /// [datasets.interactions]
    /// query = """
    /// SELECT userid AS USER_ID, movieid AS ITEM_ID, time AS TIMESTAMP FROM ratings
    /// UNION ALL SELECT userid, movieid FROM ratings
    /// """
    /// ```
    ///
    /// ## Use instead
    /// ```toml
    /// [datasets.interactions]
    /// query = """
    /// SELECT userid AS USER_ID, movieid AS ITEM_ID, time AS TIMESTAMP FROM ratings
    /// UNION ALL SELECT userid, movieid, 0 FROM ratings
    /// """
    /// ```
    ///
    /// ## References
    /// - [SELECT](https://docs.aws.amazon.com/athena/latest/ug/select.html)
    pub static RULE = "query-column-count", Error, Check::Query(|query, sink| query.tell(&RULE, ProblemKind::ColumnCount, sink));
}
