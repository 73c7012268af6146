use crate::diagnostic::{Sink, visible};
use crate::lint::Check;
use crate::lint::rule::declare_rule;
use crate::stage::Dataset;

declare_rule! {
    /// ## What it does
    /// Flags a source with a folder of the form `name=value`.
    ///
    /// ## Why is this bad
    /// Crawlers and Athena read such a folder as a partition of the table around it. A source that ends in one gets a table called
    /// `year_2026` with that partition's rows alone, and next year's data is never seen.
    ///
    /// ## Example
    /// ```toml
    /// [datasets.interactions]
    /// source = "ratings/year=2026/"
    /// ```
    ///
    /// ## Use instead
    /// ```toml
    /// [datasets.interactions]
    /// source = "ratings/"
    /// ```
    ///
    /// ## References
    /// - [How a crawler determines tables and partitions](https://docs.aws.amazon.com/glue/latest/dg/crawler-s3-folder-table-partition.html)
    pub static RULE = "source-looks-like-partition", Warning, Check::Dataset(check);
}

fn check(dataset: &Dataset, sink: &mut Sink) {
    let folders = dataset.source.trim_end_matches('/').split('/');
    let Some(partition) = folders.clone().find(|folder| folder.contains('=')) else {
        return;
    };
    let around: Vec<&str> = folders.take_while(|folder| !folder.contains('=')).collect();
    let message = format!(
        "`{}` looks like a partition: the table would hold what lies in it and nothing beside it",
        visible(partition)
    );
    let help = match around[..] {
        [] => "name the folder of the whole table".to_owned(),
        _ => format!("name the folder of the whole table, `{}/`", visible(&around.join("/"))),
    };
    sink.push(RULE.finding(&dataset.source.place, message).help(help));
}
