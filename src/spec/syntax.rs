//! What the parser of TOML refuses, in words for people.

use crate::diagnostic::{Finding, hidden_name};
use crate::source::Place;

use super::rules;

/// What the parser says, what we say, and what to write instead.
const WORDS: [(&str, &str, Option<&str>); 13] = [
    (
        "duplicate key",
        "this key or table stands here for the second time",
        Some("put what belongs together into one, or write the header of another table above it"),
    ),
    (
        "string values must be quoted",
        "string values must be quoted",
        Some("put the value in double quotes"),
    ),
    (
        "key with no value",
        "this is no key with its value",
        Some("write `key = value`; a text over several lines stands between `\"\"\"`"),
    ),
    (
        "invalid boolean",
        "this is neither `true` nor `false`, which stand in lower case",
        None,
    ),
    (
        "invalid unquoted key",
        "a key is letters, digits, `-` and `_`",
        Some("put others in double quotes; between a key and its value stands `=`"),
    ),
    (
        "recursion limit",
        "this key is nested too deeply",
        Some("no table of a spec lies deeper than five"),
    ),
    (
        "cannot recurse further",
        "this is nested too deeply",
        Some("no value of a spec is nested deeper than a table in a table"),
    ),
    (
        "invalid multi-line basic string",
        "a string of several lines is not closed",
        Some("it begins and ends with `\"\"\"`"),
    ),
    (
        "invalid multi-line literal string",
        "a string of several lines is not closed",
        Some("it begins and ends with `'''`"),
    ),
    (
        "invalid basic string",
        "this string is not closed",
        Some("close it with `\"`; a text over several lines stands between `\"\"\"`"),
    ),
    (
        "invalid literal string",
        "this string is not closed",
        Some("close it with `'`; a text over several lines stands between `'''`"),
    ),
    (
        "missing escaped value",
        "a backslash begins an escape here, and this is none",
        Some(
            "put the text in single quotes, `'…'` or `'''…'''`, where a backslash stands for itself, or write two of them",
        ),
    ),
    (
        "carriage return must be followed by newline",
        "a carriage return stands alone: lines end in `\\n` or `\\r\\n`",
        Some("save the file with the line ends of Unix or Windows"),
    ),
];

/// The finding for what the parser of TOML refused, in `message`, at `place`.
pub(super) fn finding(place: Place, message: &str) -> Finding {
    let at = place.span().start;
    let character = place.source().text().get(at..).and_then(|rest| rest.chars().next());
    let strange = character.filter(|character| !character.is_ascii() || character.is_ascii_control());
    let strange = strange.filter(|character| !matches!(character, '\n' | '\r' | '\t'));
    if let Some(character) = strange {
        let what = hidden_name(character).map_or(String::new(), |name| format!(", {name},"));
        let text = format!("this is not TOML: U+{:04X}{what} cannot stand here", character as u32);
        let help = match () {
            () if !what.is_empty() => "remove it",
            () if message.contains("key") => "keys are ASCII letters, digits, `-` and `_`, or stand in quotes",
            () if message.contains("quoted") => "put the value in double quotes",
            () => "remove it",
        };
        return Finding::error(rules::TOML_SYNTAX, place, text).help(help);
    }
    let known = WORDS.iter().find(|(theirs, ..)| message.starts_with(theirs));
    let is_string = place.snippet().starts_with(['"', '\'']);
    let known = known.filter(|(_, ours, _)| is_string || !ours.contains("not closed"));
    let line = place.source().line(place.start().line);
    let help = |help: Option<&'static str>| match line.contains(" //") {
        true => Some("a comment begins with `#`"),
        false => help,
    };
    // "expected nothing" tells nobody anything.
    let theirs = message.strip_suffix(", expected nothing").unwrap_or(message);
    let (ours, what) = known.map_or((theirs, None), |(_, ours, what)| (*ours, *what));
    let help = help(what);
    Finding::error(rules::TOML_SYNTAX, place, format!("this is not TOML: {ours}")).maybe_help(help.map(str::to_owned))
}
