//! Which clock a number comes from: whole seconds since 1970, or a wrong unit.

use crate::query::ast::{Expr, Node, Operator};
use crate::query::token::At;
use crate::query::traits::{Clock, Traits};

const THOUSAND: i64 = 1_000;
const MILLION: i64 = 1_000_000;

/// Whole numbers from here on are taken for milliseconds since 1970: from 2001 on.
const MILLISECONDS: i64 = 1_000_000_000_000;
/// And from here on for microseconds: milliseconds would be after the year 33658.
const MICROSECONDS: i64 = MILLISECONDS * THOUSAND;

/// Units that are coarser than seconds, as they are written, in the plural, and in seconds.
const COARSER: [(&str, &str, i64); 4] = [
    ("minute", "minutes", 60),
    ("hour", "hours", 3_600),
    ("day", "days", 86_400),
    ("week", "weeks", 604_800),
];

/// The clock of a number that is written out.
pub(super) fn of_constant(value: Option<i64>, at: At) -> Option<(Clock, At)> {
    let clock = match value? {
        MICROSECONDS.. => Clock::Microseconds,
        MILLISECONDS.. => Clock::Milliseconds,
        _ => return None,
    };
    Some((clock, at))
}

/// The clock of `date_diff(unit, from, …)`, or of another function that counts in this unit.
pub(super) fn of_unit(unit: &str, from: Option<&Expr<'_>>, at: At) -> Option<(Clock, At)> {
    let clock = match unit.to_ascii_lowercase().as_str() {
        "millisecond" => Clock::Milliseconds,
        "second" => Clock::Seconds,
        // A span between two times may well be counted in days.
        unit if from.is_some_and(is_epoch) => {
            let (_, plural, _) = COARSER.iter().find(|(singular, ..)| *singular == unit)?;
            Clock::Coarser(plural)
        }
        _ => return None,
    };
    Some((clock, at))
}

/// Whether it is the first moment of 1970.
fn is_epoch(expression: &Expr<'_>) -> bool {
    match &expression.node {
        Node::Typed(_, text) => text.trim().starts_with("1970-01-01"),
        Node::Call(call) => {
            let name = call.name.last().map(|name| name.text.to_ascii_lowercase());
            match (name.as_deref(), call.arguments.as_slice()) {
                (Some("from_unixtime"), [only]) => matches!(only.node, Node::Integer(Some(0))),
                (Some("date" | "timestamp" | "from_iso8601_date" | "from_iso8601_timestamp"), [only]) => {
                    matches!(&only.node, Node::Text(text) if text.starts_with("1970-01-01"))
                }
                _ => false,
            }
        }
        Node::Cast(value, ..) => matches!(&value.node, Node::Text(text) if text.starts_with("1970-01-01")),
        _ => false,
    }
}

/// The product of two numbers that are written out.
pub(super) fn product(operator: Operator, (left, right): (&Traits, &Traits)) -> Option<i64> {
    match operator {
        Operator::Times => left.constant?.checked_mul(right.constant?),
        _ => None,
    }
}

/// `power(10, 3)`.
pub(super) fn power(base: &Traits, exponent: &Traits) -> Option<i64> {
    base.constant?.checked_pow(u32::try_from(exponent.constant?).ok()?)
}

/// What a number's clock becomes.
pub(super) fn of(
    operator: Operator,
    place: At,
    (left, right): (&Traits, &Traits),
    columns: (bool, bool),
) -> Option<(Clock, At)> {
    let factor = |traits: &Traits| traits.constant.filter(|value| [THOUSAND, MILLION].contains(value));
    let clock = match operator {
        Operator::Times => match (factor(left), factor(right)) {
            (Some(factor), None) => times(right, factor, columns.1)?,
            (None, Some(factor)) => times(left, factor, columns.0)?,
            _ => return None,
        },
        Operator::Divide => divided(left, right.constant?)?,
        Operator::Plus | Operator::Minus => {
            // Of a sum of columns nobody knows which of them is a time.
            let kept = |traits: &Traits, other: &Traits| {
                traits
                    .clock
                    .filter(|(clock, _)| *clock != Clock::Thousandfold || other.constant.is_some())
            };
            return match (left.clock, right.clock) {
                (Some(_), Some(_)) => None,
                (Some(_), None) => kept(left, right),
                _ => kept(right, left),
            };
        }
        _ => return None,
    };
    Some((clock, place))
}

fn times(value: &Traits, factor: i64, is_column: bool) -> Option<Clock> {
    match (value.clock.map(|(clock, _)| clock), factor) {
        (Some(Clock::Seconds), THOUSAND) => Some(Clock::Milliseconds),
        (Some(Clock::Seconds | Clock::Milliseconds), _) => Some(Clock::Microseconds),
        (Some(Clock::Thousandfold), _) => Some(Clock::Thousandfold),
        (None, _) if is_column => Some(Clock::Thousandfold),
        _ => None,
    }
}

fn divided(value: &Traits, by: i64) -> Option<Clock> {
    match (value.clock.map(|(clock, _)| clock), by) {
        (Some(Clock::Microseconds), THOUSAND) => Some(Clock::Milliseconds),
        (Some(Clock::Coarser(_) | Clock::Written), _) => None,
        (_, THOUSAND | MILLION) => Some(Clock::Seconds),
        (Some(Clock::Seconds), by) => {
            let (_, plural, _) = COARSER.iter().find(|(.., seconds)| *seconds == by)?;
            Some(Clock::Coarser(plural))
        }
        _ => None,
    }
}
