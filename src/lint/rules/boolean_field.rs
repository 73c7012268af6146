use crate::diagnostic::{Sink, visible};
use crate::lint::Check;
use crate::lint::rule::declare_rule;
use crate::stage::{Dataset, FieldType};

declare_rule! {
    /// ## What it does
    /// Flags a field of the type `boolean`.
    ///
    /// ## Why is this bad
    /// Personalize takes the schema, trains on no boolean, and cannot filter by one.
    ///
    /// ## Example
    /// ```toml
    /// [datasets.items.schema]
    /// ITEM_ID  = "string"
    /// IN_STOCK = "boolean"
    /// ```
    ///
    /// ## Use instead
    /// ```toml
    /// [datasets.items.schema]
    /// ITEM_ID  = "string"
    /// IN_STOCK = { type = "string", categorical = true }
    /// ```
    ///
    /// ## References
    /// - [Filter expressions](https://docs.aws.amazon.com/personalize/latest/dg/filter-expressions.html)
    /// - [Dataset schemas](https://docs.aws.amazon.com/personalize/latest/dg/how-it-works-dataset-schema.html)
    pub static RULE = "boolean-field", Warning, Check::Dataset(check);
}

fn check(dataset: &Dataset, sink: &mut Sink) {
    for field in &dataset.schema {
        if field.kind.value == FieldType::Boolean {
            let message = format!(
                "`{}` is a boolean, which is neither trained on nor filtered by",
                visible(&field.name)
            );
            let help = "write a categorical string, and `CASE WHEN … THEN 'True' ELSE 'False' END` in the query; or an `int` of 0 and 1";
            sink.push(RULE.finding(&field.kind.place, message).help(help));
        }
    }
}
