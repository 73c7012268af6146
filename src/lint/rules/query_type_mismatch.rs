use crate::lint::Check;
use crate::lint::rule::declare_rule;
use crate::query::ProblemKind;

declare_rule! {
    /// ## What it does
    /// Flags values that do not go together: a text compared with a number, branches of a UNION or a CASE of different
    /// types, a condition that is none.
    ///
    /// ## Why is this bad
    /// Athena converts nothing by itself: it refuses the query with `TYPE_MISMATCH`.
    ///
    /// ## Example
    /// ```toml
    /// [datasets.interactions]
    /// query = "SELECT userid AS USER_ID, movieid AS ITEM_ID, time AS TIMESTAMP FROM ratings WHERE userid > 1000"
    /// [datasets.interactions.columns]
    /// userid  = "string"
    /// movieid = "string"
    /// event   = "string"
    /// time    = "bigint"
    /// ```
    ///
    /// ## Use instead
    /// ```toml
    /// [datasets.interactions]
    /// query = "SELECT userid AS USER_ID, movieid AS ITEM_ID, time AS TIMESTAMP FROM ratings WHERE CAST(userid AS bigint) > 1000"
    /// [datasets.interactions.columns]
    /// userid  = "string"
    /// movieid = "string"
    /// event   = "string"
    /// time    = "bigint"
    /// ```
    ///
    /// ## References
    /// - [Data types in Amazon Athena](https://docs.aws.amazon.com/athena/latest/ug/data-types.html)
    pub static RULE = "query-type-mismatch", Error, Check::Query(|query, sink| query.tell(&RULE, ProblemKind::TypeMismatch, sink));
}
