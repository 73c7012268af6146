use crate::diagnostic::{Fix, Sink, visible};
use crate::lint::Check;
use crate::lint::prepared::Prepared;
use crate::lint::rule::declare_rule;

declare_rule! {
    /// ## What it does
    /// Flags a query whose columns are the schema's fields in another order.
    ///
    /// ## Why is this bad
    /// Amazon Personalize asks for the columns of the file in the order of the schema's fields.
    ///
    /// ## Example
    /// ```toml
    /// [datasets.interactions]
    /// query = "SELECT movieid AS ITEM_ID, userid AS USER_ID, time AS TIMESTAMP FROM ratings"
    /// ```
    ///
    /// ## Use instead
    /// ```toml
    /// [datasets.interactions]
    /// query = "SELECT userid AS USER_ID, movieid AS ITEM_ID, time AS TIMESTAMP FROM ratings"
    /// ```
    ///
    /// ## References
    /// - [Dataset schemas](https://docs.aws.amazon.com/personalize/latest/dg/how-it-works-dataset-schema.html)
    pub static RULE = "query-column-order", Error, Check::Query(check), fix = "puts the columns in order, unless a comment stands between them or one is named by its position";
}

fn check(query: &Prepared<'_>, sink: &mut Sink) {
    let Some(pair) = query.columns().misplaced else {
        return;
    };
    let (Some(column), Some(own), Some(field)) = (
        query.column(pair.column),
        query.field(pair.field),
        query.field(pair.column),
    ) else {
        return;
    };
    let message = format!(
        "`{}` stands where the schema has `{}`: the columns' order is not the fields'",
        visible(&own.name),
        visible(&field.name)
    );
    let order: Vec<String> = query.dataset.schema.iter().map(|field| visible(&field.name)).collect();
    sink.push(
        RULE.finding(&query.place(column.at), message)
            .help(format!("select {}", order.join(", ")))
            .maybe_fix(in_order(query))
            .related(field.name.place.clone(), "the field at this place"),
    );
}

/// The items of the select list in the order of the fields, each where another stood.
fn in_order(query: &Prepared<'_>) -> Option<Fix> {
    if query.reading.by_position {
        return None;
    }
    let pairs = &query.columns().pairs;
    let item = |column: usize| query.column(column).and_then(|column| column.item);
    let (first, last) = (item(0)?, item(pairs.len().checked_sub(1)?)?);
    let list = query.text(first.to(last));
    // A comment speaks of the column that it stands by.
    if list.contains("--") || list.contains("/*") {
        return None;
    }
    let moved = pairs.iter().filter(|pair| pair.column != pair.field);
    let words: Option<Vec<_>> = moved
        .map(|pair| {
            let wanted = query.place(item(pair.column)?);
            Some((query.place(item(pair.field)?), wanted.snippet().to_owned()))
        })
        .collect();
    words.map(Fix::text)
}
