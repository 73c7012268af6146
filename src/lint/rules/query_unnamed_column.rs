use crate::diagnostic::{Sink, visible};
use crate::lint::Check;
use crate::lint::prepared::Prepared;
use crate::lint::rule::declare_rule;
use crate::query::ProblemKind;

declare_rule! {
    /// ## What it does
    /// Flags an output column without a name: an expression without `AS`.
    ///
    /// ## Why is this bad
    /// Athena calls it `_col2` or so, by its position, and Amazon Personalize looks for the schema's field in the heading.
    /// `kickstart query`, which knows no schema, tells it as a warning.
    ///
    /// ## Example
    /// ```toml
    /// [datasets.interactions]
    /// query = "SELECT userid AS USER_ID, movieid AS ITEM_ID, CAST(time AS bigint) FROM ratings"
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
    pub static RULE = "query-unnamed-column", Error, Check::Query(check);
}

fn check(query: &Prepared<'_>, sink: &mut Sink) {
    query.tell(&RULE, ProblemKind::UnnamedColumn, sink);
    for pair in &query.columns().pairs {
        let (Some(column), Some(field)) = (query.column(pair.column), query.field(pair.field)) else {
            continue;
        };
        if column.named {
            continue;
        }
        let message = format!(
            "the column has no name, so Athena calls it `{}`; the schema has `{}` there",
            column.name,
            visible(&field.name)
        );
        sink.push(
            RULE.finding(&query.place(column.at), message)
                .help(query.renamed(column, field))
                .related(field.name.place.clone(), "the field"),
        );
    }
}
