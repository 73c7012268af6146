use crate::diagnostic::{Finding, Sink, visible};
use crate::lint::Check;
use crate::lint::file_source::folder_meant;
use crate::lint::prepared::Prepared;
use crate::lint::rule::declare_rule;
use crate::query::{Problem, ProblemKind};
use crate::stage::Dataset;

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
    if sources().any(|source| folder_meant(source).is_some()) {
        return;
    }
    query.tell_more(
        &RULE,
        ProblemKind::UnknownTable,
        sink,
        |problem, finding| match elsewhere(query, problem) {
            Some(dataset) => in_stage(query, dataset, finding),
            None => finding,
        },
    );
}

/// The dataset of this stage whose table is called otherwise than in another stage, where the query finds it.
fn elsewhere<'a>(query: &Prepared<'a>, problem: &Problem) -> Option<&'a Dataset> {
    let named = query.reading.tables.iter().find(|table| table.at == problem.at)?;
    let mut others = query.stages.iter().flat_map(|stage| &stage.datasets);
    let other = others.find(|other| other.table == named.name)?;
    let own = query.stage.dataset(other.kind)?;
    (own.source.place != other.source.place).then_some(own)
}

fn in_stage(query: &Prepared<'_>, dataset: &Dataset, finding: Finding) -> Finding {
    let stage = visible(&query.stage.name);
    let message = format!(
        "{} in stage `{stage}`, where the source of the {} is `{}`",
        finding.message,
        dataset.kind.label(),
        visible(&dataset.source)
    );
    let help = format!(
        "its table is `{}`: call the last folder of that source as in the other stages, or give stage `{stage}` a query of its own",
        dataset.table
    );
    let related = format!("the source of stage `{stage}`");
    Finding { message, ..finding }
        .help(help)
        .related(dataset.source.place.clone(), related)
}
