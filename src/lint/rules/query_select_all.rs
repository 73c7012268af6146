use crate::diagnostic::{Sink, visible};
use crate::lint::Check;
use crate::lint::prepared::Prepared;
use crate::lint::rule::declare_rule;
use crate::query::ProblemKind;

declare_rule! {
    /// ## What it does
    /// Flags `*` over a table in the outermost select list.
    ///
    /// ## Why is this bad
    /// The columns of a table have names in lower case and the order of the files, partitions last, so that the result fits
    /// no schema of Amazon Personalize; and it changes whenever the files do. `kickstart query`, which knows no schema,
    /// tells it as a warning.
    ///
    /// ## Example
    /// ```toml
    /// [datasets.interactions]
    /// query = "SELECT * FROM ratings"
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
    pub static RULE = "query-select-all", Error, Check::Query(check);
}

fn check(query: &Prepared<'_>, sink: &mut Sink) {
    query.tell(&RULE, ProblemKind::SelectAll, sink);
    let Some(star) = query.columns().star else {
        return;
    };
    let fields: Vec<String> = query.dataset.schema.iter().map(|field| visible(&field.name)).collect();
    let message = "the columns of `*` are not called as the schema's fields";
    sink.push(
        RULE.finding(&query.place(star), message)
            .help(format!("name each: {}", fields.join(", ")))
            .related(query.dataset.schema_place.clone(), "the schema"),
    );
}
