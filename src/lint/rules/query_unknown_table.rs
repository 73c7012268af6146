use crate::diagnostic::Sink;
use crate::lint::Check;
use crate::lint::file_source::folder_meant;
use crate::lint::prepared::Prepared;
use crate::lint::rule::declare_rule;
use crate::query::ProblemKind;

declare_rule! {
    /// ## What it does
    /// Flags a table that no source of the stage provides.
    ///
    /// ## Why is this bad
    /// The database of the stack holds one table for each dataset, named after the last folder of its source. Any other
    /// gives `TABLE_NOT_FOUND` when the query runs.
    ///
    /// ## Example
    /// ```toml
    /// [datasets.interactions]
    /// source = "ratings/"
    /// query = "SELECT userid AS USER_ID, movieid AS ITEM_ID, time AS TIMESTAMP FROM rating"
    /// ```
    ///
    /// ## Use instead
    /// ```toml
    /// [datasets.interactions]
    /// source = "ratings/"
    /// query = "SELECT userid AS USER_ID, movieid AS ITEM_ID, time AS TIMESTAMP FROM ratings"
    /// ```
    ///
    /// ## References
    /// - [How a crawler names tables](https://docs.aws.amazon.com/glue/latest/dg/add-crawler.html)
    pub static RULE = "query-unknown-table", Error, Check::Query(check);
}

fn check(query: &Prepared<'_>, sink: &mut Sink) {
    // A source that is written like a file has a finding of its own, and its table another name than the one meant.
    let sources = || query.stage.datasets.iter().map(|dataset| dataset.source.as_str());
    if !sources().any(|source| folder_meant(source).is_some()) {
        query.tell(&RULE, ProblemKind::UnknownTable, sink);
    }
}
