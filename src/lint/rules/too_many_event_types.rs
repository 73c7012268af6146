use std::collections::HashSet;

use crate::diagnostic::Sink;
use crate::facts::{EVENT_BUDGET, own_fields};
use crate::lint::Check;
use crate::lint::personalize::own_fields_of;
use crate::lint::prepared::Prepared;
use crate::lint::rule::declare_rule;
use crate::stage::{DatasetType, Domain};

declare_rule! {
    /// ## What it does
    /// Flags interactions whose query names so many event types that, together with `EVENT_TYPE`, `EVENT_VALUE` and the fields of
    /// your own, there are more than 10.
    ///
    /// ## Why is this bad
    /// Personalize takes 10 of them together. Only event types that stand in the query are counted here: data may
    /// have more.
    ///
    /// ## Example
    /// ```toml
    /// [datasets.interactions]
    /// query = """
    /// SELECT userid AS USER_ID, movieid AS ITEM_ID, time AS TIMESTAMP, stars AS EVENT_VALUE, a AS A, b AS B, c AS C, d AS D, e AS E,
    ///        CASE kind WHEN 1 THEN 'View' WHEN 2 THEN 'Cart' WHEN 3 THEN 'Like' ELSE 'Purchase' END AS EVENT_TYPE
    /// FROM events"""
    /// source = "events/"
    /// [datasets.interactions.schema]
    /// USER_ID     = "string"
    /// ITEM_ID     = "string"
    /// TIMESTAMP   = "long"
    /// EVENT_VALUE = "float"
    /// A = "float"
    /// B = "float"
    /// C = "float"
    /// D = "float"
    /// E = "float"
    /// EVENT_TYPE  = "string"
    /// ```
    ///
    /// ## Use instead
    /// ```toml
    /// [datasets.interactions]
    /// query = """
    /// SELECT userid AS USER_ID, movieid AS ITEM_ID, time AS TIMESTAMP, stars AS EVENT_VALUE, a AS A, b AS B, c AS C, d AS D, e AS E,
    ///        CASE kind WHEN 1 THEN 'View' WHEN 2 THEN 'Cart' ELSE 'Purchase' END AS EVENT_TYPE
    /// FROM events"""
    /// source = "events/"
    /// [datasets.interactions.schema]
    /// USER_ID     = "string"
    /// ITEM_ID     = "string"
    /// TIMESTAMP   = "long"
    /// EVENT_VALUE = "float"
    /// A = "float"
    /// B = "float"
    /// C = "float"
    /// D = "float"
    /// E = "float"
    /// EVENT_TYPE  = "string"
    /// ```
    ///
    /// ## References
    /// - [Item interactions dataset schema requirements](https://docs.aws.amazon.com/personalize/latest/dg/interactions-dataset-requirements.html)
    /// - [Quotas](https://docs.aws.amazon.com/personalize/latest/dg/limits.html)
    pub static RULE = "too-many-event-types", Warning, Check::Query(check);
}

fn check(query: &Prepared<'_>, sink: &mut Sink) {
    let dataset = query.dataset;
    if dataset.kind != DatasetType::Interactions || query.stage.refused.contains("domain") {
        return;
    }
    let own = own_fields_of(query.stage, dataset).count();
    let allowed = own_fields(query.stage.domain.map(Domain::as_str), dataset.kind.key());
    // Too many fields of one's own are told by themselves.
    if allowed.is_some_and(|allowed| own > allowed.most) {
        return;
    }
    let events = dataset
        .schema
        .iter()
        .filter(|field| matches!(field.name.as_str(), "EVENT_TYPE" | "EVENT_VALUE"));
    let fields = own + events.count();
    for (column, field) in query.matched().filter(|(_, field)| field.name.value == "EVENT_TYPE") {
        // Whether capitals count is not written down: those that differ in more are surely several.
        let mut types = HashSet::new();
        let mut beyond = None;
        for at in &column.texts {
            let new = query.literal(*at).is_some_and(|word| types.insert(word.to_lowercase()));
            if new && fields + types.len() > EVENT_BUDGET {
                beyond = beyond.or(Some(*at));
            }
        }
        if let Some(at) = beyond {
            let message = format!(
                "{} event types and {fields} fields are more than the {EVENT_BUDGET} that Amazon Personalize takes together",
                types.len()
            );
            let help = "leave out fields that nothing is learnt from, or give events that mean the same one type";
            sink.push(
                RULE.finding(&query.place(at), message)
                    .help(help)
                    .related(field.name.place.clone(), "the field"),
            );
        }
    }
}
