use crate::lint::Check;
use crate::lint::rule::declare_rule;
use crate::query::ProblemKind;

declare_rule! {
    /// ## What it does
    /// Flags a function that Athena does not have.
    ///
    /// ## Why is this bad
    /// The query fails with `FUNCTION_NOT_FOUND`. Functions of other databases often have another name here: `nvl` is
    /// `coalesce`, `len` is `length`.
    ///
    /// ## Example
    /// ```toml
    /// [datasets.interactions]
    /// query = "SELECT userid AS USER_ID, movieid AS ITEM_ID, nvl(time, 0) AS TIMESTAMP FROM ratings"
    /// ```
    ///
    /// ## Use instead
    /// ```toml
    /// [datasets.interactions]
    /// query = "SELECT userid AS USER_ID, movieid AS ITEM_ID, coalesce(time, 0) AS TIMESTAMP FROM ratings"
    /// ```
    ///
    /// ## References
    /// - [Functions in Amazon Athena](https://docs.aws.amazon.com/athena/latest/ug/functions.html)
    pub static RULE = "query-unknown-function", Error, Check::Query(|query, sink| query.tell(&RULE, ProblemKind::UnknownFunction, sink));
}
