//! What quoted tokens hold.

use std::borrow::Cow;

/// The text of a quoted token: quotes off, doubled ones single.
pub(super) fn unquote(written: &str) -> Cow<'_, str> {
    let inner = written.get(1..written.len().saturating_sub(1)).unwrap_or("");
    match written.as_bytes().first() {
        Some(b'"') if inner.contains('"') => Cow::Owned(inner.replace("\"\"", "\"")),
        Some(b'\'') if inner.contains('\'') => Cow::Owned(inner.replace("''", "'")),
        _ => Cow::Borrowed(inner),
    }
}

/// A `U&'…'` text without its escapes: `\00e9`, `\+01f600`, and the escape character doubled.
pub(super) fn decoded(text: &str, escape: char) -> String {
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text.chars();
    while let Some(character) = rest.next() {
        if character != escape {
            decoded.push(character);
            continue;
        }
        let ahead = rest.as_str();
        if ahead.starts_with(escape) {
            decoded.push(escape);
            rest.next();
            continue;
        }
        let (skipped, digits) = if ahead.starts_with('+') { (1, 6) } else { (0, 4) };
        let code = ahead
            .get(skipped..skipped + digits)
            .and_then(|code| u32::from_str_radix(code, 16).ok());
        // What is no code point is refused by the engine when it runs; its length is one here.
        decoded.push(code.and_then(char::from_u32).unwrap_or(char::REPLACEMENT_CHARACTER));
        for _ in 0..skipped + digits {
            rest.next();
        }
    }
    decoded
}
