use crate::diagnostic::{Sink, visible};
use crate::lint::Check;
use crate::lint::prepared::Prepared;
use crate::lint::rule::declare_rule;
use crate::query::Spelled;
use crate::stage::FieldType;

declare_rule! {
    /// ## What it does
    /// Flags a cast to `varchar` for a field that is a whole number, such as `TIMESTAMP`.
    ///
    /// ## Why is this bad
    /// It gains nothing, since the file is text anyway, and it hides what the value is: a `double` becomes `1.7698E9` and a
    /// `timestamp` a date without any error. The other cast, to `bigint`, fails at once where the value is no number.
    ///
    /// ## Example
    /// ```toml
    /// [datasets.interactions]
    /// query = "SELECT userid AS USER_ID, movieid AS ITEM_ID, CAST(time AS varchar) AS TIMESTAMP FROM ratings"
    /// ```
    ///
    /// ## Use instead
    /// ```toml
    /// [datasets.interactions]
    /// query = "SELECT userid AS USER_ID, movieid AS ITEM_ID, CAST(time AS bigint) AS TIMESTAMP FROM ratings"
    /// ```
    ///
    /// ## References
    /// - [Preparing training data](https://docs.aws.amazon.com/personalize/latest/dg/preparing-training-data.html)
    pub static RULE = "query-cast-to-text", Warning, Check::Query(check);
}

fn check(query: &Prepared<'_>, sink: &mut Sink) {
    for (column, field) in query.typed() {
        let is_whole = matches!(field.kind.value, FieldType::Int | FieldType::Long);
        let Some((Spelled::Cast, at)) = column.traits.spelled.filter(|_| is_whole && column.ty.is_text()) else {
            continue;
        };
        let message = format!(
            "`{}` is cast to text, and the schema has `{}`",
            visible(&field.name),
            field.kind.as_str()
        );
        sink.push(
            RULE.finding(&query.place(at), message)
                .help("cast to a whole number instead: `CAST(… AS bigint)`")
                .related(field.name.place.clone(), "the field"),
        );
    }
}
