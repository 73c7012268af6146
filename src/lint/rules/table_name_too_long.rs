use crate::diagnostic::Sink;
use crate::facts::{CRAWLED_TABLE_NAME, GLUE_NAME_BYTES};
use crate::lint::Check;
use crate::lint::rule::declare_rule;
use crate::stage::Dataset;

declare_rule! {
    /// ## What it does
    /// Flags a source whose last folder makes the name of a table that is too long: 128 characters for a crawler, 255 bytes for a
    /// declared table.
    ///
    /// ## Why is this bad
    /// A crawler cuts the name after 128 characters, so that no query finds the table; Glue refuses a declared table of a longer
    /// name with `InvalidInputException`.
    ///
    /// ## Example
    /// ```toml
    /// [datasets.interactions]
    /// source = "export-of-all-orders-and-returns-and-cancellations-of-the-european-and-the-american-shops-since-the-beginning-of-the-loyalty-programme/"
    /// ```
    ///
    /// ## Use instead
    /// ```toml
    /// [datasets.interactions]
    /// source = "orders/"
    /// ```
    ///
    /// ## References
    /// - [How a crawler names tables](https://docs.aws.amazon.com/glue/latest/dg/add-crawler.html)
    /// - [Names of tables, databases and columns](https://docs.aws.amazon.com/athena/latest/ug/tables-databases-columns-names.html)
    pub static RULE = "table-name-too-long", Error, Check::Dataset(check);
}

fn check(dataset: &Dataset, sink: &mut Sink) {
    let (longest, who) = match dataset.is_crawled() {
        true => (CRAWLED_TABLE_NAME, "the crawler cuts it after"),
        false => (GLUE_NAME_BYTES, "Glue takes at most"),
    };
    // A table's name is ASCII: bytes and characters are one.
    let length = dataset.table.len();
    if length <= longest {
        return;
    }
    let message = format!("the table of this source would have a name of {length} characters, and {who} {longest}");
    sink.push(
        RULE.finding(&dataset.source.place, message)
            .help("a table is named after the last folder of its source: choose a shorter one"),
    );
}
