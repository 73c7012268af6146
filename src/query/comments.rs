//! The comments of a query and what they speak of.

use super::lexer;
use super::token::{At, Kind, Token};

/// A comment, from its first mark to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Comment {
    /// Where it stands.
    pub at: At,
    /// What it speaks of: the text before it in its line or, where it has a line to itself, what follows. Empty where
    /// there is nothing else.
    pub about: At,
}

/// All comments; what looks like one inside a text or a quoted name is none.
pub fn comments(text: &str) -> Vec<Comment> {
    let mut comments = Vec::new();
    let mut before: Option<Token> = None;
    for token in lexer::tokens(text) {
        let start = before.map_or(0, |before| before.at.end);
        let ends = matches!(token.kind, Kind::End);
        in_gap(text, start, token.at.start, |at| {
            let same_line = |before: &Token| !text.get(before.at.end..at.start).unwrap_or("\n").contains('\n');
            let about = match before.filter(same_line) {
                Some(before) => before.at,
                None if ends => at,
                None => token.at,
            };
            comments.push(Comment { at, about });
        });
        before = Some(token);
    }
    comments
}

/// Calls `found` for each comment between two tokens, where there are only blanks beside them.
fn in_gap(text: &str, start: usize, end: usize, mut found: impl FnMut(At)) {
    let mut at = start;
    while let Some(rest) = text.get(at..end).filter(|rest| !rest.is_empty()) {
        let blanks = rest.len() - rest.trim_start().len();
        at += blanks;
        let rest = rest.trim_start();
        let length = match rest {
            rest if rest.starts_with("--") => rest.find(['\n', '\r']).unwrap_or(rest.len()),
            rest if rest.starts_with("/*") => rest
                .get(2..)
                .and_then(|rest| rest.find("*/"))
                .map_or(rest.len(), |at| at + 4),
            _ => return,
        };
        found(At {
            start: at,
            end: at + length,
        });
        at += length;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_speak_of_their_line_or_of_what_follows() {
        let text =
            "-- one\nSELECT '-- none', -- two\n  /* three */ /* four\n */ a /* five */ FROM t -- six\n-- seven\n";
        let cut = |at: At| &text[at.start..at.end];
        let found: Vec<_> = comments(text)
            .iter()
            .map(|comment| (cut(comment.at), cut(comment.about)))
            .collect();
        let expected = [
            ("-- one", "SELECT"),
            ("-- two", ","),
            ("/* three */", "a"),
            ("/* four\n */", "a"),
            ("/* five */", "a"),
            ("-- six", "t"),
            ("-- seven", "-- seven"),
        ];
        assert_eq!(found, expected);
    }
}
