//! Points in time as Amazon Personalize takes them: whole seconds since 1970.

use crate::query::{At, Clock, OutputColumn};
use crate::stage::Field;

use super::personalize::reserved;
use super::prepared::Prepared;

/// A point in time that is no count of seconds.
pub(super) struct Unit {
    /// What it is instead, as it follows "is".
    pub what: String,
    /// What to write.
    pub help: String,
    /// Where that is seen.
    pub at: At,
}

/// Where a column for one of Personalize's own points in time is made in another unit.
pub(super) fn other_unit(query: &Prepared<'_>, column: &OutputColumn, field: &Field) -> Option<Unit> {
    let is_reserved = |name: &str| {
        reserved(query.stage, query.dataset)
            .iter()
            .any(|other| other.name == name)
    };
    let name = field.name.value.as_str();
    if !name.ends_with("TIMESTAMP") || !is_reserved(name) {
        return None;
    }
    let finer = |unit: &str, by: &str| {
        (
            format!("given in {unit}"),
            format!("give whole seconds: leave the factor out, or divide by {by}: `CAST(… / {by} AS bigint)`"),
        )
    };
    let (clock, at) = column.traits.clock?;
    let (what, help) = match clock {
        Clock::Seconds => return None,
        Clock::Milliseconds | Clock::Thousandfold => finer("milliseconds", "1000"),
        Clock::Microseconds => finer("microseconds", "1000000"),
        Clock::Coarser(unit) => (
            format!("given in {unit}"),
            "give whole seconds: `CAST(to_unixtime(…) AS bigint)`, or date_diff('second', …)".to_owned(),
        ),
        Clock::Written => (
            "the digits of a date, such as 20260131".to_owned(),
            "give whole seconds: `CAST(to_unixtime(…) AS bigint)`".to_owned(),
        ),
    };
    Some(Unit { what, help, at })
}
