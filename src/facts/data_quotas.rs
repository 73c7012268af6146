//! What Amazon Personalize asks of the data itself, which only the data can tell: nothing here can be held against a spec.
//!
//! Source, read in 2026: <https://docs.aws.amazon.com/personalize/latest/dg/limits.html>, and for what is advised
//! <https://docs.aws.amazon.com/personalize/latest/dg/interactions-datasets.html> and
//! <https://docs.aws.amazon.com/personalize/latest/dg/items-datasets.html>.

/// Unique interactions that a training needs at least, and an import of interactions as well.
pub const MIN_INTERACTIONS: u32 = 1_000;
/// Users with two or more interactions that a training needs at least.
pub const MIN_RETURNING_USERS: u32 = 25;
/// The share of all users that these have to be at least.
pub const MIN_RETURNING_SHARE: f64 = 0.01;
/// Interactions from which on recommendations are said to be good.
pub const ADVISED_INTERACTIONS: u32 = 50_000;
/// Users with two or more interactions from which on recommendations are said to be good.
pub const ADVISED_RETURNING_USERS: u32 = 1_000;
/// `EVENT_TYPE`, `EVENT_VALUE` and own fields of interactions, and distinct event types, together at most.
pub const MAX_EVENT_BUDGET: u32 = 10;
/// Characters of an id at most.
pub const MAX_ID_LENGTH: u32 = 256;
/// Characters of a categorical or plain string at most; a longer one fails the import.
pub const MAX_STRING_LENGTH: u32 = 1_000;
/// Characters of a textual value that are read.
pub const MAX_TEXTUAL_LENGTH: u32 = 20_000;
/// Characters of a textual value that are read of a Chinese or Japanese one.
pub const MAX_DENSE_TEXTUAL_LENGTH: u32 = 7_000;
/// Distinct categories of a field that are advised at most.
pub const ADVISED_CATEGORIES: u32 = 1_000;
/// Share of a field's rows with a value that is advised at least.
pub const ADVISED_FILLED_SHARE: f64 = 0.7;
/// Items that a training considers at most, with recipes that are neither `-v2` (5 million) nor semantic similarity (10 million).
pub const MAX_ITEMS_CONSIDERED: u32 = 750_000;
/// Interactions that a training considers at most, with recipes that are not `-v2` (3 billion); can be raised.
pub const MAX_INTERACTIONS_CONSIDERED: u32 = 500_000_000;
/// Actions that a training considers at most.
pub const MAX_ACTIONS_CONSIDERED: u32 = 1_000;
/// Bytes of a full import at most; can be raised.
pub const MAX_IMPORT_BYTES: u64 = 100_000_000_000;
/// Events of its event type that a use case of a domain needs at least.
pub const MIN_USE_CASE_EVENTS: u32 = 1_000;

/// Event types that use cases of `ECOMMERCE` need, each with these use cases.
///
/// Source: <https://docs.aws.amazon.com/personalize/latest/dg/ECOMMERCE-use-cases.html>
pub static ECOMMERCE_EVENT_TYPES: &[(&str, &str)] = &[
    ("View", "popular items by views, viewed X also viewed"),
    ("Purchase", "popular items by purchases, frequently bought together"),
];

/// Event types that use cases of `VIDEO_ON_DEMAND` need, each with these use cases.
///
/// Source: <https://docs.aws.amazon.com/personalize/latest/dg/VIDEO_ON_DEMAND-use-cases.html>
pub static VIDEO_ON_DEMAND_EVENT_TYPES: &[(&str, &str)] = &[("Watch", "most popular, because you watched X")];
