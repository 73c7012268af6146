use crate::diagnostic::{Sink, visible};
use crate::lint::Check;
use crate::lint::file_source::folder_meant;
use crate::lint::rule::declare_rule;
use crate::stage::Dataset;

declare_rule! {
    /// ## What it does
    /// Flags a source that is written like a file, or like a pattern for several.
    ///
    /// ## Why is this bad
    /// A source is a folder of the raw bucket: a Glue table has a location and reads every object below it. `orders.csv` is
    /// taken as a folder of that name, in which nobody will look for the file `orders.csv`, and patterns are not known there.
    /// The workflow then finds no data.
    ///
    /// ## Example
    /// ```toml
    /// [datasets.interactions]
    /// source = "ratings/*.csv"
    /// query = "SELECT userid AS USER_ID, movieid AS ITEM_ID, time AS TIMESTAMP FROM ratings WHERE userid IS NOT NULL"
    /// ```
    ///
    /// ## Use instead
    /// ```toml
    /// [datasets.interactions]
    /// source = "ratings/"
    /// query = "SELECT userid AS USER_ID, movieid AS ITEM_ID, time AS TIMESTAMP FROM ratings WHERE userid IS NOT NULL"
    /// ```
    ///
    /// ## References
    /// - [Table location in Athena](https://docs.aws.amazon.com/athena/latest/ug/tables-location-format.html)
    pub static RULE = "source-is-a-file", Warning, Check::Dataset(check);
}

fn check(dataset: &Dataset, sink: &mut Sink) {
    let Some(folder) = folder_meant(&dataset.source) else {
        return;
    };
    let written = dataset.source.trim_end_matches('/');
    let message = format!(
        "`{}` is written like a file, and a source is a folder",
        visible(written)
    );
    let help = format!("write `{}`, and upload the files into that folder", visible(&folder));
    sink.push(RULE.finding(&dataset.source.place, message).help(help));
}
