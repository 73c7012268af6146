use crate::diagnostic::Sink;
use crate::lint::Check;
use crate::lint::rule::declare_rule;
use crate::stage::{DatasetType, Stage};

declare_rule! {
    /// ## What it does
    /// Flags actions or action interactions in a project with a `domain`.
    ///
    /// ## Why is this bad
    /// `CreateDataset` refuses them: next best action is for custom dataset groups only.
    ///
    /// ## Example
    /// ```toml
    /// [project]
    /// domain = "ECOMMERCE"
    /// [datasets.interactions.schema]
    /// USER_ID    = "string"
    /// ITEM_ID    = "string"
    /// TIMESTAMP  = "long"
    /// EVENT_TYPE = "string"
    /// [datasets.actions]
    /// source = "actions/"
    /// query  = "SELECT id AS ACTION_ID, weight AS WEIGHT FROM actions"
    /// [datasets.actions.schema]
    /// ACTION_ID = "string"
    /// WEIGHT    = "float"
    /// ```
    ///
    /// ## Use instead
    /// ```toml
    /// [datasets.actions]
    /// source = "actions/"
    /// query  = "SELECT id AS ACTION_ID, weight AS WEIGHT FROM actions"
    /// [datasets.actions.schema]
    /// ACTION_ID = "string"
    /// WEIGHT    = "float"
    /// ```
    ///
    /// ## References
    /// - [Actions datasets](https://docs.aws.amazon.com/personalize/latest/dg/actions-datasets.html)
    pub static RULE = "actions-in-domain-group", Error, Check::Stage(check);
}

fn check(stage: &Stage, sink: &mut Sink) {
    let Some(domain) = stage.domain else { return };
    for dataset in &stage.datasets {
        if matches!(dataset.kind, DatasetType::Actions | DatasetType::ActionInteractions) {
            let message = format!(
                "a dataset group of the domain {} takes no {}",
                domain.as_str(),
                dataset.kind.label()
            );
            let help = "leave `domain` out for a custom dataset group, or leave this dataset out";
            sink.push(RULE.finding(&dataset.place, message).help(help));
        }
    }
}
