use crate::diagnostic::{Sink, visible};
use crate::facts::CSV_COLUMN_TYPES;
use crate::lint::prepared::Prepared;
use crate::lint::rule::declare_rule;
use crate::lint::{Check, glue_type};
use crate::query::{Origin, OutputColumn, TRY_CAST};
use crate::stage::{Column, Dataset, Field};

declare_rule! {
    /// ## What it does
    /// Flags a column of a CSV dataset that is declared as a number and is read for a nullable field.
    ///
    /// ## Why is this bad
    /// A field is nullable where some rows have no value. The reader of CSV makes no number of an empty cell: every query
    /// that reads the column fails at the first one, and `TRY_CAST` in the query comes too late.
    ///
    /// ## Example
    /// ```toml
    /// [datasets.interactions]
    /// format = "csv"
    /// query = "SELECT userid AS USER_ID, movieid AS ITEM_ID, time AS TIMESTAMP, price AS PRICE FROM ratings"
    /// columns = { userid = "string", movieid = "string", time = "bigint", price = "double" }
    /// [datasets.interactions.schema]
    /// USER_ID = "string"
    /// ITEM_ID = "string"
    /// TIMESTAMP = "long"
    /// PRICE = { type = "double", nullable = true }
    /// ```
    ///
    /// ## Use instead
    /// ```toml
    /// [datasets.interactions]
    /// format = "csv"
    /// query = "SELECT userid AS USER_ID, movieid AS ITEM_ID, time AS TIMESTAMP, TRY_CAST(price AS double) AS PRICE FROM ratings"
    /// columns = { userid = "string", movieid = "string", time = "bigint", price = "string" }
    /// [datasets.interactions.schema]
    /// USER_ID = "string"
    /// ITEM_ID = "string"
    /// TIMESTAMP = "long"
    /// PRICE = { type = "double", nullable = true }
    /// ```
    ///
    /// ## References
    /// - [Open CSV SerDe for processing CSV](https://docs.aws.amazon.com/athena/latest/ug/csv-serde.html)
    pub static RULE = "csv-nullable-column", Warning, Check::Query(check);
}

/// Types of CSV columns that take an empty cell, or may, or that something else is told of.
/// Source: <https://docs.aws.amazon.com/athena/latest/ug/csv-serde.html>: no empty fields in numeric columns.
const OTHERS: [&str; 4] = ["string", "boolean", "timestamp", "date"];

fn check(query: &Prepared<'_>, sink: &mut Sink) {
    for (result, field) in query.matched() {
        // What the query itself makes null says nothing of the files.
        let by_query = result.traits.nullable.is_some_and(|nullable| nullable.why != TRY_CAST);
        if !*field.nullable || by_query {
            continue;
        }
        let Some(column) = read(query, result) else {
            continue;
        };
        let kind = column.kind.as_str();
        if OTHERS.contains(&kind) || !CSV_COLUMN_TYPES.contains(&kind) {
            continue;
        }
        sink.push(finding(column, field));
    }
}

/// The declared CSV column that alone gives a column of the result.
fn read<'a>(query: &Prepared<'a>, result: &OutputColumn) -> Option<&'a Column> {
    let Origin::Column { table, column } = result.traits.origin else {
        return None;
    };
    let table = query.reading.tables.get(table)?;
    let is_it = |dataset: &&Dataset| dataset.table == table.name && glue_type::is_csv(dataset);
    let dataset = query.stage.datasets.iter().map(AsRef::as_ref).find(is_it)?;
    dataset.columns.as_ref()?.get(column)
}

fn finding(column: &Column, field: &Field) -> crate::diagnostic::Finding {
    let name = visible(&column.name);
    let kind = column.kind.as_str();
    let message = format!(
        "`{name}` is read for `{}`, which is nullable, and an empty CSV cell cannot be read as `{kind}`",
        visible(&field.name)
    );
    let cast = match kind {
        "int" | "tinyint" | "smallint" => "integer",
        "float" => "double",
        other => other,
    };
    RULE.finding(&column.kind.place, message)
        .help(format!(
            "declare it as `string`, and write `TRY_CAST({name} AS {cast})` in the query"
        ))
        .related(field.nullable.place.clone(), "may be null")
}
