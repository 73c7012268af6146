use crate::diagnostic::{Fix, Sink};
use crate::lint::Check;
use crate::lint::personalize::{datasets, reserved_fields_of};
use crate::lint::rule::declare_rule;
use crate::stage::Stage;

declare_rule! {
    /// ## What it does
    /// Flags a reserved field that is marked `categorical` where Personalize does not take it as one, or is not marked where it has to be.
    ///
    /// ## Why is this bad
    /// `CreateSchema` refuses a `CATEGORY_L1` or `GENRES` that is not categorical, and an `EVENT_TYPE` that is.
    ///
    /// ## Example
    /// ```toml
    /// [project]
    /// domain = "ECOMMERCE"
    /// [datasets.interactions.schema]
    /// USER_ID    = "string"
    /// ITEM_ID    = "string"
    /// TIMESTAMP  = "long"
    /// EVENT_TYPE = { type = "string", categorical = true }
    /// ```
    ///
    /// ## Use instead
    /// ```toml
    /// [project]
    /// domain = "ECOMMERCE"
    /// [datasets.interactions.schema]
    /// USER_ID    = "string"
    /// ITEM_ID    = "string"
    /// TIMESTAMP  = "long"
    /// EVENT_TYPE = "string"
    /// ```
    ///
    /// ## References
    /// - [Dataset schemas](https://docs.aws.amazon.com/personalize/latest/dg/how-it-works-dataset-schema.html)
    pub static RULE = "reserved-field-categorical", Error, Check::Stage(check), fix = "sets the mark or takes it away";
}

fn check(stage: &Stage, sink: &mut Sink) {
    for dataset in datasets(stage) {
        for (field, reserved) in reserved_fields_of(stage, dataset) {
            let name = reserved.name;
            let finding = match (*field.categorical, reserved.categorical) {
                (true, false) => RULE
                    .finding(
                        &field.categorical.place,
                        format!("`{name}` is not categorical in Amazon Personalize"),
                    )
                    .help("take `categorical` away"),
                (false, true) => RULE
                    .finding(
                        &field.categorical.place,
                        format!("`{name}` is categorical in Amazon Personalize, and is not marked so"),
                    )
                    .help("add `categorical = true`"),
                _ => continue,
            };
            let path = ["datasets", dataset.kind.key(), "schema", name];
            let source = field.kind.place.source();
            sink.push(finding.fix(Fix::mark(source, &path, "categorical", reserved.categorical)));
        }
    }
}
