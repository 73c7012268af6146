use std::collections::HashMap;
use std::collections::hash_map::Entry;

use crate::diagnostic::{Sink, visible};
use crate::lint::Check;
use crate::lint::personalize::normal;
use crate::lint::rule::declare_rule;
use crate::stage::Dataset;

declare_rule! {
    /// ## What it does
    /// Flags two fields of a schema whose names are the same once capitals and everything but letters and digits are taken away.
    ///
    /// ## Why is this bad
    /// Personalize compares names so, and refuses the second: `GENRES_1` and `GENRES1` are one field to it.
    ///
    /// ## Example
    /// ```toml
    /// [datasets.items.schema]
    /// ITEM_ID  = "string"
    /// GENRES_1 = { type = "string", categorical = true }
    /// GENRES1  = { type = "string", categorical = true }
    /// ```
    ///
    /// ## Use instead
    /// ```toml
    /// [datasets.items.schema]
    /// ITEM_ID         = "string"
    /// GENRES          = { type = "string", categorical = true }
    /// SECONDARY_GENRE = { type = "string", categorical = true }
    /// ```
    ///
    /// ## References
    /// - [Dataset schemas](https://docs.aws.amazon.com/personalize/latest/dg/how-it-works-dataset-schema.html)
    pub static RULE = "colliding-field-names", Error, Check::Dataset(check);
}

fn check(dataset: &Dataset, sink: &mut Sink) {
    let mut seen = HashMap::new();
    for field in &dataset.schema {
        match seen.entry(normal(&field.name)) {
            Entry::Vacant(entry) => {
                entry.insert(field);
            }
            Entry::Occupied(entry) => {
                let first = entry.get();
                let message = format!(
                    "`{}` and `{}` are one field to Amazon Personalize, which compares letters and digits only",
                    visible(&field.name),
                    visible(&first.name)
                );
                sink.push(
                    RULE.finding(&field.name.place, message)
                        .help("give one of them a name that differs in its letters")
                        .related(first.name.place.clone(), "the first"),
                );
            }
        }
    }
}
