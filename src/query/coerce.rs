//! Which types become which without a cast, and what two of them have in common.
//!
//! Source: the engine's own behaviour (Trino 435), held by `tests/query_corpus.rs`.

use super::types::{Moment, Type};

/// The longest `char`.
const LONGEST_CHAR: u32 = 65_536;

/// Types that text becomes where a function wants them: a pattern, a path.
const FROM_TEXT: &[&str] = &["joniregexp", "jsonpath", "codepoints", "likepattern"];

/// Whether `from` becomes `to` without a cast. What cannot be told becomes anything.
pub fn coerces(from: &Type, to: &Type) -> bool {
    if matches!(from, Type::Unknown | Type::Null) || matches!(to, Type::Unknown) || from == to {
        return true;
    }
    if let (Some(from), Some(to)) = (from.whole_rank(), to.whole_rank()) {
        return from <= to;
    }
    match (from, to) {
        (from, Type::Plain("real" | "double")) if from.whole_rank().is_some() || matches!(from, Type::Decimal(..)) => {
            true
        }
        (Type::Plain("real"), Type::Plain("double")) => true,
        (from, Type::Decimal(precision, scale)) => {
            decimal_of(from).is_some_and(|(p, s)| p - s <= precision - scale && s <= *scale)
        }
        (Type::Plain("p4hyperloglog"), Type::Plain("hyperloglog")) => true,
        (from, Type::Plain(name)) if from.is_text() => FROM_TEXT.contains(name),
        (Type::Varchar(from), Type::Varchar(to)) => longest(*from) <= longest(*to),
        (Type::Char(from), Type::Varchar(to)) => *from <= longest(*to),
        (Type::Varchar(from), Type::Char(to)) => longest(*from).min(LONGEST_CHAR) <= *to,
        (Type::Char(from), Type::Char(to)) => from <= to,
        (Type::Plain("date"), Type::Moment(Moment::Timestamp | Moment::TimestampZoned, _)) => true,
        (Type::Moment(from, a), Type::Moment(to, b)) => becomes(*from, *to) && a <= b,
        (Type::Array(from), Type::Array(to)) => coerces(from, to),
        (Type::Map(key, value), Type::Map(to_key, to_value)) => coerces(key, to_key) && coerces(value, to_value),
        (Type::Row(from), Type::Row(to)) => {
            from.len() == to.len() && from.iter().zip(to.iter()).all(|((_, from), (_, to))| coerces(from, to))
        }
        _ => false,
    }
}

fn longest(length: Option<u32>) -> u32 {
    length.unwrap_or(u32::MAX)
}

fn becomes(from: Moment, to: Moment) -> bool {
    from == to
        || matches!(
            (from, to),
            (Moment::Timestamp, Moment::TimestampZoned) | (Moment::Time, Moment::TimeZoned)
        )
}

/// The decimal that holds all values of a whole number or a decimal.
pub fn decimal_of(of: &Type) -> Option<(u8, u8)> {
    match of {
        Type::Decimal(precision, scale) => Some((*precision, *scale)),
        other => match other.whole_rank()? {
            0 => Some((3, 0)),
            1 => Some((5, 0)),
            2 => Some((10, 0)),
            _ => Some((19, 0)),
        },
    }
}

/// The type that both become without a cast; `None` where there is none.
pub fn common(a: &Type, b: &Type) -> Option<Type> {
    if a == b {
        return Some(a.clone());
    }
    match (a, b) {
        (Type::Unknown, _) | (_, Type::Unknown) => Some(Type::Unknown),
        (Type::Null, other) | (other, Type::Null) => Some(other.clone()),
        (Type::Varchar(a), Type::Varchar(b)) => Some(Type::Varchar((*a).zip(*b).map(|(a, b)| a.max(b)))),
        (Type::Char(a), Type::Char(b)) => Some(Type::Char(*a.max(b))),
        (Type::Char(char), Type::Varchar(text)) | (Type::Varchar(text), Type::Char(char)) => {
            Some(Type::Char(longest(*text).min(LONGEST_CHAR).max(*char)))
        }
        (Type::Array(a), Type::Array(b)) => common(a, b).map(Type::array),
        (Type::Map(key_a, value_a), Type::Map(key_b, value_b)) => {
            Some(Type::map(common(key_a, key_b)?, common(value_a, value_b)?))
        }
        (Type::Row(a), Type::Row(b)) if a.len() == b.len() => {
            let mut fields = Vec::with_capacity(a.len());
            for ((name_a, a), (name_b, b)) in a.iter().zip(b.iter()) {
                let name = name_a.clone().filter(|_| name_a == name_b);
                fields.push((name, common(a, b)?));
            }
            Some(Type::Row(fields.into()))
        }
        (Type::Moment(a, p), Type::Moment(b, q)) => {
            let moment = if becomes(*a, *b) {
                *b
            } else if becomes(*b, *a) {
                *a
            } else {
                return None;
            };
            Some(Type::Moment(moment, *p.max(q)))
        }
        (Type::Decimal(..), _) | (_, Type::Decimal(..)) => common_decimal(a, b),
        _ if coerces(a, b) => Some(b.clone()),
        _ if coerces(b, a) => Some(a.clone()),
        _ => None,
    }
}

fn common_decimal(a: &Type, b: &Type) -> Option<Type> {
    match (decimal_of(a), decimal_of(b)) {
        (Some((p, s)), Some((q, t))) => {
            let scale = s.max(t);
            let precision = (p - s).max(q - t) + scale;
            Some(Type::Decimal(precision.min(38), scale))
        }
        _ if coerces(a, b) => Some(b.clone()),
        _ if coerces(b, a) => Some(a.clone()),
        _ => None,
    }
}

/// Whether values of a type can be told equal.
pub fn comparable(of: &Type) -> bool {
    match of {
        Type::Plain("hyperloglog" | "p4hyperloglog" | "setdigest" | "joniregexp" | "jsonpath" | "codepoints") => false,
        Type::Plain("tdigest" | "color" | "likepattern") | Type::Function(_) => false,
        Type::Array(element) => comparable(element),
        Type::Map(key, value) => comparable(key) && comparable(value),
        Type::Row(fields) => fields.iter().all(|(_, field)| comparable(field)),
        _ => true,
    }
}

/// Whether values of a type have an order.
pub fn orderable(of: &Type) -> bool {
    match of {
        Type::Map(..) | Type::Plain("json") => false,
        Type::Array(element) => orderable(element),
        Type::Row(fields) => fields.iter().all(|(_, field)| orderable(field)),
        other => comparable(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_widen_and_texts_stay_texts() {
        assert!(coerces(&Type::Integer, &Type::Bigint) && !coerces(&Type::Bigint, &Type::Integer));
        assert!(coerces(&Type::Decimal(3, 1), &Type::Double));
        assert!(!coerces(&Type::Text, &Type::Integer) && !coerces(&Type::Date, &Type::Text));
        assert_eq!(common(&Type::Integer, &Type::Decimal(5, 2)), Some(Type::Decimal(12, 2)));
        assert_eq!(common(&Type::Varchar(Some(3)), &Type::Text), Some(Type::Text));
        assert_eq!(common(&Type::Bigint, &Type::Text), None);
        assert_eq!(common(&Type::Null, &Type::Date), Some(Type::Date));
        assert_eq!(
            common(&Type::Date, &Type::Moment(Moment::Timestamp, 3)),
            Some(Type::Moment(Moment::Timestamp, 3))
        );
    }
}
