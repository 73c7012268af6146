//! What functions do to the traits of their arguments.

use crate::query::ast::{Call, Expr, Node, Operator};
use crate::query::token::At;
use crate::query::traits::{Cleaned, Clock, FULL_SIDES, Origin, Spelled, Traits};
use crate::query::types::Type;

use super::{Typed, clock};

/// Functions whose result is the same clock as their argument.
const KEEP_CLOCK: &[&str] = &[
    "abs",
    "any_value",
    "arbitrary",
    "ceil",
    "ceiling",
    "coalesce",
    "first_value",
    "floor",
    "greatest",
    "if",
    "lag",
    "last_value",
    "lead",
    "least",
    "max",
    "max_by",
    "min",
    "min_by",
    "nullif",
    "round",
    "truncate",
    "try",
];

/// Functions whose text is that of their argument, apart from blanks and case.
const KEEP_SPELLING: &[&str] = &[
    "any_value",
    "arbitrary",
    "coalesce",
    "concat",
    "first_value",
    "if",
    "lower",
    "ltrim",
    "max",
    "min",
    "nullif",
    "rtrim",
    "trim",
    "try",
    "upper",
];

/// Functions that write a point in time as text.
const WRITE_MOMENTS: &[&str] = &["date_format", "format_datetime", "to_iso8601"];

/// Functions whose text has nothing to do with the characters of their arguments.
const MAKE_TEXT: &[&str] = &[
    "chr",
    "from_base64",
    "from_hex",
    "from_utf8",
    "url_decode",
    "json_parse",
    "codepoint",
];

/// What a call gives beside its type.
pub(super) fn traits(name: &str, call: &Call<'_>, arguments: &[Typed], ty: &Type, at: At) -> Traits {
    let mut traits = arguments
        .iter()
        .map(|argument| argument.traits)
        .reduce(Traits::and)
        .unwrap_or(Traits::PLAIN);
    traits.constant = None;
    if !KEEP_CLOCK.contains(&name) {
        traits.clock = None;
        traits.origin = Origin::Several;
    }
    if WRITE_MOMENTS.contains(&name) {
        traits.spelled = Some((Spelled::Moment, at));
    } else if !KEEP_SPELLING.contains(&name) || !ty.is_text() {
        traits.spelled = None;
    }
    if MAKE_TEXT.contains(&name) {
        traits.cleaned = Cleaned::NO;
    } else if ty.is_numeric() || ty.is_moment() || *ty == Type::Boolean {
        traits.cleaned = Cleaned::YES;
    }
    let first = arguments.first().map_or(Traits::UNKNOWN, |argument| argument.traits);
    match name {
        "to_unixtime" => traits.clock = Some((Clock::Seconds, at)),
        "date_diff" | "to_milliseconds" => {
            traits.clock = match call.arguments.first().map(|unit| &unit.node) {
                // A call with arguments that it does not take gives nothing at all.
                _ if *ty == Type::Unknown => None,
                Some(Node::Text(unit)) => clock::of_unit(unit, call.arguments.get(1), at),
                _ if name == "to_milliseconds" => Some((Clock::Milliseconds, at)),
                _ => None,
            };
        }
        "power" | "pow" => {
            let exponent = arguments.get(1).map_or(Traits::UNKNOWN, |argument| argument.traits);
            traits.constant = clock::power(&first, &exponent);
        }
        "replace" => traits.cleaned = replaced(first.cleaned, call),
        "regexp_replace" => traits.cleaned = replaced_by_pattern(first.cleaned, call),
        "translate" => traits.cleaned = translated(first.cleaned, call),
        "regexp_extract" | "regexp_extract_all" => traits.cleaned = extracted(first.cleaned, call),
        "nullif" => traits = traits.nullable("NULLIF gives NULL where both are equal", at),
        "try" => traits = traits.nullable("TRY gives NULL where the expression fails", at),
        "lag" | "lead" if arguments.len() < 3 => {
            traits = traits.nullable(
                "lag and lead give NULL at the edge of their window, without a default",
                at,
            );
        }
        "coalesce" => {
            let comes_from = |side: &str| {
                let mut whys = arguments.iter().filter_map(|argument| argument.traits.nullable);
                whys.any(|nullable| nullable.why == side)
            };
            let both_sides = FULL_SIDES.into_iter().all(comes_from);
            let all = !both_sides && arguments.iter().all(|argument| argument.traits.nullable.is_some());
            traits.nullable = arguments.last().and_then(|last| last.traits.nullable).filter(|_| all);
        }
        "if" => {
            let results = arguments.get(1..).unwrap_or(&[]);
            traits.cleaned = results
                .iter()
                .fold(Cleaned::YES, |all, one| all.and(one.traits.cleaned));
            traits.nullable = results.iter().find_map(|result| result.traits.nullable);
            traits.origin = results
                .iter()
                .fold(Origin::Nothing, |all, one| all.and(one.traits.origin));
            if arguments.len() == 2 {
                traits = traits.nullable(
                    "IF without a third argument gives NULL where the condition does not hold",
                    at,
                );
            }
        }
        _ => {}
    }
    traits
}

