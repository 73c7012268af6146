use crate::diagnostic::{Sink, visible};
use crate::lint::rule::declare_rule;
use crate::lint::{Check, glue_type};
use crate::stage::Dataset;

declare_rule! {
    /// ## What it does
    /// Flags a column of a CSV dataset that is declared as `timestamp` or `date`.
    ///
    /// ## Why is this bad
    /// The reader of CSV takes a `timestamp` for milliseconds and a `date` for days since 1970, written as a number. Text such as
    /// `2026-01-31 12:00:00` makes every query fail, and a number of seconds is a moment in January 1970.
    ///
    /// ## Example
    /// ```toml
    /// [datasets.interactions]
    /// format = "csv"
    /// [datasets.interactions.columns]
    /// userid = "string"
    /// seen = "timestamp"
    /// ```
    ///
    /// ## Use instead
    /// ```toml
    /// # The query reads it with to_unixtime(from_iso8601_timestamp(seen)).
    /// [datasets.interactions]
    /// format = "csv"
    /// [datasets.interactions.columns]
    /// userid = "string"
    /// seen = "string"
    /// ```
    ///
    /// ## References
    /// - [Open CSV SerDe for processing CSV](https://docs.aws.amazon.com/athena/latest/ug/csv-serde.html)
    pub static RULE = "csv-timestamp-column", Warning, Check::Dataset(check);
}

fn check(dataset: &Dataset, sink: &mut Sink) {
    if !glue_type::is_csv(dataset) {
        return;
    }
    for column in dataset.columns.iter().flatten() {
        let (unit, function) = match column.kind.as_str() {
            "timestamp" => ("milliseconds", "to_unixtime(from_iso8601_timestamp"),
            "date" => ("days", "to_unixtime(from_iso8601_date"),
            _ => continue,
        };
        let message = format!(
            "a `{}` in CSV is read as a number of {unit} since 1970",
            column.kind.as_str()
        );
        sink.push(RULE.finding(&column.kind.place, message).help(format!(
            "for text such as `2026-01-31` declare `string`, and write `CAST({function}({})) AS bigint)` in the query",
            visible(&column.name)
        )));
    }
}
