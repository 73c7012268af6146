use crate::diagnostic::{Fix, Sink, visible};
use crate::lint::Check;
use crate::lint::columns::Likeness;
use crate::lint::personalize::reserved;
use crate::lint::prepared::Prepared;
use crate::lint::rule::declare_rule;
use crate::query::is_reserved;

declare_rule! {
    /// ## What it does
    /// Flags a column of the result that differs from its field of the schema in capitals only.
    ///
    /// ## Why is this bad
    /// Amazon Personalize looks for the schema's fields in the heading of the file, letter by letter, and Athena writes a
    /// heading as the query does: an import of `user_id` for `USER_ID` fails.
    ///
    /// ## Example
    /// ```toml
    /// [datasets.interactions]
    /// query = "SELECT userid AS user_id, movieid AS ITEM_ID, time AS TIMESTAMP FROM ratings"
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
    pub static RULE = "query-column-case", Error, Check::Query(check), fix = "writes the column as its field";
}

fn check(query: &Prepared<'_>, sink: &mut Sink) {
    let pairs = query.columns().pairs.iter();
    for pair in pairs.filter(|pair| pair.likeness == Likeness::Case) {
        let (Some(column), Some(field)) = (query.column(pair.column), query.field(pair.field)) else {
            continue;
        };
        // It is the field that is not called as Amazon Personalize calls it, which is told.
        let reserved = reserved(query.stage, query.dataset);
        if reserved.iter().any(|other| other.name == column.name) {
            continue;
        }
        // An alias, or the bare name of a column, which means the same column in any case.
        let is_name = column.is_aliased() || query.text(column.at) == column.name;
        let fix = (is_name && !is_reserved(&field.name))
            .then(|| Fix::text([(query.place(column.at), field.name.value.clone())]));
        let message = format!(
            "the result has `{}`, and the schema `{}`: capitals count",
            visible(&column.name),
            visible(&field.name)
        );
        sink.push(
            RULE.finding(&query.place(column.at), message)
                .help(query.renamed(column, field))
                .maybe_fix(fix)
                .related(field.name.place.clone(), "the field"),
        );
    }
}
