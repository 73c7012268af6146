use crate::diagnostic::{Sink, visible};
use crate::lint::Check;
use crate::lint::rule::declare_rule;
use crate::stage::Stage;

declare_rule! {
    /// ## What it does
    /// Flags two sources whose tables would have one name. A table is named after the last folder of its source, in lower case,
    /// with `_` for everything but letters, digits and `_`.
    ///
    /// ## Why is this bad
    /// A crawler gives the second table another name, with a hash at its end that no query knows; declared tables of one name are
    /// refused by Glue with `AlreadyExistsException`.
    ///
    /// ## Example
    /// ```toml
    /// [datasets.interactions]
    /// source = "shop/data/"
    ///
    /// [datasets.items]
    /// source = "catalogue/data/"
    /// ```
    ///
    /// ## Use instead
    /// ```toml
    /// [datasets.interactions]
    /// source = "shop/orders/"
    ///
    /// [datasets.items]
    /// source = "catalogue/products/"
    /// ```
    ///
    /// ## References
    /// - [How a crawler names tables](https://docs.aws.amazon.com/glue/latest/dg/add-crawler.html)
    pub static RULE = "table-name-clash", Error, Check::Stage(check);
}

fn check(stage: &Stage, sink: &mut Sink) {
    for (index, dataset) in stage.datasets.iter().enumerate() {
        let mut before = stage.datasets.iter().take(index);
        let same = before.find(|other| other.table == dataset.table && other.source.value != dataset.source.value);
        let Some(first) = same else {
            continue;
        };
        let message = format!(
            "`{}` and `{}` would both be the table `{}`",
            visible(&first.source),
            visible(&dataset.source),
            visible(&dataset.table)
        );
        sink.push(
            RULE.finding(&dataset.source.place, message)
                .help("a table is named after the last folder of its source: call one of the folders differently")
                .related(first.source.place.clone(), "the other source"),
        );
    }
}
