use crate::diagnostic::{Sink, visible};
use crate::lint::Check;
use crate::lint::epochs::other_unit;
use crate::lint::prepared::Prepared;
use crate::lint::rule::declare_rule;
use crate::query::{At, OutputColumn, Spelled, Type};
use crate::stage::{Field, FieldType};

declare_rule! {
    /// ## What it does
    /// Flags a column whose values are not of its field's type: a point in time, a fraction or a boolean for a whole
    /// number, an array for a text, a NULL that is not allowed.
    ///
    /// ## Why is this bad
    /// Athena writes what the type says into the file: `2026-01-31 12:00:00.000 UTC`, `1.769817600E9`, `true`, `[a, b]`.
    /// Amazon Personalize refuses the rows, or takes the whole array for one category.
    ///
    /// ## Example
    /// ```toml
    /// [datasets.interactions]
    /// query = "SELECT userid AS USER_ID, movieid AS ITEM_ID, from_iso8601_timestamp(seen) AS TIMESTAMP FROM ratings"
    /// ```
    ///
    /// ## Use instead
    /// ```toml
    /// [datasets.interactions]
    /// query = "SELECT userid AS USER_ID, movieid AS ITEM_ID, CAST(to_unixtime(from_iso8601_timestamp(seen)) AS bigint) AS TIMESTAMP FROM ratings"
    /// ```
    ///
    /// ## References
    /// - [Timestamp data](https://docs.aws.amazon.com/personalize/latest/dg/preparing-training-data.html)
    /// - [Date and time functions of Trino](https://trino.io/docs/current/functions/datetime.html)
    pub static RULE = "query-column-type", Error, Check::Query(check);
}

/// What is wrong with a column's type.
struct Wrong {
    at: At,
    /// What the values are, as it follows "is".
    what: String,
    help: String,
}

fn check(query: &Prepared<'_>, sink: &mut Sink) {
    for (column, field) in query.typed() {
        // In the wrong unit it has to be written anew in any case.
        if other_unit(query, column, field).is_some() {
            continue;
        }
        let Some(wrong) = judge(query, column, field) else {
            continue;
        };
        let message = format!(
            "`{}` is {}, and the schema has `{}`",
            visible(&field.name),
            wrong.what,
            field.kind.as_str()
        );
        sink.push(
            RULE.finding(&query.place(wrong.at), message)
                .help(wrong.help)
                .related(field.name.place.clone(), "the field"),
        );
    }
}

fn judge(query: &Prepared<'_>, column: &OutputColumn, field: &Field) -> Option<Wrong> {
    let at = query.expression(column);
    let written = visible(query.text(at));
    // A long expression is not said again.
    let value = if written.chars().count() <= 60 && !written.contains('\n') {
        written.as_str()
    } else {
        "…"
    };
    let wrong = |what: String, help: String| Some(Wrong { at, what, help });
    if let Some((spelled, at)) = column.traits.spelled.filter(|_| column.ty.is_text()) {
        let (what, help) = spelled_for(spelled, field.kind.value)?;
        return Some(Wrong {
            at,
            what: what.to_owned(),
            help: help.to_owned(),
        });
    }
    let is_whole = matches!(field.kind.value, FieldType::Int | FieldType::Long);
    if let (Type::Unknown, true, Some((Spelled::Fraction, _))) = (&column.ty, is_whole, column.traits.spelled) {
        return wrong(
            "a decimal, written with a fraction".to_owned(),
            format!("cast it to a whole number: `CAST({value} AS bigint)`"),
        );
    }
    match (&column.ty, field.kind.value) {
        (Type::Null, _) if !*field.nullable => wrong(
            "NULL, which it may not be".to_owned(),
            format!("give it a value, or take `{}` out of the schema", visible(&field.name)),
        ),
        (Type::Plain("json"), FieldType::String) => wrong(
            "JSON, in which a text keeps its quotes".to_owned(),
            "take the text itself: `json_extract_scalar(…)` in place of `json_extract(…)`".to_owned(),
        ),
        (Type::Array(_), FieldType::String) => wrong(
            "an array, written as `[a, b]`".to_owned(),
            format!("join it: `array_join({value}, '|')`, which gives several categories"),
        ),
        (nested @ (Type::Array(_) | Type::Map(..) | Type::Row(_)), _) => wrong(
            format!("of type {}, which no field takes", visible(&nested.to_string())),
            "take the values out that the field is for".to_owned(),
        ),
        (moment, FieldType::Int | FieldType::Long) if moment.is_moment() => wrong(
            format!("a `{moment}`, written as a date"),
            format!("give whole seconds: `{}`", in_seconds(value)),
        ),
        (moment, FieldType::Float | FieldType::Double | FieldType::Boolean) if moment.is_moment() => wrong(
            format!("a `{moment}`, written as a date"),
            "give the number that the field is for".to_owned(),
        ),
        (&(Type::Double | Type::Real), FieldType::Int | FieldType::Long) => wrong(
            format!("a `{}`, written as `1.7698E9`", column.ty),
            format!("cast it to a whole number: `CAST({value} AS bigint)`"),
        ),
        (Type::Decimal(_, 1..), FieldType::Int | FieldType::Long) => wrong(
            format!("a `{}`, written with a fraction", column.ty),
            format!("cast it to a whole number: `CAST({value} AS bigint)`"),
        ),
        (&Type::Boolean, FieldType::Int | FieldType::Long | FieldType::Float | FieldType::Double) => wrong(
            "a boolean, written as `true`".to_owned(),
            format!("cast it to 1 and 0: `CAST({value} AS integer)`"),
        ),
        _ => None,
    }
}

/// How a point in time is written as whole seconds; what `from_unixtime` was given are seconds already.
fn in_seconds(value: &str) -> String {
    let inner = value
        .strip_prefix("from_unixtime(")
        .and_then(|rest| rest.strip_suffix(')'));
    match inner.filter(|inner| !inner.contains([',', '(', ')'])) {
        Some(seconds) => format!("CAST({seconds} AS bigint)"),
        None => format!("CAST(to_unixtime({value}) AS bigint)"),
    }
}

/// What a text holds that no number is written like, and what to write instead.
fn spelled_for(spelled: Spelled, kind: FieldType) -> Option<(&'static str, &'static str)> {
    match (spelled, kind) {
        (_, FieldType::String | FieldType::Boolean) | (Spelled::Cast, _) => None,
        (Spelled::Moment, FieldType::Int | FieldType::Long) => Some((
            "a date written as text",
            "give whole seconds: `CAST(to_unixtime(…) AS bigint)`",
        )),
        (Spelled::Moment, _) => Some(("a date written as text", "give the number that the field is for")),
        (Spelled::Fraction, FieldType::Int | FieldType::Long) => Some((
            "a text such as `1.7698E9`",
            "cast to a whole number instead: `CAST(… AS bigint)`",
        )),
        (Spelled::Fraction, _) => None,
        (Spelled::Boolean, _) => Some((
            "a text such as `true`",
            "cast the boolean to 1 and 0: `CAST(… AS integer)`",
        )),
    }
}
