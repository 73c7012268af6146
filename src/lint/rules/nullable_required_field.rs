use crate::diagnostic::Sink;
use crate::lint::Check;
use crate::lint::personalize::{datasets, reserved_fields_of};
use crate::lint::rule::declare_rule;
use crate::stage::Stage;

declare_rule! {
    /// ## What it does
    /// Flags `nullable = true` on a field that Personalize requires.
    ///
    /// ## Why is this bad
    /// `CreateSchema` refuses it: a row without its user, item or time is no interaction.
    ///
    /// ## Example
    /// ```toml
    /// [datasets.interactions.schema]
    /// USER_ID   = { type = "string", nullable = true }
    /// ITEM_ID   = "string"
    /// TIMESTAMP = "long"
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
    pub static RULE = "nullable-required-field", Error, Check::Stage(check);
}

fn check(stage: &Stage, sink: &mut Sink) {
    for dataset in datasets(stage) {
        for (field, reserved) in reserved_fields_of(stage, dataset) {
            if *field.nullable && reserved.required {
                let message = format!(
                    "`{}` cannot be nullable: Amazon Personalize requires it of every row",
                    reserved.name
                );
                let help = "take `nullable` away, and leave rows without it out in the query";
                sink.push(RULE.finding(&field.nullable.place, message).help(help));
            }
        }
    }
}
