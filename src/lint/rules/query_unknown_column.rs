use crate::lint::Check;
use crate::lint::rule::declare_rule;
use crate::query::ProblemKind;

declare_rule! {
    /// ## What it does
    /// Flags a column that no table of the query has.
    ///
    /// ## Why is this bad
    /// Where `columns` says what the files hold, a table has those columns and no others. The query fails with
    /// `COLUMN_NOT_FOUND`.
    ///
    /// ## Example
    /// ```toml
    /// [datasets.interactions]
    /// query = "SELECT userId AS USER_ID, movie AS ITEM_ID, time AS TIMESTAMP FROM ratings"
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
    /// query = "SELECT userid AS USER_ID, movieid AS ITEM_ID, time AS TIMESTAMP FROM ratings"
    /// [datasets.interactions.columns]
    /// userid  = "string"
    /// movieid = "string"
    /// event   = "string"
    /// time    = "bigint"
    /// ```
    ///
    /// ## References
    /// - [SELECT](https://docs.aws.amazon.com/athena/latest/ug/select.html)
    pub static RULE = "query-unknown-column", Error, Check::Query(|query, sink| query.tell(&RULE, ProblemKind::UnknownColumn, sink));
}
