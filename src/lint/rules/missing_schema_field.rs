use crate::diagnostic::Sink;
use crate::lint::Check;
use crate::lint::personalize::{datasets, normal, reserved};
use crate::lint::rule::declare_rule;
use crate::stage::Stage;

declare_rule! {
    /// ## What it does
    /// Flags a schema without a field that Personalize requires of such a dataset, in the domain of the project: `USER_ID`, `ITEM_ID` and
    /// `TIMESTAMP` of interactions, the id of the others, and what a domain adds.
    ///
    /// ## Why is this bad
    /// `CreateSchema` or `CreateDataset` refuses the schema, after everything has been deployed and the data prepared.
    ///
    /// ## Example
    /// ```toml
    /// [datasets.interactions.schema]
    /// USER_ID = "string"
    /// ITEM_ID = "string"
    /// ```
    ///
    /// ## Use instead
    /// ```toml
    /// [datasets.interactions.schema]
    /// USER_ID   = "string"
    /// ITEM_ID   = "string"
    /// TIMESTAMP = "long"
    /// ```
    ///
    /// ## References
    /// - [Dataset schemas](https://docs.aws.amazon.com/personalize/latest/dg/how-it-works-dataset-schema.html)
    /// - [Custom datasets and schemas](https://docs.aws.amazon.com/personalize/latest/dg/custom-datasets-and-schemas.html)
    pub static RULE = "missing-schema-field", Error, Check::Stage(check);
}

fn check(stage: &Stage, sink: &mut Sink) {
    for dataset in datasets(stage).filter(|dataset| dataset.schema_is_whole) {
        let has = |name: &str| dataset.schema.iter().any(|field| field.name.value == name);
        // A field that is there and not valid was told already.
        let told = |name: &str| dataset.invalid_fields.iter().any(|field| field == name);
        let required = reserved(stage, dataset).iter().filter(|field| field.required);
        for field in required.filter(|field| !has(field.name) && !told(field.name)) {
            let kind = field.types.first().copied().unwrap_or_default();
            let marks = if field.categorical { ", categorical = true" } else { "" };
            let write = match marks {
                "" => format!("`{} = \"{kind}\"`", field.name),
                marks => format!("`{} = {{ type = \"{kind}\"{marks} }}`", field.name),
            };
            let message = format!(
                "the schema of the {} lacks `{}`, which Amazon Personalize requires",
                dataset.kind.label(),
                field.name
            );
            let near = dataset.schema.iter().find(|other| is_near(&other.name, field.name));
            let finding = match near {
                Some(other) => RULE.finding(&other.name.place, message).help(format!(
                    "`{}` is not it: write {write}, in capitals as it stands here",
                    other.name.value
                )),
                None => RULE
                    .finding(&dataset.schema_place, message)
                    .help(format!("write {write}")),
            };
            sink.push(finding);
        }
    }
}

/// Whether a name is another but for capitals and underscores, as Personalize compares them.
fn is_near(name: &str, wanted: &str) -> bool {
    name != wanted && normal(name) == normal(wanted)
}
