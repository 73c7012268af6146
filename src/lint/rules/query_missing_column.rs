use crate::diagnostic::{Sink, visible};
use crate::lint::Check;
use crate::lint::prepared::Prepared;
use crate::lint::rule::declare_rule;
use crate::stage::{Field, FieldType};

declare_rule! {
    /// ## What it does
    /// Flags a field of the schema that no column of the query's result is for.
    ///
    /// ## Why is this bad
    /// The file would lack it, and Amazon Personalize refuses an import without a field of its schema, also where the field
    /// may be null.
    ///
    /// ## Example
    /// ```toml
    /// [datasets.interactions]
    /// query = "SELECT userid AS USER_ID, movieid AS ITEM_ID FROM ratings"
    /// ```
    ///
    /// ## Use instead
    /// ```toml
    /// [datasets.interactions]
    /// query = "SELECT userid AS USER_ID, movieid AS ITEM_ID, time AS TIMESTAMP FROM ratings"
    /// ```
    ///
    /// ## References
    /// - [Preparing training data](https://docs.aws.amazon.com/personalize/latest/dg/preparing-training-data.html)
    pub static RULE = "query-missing-column", Error, Check::Query(check);
}

fn check(query: &Prepared<'_>, sink: &mut Sink) {
    let columns = query.columns();
    let Some(first) = columns.missing.first().and_then(|field| query.field(*field)) else {
        return;
    };
    let names = columns.missing.iter().filter_map(|field| query.field(*field));
    let names: Vec<String> = names.map(|field| format!("`{}`", visible(&field.name))).collect();
    let message = format!("the result lacks {}, which the schema has", listed(&names));
    // Where it has to be added: behind the column of the field before it.
    let before = columns.missing.first().and_then(|field| field.checked_sub(1));
    let column = columns.pairs.iter().find(|pair| Some(pair.field) == before);
    let column = query.column(column.map_or(0, |pair| pair.column));
    let Some(column) = column else {
        return;
    };
    let where_to = match before {
        Some(_) => "behind",
        None => "before",
    };
    let null = match *first.nullable {
        true => format!(
            "; where there is no value, `CAST(NULL AS {}) AS {}`",
            trino_type(first),
            first.name.value
        ),
        false => String::new(),
    };
    sink.push(
        RULE.finding(&query.place(column.at), message)
            .help(format!(
                "add `… AS {}` {where_to} this column{null}",
                visible(&first.name)
            ))
            .related(first.name.place.clone(), "the field"),
    );
}

fn listed(names: &[String]) -> String {
    match names {
        [one] => one.clone(),
        [first, second] => format!("{first} and {second}"),
        [first, rest @ ..] => format!("{first} and {} more fields", rest.len()),
        [] => String::new(),
    }
}

fn trino_type(field: &Field) -> &'static str {
    match field.kind.value {
        FieldType::Int => "integer",
        FieldType::Long => "bigint",
        FieldType::Float => "real",
        FieldType::Double => "double",
        FieldType::Boolean => "boolean",
        FieldType::String => "varchar",
    }
}
