//! The fields that Personalize reserves, by domain and dataset, and how many fields of one's own there may be.
//!
//! Sources: the guide's pages on custom, ECOMMERCE and VIDEO_ON_DEMAND datasets and schemas
//! (<https://docs.aws.amazon.com/personalize/latest/dg/how-it-works-dataset-schema.html>), and its quotas
//! (<https://docs.aws.amazon.com/personalize/latest/dg/limits.html>). Where two pages differ on a type, both are here.

/// How many characters the text of a schema has at most. Source: botocore 1.43.11, service `personalize`, shape `AvroSchema`.
pub const SCHEMA_CHARACTERS: usize = 20_000;

/// A field whose name Personalize reserves.
#[derive(Debug, Clone, Copy)]
pub struct ReservedField {
    /// Its name, in capitals as it has to be written.
    pub name: &'static str,
    /// The Avro types that it may have.
    pub types: &'static [&'static str],
    /// Whether the schema must have it.
    pub required: bool,
    /// Whether it has to be marked as categorical; others must not be.
    pub categorical: bool,
    /// Whether it is free text.
    pub textual: bool,
    /// Whether a row may lack it.
    pub nullable: bool,
}

/// How many fields of one's own a dataset's schema has.
#[derive(Debug, Clone, Copy)]
pub struct OwnFields {
    /// At least.
    pub least: usize,
    /// At most.
    pub most: usize,
}

const REQUIRED: u8 = 1;
const CATEGORICAL: u8 = 2;
const TEXTUAL: u8 = 4;
const NULLABLE: u8 = 8;

