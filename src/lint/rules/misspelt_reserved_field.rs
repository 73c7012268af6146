use crate::diagnostic::{Fix, Sink, visible};
use crate::lint::Check;
use crate::lint::personalize::{Lacking, datasets, own_fields_of};
use crate::lint::rule::declare_rule;
use crate::stage::Stage;

declare_rule! {
    /// ## What it does
    /// Flags a field that has the name of an optional reserved one in another case or without its underscores: `event_type` or
    /// `EVENTTYPE` for `EVENT_TYPE`. For a required one, `missing-schema-field` does so.
    ///
    /// ## Why is this bad
    /// Personalize reserves names in capitals, with their underscores. Under another name the column is one of your own: no events
    /// are weighed by it, and no solution can be trained on some of them.
    ///
    /// ## Example
    /// ```toml
    /// [datasets.interactions]
    /// query = "SELECT userid AS USER_ID, movieid AS ITEM_ID, time AS TIMESTAMP, stars AS EVENT_VALUE FROM ratings"
    /// [datasets.interactions.schema]
    /// USER_ID    = "string"
    /// ITEM_ID    = "string"
    /// TIMESTAMP  = "long"
    /// EventValue = { type = "float", nullable = true }
    /// ```
    ///
    /// ## Use instead
    /// ```toml
    /// [datasets.interactions]
    /// query = "SELECT userid AS USER_ID, movieid AS ITEM_ID, time AS TIMESTAMP, stars AS EVENT_VALUE FROM ratings"
    /// [datasets.interactions.schema]
    /// USER_ID    = "string"
    /// ITEM_ID    = "string"
    /// TIMESTAMP  = "long"
    /// EVENT_VALUE = { type = "float", nullable = true }
    /// ```
    ///
    /// ## References
    /// - [Dataset schemas](https://docs.aws.amazon.com/personalize/latest/dg/how-it-works-dataset-schema.html)
    /// - [Custom datasets and schemas](https://docs.aws.amazon.com/personalize/latest/dg/custom-datasets-and-schemas.html)
    pub static RULE = "misspelt-reserved-field", Warning, Check::Stage(check), fix = "renames the field";
}

fn check(stage: &Stage, sink: &mut Sink) {
    for dataset in datasets(stage) {
        let lacking = Lacking::of(stage, dataset);
        for field in own_fields_of(stage, dataset) {
            let Some(reserved) = lacking.meant(field).filter(|reserved| !reserved.required) else {
                continue;
            };
            let message = format!(
                "`{}` is a field of your own, and not the one that Amazon Personalize reserves",
                visible(&field.name)
            );
            let path = ["datasets", dataset.kind.key(), "schema", &field.name];
            sink.push(
                RULE.finding(&field.name.place, message)
                    .help(format!("did you mean `{}`?", reserved.name))
                    .fix(Fix::rename(field.name.place.source(), &path, reserved.name)),
            );
        }
    }
}
