use std::collections::BTreeMap;

use crate::diagnostic::{Sink, visible};
use crate::lint::Check;
use crate::lint::personalize::reserved;
use crate::lint::prepared::Prepared;
use crate::lint::rule::declare_rule;
use crate::query::{At, Nullable, OutputColumn, ROLLED_UP, Type};
use crate::stage::Field;

declare_rule! {
    /// ## What it does
    /// Flags a column that can be null by what the query says, where the field may not be: from the far side of an outer
    /// join, by `ROLLUP` and its like, or through `TRY_CAST`, `NULLIF`, `CASE` without `ELSE`, `lag` and so on.
    ///
    /// ## Why is this bad
    /// Amazon Personalize refuses an import in which a field that is not nullable has no value; a job of hours then ends
    /// with an error.
    ///
    /// ## Example
    /// ```toml
    /// [datasets.interactions]
    /// query = "SELECT userid AS USER_ID, movieid AS ITEM_ID, TRY_CAST(time AS bigint) AS TIMESTAMP FROM ratings"
    /// ```
    ///
    /// ## Use instead
    /// ```toml
    /// [datasets.interactions]
    /// query = "SELECT userid AS USER_ID, movieid AS ITEM_ID, TRY_CAST(time AS bigint) AS TIMESTAMP FROM ratings WHERE TRY_CAST(time AS bigint) IS NOT NULL"
    /// ```
    ///
    /// ## References
    /// - [Preparing training data](https://docs.aws.amazon.com/personalize/latest/dg/preparing-training-data.html)
    pub static RULE = "query-nullable-column", Warning, Check::Query(check);
}

fn check(query: &Prepared<'_>, sink: &mut Sink) {
    // One outer join makes many columns null, and is one mistake.
    let mut by_cause: BTreeMap<At, Vec<(&OutputColumn, &Field, Nullable)>> = BTreeMap::new();
    for (column, field) in query.matched() {
        let Some(nullable) = column
            .traits
            .nullable
            .filter(|_| !*field.nullable && column.ty != Type::Null)
        else {
            continue;
        };
        by_cause.entry(nullable.at).or_default().push((column, field, nullable));
    }
    for (cause, columns) in by_cause {
        let Some((column, field, nullable)) = columns.first() else {
            continue;
        };
        let more = match columns.len() {
            1 => String::new(),
            2 => ", and 1 more column,".to_owned(),
            count => format!(", and {} more columns,", count - 1),
        };
        let name = visible(&field.name);
        let required = reserved(query.stage, query.dataset);
        let required = required
            .iter()
            .any(|other| other.required && other.name == field.name.value);
        let or_nullable = match required {
            true => String::new(),
            false => format!("; or make `{name}` nullable in the schema if it may be"),
        };
        let message = format!("`{name}`{more} can be null: {}", nullable.why);
        // In a branch of a UNION it is not where the column gets its name.
        let place = query.place(if column.item.is_some() {
            query.expression(column)
        } else {
            cause
        });
        let clause = if nullable.why == ROLLED_UP { "HAVING" } else { "WHERE" };
        let mut finding = RULE.finding(&place, message).help(format!(
            "leave such rows out with `{clause} … IS NOT NULL`, or give a value with `coalesce(…)`{or_nullable}"
        ));
        let cause = query.place(cause);
        if cause.span().start < place.span().start || cause.span().end > place.span().end {
            finding = finding.related(cause, "what makes it null");
        }
        sink.push(finding);
    }
}
