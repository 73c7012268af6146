//! Literals: their types, and whether a text is a value of the type before it.

use crate::diagnostic::visible;
use crate::query::ast::{Expr, Node, TypeName};
use crate::query::problem::{Problem, ProblemKind};
use crate::query::token::At;
use crate::query::traits::Traits;
use crate::query::types::{Moment, Type};

use super::{Analyzer, Typed, clock, mix};

/// The whole number that `1000.0` or `1e3` is.
fn whole(written: &str) -> Option<i64> {
    let value: f64 = written.parse().ok()?;
    (value.fract() == 0.0 && value.abs() < 1e15).then_some(value as i64)
}

impl Analyzer<'_> {
    pub(super) fn integer(&mut self, value: Option<i64>, at: At) -> Typed {
        let ty = match value {
            Some(value) if i32::try_from(value).is_ok() => Type::Integer,
            _ => Type::Bigint,
        };
        if value.is_none() {
            self.tell(
                ProblemKind::InvalidLiteral,
                at,
                "The number is too large for a bigint: write it with a decimal point.",
            );
        }
        let traits = Traits {
            constant: value,
            clock: clock::of_constant(value, at),
            ..Traits::PLAIN
        };
        Typed::new(ty, traits, mix(self.hash_written(at), 8), at)
    }

    pub(super) fn literal(&mut self, expression: &Expr<'_>) -> Typed {
        let at = expression.at;
        let ty = match expression.node {
            Node::Boolean => Type::Boolean,
            Node::Double => Type::Double,
            Node::Binary => Type::Varbinary,
            Node::Decimal => decimal(self.text.get(at.start..at.end).unwrap_or("")),
            _ => Type::Unknown,
        };
        let constant = whole(self.text.get(at.start..at.end).unwrap_or(""));
        let traits = Traits {
            constant,
            clock: clock::of_constant(constant, at),
            ..Traits::PLAIN
        };
        Typed::new(ty, traits, mix(self.hash_written(at), 9), at)
    }

    pub(super) fn typed_literal(&mut self, named: &TypeName<'_>, text: &str, at: At) -> Typed {
        let mut ty = self.known_type(named);
        // `name 'ALIAS'` reads as a text of the type `name`.
        if named.named.is_err()
            && let Some(told) = self
                .problems
                .last_mut()
                .filter(|told| told.at == named.at && told.help.is_none())
        {
            let alias = text.replace('"', "\"\"");
            told.help = Some(format!(
                "an alias stands bare or in double quotes: \"{}\"",
                visible(&alias)
            ));
        }
        let digits = || {
            let fraction = text.rsplit_once('.').map_or("", |(_, fraction)| fraction);
            fraction.bytes().take_while(u8::is_ascii_digit).count().min(12) as u8
        };
        match &ty {
            Type::Moment(Moment::Timestamp, _) => {
                let zoned = zone_of(text);
                let moment = if zoned {
                    Moment::TimestampZoned
                } else {
                    Moment::Timestamp
                };
                ty = Type::Moment(moment, digits());
            }
            Type::Moment(Moment::Time, _) => {
                let zoned = text.contains(['+']) || text.rsplit_once(':').is_some_and(|(_, end)| end.contains('-'));
                let moment = if zoned { Moment::TimeZoned } else { Moment::Time };
                ty = Type::Moment(moment, digits());
            }
            Type::Decimal(..) => ty = decimal(text.trim().trim_start_matches(['-', '+'])),
            Type::Char(_) => ty = Type::Char(u32::try_from(text.chars().count()).unwrap_or(u32::MAX)),
            _ => {}
        }
        if !is_value(text, &ty) {
            let message = format!("`{}` is no {}.", crate::diagnostic::visible(text), self.quote(named.at));
            let help = ty
                .is_moment()
                .then_some("write a date as '2020-01-31', a timestamp as '2020-01-31 08:00:00'");
            self.problem(Problem::new(ProblemKind::InvalidLiteral, at, message).maybe_help(help));
        }
        let constant = ty.whole_rank().and_then(|_| text.parse().ok());
        let traits = Traits {
            constant,
            clock: clock::of_constant(constant, at),
            ..Traits::PLAIN
        };
        Typed::new(ty, traits, mix(self.hash_written(at), 10), at)
    }
}

