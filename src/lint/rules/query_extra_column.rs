use crate::diagnostic::{Sink, visible};
use crate::lint::Check;
use crate::lint::personalize::lacks;
use crate::lint::prepared::Prepared;
use crate::lint::rule::declare_rule;

declare_rule! {
    /// ## What it does
    /// Flags a column of the result that no field of the schema is for.
    ///
    /// ## Why is this bad
    /// Amazon Personalize takes a file with the schema's fields and no others.
    ///
    /// ## Example
    /// ```toml
    /// [datasets.interactions]
    /// query = "SELECT userid AS USER_ID, movieid AS ITEM_ID, time AS TIMESTAMP, device AS DEVICE FROM ratings"
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
    pub static RULE = "query-extra-column", Error, Check::Query(check);
}

/// So many are told; the last says how many more there are.
const MOST: usize = 5;

fn check(query: &Prepared<'_>, sink: &mut Sink) {
    let extra = query.columns().extra.iter();
    // What Personalize requires is too little in the schema, and not too much in the query.
    let extra: Vec<_> = extra
        .filter_map(|column| query.column(*column))
        .filter(|column| !lacks(query.stage, query.dataset, &column.name))
        .collect();
    for (index, column) in extra.iter().take(MOST).enumerate() {
        let more = match extra.len().saturating_sub(MOST) {
            more @ 1.. if index + 1 == MOST => format!(", and so it is with {more} more columns"),
            _ => String::new(),
        };
        let name = visible(&column.name);
        let message = format!("the result has `{name}`, which is no field of the schema{more}");
        sink.push(
            RULE.finding(&query.place(column.at), message)
                .help(format!(
                    "take the column out of the query, or give the schema a field `{name}`"
                ))
                .related(query.dataset.schema_place.clone(), "the schema"),
        );
    }
}
