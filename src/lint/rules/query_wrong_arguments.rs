use crate::lint::Check;
use crate::lint::rule::declare_rule;
use crate::query::ProblemKind;

declare_rule! {
    /// ## What it does
    /// Flags a function called with arguments that it does not take: too few, too many, of another type, or with a unit
    /// that `date_diff` and its like do not know.
    ///
    /// ## Why is this bad
    /// Athena looks a function up by its name and the types of its arguments, and fails with `FUNCTION_NOT_FOUND`.
    /// A unit such as `'hours'` it reads only when the query runs, which then fails with `INVALID_FUNCTION_ARGUMENT`.
    ///
    /// ## Example
    /// ```toml
    /// [datasets.interactions]
    /// query = "SELECT substr(userid) AS USER_ID, movieid AS ITEM_ID, time AS TIMESTAMP FROM ratings"
    /// ```
    ///
    /// ## Use instead
    /// ```toml
    /// [datasets.interactions]
    /// query = "SELECT substr(userid, 3) AS USER_ID, movieid AS ITEM_ID, time AS TIMESTAMP FROM ratings"
    /// ```
    ///
    /// ## References
    /// - [Functions in Amazon Athena](https://docs.aws.amazon.com/athena/latest/ug/functions.html)
    pub static RULE = "query-wrong-arguments", Error, Check::Query(|query, sink| query.tell(&RULE, ProblemKind::WrongArguments, sink));
}
