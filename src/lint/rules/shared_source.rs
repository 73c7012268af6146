use crate::diagnostic::{Sink, visible};
use crate::lint::Check;
use crate::lint::rule::declare_rule;
use crate::stage::Stage;

declare_rule! {
    /// ## What it does
    /// Flags two datasets of a stage that have the same source.
    ///
    /// ## Why is this bad
    /// A folder is one table. Two crawlers over it race, and each sees the other's files as its own; two declared tables have
    /// one name, which Glue refuses with `AlreadyExistsException`.
    ///
    /// ## Example
    /// ```toml
    /// [datasets.items]
    /// source = "ratings/"
    /// ```
    ///
    /// ## Use instead
    /// ```toml
    /// [datasets.items]
    /// source = "movies/"
    /// ```
    ///
    /// ## References
    /// - [How a crawler determines tables and partitions](https://docs.aws.amazon.com/glue/latest/dg/crawler-s3-folder-table-partition.html)
    pub static RULE = "shared-source", Error, Check::Stage(check);
}

fn check(stage: &Stage, sink: &mut Sink) {
    for (index, dataset) in stage.datasets.iter().enumerate() {
        let mut before = stage.datasets.iter().take(index);
        let Some(first) = before.find(|other| other.source.value == dataset.source.value) else {
            continue;
        };
        let message = format!(
            "`{}` and `{}` have the same source, `{}`: a folder is one table",
            first.kind.key(),
            dataset.kind.key(),
            visible(&dataset.source)
        );
        sink.push(
            RULE.finding(&dataset.source.place, message)
                .help("give each dataset a folder of its own; the query of one may read the table of the other")
                .related(first.source.place.clone(), "the other source"),
        );
    }
}
