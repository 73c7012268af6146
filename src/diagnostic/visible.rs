//! Values of a spec, made safe and visible for messages.

use std::fmt::Write as _;

/// Longest piece of a user's value that a message quotes, in code points.
const LONGEST: usize = 80;

/// `value` as a message may quote it: control, bidirectional and invisible characters named as `U+…`, and cut after 80
/// characters.
pub fn visible(value: &str) -> String {
    match value.char_indices().nth(LONGEST) {
        Some((at, _)) => revealed(value.get(..at).unwrap_or_default()) + "…",
        None => revealed(value),
    }
}

/// `text` with control, bidirectional and invisible characters named as `U+…`, whole: for paths, and for what others say of
/// them.
pub fn revealed(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for character in text.chars() {
        match hidden_name(character) {
            Some(_) => {
                let _ = write!(shown, "<U+{:04X}>", character as u32);
            }
            None => shown.push(character),
        }
    }
    shown
}

/// What a character that people cannot see, or that reorders what they see, is called; `None` for all others.
/// Tabs and line ends count as hidden here: the caller decides where they are ordinary.
///
/// Source: Unicode Technical Report 36 (bidirectional and invisible characters), and the general category Cc.
pub fn hidden_name(character: char) -> Option<&'static str> {
    match character {
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{61c}' => {
            Some("a mark that changes the direction of text")
        }
        '\u{200b}'..='\u{200d}' | '\u{2060}'..='\u{2064}' | '\u{feff}' | '\u{180e}' | '\u{ad}' => {
            Some("an invisible character")
        }
        '\u{e0000}'..='\u{e007f}' => Some("an invisible tag character"),
        '\u{2028}' | '\u{2029}' | '\u{85}' => Some("an unusual line end"),
        '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => Some("an unusual blank"),
        character if character.is_control() => Some("a control character"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escape_codes_and_bidi_marks_are_named() {
        assert_eq!(visible("a\u{1b}[31m\u{202e}b"), "a<U+001B>[31m<U+202E>b");
    }

    #[test]
    fn long_values_are_cut() {
        assert_eq!(visible(&"x".repeat(500)).chars().count(), 81);
    }
}
