use crate::diagnostic::{Sink, visible};
use crate::lint::Check;
use crate::lint::personalize::{Lacking, datasets, own_fields_of};
use crate::lint::rule::declare_rule;
use crate::stage::{DatasetType, FieldType, Stage};

declare_rule! {
    /// ## What it does
    /// Tells of a string field of your own that is neither categorical nor textual.
    ///
    /// ## Why is this bad
    /// That is legal and common, for titles and for ids that filters use; but training ignores it, which is easily forgotten.
    ///
    /// ## Example
    /// ```toml
    /// [datasets.items.schema]
    /// ITEM_ID = "string"
    /// BRAND   = "string"
    /// ```
    ///
    /// ## Use instead
    /// ```toml
    /// [datasets.items.schema]
    /// ITEM_ID = "string"
    /// BRAND   = { type = "string", categorical = true }
    /// ```
    ///
    /// ## References
    /// - [Dataset schemas](https://docs.aws.amazon.com/personalize/latest/dg/how-it-works-dataset-schema.html)
    /// - [Items datasets](https://docs.aws.amazon.com/personalize/latest/dg/items-datasets.html)
    pub static RULE = "untrained-string-field", Note, Check::Stage(check);
}

fn check(stage: &Stage, sink: &mut Sink) {
    for dataset in datasets(stage) {
        let lacking = Lacking::of(stage, dataset);
        for field in own_fields_of(stage, dataset) {
            // It is meant for a reserved one, which is told, and so may be an id of another name where the dataset's is missing.
            if lacking.meant(field).is_some() || lacking.an_id() && field.name.ends_with("_ID") {
                continue;
            }
            // A misspelt mark was told, and is one.
            if dataset.refused.touches(&format!("schema.{}", field.name.value)) {
                continue;
            }
            if field.kind.value == FieldType::String && !*field.categorical && !*field.textual {
                let message = format!("training ignores `{}`: it is a plain string", visible(&field.name));
                let help = match dataset.kind {
                    DatasetType::Items => {
                        "add `categorical = true` or `textual = true`, or ignore this: filters and people can use it"
                    }
                    _ => "add `categorical = true`, or ignore this: filters and people can use it",
                };
                sink.push(RULE.finding(&field.name.place, message).help(help));
            }
        }
    }
}
