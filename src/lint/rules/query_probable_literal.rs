use crate::lint::Check;
use crate::lint::rule::declare_rule;
use crate::query::ProblemKind;

declare_rule! {
    /// ## What it does
    /// Flags a name in double quotes that is probably meant as a text.
    ///
    /// ## Why is this bad
    /// Double quotes make a name, single quotes a text. Athena looks for a column of that name and, where there is none,
    /// fails with `COLUMN_NOT_FOUND`. The table is crawled, so its columns are not known here.
    ///
    /// ## Example
    /// ```toml
    /// [datasets.interactions]
    /// query = "SELECT userid AS USER_ID, movieid AS ITEM_ID, time AS TIMESTAMP FROM ratings WHERE event = \"view\""
    /// ```
    ///
    /// ## Use instead
    /// ```toml
    /// [datasets.interactions]
    /// query = "SELECT userid AS USER_ID, movieid AS ITEM_ID, time AS TIMESTAMP FROM ratings WHERE event = 'view'"
    /// ```
    ///
    /// ## References
    /// - [SELECT](https://docs.aws.amazon.com/athena/latest/ug/select.html)
    pub static RULE = "query-probable-literal", Warning, Check::Query(|query, sink| query.tell(&RULE, ProblemKind::ProbableLiteral, sink));
}
