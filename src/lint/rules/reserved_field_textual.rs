use crate::diagnostic::{Fix, Sink};
use crate::lint::Check;
use crate::lint::personalize::{datasets, reserved_fields_of};
use crate::lint::rule::declare_rule;
use crate::stage::{FieldType, Stage};

declare_rule! {
    /// ## What it does
    /// Flags a reserved field that is free text in Personalize, `PRODUCT_DESCRIPTION` of the items of a domain, and is not marked as
    /// `textual`.
    ///
    /// ## Why is this bad
    /// The domain's table of reserved names has it as textual. Without the mark it is a plain string, which no recommender is
    /// trained on; and a schema cannot be edited once it is there.
    ///
    /// ## Example
    /// ```toml
    /// [project]
    /// domain = "ECOMMERCE"
    /// [datasets.interactions.schema]
    /// USER_ID    = "string"
    /// ITEM_ID    = "string"
    /// TIMESTAMP  = "long"
    /// EVENT_TYPE = "string"
    /// [datasets.items.schema]
    /// ITEM_ID             = "string"
    /// PRICE               = "float"
    /// CATEGORY_L1         = { type = "string", categorical = true }
    /// PRODUCT_DESCRIPTION = { type = "string", nullable = true }
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
    /// [datasets.items.schema]
    /// ITEM_ID             = "string"
    /// PRICE               = "float"
    /// CATEGORY_L1         = { type = "string", categorical = true }
    /// PRODUCT_DESCRIPTION = { type = "string", nullable = true, textual = true }
    /// ```
    ///
    /// ## References
    /// - [ECOMMERCE datasets and schemas](https://docs.aws.amazon.com/personalize/latest/dg/ECOMMERCE-datasets-and-schemas.html)
    /// - [VIDEO_ON_DEMAND datasets and schemas](https://docs.aws.amazon.com/personalize/latest/dg/VIDEO-ON-DEMAND-datasets-and-schemas.html)
    pub static RULE = "reserved-field-textual", Warning, Check::Stage(check), fix = "sets the mark, unless another field has it";
}

fn check(stage: &Stage, sink: &mut Sink) {
    for dataset in datasets(stage) {
        for (field, reserved) in reserved_fields_of(stage, dataset) {
            let name = reserved.name;
            // A wrong type or mark is told by other rules, and this one after that.
            let is_string = field.kind.value == FieldType::String && !*field.categorical;
            if *field.textual || !reserved.textual || !is_string {
                continue;
            }
            let message = format!("`{name}` is free text in Amazon Personalize, and is not marked so");
            let finding = RULE.finding(&field.textual.place, message);
            // One field can be textual: with two to choose from, people do.
            let other = dataset.schema.iter().find(|other| *other.textual);
            let path = ["datasets", dataset.kind.key(), "schema", name];
            sink.push(match other {
                Some(other) => finding
                    .help("add `textual = true` here and take it away there: one field of the items can be textual")
                    .related(other.textual.place.clone(), "the textual field"),
                None => finding.help("add `textual = true`").fix(Fix::mark(
                    field.kind.place.source(),
                    &path,
                    "textual",
                    true,
                )),
            });
        }
    }
}
