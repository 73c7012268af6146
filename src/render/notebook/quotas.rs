//! What Amazon Personalize asks of data, for the closing table.

use serde::Serialize;

use crate::facts::data_quotas as facts;
use crate::stage::Domain;

#[derive(Serialize)]
pub(super) struct Quotas {
    interactions: u32,
    returning_users: u32,
    returning_share: f64,
    advised_interactions: u32,
    advised_returning_users: u32,
    event_budget: u32,
    id_length: u32,
    string_length: u32,
    textual_length: u32,
    dense_textual_length: u32,
    categories: u32,
    filled_share: f64,
    items: u32,
    interactions_considered: u32,
    actions: u32,
    import_bytes: u64,
    use_case_events: u32,
}

impl Quotas {
    pub(super) fn new() -> Self {
        Self {
            interactions: facts::MIN_INTERACTIONS,
            returning_users: facts::MIN_RETURNING_USERS,
            returning_share: facts::MIN_RETURNING_SHARE,
            advised_interactions: facts::ADVISED_INTERACTIONS,
            advised_returning_users: facts::ADVISED_RETURNING_USERS,
            event_budget: facts::MAX_EVENT_BUDGET,
            id_length: facts::MAX_ID_LENGTH,
            string_length: facts::MAX_STRING_LENGTH,
            textual_length: facts::MAX_TEXTUAL_LENGTH,
            dense_textual_length: facts::MAX_DENSE_TEXTUAL_LENGTH,
            categories: facts::ADVISED_CATEGORIES,
            filled_share: facts::ADVISED_FILLED_SHARE,
            items: facts::MAX_ITEMS_CONSIDERED,
            interactions_considered: facts::MAX_INTERACTIONS_CONSIDERED,
            actions: facts::MAX_ACTIONS_CONSIDERED,
            import_bytes: facts::MAX_IMPORT_BYTES,
            use_case_events: facts::MIN_USE_CASE_EVENTS,
        }
    }
}

/// An event type, and the use cases that need it.
#[derive(Serialize)]
pub(super) struct UseCase {
    event_type: &'static str,
    names: &'static str,
}

/// The event types that the domain's use cases need; none in a custom dataset group.
pub(super) fn use_cases(domain: Option<Domain>) -> Vec<UseCase> {
    let needed = match domain {
        Some(Domain::Ecommerce) => facts::ECOMMERCE_EVENT_TYPES,
        Some(Domain::VideoOnDemand) => facts::VIDEO_ON_DEMAND_EVENT_TYPES,
        None => &[],
    };
    let needed = needed.iter();
    needed
        .map(|&(event_type, names)| UseCase { event_type, names })
        .collect()
}
