use crate::diagnostic::Sink;
use crate::lint::Check;
use crate::lint::personalize::{datasets, reserved_fields_of};
use crate::lint::rule::declare_rule;
use crate::stage::Stage;

declare_rule! {
    /// ## What it does
    /// Flags `nullable = true` on an optional field whose name Personalize reserves with a type that has no `null`: `EVENT_TYPE` of
    /// interactions, and `CREATION_TIMESTAMP`.
    ///
    /// ## Why is this bad
    /// A schema may leave such a field out, and one that has it gives it the type of Personalize's table of reserved names, which lists
    /// `null` for others only (`EVENT_VALUE` is "float, null"). Expect `CreateSchema` to refuse another type.
    ///
    /// ## Example
    /// ```toml
    /// [datasets.interactions.schema]
    /// USER_ID    = "string"
    /// ITEM_ID    = "string"
    /// TIMESTAMP  = "long"
    /// EVENT_TYPE = { type = "string", nullable = true }
    /// ```
    ///
    /// ## Use instead
    /// ```toml
    /// [datasets.interactions.schema]
    /// USER_ID    = "string"
    /// ITEM_ID    = "string"
    /// TIMESTAMP  = "long"
    /// EVENT_TYPE = "string"
    /// ```
    ///
    /// ## References
    /// - [Custom datasets and schemas](https://docs.aws.amazon.com/personalize/latest/dg/custom-datasets-and-schemas.html)
    /// - [Dataset schemas](https://docs.aws.amazon.com/personalize/latest/dg/how-it-works-dataset-schema.html)
    pub static RULE = "nullable-reserved-field", Warning, Check::Stage(check);
}

fn check(stage: &Stage, sink: &mut Sink) {
    for dataset in datasets(stage) {
        for (field, reserved) in reserved_fields_of(stage, dataset) {
            // That a required field cannot be null is a rule of its own.
            if *field.nullable && !reserved.nullable && !reserved.required {
                let message = format!(
                    "`{}` is nullable, and Amazon Personalize reserves it with a type without `null`",
                    reserved.name
                );
                let help = "take `nullable` away, and give rows without it a value in the query or leave them out";
                sink.push(RULE.finding(&field.nullable.place, message).help(help));
            }
        }
    }
}
