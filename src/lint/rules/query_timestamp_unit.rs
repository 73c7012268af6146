use crate::diagnostic::{Sink, visible};
use crate::lint::Check;
use crate::lint::epochs::other_unit;
use crate::lint::prepared::Prepared;
use crate::lint::rule::declare_rule;

declare_rule! {
    /// ## What it does
    /// Flags a point in time that is given in another unit than seconds: in milliseconds or finer, which are seconds times 1,000
    /// or a number that large, in minutes, hours or days, or as the digits of a date (`20260131`).
    ///
    /// ## Why is this bad
    /// Amazon Personalize takes whole seconds since 1970 and refuses nothing: milliseconds are a day some 50,000 years
    /// ahead, and every recommender that weighs recent interactions learns nonsense. Days and the digits of a date are all in
    /// 1970.
    ///
    /// ## Example
    /// ```toml
    /// [datasets.interactions]
    /// query = "SELECT userid AS USER_ID, movieid AS ITEM_ID, CAST(to_unixtime(seen) * 1000 AS bigint) AS TIMESTAMP FROM ratings"
    /// ```
    ///
    /// ## Use instead
    /// ```toml
    /// [datasets.interactions]
    /// query = "SELECT userid AS USER_ID, movieid AS ITEM_ID, CAST(to_unixtime(seen) AS bigint) AS TIMESTAMP FROM ratings"
    /// ```
    ///
    /// ## References
    /// - [Timestamp data](https://docs.aws.amazon.com/personalize/latest/dg/preparing-training-data.html)
    /// - [Date and time functions of Trino](https://trino.io/docs/current/functions/datetime.html)
    pub static RULE = "query-timestamp-unit", Error, Check::Query(check);
}

fn check(query: &Prepared<'_>, sink: &mut Sink) {
    for (column, field) in query.matched() {
        let Some(unit) = other_unit(query, column, field) else {
            continue;
        };
        let message = format!(
            "`{}` is {}; Amazon Personalize reads it as seconds",
            visible(&field.name),
            unit.what
        );
        sink.push(
            RULE.finding(&query.place(unit.at), message)
                .help(unit.help)
                .related(field.name.place.clone(), "the field"),
        );
    }
}
