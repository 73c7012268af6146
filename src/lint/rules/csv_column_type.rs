use crate::diagnostic::{Sink, visible};
use crate::facts::CSV_COLUMN_TYPES;
use crate::lint::rule::declare_rule;
use crate::lint::{Check, glue_type};
use crate::stage::Dataset;

declare_rule! {
    /// ## What it does
    /// Flags a column of a CSV dataset whose type its reader does not make of text: `decimal`, `char`, `varchar`, `binary`, `array`,
    /// `map` and `struct`.
    ///
    /// ## Why is this bad
    /// CSV tables are read with OpenCSVSerDe, since it alone honours quotes, and it knows simple types only. The stack's catalog
    /// module refuses the column, and so would every query that reads it.
    ///
    /// ## Example
    /// ```toml
    /// [datasets.interactions]
    /// format = "csv"
    /// [datasets.interactions.columns]
    /// userid = "string"
    /// price = "decimal(10,2)"
    /// genres = "array<string>"
    /// ```
    ///
    /// ## Use instead
    /// ```toml
    /// [datasets.interactions]
    /// format = "csv"
    /// [datasets.interactions.columns]
    /// userid = "string"
    /// price = "string"
    /// genres = "string"
    /// ```
    ///
    /// ## References
    /// - [Open CSV SerDe for processing CSV](https://docs.aws.amazon.com/athena/latest/ug/csv-serde.html)
    pub static RULE = "csv-column-type", Error, Check::Dataset(check);
}

fn check(dataset: &Dataset, sink: &mut Sink) {
    if !glue_type::is_csv(dataset) {
        return;
    }
    let columns = dataset.columns.iter().flatten();
    // What is no type at all, something else tells.
    for column in columns.filter(|column| glue_type::check(&column.kind).is_ok()) {
        let kind = column.kind.as_str();
        if CSV_COLUMN_TYPES.contains(&kind) {
            continue;
        }
        let message = format!(
            "a CSV column cannot be read as `{}`: its reader knows simple types only",
            visible(kind)
        );
        let help = match glue_type::is_nested(kind) {
            true => {
                "declare it as `string`, and take it apart in the query with `split()` or `json_parse()`".to_owned()
            }
            false => format!(
                "declare it as `string`, and cast it in the query: `CAST({} AS {})`",
                visible(&column.name),
                visible(if kind == "binary" { "varbinary" } else { kind })
            ),
        };
        sink.push(RULE.finding(&column.kind.place, message).help(help));
    }
}
