use crate::diagnostic::{Sink, visible};
use crate::lint::Check;
use crate::lint::rule::declare_rule;
use crate::stage::Stage;

declare_rule! {
    /// ## What it does
    /// Flags a source that lies inside another dataset's source.
    ///
    /// ## Why is this bad
    /// Athena and crawlers read every object below a table's folder. The outer table then holds the inner one's rows too or, where
    /// the files look alike, a crawler makes one table of both with a column for the folder. Nothing fails; the data is wrong.
    ///
    /// ## Example
    /// ```toml
    /// [datasets.interactions]
    /// source = "raw/"
    ///
    /// [datasets.items]
    /// source = "raw/movies/"
    /// ```
    ///
    /// ## Use instead
    /// ```toml
    /// [datasets.interactions]
    /// source = "raw/ratings/"
    ///
    /// [datasets.items]
    /// source = "raw/movies/"
    /// ```
    ///
    /// ## References
    /// - [How a crawler determines tables and partitions](https://docs.aws.amazon.com/glue/latest/dg/crawler-s3-folder-table-partition.html)
    /// - [Athena reads every object below a table's location](https://docs.aws.amazon.com/athena/latest/ug/troubleshooting-athena.html)
    pub static RULE = "overlapping-sources", Error, Check::Stage(check);
}

fn check(stage: &Stage, sink: &mut Sink) {
    for inner in &stage.datasets {
        for outer in &stage.datasets {
            let (inside, around) = (&inner.source, &outer.source);
            if inside.value == around.value || !inside.starts_with(around.as_str()) {
                continue;
            }
            let message = format!(
                "`{}` lies inside `{}`: the table of the {} would hold these rows too",
                visible(inside),
                visible(around),
                outer.kind.label()
            );
            sink.push(
                RULE.finding(&inside.place, message)
                    .help("give each dataset a folder beside the others")
                    .related(around.place.clone(), "the folder around it"),
            );
        }
    }
}
