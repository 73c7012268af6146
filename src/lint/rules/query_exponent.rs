use crate::diagnostic::{Sink, visible};
use crate::lint::Check;
use crate::lint::prepared::Prepared;
use crate::lint::rule::declare_rule;
use crate::query::{Spelled, Type};
use crate::stage::FieldType;

declare_rule! {
    /// ## What it does
    /// Flags a `double` or `real` for a field of type `string`, such as an id.
    ///
    /// ## Why is this bad
    /// Athena writes it with a fraction, and from 10,000,000 on with an exponent: user 12345678 becomes `1.2345678E7`, and
    /// the same user of another dataset is somebody else.
    ///
    /// ## Example
    /// ```toml
    /// [datasets.interactions]
    /// query = "SELECT userid AS USER_ID, movieid AS ITEM_ID, time AS TIMESTAMP FROM ratings"
    /// [datasets.interactions.columns]
    /// userid  = "double"
    /// movieid = "string"
    /// time    = "bigint"
    /// ```
    ///
    /// ## Use instead
    /// ```toml
    /// [datasets.interactions]
    /// query = "SELECT CAST(CAST(userid AS bigint) AS varchar) AS USER_ID, movieid AS ITEM_ID, time AS TIMESTAMP FROM ratings"
    /// [datasets.interactions.columns]
    /// userid  = "double"
    /// movieid = "string"
    /// time    = "bigint"
    /// ```
    ///
    /// ## References
    /// - [Conversion functions of Trino](https://trino.io/docs/current/functions/conversion.html)
    pub static RULE = "query-exponent", Warning, Check::Query(check);
}

fn check(query: &Prepared<'_>, sink: &mut Sink) {
    for (column, field) in query.typed() {
        if field.kind.value != FieldType::String {
            continue;
        }
        let at = match column.traits.spelled {
            Some((Spelled::Fraction, at)) if column.ty.is_text() => at,
            _ if matches!(column.ty, Type::Double | Type::Real) => query.expression(column),
            _ => continue,
        };
        let message = format!(
            "`{}` is a fraction, written as `1.2345678E7` where it is large",
            visible(&field.name)
        );
        sink.push(
            RULE.finding(&query.place(at), message)
                .help("cast it to a whole number first: `CAST(CAST(… AS bigint) AS varchar)`")
                .related(field.name.place.clone(), "the field"),
        );
    }
}
