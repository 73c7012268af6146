use crate::diagnostic::{Sink, list};
use crate::lint::Check;
use crate::lint::personalize::{datasets, reserved_fields_of};
use crate::lint::rule::declare_rule;
use crate::stage::Stage;

declare_rule! {
    /// ## What it does
    /// Flags a field whose name Personalize reserves and whose type is not the one that it has there, such as a `TIMESTAMP` that is no
    /// `long`.
    ///
    /// ## Why is this bad
    /// `CreateSchema` refuses the schema: the field's name says what Personalize does with it, and thus what type it has.
    ///
    /// ## Example
    /// ```toml
    /// [datasets.interactions.schema]
    /// USER_ID   = "string"
    /// ITEM_ID   = "string"
    /// TIMESTAMP = "string"
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
    pub static RULE = "reserved-field-type", Error, Check::Stage(check);
}

fn check(stage: &Stage, sink: &mut Sink) {
    for dataset in datasets(stage) {
        for (field, reserved) in reserved_fields_of(stage, dataset) {
            let kind = field.kind.value.as_str();
            if !reserved.types.contains(&kind) {
                let wanted = list(reserved.types.iter().copied());
                let message = format!(
                    "`{}` is a {wanted} in Amazon Personalize, and this is a `{kind}`",
                    reserved.name
                );
                sink.push(RULE.finding(&field.kind.place, message).help(format!("write {wanted}")));
            }
        }
    }
}
