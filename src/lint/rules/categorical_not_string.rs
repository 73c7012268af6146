use crate::diagnostic::{Sink, visible};
use crate::lint::Check;
use crate::lint::rule::declare_rule;
use crate::stage::{Dataset, FieldType};

declare_rule! {
    /// ## What it does
    /// Flags `categorical = true` on a field that is not a string.
    ///
    /// ## Why is this bad
    /// `CreateSchema` refuses it: categories are names. A number that stands for a category is written as a string.
    ///
    /// ## Example
    /// ```toml
    /// [datasets.items.schema]
    /// ITEM_ID = "string"
    /// YEAR    = { type = "int", categorical = true }
    /// ```
    ///
    /// ## Use instead
    /// ```toml
    /// [datasets.items.schema]
    /// ITEM_ID = "string"
    /// YEAR    = { type = "string", categorical = true }
    /// ```
    ///
    /// ## References
    /// - [Dataset schemas](https://docs.aws.amazon.com/personalize/latest/dg/how-it-works-dataset-schema.html)
    pub static RULE = "categorical-not-string", Error, Check::Dataset(check);
}

fn check(dataset: &Dataset, sink: &mut Sink) {
    for field in &dataset.schema {
        if *field.categorical && field.kind.value != FieldType::String {
            let message = format!("`{}` is categorical, and categories are strings", visible(&field.name));
            let help = "write `type = \"string\"`, or take `categorical` away: numbers are trained on as numbers";
            sink.push(RULE.finding(&field.categorical.place, message).help(help));
        }
    }
}
