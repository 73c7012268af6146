use crate::diagnostic::Sink;
use crate::facts::own_fields;
use crate::lint::Check;
use crate::lint::personalize::{datasets, own_fields_of, reserved_fields_of};
use crate::lint::rule::declare_rule;
use crate::stage::{Domain, Stage};

declare_rule! {
    /// ## What it does
    /// Flags users, items or actions of which the schema holds nothing but the id.
    ///
    /// ## Why is this bad
    /// `CreateSchema` refuses it: such a dataset is for what is known of a user or an item besides the id, at least one field.
    ///
    /// ## Example
    /// ```toml
    /// [datasets.items.schema]
    /// ITEM_ID = "string"
    /// ```
    ///
    /// ## Use instead
    /// ```toml
    /// [datasets.items.schema]
    /// ITEM_ID = "string"
    /// GENRES  = { type = "string", categorical = true }
    /// ```
    ///
    /// ## References
    /// - [Custom datasets and schemas](https://docs.aws.amazon.com/personalize/latest/dg/custom-datasets-and-schemas.html)
    pub static RULE = "missing-metadata-field", Error, Check::Stage(check);
}

fn check(stage: &Stage, sink: &mut Sink) {
    let domain = stage.domain.map(Domain::as_str);
    for dataset in datasets(stage) {
        let Some(allowed) = own_fields(domain, dataset.kind.key()) else {
            continue;
        };
        // A category is metadata, also where its name is reserved: the guide's own users of VIDEO_ON_DEMAND have no other.
        let categories = reserved_fields_of(stage, dataset).filter(|(_, reserved)| reserved.categorical);
        let own = own_fields_of(stage, dataset).count() + categories.count() + dataset.invalid_fields.len();
        if own < allowed.least && dataset.schema_is_whole {
            let message = format!(
                "the schema of the {} has no field besides those that Amazon Personalize reserves, and needs one",
                dataset.kind.label()
            );
            let help = "add what is known of them, or leave the dataset out";
            sink.push(RULE.finding(&dataset.schema_place, message).help(help));
        }
    }
}
