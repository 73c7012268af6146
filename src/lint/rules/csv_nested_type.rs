use crate::diagnostic::{Sink, visible};
use crate::lint::rule::declare_rule;
use crate::lint::{Check, glue_type};
use crate::stage::{Dataset, Format};

declare_rule! {
    /// ## What it does
    /// Flags an `array`, `map` or `struct` among the columns of a CSV dataset.
    ///
    /// ## Why is this bad
    /// CSV tables are read with OpenCSVSerDe, since it alone honours quotes, and it knows simple types only: every query that
    /// reads the column fails.
    ///
    /// ## Example
    /// ```toml
    /// [datasets.interactions]
    /// format = "csv"
    /// [datasets.interactions.columns]
    /// userid = "string"
    /// genres = "array<string>"
    /// ```
    ///
    /// ## Use instead
    /// ```toml
    /// [datasets.interactions]
    /// format = "csv"
    /// [datasets.interactions.columns]
    /// userid = "string"
    /// genres = "string"
    /// ```
    ///
    /// ## References
    /// - [Open CSV SerDe for processing CSV](https://docs.aws.amazon.com/athena/latest/ug/csv-serde.html)
    pub static RULE = "csv-nested-type", Error, Check::Dataset(check);
}

fn check(dataset: &Dataset, sink: &mut Sink) {
    if dataset.format.value != Format::Csv {
        return;
    }
    let columns = dataset.columns.iter().flatten();
    for column in columns.filter(|column| glue_type::is_nested(&column.kind)) {
        let message = format!(
            "a CSV column cannot be read as `{}`: its reader knows simple types only",
            visible(&column.kind)
        );
        sink.push(
            RULE.finding(&column.kind.place, message)
                .help("write `string`, and take it apart in the query with `split()` or `json_parse()`"),
        );
    }
}
