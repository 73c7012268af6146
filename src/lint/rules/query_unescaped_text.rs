use crate::diagnostic::{Sink, visible};
use crate::lint::Check;
use crate::lint::prepared::Prepared;
use crate::lint::rule::declare_rule;
use crate::query::{Cleaned, Type};

declare_rule! {
    /// ## What it does
    /// Flags a textual field whose text the query takes as it is, with double quotes, backslashes or line breaks.
    ///
    /// ## Why is this bad
    /// Athena doubles a quote inside a value and keeps backslashes and line breaks; Amazon Personalize wants quotes and backslashes
    /// escaped by a backslash and no line breaks in textual fields. One description with a line break shifts the columns of its
    /// row, and a backslash at the end of one escapes the quote that closes it.
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

/// The longest expression that the help repeats, in bytes.
const LONGEST: usize = 40;

fn check(query: &Prepared<'_>, sink: &mut Sink) {
    for (column, field) in query.typed() {
        let cleaned = column.traits.cleaned;
        let is_text = column.ty.is_text() || column.ty == Type::Unknown;
        if !*field.textual || !is_text || cleaned == Cleaned::YES {
            continue;
        }
        let what = match (cleaned.quotes, cleaned.slashes, cleaned.breaks) {
            (false, false, false) => "quotes, backslashes and line breaks",
            (false, false, true) => "quotes and backslashes",
            (false, true, false) => "quotes and line breaks",
            (true, false, false) => "backslashes and line breaks",
            (false, true, true) => "quotes",
            (true, false, true) => "backslashes",
            _ => "line breaks",
        };
        let message = format!(
            "the text of `{}` goes into the CSV with its {what}",
            visible(&field.name)
        );
        let place = query.place(query.expression(column));
        let expression = Some(place.snippet()).filter(|text| text.len() <= LONGEST && !text.contains(['\n', '\\']));
        let pattern = query.dataset.query.passage.written(r#"'["\\\s]+'"#);
        let blanks = format!("regexp_replace({}, {pattern}, ' ')", expression.unwrap_or("…"));
        sink.push(
            RULE.finding(&place, message)
                .help(format!("put a blank in their place: `{}`", visible(&blanks)))
                .related(field.name.place.clone(), "the textual field"),
        );
    }
}
