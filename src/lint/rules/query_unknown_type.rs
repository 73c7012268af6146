use crate::lint::Check;
use crate::lint::rule::declare_rule;
use crate::query::ProblemKind;

declare_rule! {
    /// ## What it does
    /// Flags a type that Athena does not have in a SELECT, such as `string`, `float` or `long`.
    ///
    /// ## Why is this bad
    /// Those are types of Glue and of Personalize's schemas. Here they are `varchar`, `real` and `bigint`; the query fails
    /// with `TYPE_NOT_FOUND`.
    ///
    /// ## Example
    /// ```toml
    /// [datasets.interactions]
    /// query = "SELECT userid AS USER_ID, movieid AS ITEM_ID, CAST(time AS long) AS TIMESTAMP FROM ratings"
    /// ```
    ///
    /// ## Use instead
    /// ```toml
    /// [datasets.interactions]
    /// query = "SELECT userid AS USER_ID, movieid AS ITEM_ID, CAST(time AS bigint) AS TIMESTAMP FROM ratings"
    /// ```
    ///
    /// ## References
    /// - [Data types in Amazon Athena](https://docs.aws.amazon.com/athena/latest/ug/data-types.html)
    pub static RULE = "query-unknown-type", Error, Check::Query(|query, sink| query.tell(&RULE, ProblemKind::UnknownType, sink));
}