/// The type of `1.50`: as many digits as are written, zeros before the point aside.
fn decimal(text: &str) -> Type {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let whole = whole.trim_start_matches('0').len();
    let scale = fraction.len();
    match (u8::try_from(whole + scale), u8::try_from(scale)) {
        (Ok(precision), Ok(scale)) if precision <= 38 => Type::Decimal(precision.max(1), scale),
        _ => Type::Unknown,
    }
}

/// Whether a timestamp's text ends in a zone.
fn zone_of(text: &str) -> bool {
    let after_date = text.trim().get(10..).unwrap_or("");
    after_date.contains(['+', '-']) || after_date.bytes().any(|byte| byte.is_ascii_alphabetic())
}

/// Whether `text` may stand behind the name of `ty`. What is not worked out here is allowed.
pub(super) fn is_value(text: &str, ty: &Type) -> bool {
    if let Some(rank) = ty.whole_rank() {
        return is_whole(text, rank);
    }
    let text = text.trim();
    match ty {
        Type::Plain("date") => is_date(text.trim_start_matches(['-', '+'])),
        Type::Moment(Moment::Timestamp | Moment::TimestampZoned, _) => {
            let (date, time) = text.split_once(' ').unwrap_or((text, ""));
            is_date(date.trim_start_matches(['-', '+'])) && (time.is_empty() || begins_as_time(time) || is_zone(time))
        }
        Type::Moment(..) => begins_as_time(text),
        Type::Plain("double" | "real") => text.parse::<f64>().is_ok(),
        Type::Plain("boolean") => ["true", "false", "t", "f", "1", "0"]
            .iter()
            .any(|word| text.eq_ignore_ascii_case(word)),
        _ => true,
    }
}

/// Whether a text is a whole number of this size. Digits of other scripts are left to the engine.
fn is_whole(text: &str, rank: u8) -> bool {
    !text.is_ascii()
        || match rank {
            0 => text.parse::<i8>().is_ok(),
            1 => text.parse::<i16>().is_ok(),
            2 => text.parse::<i32>().is_ok(),
            _ => text.parse::<i64>().is_ok(),
        }
}

/// `2020-1-31`.
fn is_date(text: &str) -> bool {
    let numbers: Vec<Option<u32>> = text.split('-').map(number).collect();
    let [Some(year), Some(month), Some(day)] = numbers.as_slice() else {
        return false;
    };
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return false,
    };
    (1..=days).contains(day)
}

/// `08:00`, whatever follows.
fn begins_as_time(text: &str) -> bool {
    let mut parts = text.splitn(3, ':');
    let hour = parts.next().and_then(number);
    let minute = parts.next().and_then(|part| number(part.get(..2).unwrap_or(part)));
    hour.is_some_and(|hour| hour < 24) && minute.is_some_and(|minute| minute < 60)
}

fn is_zone(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_alphabetic() || "+-".contains(first))
}

fn number(text: &str) -> Option<u32> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if digits { text.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_have_their_days() {
        let timestamp = Type::Moment(Moment::Timestamp, 3);
        assert!(is_value("2020-02-29", &Type::Date) && is_value("2020-1-3", &Type::Date));
        assert!(!is_value("2021-02-29", &Type::Date) && !is_value("2020-01-0", &Type::Date));
        assert!(is_value("2020-01-31 08:00:00.123 UTC", &timestamp) && is_value("2020-01-31", &timestamp));
        assert!(!is_value("31.01.2020", &timestamp) && !is_value("x", &Type::Real));
    }
}
