//! Secrets are not shown: what is told of a line that holds one shows the line without it.

use std::ops::Range;
use std::sync::Arc;

use crate::source::{Place, SourceText};

use super::finding::Finding;

/// Points the findings at texts in which the secrets cannot be read. Lines and columns stay as they are.
pub(super) fn hide(secrets: &[Place], findings: &mut [Finding]) {
    let mut veiled: Vec<(&Arc<SourceText>, Arc<SourceText>)> = Vec::new();
    for secret in secrets {
        let source = secret.source();
        if veiled.iter().any(|(open, _)| Arc::ptr_eq(open, source)) {
            continue;
        }
        let spans: Vec<Range<usize>> = secrets
            .iter()
            .filter(|other| Arc::ptr_eq(other.source(), source))
            .map(Place::span)
            .collect();
        veiled.push((source, SourceText::new(source.name(), veil(source.text(), &spans))));
    }
    let places = findings.iter_mut().flat_map(|finding| {
        let related = finding.related.as_mut().map(|related| &mut related.place);
        std::iter::once(&mut finding.place).chain(related)
    });
    for place in places {
        let text = veiled.iter().find(|(open, _)| Arc::ptr_eq(open, place.source()));
        if let Some((_, veiled)) = text {
            *place = Place::new(veiled, place.span());
        }
    }
}

/// The text with every character in `spans` replaced by one of the same width in bytes, so that places stay right.
fn veil(text: &str, spans: &[Range<usize>]) -> String {
    let shown = |at: usize| !spans.iter().any(|span| span.contains(&at));
    let each = text.char_indices();
    each.map(|(at, character)| match character {
        '\n' | '\r' => character,
        _ if shown(at) => character,
        _ => match character.len_utf8() {
            1 => '*',
            2 => '×',
            3 => '※',
            _ => '🔒',
        },
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_hidden_wherever_its_line_is_shown_and_places_stay() {
        let source = SourceText::new("t", "a = \"pä漢🎬\" # b\nc = 1\n");
        let place = |from: &str| {
            let at = source.text().find(from).unwrap();
            Place::new(&source, at..at + from.len())
        };
        let mut findings = [
            Finding::error("x", place("# b"), "one").related(place("a"), "two"),
            Finding::error("y", place("c"), "three"),
        ];
        let before = findings.clone();
        hide(&[place("\"pä漢🎬\"")], &mut findings);
        for (finding, before) in findings.iter().zip(&before) {
            assert_eq!(finding.place.start(), before.place.start());
            assert_eq!(finding.place.snippet(), before.place.snippet());
            assert_eq!(finding.place.source().text(), "a = **×※🔒* # b\nc = 1\n");
        }
        assert_eq!(
            findings[0].related.as_ref().unwrap().place.source().text(),
            findings[1].place.source().text()
        );
    }
}
