use crate::diagnostic::{Fix, Sink, slip_of, visible};
use crate::lint::Check;
use crate::lint::personalize::{Lacking, datasets, reserved};
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
    pub static RULE = "missing-schema-field", Error, Check::Stage(check), fix = "renames the field that is plainly a slip of it";
}

fn check(stage: &Stage, sink: &mut Sink) {
    for dataset in datasets(stage).filter(|dataset| dataset.schema_is_whole) {
        let has = |name: &str| dataset.schema.iter().any(|field| field.name.value == name);
        // A field that is there and not valid was told already.
        let told = |name: &str| dataset.invalid_fields.iter().any(|field| field == name);
        let lacking = Lacking::of(stage, dataset);
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
            let mut near = dataset
                .schema
                .iter()
                .filter(|other| lacking.meant(other).is_some_and(|meant| meant.name == field.name));
            let finding = match near.next() {
                Some(other) => {
                    let path = ["datasets", dataset.kind.key(), "schema", &other.name];
                    // Of two people choose.
                    let fix = near.next().is_none() && slip_of(&other.name, [field.name]).is_some();
                    let fix = fix.then(|| Fix::rename(other.name.place.source(), &path, field.name));
                    RULE.finding(&other.name.place, message)
                        .help(format!(
                            "`{}` is not it: write {write}, in capitals as it stands here",
                            visible(&other.name)
                        ))
                        .maybe_fix(fix)
                }
                None => RULE
                    .finding(&dataset.schema_place, message)
                    .help(format!("write {write}")),
            };
            sink.push(finding);
        }
    }
}
