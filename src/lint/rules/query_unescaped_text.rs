use crate::diagnostic::{Sink, visible};
use crate::lint::Check;
use crate::lint::prepared::Prepared;
use crate::lint::rule::declare_rule;
use crate::query::Type;

declare_rule! {
    /// ## What it does
    /// Flags a textual field whose text the query takes as it is, with double quotes and line breaks.
    ///
    /// ## Why is this bad
    /// Athena doubles a quote inside a value and keeps line breaks; Amazon Personalize wants quotes escaped by a backslash
    /// and no line breaks in textual fields. One description with a line break shifts the columns of its row.
    ///
    /// ## Example
    /// ```toml
    /// [datasets.items]
    /// query = "SELECT movieid AS ITEM_ID, genres AS GENRES, plot AS PLOT FROM movies"
    /// [datasets.items.schema]
    /// ITEM_ID = "string"
    /// GENRES  = { type = "string", categorical = true }
    /// PLOT    = { type = "string", textual = true, nullable = true }
    /// ```
    ///
    /// ## Use instead
    /// ```toml
    /// [datasets.items]
    /// query = '''SELECT movieid AS ITEM_ID, genres AS GENRES, regexp_replace(plot, '["\\\s]+', ' ') AS PLOT FROM movies'''
    /// [datasets.items.schema]
    /// ITEM_ID = "string"
    /// GENRES  = { type = "string", categorical = true }
    /// PLOT    = { type = "string", textual = true, nullable = true }
    /// ```
    ///
    /// ## References
    /// - [Items datasets: textual data](https://docs.aws.amazon.com/personalize/latest/dg/items-datasets.html)
    pub static RULE = "query-unescaped-text", Warning, Check::Query(check);
}

fn check(query: &Prepared<'_>, sink: &mut Sink) {
    for (column, field) in query.typed() {
        let cleaned = column.traits.cleaned;
        let is_text = column.ty.is_text() || column.ty == Type::Unknown;
        if !*field.textual || !is_text || cleaned.quotes && cleaned.breaks {
            continue;
        }
        let what = match (cleaned.quotes, cleaned.breaks) {
            (false, false) => "quotes and line breaks",
            (false, true) => "quotes",
            _ => "line breaks",
        };
        let message = format!(
            "the text of `{}` goes into the CSV with its {what}",
            visible(&field.name)
        );
        sink.push(
            RULE.finding(&query.place(query.expression(column)), message)
                .help("put a blank in their place: `regexp_replace(…, '[\"\\\\\\s]+', ' ')`")
                .related(field.name.place.clone(), "the textual field"),
        );
    }
}
