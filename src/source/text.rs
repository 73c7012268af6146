//! One text, its lines, and places in it.

use std::ops::Range;
use std::sync::Arc;

/// A range of bytes in a text; the end is exclusive.
pub type Span = Range<usize>;

/// One file's text under the name that people are shown for it.
#[derive(Debug, PartialEq, Eq)]
pub struct SourceText {
    name: String,
    text: String,
    line_starts: Vec<usize>,
}

/// A line and a column as people count them: both from 1, columns in Unicode code points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column in code points, from 1.
    pub column: usize,
}

impl SourceText {
    /// Takes the text of a file. `name` is what findings show: the path as the user gave it.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Arc<Self> {
        let text = text.into();
        let line_starts = std::iter::once(0)
            .chain(text.match_indices('\n').map(|(at, _)| at + 1))
            .collect();
        Arc::new(Self {
            name: name.into(),
            text,
            line_starts,
        })
    }

    /// The path as the user gave it.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The whole text, without a byte-order mark.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text in `span`, empty where the span is not one of this text.
    pub fn slice(&self, span: &Span) -> &str {
        self.text.get(span.clone()).unwrap_or("")
    }

    /// Where the byte `offset` stands; past the end it is the end.
    pub fn position(&self, offset: usize) -> Position {
        let offset = self.floor(offset);
        let line = self.line_starts.partition_point(|start| *start <= offset);
        let start = self.line_starts.get(line.saturating_sub(1)).copied().unwrap_or(0);
        Position {
            line: line.max(1),
            column: self.slice(&(start..offset)).chars().count() + 1,
        }
    }

    /// The line of a number, from 1, with its end; empty where there is none.
    pub fn line(&self, number: usize) -> &str {
        let start = |number: usize| self.line_starts.get(number).copied();
        let first = number.checked_sub(1).and_then(start).unwrap_or(self.text.len());
        self.slice(&(first..start(number).unwrap_or(self.text.len())))
    }

    /// Where the line of a number, from 1, begins.
    pub fn line_start(&self, number: usize) -> usize {
        let start = number.checked_sub(1).and_then(|index| self.line_starts.get(index));
        start.copied().unwrap_or(self.text.len())
    }

    /// The largest character boundary that is at most `offset`.
    fn floor(&self, offset: usize) -> usize {
        let mut at = offset.min(self.text.len());
        while !self.text.is_char_boundary(at) {
            at -= 1;
        }
        at
    }
}

/// A range in one text. The only constructor clamps it to the text and to character boundaries, since renderers of
/// underlined source panic on others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    source: Arc<SourceText>,
    span: Span,
}

impl Place {
    /// The place of `span` in `source`, clamped.
    pub fn new(source: &Arc<SourceText>, span: Span) -> Self {
        let start = source.floor(span.start);
        let end = source.floor(span.end.max(span.start));
        Self {
            source: Arc::clone(source),
            span: start..end.max(start),
        }
    }

    /// The start of a text, where a finding about something absent as a whole stands.
    pub fn start_of(source: &Arc<SourceText>) -> Self {
        Self::new(source, 0..0)
    }

    /// The text that the place is in.
    pub fn source(&self) -> &Arc<SourceText> {
        &self.source
    }

    /// The bytes of the place.
    pub fn span(&self) -> Span {
        self.span.clone()
    }

    /// The text at the place.
    pub fn snippet(&self) -> &str {
        self.source.slice(&self.span)
    }

    /// First character.
    pub fn start(&self) -> Position {
        self.source.position(self.span.start)
    }

    /// One past the last character.
    pub fn end(&self) -> Position {
        self.source.position(self.span.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_code_points_and_lines_count_from_one() {
        let text = SourceText::new("a", "é = 1\nbü = 2\n");
        assert_eq!(text.position(0), Position { line: 1, column: 1 });
        assert_eq!(text.position(2), Position { line: 1, column: 2 });
        assert_eq!(text.position(10), Position { line: 2, column: 3 });
        assert_eq!(text.position(999).line, 3);
    }

    #[test]
    fn a_place_is_clamped_to_the_text_and_to_characters() {
        let text = SourceText::new("a", "é");
        assert_eq!(Place::new(&text, 1..99).span(), 0..2);
        #[allow(clippy::reversed_empty_ranges)]
        let reversed = Place::new(&text, 2..0);
        assert_eq!(reversed.span(), 2..2);
    }
}
