//! The lines around a place, as a terminal can show them.

use annotate_snippets::{Annotation, AnnotationKind, Snippet};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::diagnostic::revealed;
use crate::source::{Place, SourceText, Span};

/// Most lines of one place that are shown.
const MOST_LINES: usize = 6;
/// Columns that stand before a line, with its number, and may stand behind it.
const MARGIN: usize = 16;

/// The lines of a place, cut out of their file: a renderer that is given the whole text reads it all again for each
/// finding.
pub(super) struct Excerpt {
    name: String,
    line: usize,
    text: String,
    span: Span,
}

impl Excerpt {
    /// The lines of `place`, on a terminal of `width` columns.
    pub(super) fn of(place: &Place, width: usize) -> Self {
        let source: &SourceText = place.source();
        let span = place.span();
        let before = source.slice(&(0..span.start));
        let start = before.rfind('\n').map_or(0, |at| at + 1);
        let end = source
            .text()
            .get(span.end..)
            .and_then(|rest| rest.find('\n'))
            .map_or(source.text().len(), |at| span.end + at);
        let text = source.slice(&(start..end));
        let cut = text
            .match_indices('\n')
            .nth(MOST_LINES - 1)
            .map_or(text.len(), |(at, _)| at);
        let text = text.get(..cut).unwrap_or(text);
        let (text, span) = shown(text, &(span.start - start..span.end - start));
        let (text, span) = narrow(text, span, width.saturating_sub(MARGIN));
        Self {
            name: revealed(source.name()),
            line: place.start().line,
            text,
            span,
        }
    }

    /// How many columns its lines take beyond one a character.
    pub(super) fn wider_by(&self) -> usize {
        let wide = self.text.chars().filter(|character| is_wide(*character));
        wide.count().min(MARGIN)
    }

    /// The lines, with the place underlined.
    pub(super) fn snippet<'a>(&'a self, kind: AnnotationKind, label: Option<&'a str>) -> Snippet<'a, Annotation<'a>> {
        Snippet::source(self.text.as_str())
            .path(self.name.as_str())
            .line_start(self.line)
            .annotation(kind.span(self.span.clone()).label(label))
    }
}

/// Without the carriage returns of Windows, which would be shown as what they are, and without the control characters
/// (U+0080 to U+009F) that some terminals obey and the renderer lets pass.
fn shown(text: &str, span: &Span) -> (String, Span) {
    let mut result = String::with_capacity(text.len());
    let (mut start, mut end) = (None, None);
    for (at, character) in text.char_indices() {
        if at >= span.start {
            start = start.or(Some(result.len()));
        }
        if at >= span.end {
            end = end.or(Some(result.len()));
        }
        let rest = text.get(at + character.len_utf8()..).unwrap_or_default();
        match character {
            '\r' if rest.is_empty() || rest.starts_with('\n') => {}
            '\u{80}'..='\u{9f}' => result.push(char::REPLACEMENT_CHARACTER),
            _ => result.push(character),
        }
    }
    let length = result.len();
    (result, start.unwrap_or(length)..end.unwrap_or(length))
}

/// A line that a terminal cannot show as a whole, so that the renderer, which cuts by counting characters, cuts it well:
/// East Asian ones take two columns. Those before the place become dots, and what stands far behind it goes.
fn narrow(text: String, span: Span, room: usize) -> (String, Span) {
    if text.contains('\n') || text.width() == text.chars().count() || text.width() <= room {
        return (text, span);
    }
    let (before, after) = text.split_at_checked(span.start).unwrap_or((&text, ""));
    let head: String = match before.width() <= room / 2 {
        true => before.to_owned(),
        false => before
            .chars()
            .map(|character| if is_wide(character) { '·' } else { character })
            .collect(),
    };
    let mut width = 0;
    let fits = |character: &char| {
        width += character.width().unwrap_or(1);
        width <= room / 2
    };
    let tail: String = after.chars().take_while(fits).collect();
    let cut = if tail.len() < after.len() { "…" } else { "" };
    let start = head.len();
    let end = start + span.len().min(tail.len());
    (format!("{head}{tail}{cut}"), start..end)
}

fn is_wide(character: char) -> bool {
    character.width().is_some_and(|width| width > 1)
}
