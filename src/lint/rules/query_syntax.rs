use crate::lint::Check;
use crate::lint::rule::declare_rule;
use crate::query::ProblemKind;

declare_rule! {
    /// ## What it does
    /// Flags the first word or mark of a query that cannot stand where it stands.
    ///
    /// ## Why is this bad
    /// Athena refuses the query when it runs: the apply stores it without a look, and the data preparation fails with
    /// `SYNTAX_ERROR`.
    ///
    /// ## Example
    /// ```toml
    /// [datasets.interactions]
    /// query = "SELECT userid AS USER_ID, movieid AS ITEM_ID, time AS TIMESTAMP, FROM ratings"
    /// ```
    ///
    /// ## Use instead
    /// ```toml
    /// [datasets.interactions]
    /// query = "SELECT userid AS USER_ID, movieid AS ITEM_ID, time AS TIMESTAMP FROM ratings"
    /// ```
    ///
    /// ## References
    /// - [SELECT](https://docs.aws.amazon.com/athena/latest/ug/select.html)
    pub static RULE = "query-syntax", Error, Check::Query(|query, sink| query.tell(&RULE, ProblemKind::Syntax, sink));
}
