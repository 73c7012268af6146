//! Points in time as Amazon Personalize takes them: whole seconds since 1970.

use crate::query::{At, Clock, OutputColumn};
use crate::stage::Field;

use super::personalize::reserved;
use super::prepared::Prepared;

/// Where a column for one of Personalize's own points in time is made of milliseconds.
pub(super) fn milliseconds(query: &Prepared<'_>, column: &OutputColumn, field: &Field) -> Option<At> {
    let is_reserved = |name: &str| {
        reserved(query.stage, query.dataset)
            .iter()
            .any(|other| other.name == name)
    };
    let name = field.name.value.as_str();
    if !name.ends_with("TIMESTAMP") || !is_reserved(name) {
        return None;
    }
    match column.traits.clock {
        Some((Clock::Milliseconds | Clock::Thousandfold, at)) => Some(at),
        _ => None,
    }
}
