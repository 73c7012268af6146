use crate::diagnostic::{Sink, closest, list, visible};
use crate::facts::ACTION_EVENTS;
use crate::lint::Check;
use crate::lint::prepared::Prepared;
use crate::lint::rule::declare_rule;
use crate::stage::DatasetType;

declare_rule! {
    /// ## What it does
    /// Flags a text that the query gives to `EVENT_TYPE` of action interactions and that is not `Viewed`, `Taken` or `Not Taken`; case
    /// does not count. Values of columns are not known, and of `ELSE` only where `WHERE` cannot leave its rows out.
    ///
    /// ## Why is this bad
    /// An action was shown to a user, who took it or did not: Personalize knows no other event of an action. What is done with items
    /// belongs to the interactions.
    ///
    /// ## Example
    /// ```toml
    /// [datasets.actions]
    /// source = "offers/"
    /// schema = { ACTION_ID = "string", CHANNEL = { type = "string", categorical = true } }
    /// [datasets.action_interactions]
    /// source = "log/"
    /// query = """
    /// SELECT userid AS USER_ID, offer AS ACTION_ID, CAST(at AS bigint) AS TIMESTAMP,
    ///        CASE outcome WHEN 'y' THEN 'Accepted' ELSE 'Not Taken' END AS EVENT_TYPE
    /// FROM log"""
    /// schema = { USER_ID = "string", ACTION_ID = "string", TIMESTAMP = "long", EVENT_TYPE = "string" }
    /// ```
    ///
    /// ## Use instead
    /// ```toml
    /// [datasets.actions]
    /// source = "offers/"
    /// schema = { ACTION_ID = "string", CHANNEL = { type = "string", categorical = true } }
    /// [datasets.action_interactions]
    /// source = "log/"
    /// query = """
    /// SELECT userid AS USER_ID, offer AS ACTION_ID, CAST(at AS bigint) AS TIMESTAMP,
    ///        CASE outcome WHEN 'y' THEN 'Taken' ELSE 'Not Taken' END AS EVENT_TYPE
    /// FROM log"""
    /// schema = { USER_ID = "string", ACTION_ID = "string", TIMESTAMP = "long", EVENT_TYPE = "string" }
    /// ```
    ///
    /// ## References
    /// - [Recording action interaction events](https://docs.aws.amazon.com/personalize/latest/dg/recording-action-interaction-events.html)
    /// - [ActionInteraction](https://docs.aws.amazon.com/personalize/latest/dg/API_UBS_ActionInteraction.html)
    pub static RULE = "invalid-action-event", Error, Check::Query(check);
}

fn check(query: &Prepared<'_>, sink: &mut Sink) {
    if query.dataset.kind != DatasetType::ActionInteractions {
        return;
    }
    for (column, field) in query.matched().filter(|(_, field)| field.name.value == "EVENT_TYPE") {
        for at in &column.texts {
            let Some(word) = query.literal(*at) else { continue };
            if ACTION_EVENTS.iter().any(|known| known.eq_ignore_ascii_case(&word)) {
                continue;
            }
            let help = match closest(&word, ACTION_EVENTS.iter().copied()) {
                Some(meant) => format!("did you mean '{meant}'?"),
                None => format!("it is {}", list(ACTION_EVENTS.iter().copied())),
            };
            let message = format!("Amazon Personalize knows no event `{}` of an action", visible(&word));
            sink.push(
                RULE.finding(&query.place(*at), message)
                    .help(help)
                    .related(field.name.place.clone(), "the field"),
            );
        }
    }
}