const fn field(name: &'static str, types: &'static [&'static str], marks: u8) -> ReservedField {
    ReservedField {
        name,
        types,
        required: marks & REQUIRED != 0,
        categorical: marks & CATEGORICAL != 0,
        textual: marks & TEXTUAL != 0,
        nullable: marks & NULLABLE != 0,
    }
}

#[rustfmt::skip]
static CUSTOM_INTERACTIONS: &[ReservedField] = &[
    field("USER_ID", &["string"], REQUIRED),
    field("ITEM_ID", &["string"], REQUIRED),
    field("TIMESTAMP", &["long"], REQUIRED),
    field("EVENT_TYPE", &["string"], 0),
    field("EVENT_VALUE", &["float"], NULLABLE),
    field("IMPRESSION", &["string"], NULLABLE),
    field("RECOMMENDATION_ID", &["string"], NULLABLE),
    field("EVENT_ATTRIBUTION_SOURCE", &["string"], NULLABLE),
];

#[rustfmt::skip]
static CUSTOM_USERS: &[ReservedField] = &[
    field("USER_ID", &["string"], REQUIRED),
];

#[rustfmt::skip]
static CUSTOM_ITEMS: &[ReservedField] = &[
    field("ITEM_ID", &["string"], REQUIRED),
    field("CREATION_TIMESTAMP", &["long"], 0),
];

#[rustfmt::skip]
static CUSTOM_ACTIONS: &[ReservedField] = &[
    field("ACTION_ID", &["string"], REQUIRED),
    field("CREATION_TIMESTAMP", &["long"], 0),
    field("VALUE", &["long"], NULLABLE),
    field("TYPE", &["string"], NULLABLE),
    field("EXPIRATION_TIMESTAMP", &["long"], NULLABLE),
    field("REPEAT_FREQUENCY", &["long"], NULLABLE),
];

#[rustfmt::skip]
static CUSTOM_ACTION_INTERACTIONS: &[ReservedField] = &[
    field("USER_ID", &["string"], REQUIRED),
    field("ACTION_ID", &["string"], REQUIRED),
    field("EVENT_TYPE", &["string"], REQUIRED),
    field("TIMESTAMP", &["long"], REQUIRED),
    field("IMPRESSION", &["string"], NULLABLE),
    field("RECOMMENDATION_ID", &["string"], NULLABLE),
];

#[rustfmt::skip]
static ECOMMERCE_INTERACTIONS: &[ReservedField] = &[
    field("USER_ID", &["string"], REQUIRED),
    field("ITEM_ID", &["string"], REQUIRED),
    field("TIMESTAMP", &["long"], REQUIRED),
    field("EVENT_TYPE", &["string"], REQUIRED),
    field("EVENT_VALUE", &["float"], NULLABLE),
    field("IMPRESSION", &["string"], NULLABLE),
    field("RECOMMENDATION_ID", &["string"], NULLABLE),
    field("EVENT_ATTRIBUTION_SOURCE", &["string"], NULLABLE),
];

#[rustfmt::skip]
static ECOMMERCE_USERS: &[ReservedField] = &[
    field("USER_ID", &["string"], REQUIRED),
];

#[rustfmt::skip]
static ECOMMERCE_ITEMS: &[ReservedField] = &[
    field("ITEM_ID", &["string"], REQUIRED),
    field("PRICE", &["float"], REQUIRED),
    field("CATEGORY_L1", &["string"], REQUIRED | CATEGORICAL),
    field("CATEGORY_L2", &["string"], CATEGORICAL | NULLABLE),
    field("CATEGORY_L3", &["string"], CATEGORICAL | NULLABLE),
    field("PRODUCT_DESCRIPTION", &["string"], TEXTUAL | NULLABLE),
    field("CREATION_TIMESTAMP", &["long", "float"], 0),
    field("AGE_GROUP", &["string"], CATEGORICAL | NULLABLE),
    field("ADULT", &["string"], CATEGORICAL | NULLABLE),
    field("GENDER", &["string"], CATEGORICAL | NULLABLE),
];

#[rustfmt::skip]
static VIDEO_ON_DEMAND_INTERACTIONS: &[ReservedField] = &[
    field("USER_ID", &["string"], REQUIRED),
    field("ITEM_ID", &["string"], REQUIRED),
    field("TIMESTAMP", &["long"], REQUIRED),
    field("EVENT_TYPE", &["string"], REQUIRED),
    field("EVENT_VALUE", &["float"], NULLABLE),
    field("IMPRESSION", &["string"], NULLABLE),
    field("RECOMMENDATION_ID", &["string"], NULLABLE),
    field("EVENT_ATTRIBUTION_SOURCE", &["string"], NULLABLE),
];

#[rustfmt::skip]
static VIDEO_ON_DEMAND_USERS: &[ReservedField] = &[
    field("USER_ID", &["string"], REQUIRED),
    field("SUBSCRIPTION_MODEL", &["string"], CATEGORICAL | NULLABLE),
];

#[rustfmt::skip]
static VIDEO_ON_DEMAND_ITEMS: &[ReservedField] = &[
    field("ITEM_ID", &["string"], REQUIRED),
    field("CREATION_TIMESTAMP", &["long"], REQUIRED),
    field("GENRES", &["string"], REQUIRED | CATEGORICAL),
    field("GENRE_L2", &["string"], CATEGORICAL | NULLABLE),
    field("GENRE_L3", &["string"], CATEGORICAL | NULLABLE),
    field("PRICE", &["float"], NULLABLE),
    field("DURATION", &["float"], NULLABLE),
    field("AVERAGE_RATING", &["float"], NULLABLE),
    field("PRODUCT_DESCRIPTION", &["string"], TEXTUAL | NULLABLE),
    field("CONTENT_OWNER", &["string"], CATEGORICAL | NULLABLE),
    field("CONTENT_CLASSIFICATION", &["string"], CATEGORICAL | NULLABLE),
];

/// The fields that Personalize reserves in a dataset; `domain` as the API spells it, none for a custom group. Actions and
/// action interactions are known in custom groups only.
pub fn reserved_fields(domain: Option<&str>, dataset: &str) -> &'static [ReservedField] {
    match (domain, dataset) {
        (None, "interactions") => CUSTOM_INTERACTIONS,
        (None, "users") => CUSTOM_USERS,
        (None, "items") => CUSTOM_ITEMS,
        (_, "actions") => CUSTOM_ACTIONS,
        (_, "action_interactions") => CUSTOM_ACTION_INTERACTIONS,
        (Some("ECOMMERCE"), "interactions") => ECOMMERCE_INTERACTIONS,
        (Some("ECOMMERCE"), "users") => ECOMMERCE_USERS,
        (Some("ECOMMERCE"), "items") => ECOMMERCE_ITEMS,
        (Some("VIDEO_ON_DEMAND"), "interactions") => VIDEO_ON_DEMAND_INTERACTIONS,
        (Some("VIDEO_ON_DEMAND"), "users") => VIDEO_ON_DEMAND_USERS,
        (Some("VIDEO_ON_DEMAND"), "items") => VIDEO_ON_DEMAND_ITEMS,
        _ => &[],
    }
}

/// What `EVENT_TYPE` of action interactions can be. Pages of the guide write them in other cases, so case does not count.
/// Source: <https://docs.aws.amazon.com/personalize/latest/dg/recording-action-interaction-events.html> (PZD-16).
pub static ACTION_EVENTS: &[&str] = &["Viewed", "Taken", "Not Taken"];

/// How many there may be of interactions' fields besides the required and those of impressions, their distinct event types added.
/// Source: <https://docs.aws.amazon.com/personalize/latest/dg/interactions-dataset-requirements.html> (PZS-40).
pub const EVENT_BUDGET: usize = 10;

/// How many fields of one's own a dataset may have. Items of a domain group have required metadata, which counts.
pub fn own_fields(domain: Option<&str>, dataset: &str) -> Option<OwnFields> {
    let (least, most) = match (domain, dataset) {
        (_, "interactions" | "action_interactions") => (0, 5),
        (_, "users") => (1, 25),
        (None, "items") => (1, 100),
        (Some(_), "items") => (0, 100),
        (_, "actions") => (1, 10),
        _ => return None,
    };
    Some(OwnFields { least, most })
}
