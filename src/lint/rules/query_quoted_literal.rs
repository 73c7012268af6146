use crate::lint::Check;
use crate::lint::rule::declare_rule;
use crate::query::ProblemKind;

declare_rule! {
    /// ## What it does
    /// Flags a text in double quotes, where no column has that name.
    ///
    /// ## Why is this bad
    /// Double quotes make a name. Athena looks for a column, and fails with `COLUMN_NOT_FOUND`.
    ///
    /// ## Example
    /// ```toml
    /// [datasets.interactions]
    /// query = "SELECT userid AS USER_ID, movieid AS ITEM_ID, time AS TIMESTAMP FROM ratings WHERE event = \"view\""
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
    /// query = "SELECT userid AS USER_ID, movieid AS ITEM_ID, time AS TIMESTAMP FROM ratings WHERE event = 'view'"
    /// [datasets.interactions.columns]
    /// userid  = "string"
    /// movieid = "string"
    /// event   = "string"
    /// time    = "bigint"
    /// ```
    ///
    /// ## References
    /// - [SELECT](https://docs.aws.amazon.com/athena/latest/ug/select.html)
    pub static RULE = "query-quoted-literal", Error, Check::Query(|query, sink| query.tell(&RULE, ProblemKind::QuotedLiteral, sink));
}
