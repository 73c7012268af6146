use crate::diagnostic::Sink;
use crate::facts::own_fields;
use crate::lint::Check;
use crate::lint::personalize::{datasets, own_fields_of};
use crate::lint::rule::declare_rule;
use crate::stage::{Domain, Stage};

declare_rule! {
    /// ## What it does
    /// Flags a schema with more fields of your own than Personalize takes: 5 of interactions and action interactions, 10 of actions, 25 of
    /// users, 100 of items. Reserved names do not count.
    ///
    /// ## Why is this bad
    /// `CreateSchema` refuses it.
    ///
    /// ## Example
    /// ```toml
    /// [datasets.interactions.schema]
    /// USER_ID   = "string"
    /// ITEM_ID   = "string"
    /// TIMESTAMP = "long"
    /// A = "float"
    /// B = "float"
    /// C = "float"
    /// D = "float"
    /// E = "float"
    /// F = "float"
    /// ```
    ///
    /// ## Use instead
    /// ```toml
    /// [datasets.interactions.schema]
    /// USER_ID   = "string"
    /// ITEM_ID   = "string"
    /// TIMESTAMP = "long"
    /// A = "float"
    /// ```
    ///
    /// ## References
    /// - [Quotas](https://docs.aws.amazon.com/personalize/latest/dg/limits.html)
    pub static RULE = "too-many-fields", Error, Check::Stage(check);
}

fn check(stage: &Stage, sink: &mut Sink) {
    let domain = stage.domain.map(Domain::as_str);
    for dataset in datasets(stage) {
        let Some(allowed) = own_fields(domain, dataset.kind.key()) else {
            continue;
        };
        let own: Vec<_> = own_fields_of(stage, dataset).collect();
        if let Some(beyond) = own.get(allowed.most) {
            let message = format!(
                "the {} have {} fields of their own, and Amazon Personalize takes {}",
                dataset.kind.label(),
                own.len(),
                allowed.most
            );
            let help = "leave out what nothing is learnt from; fields of the items and users need not be repeated in the interactions";
            sink.push(RULE.finding(&beyond.name.place, message).help(help));
        }
    }
}
