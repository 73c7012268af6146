use crate::lint::Check;
use crate::lint::rule::declare_rule;
use crate::query::ProblemKind;

declare_rule! {
    /// ## What it does
    /// Flags a branch of a UNION, EXCEPT or INTERSECT that gives a column by AS the name that another column of the first
    /// branch has.
    ///
    /// ## Why is this bad
    /// Branches go together by position, whatever their columns are called. Where two ids change places, users become
    /// items, and nothing fails.
    ///
    /// ## Example
    /// ```toml
    /// [datasets.interactions]
    /// query = """
    /// SELECT userid AS USER_ID, movieid AS ITEM_ID, time AS TIMESTAMP FROM ratings
    /// UNION ALL SELECT movieid AS ITEM_ID, userid AS USER_ID, time AS TIMESTAMP FROM ratings
    /// """
    /// ```
    ///
    /// ## Use instead
    /// ```toml
    /// [datasets.interactions]
    /// query = """
    /// SELECT userid AS USER_ID, movieid AS ITEM_ID, time AS TIMESTAMP FROM ratings
    /// UNION ALL SELECT userid AS USER_ID, movieid AS ITEM_ID, time AS TIMESTAMP FROM ratings
    /// """
    /// ```
    ///
    /// ## References
    /// - [SELECT](https://docs.aws.amazon.com/athena/latest/ug/select.html)
    pub static RULE = "query-branch-order", Warning, Check::Query(|query, sink| query.tell(&RULE, ProblemKind::BranchOrder, sink));
}
