//! What TOML does not allow, each mistake once.
//!
//! The parser goes on after a mistake and then trips over what the mistake left behind. People mend one mistake at a time.

use std::ops::Range;

use toml_parser::lexer::TokenKind;

use super::text::{SourceText, Span};

/// What TOML itself does not allow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SyntaxError {
    /// The parser's words.
    pub message: String,
    /// Where: a string that is not closed from its quotes on.
    pub span: Span,
    /// The lines, from 1, of which the parser only guesses what they say. After a header that could not be read, those are
    /// all up to the next one: their keys seem to stand in another table.
    pub unread: Range<usize>,
}

/// The lines that syntax errors make unreadable.
#[derive(Debug, Default)]
pub struct Unread(Vec<Range<usize>>);

impl Unread {
    /// Those of `errors`, which are in the order of the text.
    pub fn of(errors: &[SyntaxError]) -> Self {
        let mut merged: Vec<Range<usize>> = Vec::new();
        for lines in errors.iter().map(|error| error.unread.clone()) {
            match merged.last_mut() {
                Some(last) if lines.start <= last.end => last.end = last.end.max(lines.end),
                _ => merged.push(lines),
            }
        }
        Self(merged)
    }

    /// Whether everything could be read.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether a line, from 1, is one of them.
    pub fn contains(&self, line: usize) -> bool {
        let after = self.0.partition_point(|lines| lines.start <= line);
        let lines = after.checked_sub(1).and_then(|at| self.0.get(at));
        lines.is_some_and(|lines| lines.contains(&line))
    }
}

/// Of the parser's errors those that no other one causes: the first of a line, and none in the wake of a string, array or
/// table that was never closed.
pub(super) fn each_once(source: &SourceText, mut errors: Vec<(String, Span)>) -> Vec<SyntaxError> {
    errors.sort_by_key(|(_, span)| (span.start, span.end));
    let is_open = |(message, _): &(String, Span)| {
        let endless = ["unclosed array", "unclosed inline table", "recurs"];
        endless.iter().any(|words| message.contains(words))
    };
    let is_endless = errors.iter().any(is_open);
    if is_endless {
        errors.truncate(1);
    }
    let swallowing = errors.first().and_then(|_| swallowing_string(source));
    let headers = errors.first().map(|_| header_lines(source)).unwrap_or_default();
    let mut kept: Vec<SyntaxError> = Vec::new();
    // The last line of the last mistake and of what it left behind.
    let mut wake = 0;
    for (message, span) in errors {
        if let Some(string) = swallowing.as_ref().filter(|string| string.span.start <= span.start) {
            // Lines without their opening quotes end in what closes them, which opens another string there.
            let line = string.unread.start;
            let closes = line == wake + 1 && !begins_entry(source.line(line));
            match kept.last_mut().filter(|_| closes) {
                Some(told) => told.unread.end = usize::MAX,
                None => kept.push(string.clone()),
            }
            break;
        }
        let line = source.position(span.start).line;
        match kept.last_mut() {
            Some(told) if told.causes(line, &message, source, &headers) => {}
            // Lines that are no entries follow each other: a text that lacks its opening quotes.
            Some(told) if line == wake + 1 && !begins_entry(source.line(line)) => {
                told.unread.end = told.unread.end.max(line + 1);
            }
            _ => {
                let mut error = SyntaxError::of(source, message, span).after_empty_string(source);
                if is_endless {
                    error.unread.end = usize::MAX;
                }
                kept.push(error);
            }
        }
        wake = line.max(wake);
    }
    kept
}

impl SyntaxError {
    fn of(source: &SourceText, message: String, span: Span) -> Self {
        let line = source.position(span.start).line;
        match unclosed_string(source, &message, span.start) {
            Some(string) => Self {
                message,
                span: string,
                unread: line..line_from(source, line + 1, begins_entry),
            },
            None if is_header(source.line(line)) => Self {
                message,
                span,
                unread: line..line_from(source, line + 1, is_header),
            },
            None => Self {
                message,
                span,
                unread: line..line + 1,
            },
        }
    }

    /// Where a line that is no entry stands below an empty string, that string was to go on: it lacks a quote.
    fn after_empty_string(self, source: &SourceText) -> Self {
        let line = self.unread.start;
        let above = source.line(line.saturating_sub(1)).trim_end();
        let quotes = ["\"\"", "''"]
            .into_iter()
            .find(|quotes| above.ends_with(&format!("= {quotes}")) || above.ends_with(&format!("={quotes}")));
        let Some(quotes) = quotes.filter(|_| line > 1 && !begins_entry(source.line(line))) else {
            return self;
        };
        let end = source.line_start(line - 1) + above.len();
        Self {
            message: format!(
                "invalid multi-line {} string",
                if quotes == "''" { "literal" } else { "basic" }
            ),
            span: end - quotes.len()..end,
            unread: line - 1..self.unread.end,
        }
    }

    /// Whether the parser would not have told an error in `line`, below this one, without this one.
    fn causes(&self, line: usize, message: &str, source: &SourceText, headers: &[usize]) -> bool {
        const DUPLICATE: &str = "duplicate key";
        let is_string = source.slice(&self.span).starts_with(['"', '\'']);
        // In a table that is there twice, or whose header is missing, all keys may be.
        let same_table = || {
            let next = headers.partition_point(|header| *header <= self.unread.start);
            headers.get(next).is_none_or(|header| *header > line)
        };
        line == self.unread.start
            || is_string && self.unread.contains(&line)
            || self.message == DUPLICATE && message == DUPLICATE && same_table()
    }
}

