//! The comments of a TOML document and where they stand.

use toml_parser::lexer::TokenKind;

use super::text::{SourceText, Span};

/// A comment, from its `#` to the end of the line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comment {
    /// Where it stands.
    pub span: Span,
    /// The line, from 1, that it speaks of: its own, or the next one with something in it where it has a line to itself.
    pub line: usize,
}

/// All comments, by the lexer of TOML itself: a `#` in a string is none.
pub fn comments(source: &SourceText) -> Vec<Comment> {
    if !source.text().contains('#') {
        return Vec::new();
    }
    let mut comments = Vec::new();
    // Comments that wait for the line that they stand above.
    let mut waiting = Vec::new();
    let mut line_has_content = false;
    for token in toml_parser::Source::new(source.text()).lex() {
        let span = token.span().start()..token.span().end();
        match token.kind() {
            TokenKind::Comment if line_has_content => comments.push(Comment {
                line: source.position(span.start).line,
                span,
            }),
            TokenKind::Comment => waiting.push(span),
            TokenKind::Newline => line_has_content = false,
            TokenKind::Whitespace | TokenKind::Eof => {}
            _ => {
                let line = source.position(span.start).line;
                comments.extend(waiting.drain(..).map(|span| Comment { span, line }));
                line_has_content = true;
            }
        }
    }
    // Below the last of them there is nothing to speak of: they keep their own lines.
    comments.extend(waiting.into_iter().map(|span| Comment {
        line: source.position(span.start).line,
        span,
    }));
    comments
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_speak_of_their_line_or_of_the_next_with_something_in_it() {
        let text = "# one\n\n# two\na = \"# none\" # three\nb = '''\n# none\n''' # four\n# five\n";
        let source = SourceText::new("t", text);
        let found: Vec<_> = comments(&source)
            .iter()
            .map(|comment| (source.slice(&comment.span).to_owned(), comment.line))
            .collect();
        let expected = [("# one", 4), ("# two", 4), ("# three", 4), ("# four", 7), ("# five", 8)];
        assert_eq!(found, expected.map(|(text, line)| (text.to_owned(), line)));
    }
}