/// What a call of an aggregate gives: never null because of one row.
pub(super) fn of_aggregate(mut traits: Traits) -> Traits {
    traits.nullable = None;
    traits
}

/// `replace(text, part, other)`.
fn replaced(before: Cleaned, call: &Call<'_>) -> Cleaned {
    let (Some(part), Some(other)) = (constant(call, 1), constant(call, 2)) else {
        return Cleaned::NO;
    };
    let is_escape = matches!((part.as_str(), other.as_str()), ("\"", "\\\"") | ("\\", "\\\\"));
    Cleaned {
        // A backslash before the quote is what Personalize asks for.
        quotes: (before.quotes || part == "\"") && (!other.contains('"') || other == "\\\""),
        slashes: (before.slashes || part == "\\") && (!other.contains('\\') || is_escape),
        breaks: (before.breaks || part.contains(['\n', '\r'])) && !other.contains(['\n', '\r']),
    }
}

/// `regexp_replace(text, pattern, other)`: the pattern names what goes.
fn replaced_by_pattern(before: Cleaned, call: &Call<'_>) -> Cleaned {
    let (Some(pattern), Some(other)) = (constant(call, 1), constant(call, 2)) else {
        return Cleaned::NO;
    };
    let inverted = pattern.starts_with("[^");
    let breaks = [
        "\\n", "\\r", "\\s", "\\R", "\\W", "\\x00-", "cntrl", "Cntrl", "\n", "\r",
    ]
    .iter()
    .any(|part| pattern.contains(part));
    let quotes = pattern.contains('"') || pattern.contains("\\W");
    let slashes = ["\\\\", "\\W", "\\x5c", "\\x5C"]
        .iter()
        .any(|part| pattern.contains(part));
    // A backslash before what was found is what Personalize asks for.
    let is_escape = other.contains('$');
    Cleaned {
        quotes: (before.quotes || (quotes != inverted)) && !other.contains('"'),
        slashes: (before.slashes || (slashes != inverted)) && (!other.contains('\\') || is_escape),
        breaks: (before.breaks || (breaks != inverted)) && !other.contains(['\n', '\r']),
    }
}

/// `translate(text, characters, others)`: each character becomes the one at its place, or nothing.
fn translated(before: Cleaned, call: &Call<'_>) -> Cleaned {
    let (Some(from), Some(other)) = (constant(call, 1), constant(call, 2)) else {
        return Cleaned::NO;
    };
    Cleaned {
        quotes: (before.quotes || from.contains('"')) && !other.contains('"'),
        slashes: (before.slashes || from.contains('\\')) && !other.contains('\\'),
        breaks: (before.breaks || from.contains(['\n', '\r'])) && !other.contains(['\n', '\r']),
    }
}

/// `regexp_extract(text, pattern)` and `regexp_extract_all`: only what the pattern matches is left.
fn extracted(before: Cleaned, call: &Call<'_>) -> Cleaned {
    match constant(call, 1) {
        Some(pattern) if matches_words_only(&pattern) => Cleaned::YES,
        _ => before,
    }
}

/// Whether a pattern certainly matches neither quotes nor line breaks: letters, digits, `\w`, `\d` and their ranges.
fn matches_words_only(pattern: &str) -> bool {
    let mut before = ' ';
    let mut rest = pattern.chars();
    while let Some(character) = rest.next() {
        let character = match character {
            '\\' => rest.next().filter(|escaped| "wdb".contains(*escaped)).unwrap_or('"'),
            plain => plain,
        };
        let fits = match character {
            // A range is one of letters or digits: one that begins with a blank has the quote in it.
            '-' => before.is_ascii_alphanumeric() || "[_".contains(before),
            _ => character.is_ascii_alphanumeric() || " _+*?{},()|[]$'".contains(character),
        };
        if !fits {
            return false;
        }
        before = character;
    }
    true
}

/// The text of an argument that is written out: literals, `chr(10)`, and these joined with `||`. A missing one is empty.
fn constant(call: &Call<'_>, index: usize) -> Option<String> {
    call.arguments
        .get(index)
        .map_or_else(|| Some(String::new()), constant_text)
}

fn constant_text(expression: &Expr<'_>) -> Option<String> {
    match &expression.node {
        Node::Text(text) => Some(text.to_string()),
        Node::Call(call) => match (call.name.as_slice(), call.arguments.as_slice()) {
            ([name], [only]) if name.text.eq_ignore_ascii_case("chr") => match only.node {
                Node::Integer(Some(code)) => Some(char::from_u32(u32::try_from(code).ok()?)?.to_string()),
                _ => None,
            },
            _ => None,
        },
        Node::Chain(first, rest) => {
            let mut text = constant_text(first)?;
            for (operator, _, part) in rest {
                text.push_str(&constant_text(part).filter(|_| *operator == Operator::Concat)?);
            }
            Some(text)
        }
        _ => None,
    }
}
