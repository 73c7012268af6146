use crate::lint::Check;
use crate::lint::rule::declare_rule;
use crate::query::ProblemKind;

declare_rule! {
    /// ## What it does
    /// Flags a reserved word as the bare name of a column or a table.
    ///
    /// ## Why is this bad
    /// Athena takes the word for the beginning of a clause and refuses the query.
    ///
    /// ## Example
    /// ```toml
    /// [datasets.interactions]
    /// query = "WITH end AS (SELECT * FROM ratings) SELECT userid AS USER_ID, movieid AS ITEM_ID, time AS TIMESTAMP FROM end"
    /// ```
    ///
    /// ## Use instead
    /// ```toml
    /// [datasets.interactions]
    /// query = "WITH latest AS (SELECT * FROM ratings) SELECT userid AS USER_ID, movieid AS ITEM_ID, time AS TIMESTAMP FROM latest"
    /// ```
    ///
    /// ## References
    /// - [Reserved words](https://docs.aws.amazon.com/athena/latest/ug/reserved-words.html)
    pub static RULE = "query-reserved-word", Error, Check::Query(|query, sink| query.tell(&RULE, ProblemKind::ReservedWord, sink));
}