/// The lines, from 1, that are headers of tables.
fn header_lines(source: &SourceText) -> Vec<usize> {
    let lines = source.text().lines().zip(1..);
    lines
        .filter(|(line, _)| is_header(line))
        .map(|(_, number)| number)
        .collect()
}

/// The string of one line that the end of the line leaves open.
fn unclosed_string(source: &SourceText, message: &str, at: usize) -> Option<Span> {
    let rest = source.text().get(at..)?;
    let ends = rest.is_empty() || rest.starts_with(['\n', '\r']);
    if !ends || !(message.starts_with("invalid basic string") || message.starts_with("invalid literal string")) {
        return None;
    }
    let start = source.text().get(..at)?.rfind('\n').map_or(0, |end| end + 1);
    let tokens = toml_parser::Source::new(source.text().get(start..at)?).lex();
    let last = tokens.filter(|token| token.kind() != TokenKind::Eof).last()?;
    let is_string = matches!(last.kind(), TokenKind::BasicString | TokenKind::LiteralString);
    is_string.then(|| start + last.span().start()..at)
}

/// A string of several lines that goes on to the next one's opening quotes, or to the end of the text: a line in it is the
/// header of a table, or nothing closes it.
fn swallowing_string(source: &SourceText) -> Option<SyntaxError> {
    let text = source.text();
    for token in toml_parser::Source::new(text).lex() {
        let (quotes, message) = match token.kind() {
            TokenKind::MlBasicString => ("\"\"\"", "invalid multi-line basic string"),
            TokenKind::MlLiteralString => ("'''", "invalid multi-line literal string"),
            _ => continue,
        };
        let span = token.span().start()..token.span().end();
        let string = source.slice(&span);
        let is_open = string.len() < 2 * quotes.len() || !string.ends_with(quotes);
        if is_open || string.lines().any(is_header) {
            return Some(SyntaxError {
                message: message.to_owned(),
                unread: source.position(span.start).line..usize::MAX,
                span: span.start..span.start + quotes.len(),
            });
        }
    }
    None
}

/// The first line from `line` on of which something is true.
fn line_from(source: &SourceText, line: usize, is: impl Fn(&str) -> bool) -> usize {
    let mut lines = line..;
    let found = lines.find(|line| source.line(*line).is_empty() || is(source.line(*line)));
    found.unwrap_or(line)
}

/// Whether a line could begin a table, or a key and its value.
fn begins_entry(line: &str) -> bool {
    let line = line.trim_start();
    let key = line.trim_start_matches(|next: char| next.is_ascii_alphanumeric() || matches!(next, '_' | '-' | '.'));
    is_header(line) || key.len() < line.len() && key.trim_start().starts_with('=')
}

/// Whether a line is the header of a table, be it closed or not.
fn is_header(line: &str) -> bool {
    let line = line.trim();
    let name = line.split('#').next().unwrap_or_default().trim_matches(['[', ']', ' ']);
    let plain = |next: char| next.is_alphanumeric() || matches!(next, '_' | '-' | '.' | '"' | '\'' | ' ');
    line.starts_with('[') && !name.is_empty() && name.chars().all(plain)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::super::tree::Tree;
    use super::*;

    fn errors(text: &str) -> (Arc<SourceText>, Vec<SyntaxError>) {
        let source = SourceText::new("t", text);
        let errors = Tree::parse(&source).1;
        (source, errors)
    }

    #[track_caller]
    fn told(text: &str, places: &[&str]) {
        let (source, errors) = errors(text);
        let told: Vec<_> = errors.iter().map(|error| source.slice(&error.span)).collect();
        assert_eq!(told, places, "{errors:?}");
    }

    #[test]
    fn all_mistakes_are_told_and_each_once() {
        let (_, errors) = errors("a = \nb = 1\nc = 1 2 3\n[d\ne = 1\n");
        assert_eq!(errors.len(), 3, "{errors:?}");
    }

    #[test]
    fn a_bomb_of_brackets_is_one_error() {
        assert_eq!(errors(&format!("a = {}", "[".repeat(100_000))).1.len(), 1);
    }

    #[test]
    fn a_string_that_is_not_closed_is_one_mistake() {
        told("a = \"x\nb = 1\nc = \n", &["\"x", ""]);
        told("a = \"\nSELECT x\nFROM y\n\"\nb = 1\n", &["\""]);
        told(
            "a = \"\"\"\nSELECT x\n[t]\nb = \"\"\"\nSELECT y\n\"\"\"\n[u]\nc = 1\n",
            &["\"\"\""],
        );
        told("a = \"\"\"\nSELECT x\n", &["\"\"\""]);
        told("a = \nb = '''\nSELECT x\n[t]\n", &["", "'''"]);
        told("a = 1\nSELECT x\nFROM y\n\"\"\"\nb = 1\n[t]\n", &[""]);
        told("a = \"\"\nSELECT x\nFROM y\n\"\"\"\nb = 1\n[t]\n", &["\"\""]);
        told("x\n\ny\n", &["", ""]);
    }

    #[test]
    fn a_table_without_its_header_is_one_mistake() {
        told("[a]\nx = 1\ny = 2\n\nx = 3\ny = 4\n[b]\nz = 1\nz = 2\n", &["x", "z"]);
        told("[a]\nx = 1\nx = 3\n[a]\ny = 1\n", &["x", "a"]);
    }

    #[test]
    fn a_header_that_cannot_be_read_leaves_its_keys_unread() {
        let unread = Unread::of(&errors("[a]\nb = 1\n[c\nd = 1\n\ne = 1\n[f]\ng = 1\nh =\n").1);
        let lines: Vec<usize> = (1..=9).filter(|line| unread.contains(*line)).collect();
        assert_eq!(lines, [3, 4, 5, 6, 9]);
    }
}
