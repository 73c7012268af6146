use crate::diagnostic::{Sink, visible};
use crate::lint::Check;
use crate::lint::columns::Likeness;
use crate::lint::personalize::lacks;
use crate::lint::prepared::Prepared;
use crate::lint::rule::declare_rule;

declare_rule! {
    /// ## What it does
    /// Flags a column of the result that is called as no field of the schema, where a field lacks its column.
    ///
    /// ## Why is this bad
    /// Amazon Personalize finds a field's values by the heading of their column. Without it the import fails.
    ///
    /// ## Example
    /// ```toml
    /// [datasets.interactions]
    /// query = "SELECT userid AS USERID, movieid AS ITEM_ID, time AS TIMESTAMP FROM ratings"
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
    pub static RULE = "query-column-name", Error, Check::Query(check);
}

fn check(query: &Prepared<'_>, sink: &mut Sink) {
    let pairs = query.columns().pairs.iter();
    for pair in pairs.filter(|pair| pair.likeness == Likeness::Meant) {
        let (Some(column), Some(field)) = (query.column(pair.column), query.field(pair.field)) else {
            continue;
        };
        // What Personalize requires is told of the schema that lacks it.
        if !column.named || lacks(query.stage, query.dataset, &column.name) {
            continue;
        }
        let message = format!(
            "the result has `{}`, which is no field of the schema, and lacks `{}`",
            visible(&column.name),
            visible(&field.name)
        );
        sink.push(
            RULE.finding(&query.place(column.at), message)
                .help(query.renamed(column, field))
                .related(field.name.place.clone(), "the field"),
        );
    }
}
