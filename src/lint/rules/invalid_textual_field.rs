use crate::diagnostic::{Fix, Sink, visible};
use crate::lint::Check;
use crate::lint::rule::declare_rule;
use crate::stage::{Dataset, DatasetType, FieldType};

declare_rule! {
    /// ## What it does
    /// Flags `textual = true` where Personalize takes no free text: outside of the items, on a field that is not a string, on one that is
    /// categorical too, and on a second field.
    ///
    /// ## Why is this bad
    /// `CreateSchema` refuses it. Free text is read for its meaning, which costs training time, and so one field of the items has it.
    ///
    /// ## Example
    /// ```toml
    /// [datasets.items.schema]
    /// ITEM_ID = "string"
    /// TITLE   = { type = "string", textual = true }
    /// PLOT    = { type = "string", textual = true }
    /// ```
    ///
    /// ## Use instead
    /// ```toml
    /// [datasets.items.schema]
    /// ITEM_ID = "string"
    /// PLOT    = { type = "string", textual = true }
    /// ```
    ///
    /// ## References
    /// - [Items datasets](https://docs.aws.amazon.com/personalize/latest/dg/items-datasets.html)
    /// - [Quotas](https://docs.aws.amazon.com/personalize/latest/dg/limits.html)
    pub static RULE = "invalid-textual-field", Error, Check::Dataset(check), fix = "takes the mark away outside of the items";
}

fn check(dataset: &Dataset, sink: &mut Sink) {
    let textual: Vec<_> = dataset.schema.iter().filter(|field| *field.textual).collect();
    for (index, field) in textual.iter().enumerate() {
        let why = match field.kind.value {
            _ if dataset.kind != DatasetType::Items => {
                format!("only items have free text, and these are {}", dataset.kind.label())
            }
            FieldType::String if *field.categorical => "a field is categorical or textual, not both".to_owned(),
            FieldType::String if index > 0 => "one field of the items can be".to_owned(),
            FieldType::String => continue,
            other => format!("free text is a string, and this is a `{}`", other.as_str()),
        };
        let message = format!("`{}` cannot be textual: {why}", visible(&field.name));
        let path = ["datasets", dataset.kind.key(), "schema", &field.name];
        // Of the items' fields people choose: which of two, and whether it is a category or text.
        let choice = dataset.kind == DatasetType::Items;
        let fix = (!choice).then(|| Fix::mark(field.kind.place.source(), &path, "textual", false));
        let finding = RULE.finding(&field.textual.place, message).help("take `textual` away");
        let finding = finding.maybe_fix(fix);
        sink.push(match (index, textual.first()) {
            (1.., Some(first)) => finding.related(first.name.place.clone(), "the textual field"),
            _ => finding,
        });
    }
}
