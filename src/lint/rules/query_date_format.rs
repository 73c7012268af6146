use crate::lint::Check;
use crate::lint::rule::declare_rule;
use crate::query::ProblemKind;

declare_rule! {
    /// ## What it does
    /// Flags a format of dates that is meant for another function: one without a `%` for `date_parse` and `date_format`, one with a
    /// `%` for `parse_datetime` and `format_datetime`.
    ///
    /// ## Why is this bad
    /// The first two take MySQL's formats, the others Joda's. What is no part of a format stands for itself, so no date
    /// matches `yyyy-MM-dd` where `%Y-%m-%d` is meant: the query fails when it runs, or writes the same text into every row.
    ///
    /// ## Example
    /// ```toml
    /// [datasets.interactions]
    /// query = "SELECT userid AS USER_ID, movieid AS ITEM_ID, CAST(to_unixtime(date_parse(seen, 'yyyy-MM-dd')) AS bigint) AS TIMESTAMP FROM ratings"
    /// ```
    ///
    /// ## Use instead
    /// ```toml
    /// [datasets.interactions]
    /// query = "SELECT userid AS USER_ID, movieid AS ITEM_ID, CAST(to_unixtime(date_parse(seen, '%Y-%m-%d')) AS bigint) AS TIMESTAMP FROM ratings"
    /// ```
    ///
    /// ## References
    /// - [Date and time functions of Trino](https://trino.io/docs/current/functions/datetime.html)
    pub static RULE = "query-date-format", Warning, Check::Query(|query, sink| query.tell(&RULE, ProblemKind::DateFormat, sink));
}
