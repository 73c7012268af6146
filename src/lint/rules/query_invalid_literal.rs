use crate::lint::Check;
use crate::lint::rule::declare_rule;
use crate::query::ProblemKind;

declare_rule! {
    /// ## What it does
    /// Flags a literal that is no value of its type, such as a day that the calendar lacks.
    ///
    /// ## Why is this bad
    /// Athena refuses the query with `INVALID_LITERAL`.
    ///
    /// ## Example
    /// ```toml
    /// [datasets.interactions]
    /// query = "SELECT userid AS USER_ID, movieid AS ITEM_ID, time AS TIMESTAMP FROM ratings WHERE rated > DATE '2026-02-30'"
    /// ```
    ///
    /// ## Use instead
    /// ```toml
    /// [datasets.interactions]
    /// query = "SELECT userid AS USER_ID, movieid AS ITEM_ID, time AS TIMESTAMP FROM ratings WHERE rated > DATE '2026-02-28'"
    /// ```
    ///
    /// ## References
    /// - [Data types in Amazon Athena](https://docs.aws.amazon.com/athena/latest/ug/data-types.html)
    pub static RULE = "query-invalid-literal", Error, Check::Query(|query, sink| query.tell(&RULE, ProblemKind::InvalidLiteral, sink));
}
