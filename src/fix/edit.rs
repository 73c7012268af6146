//! Edits of a text: everything else stays byte for byte.

use std::collections::BTreeMap;

use crate::source::Span;

/// Another text for a span; an empty span is where something is put in.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Edit {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// What stands there afterwards.
    pub with: String,
}

impl Edit {
    pub(super) fn new(span: Span, with: impl Into<String>) -> Self {
        Self {
            start: span.start,
            end: span.end,
            with: with.into(),
        }
    }

    fn key(&self) -> (usize, usize) {
        (self.start, self.end)
    }
}

/// Edits of one text that can be done at once, in the order of the text.
#[derive(Debug, Clone, Default)]
pub(super) struct Edits(BTreeMap<(usize, usize), Edit>);

impl Edits {
    /// Adds all of `edits` or, where one of them clashes with one that is here, none. Equal ones are one.
    pub(super) fn add(&mut self, edits: &[Edit]) -> bool {
        let mut added = Vec::new();
        for edit in edits {
            if self.0.get(&edit.key()) == Some(edit) {
                continue;
            }
            if self.clashes(edit) {
                added.iter().for_each(|key| drop(self.0.remove(key)));
                return false;
            }
            self.0.insert(edit.key(), edit.clone());
            added.push(edit.key());
        }
        true
    }

    /// Whether one that is here cannot be done at once. Neighbours cannot either: what one puts in could stand on either side.
    fn clashes(&self, edit: &Edit) -> bool {
        let before = self.0.range(..=(edit.end, usize::MAX)).next_back();
        before.is_some_and(|(_, last)| last.end >= edit.start)
    }

    /// The text with all edits done, and where each of them stands in it.
    pub(super) fn apply(&self, text: &str) -> (String, Vec<(Edit, Span)>) {
        let mut new = String::with_capacity(text.len());
        let mut places = Vec::with_capacity(self.0.len());
        let mut at = 0;
        for edit in self.0.values() {
            new.push_str(text.get(at..edit.start).unwrap_or_default());
            let start = new.len();
            new.push_str(&edit.with);
            places.push((edit.clone(), start..new.len()));
            at = edit.end;
        }
        new.push_str(text.get(at..).unwrap_or_default());
        (new, places)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits_are_done_together_and_those_that_touch_are_not() {
        let mut edits = Edits::default();
        assert!(edits.add(&[Edit::new(4..5, "xyz"), Edit::new(0..1, "")]));
        assert!(edits.add(&[Edit::new(0..1, "")]), "the same once more");
        assert!(!edits.add(&[Edit::new(5..6, "q")]), "a neighbour");
        assert!(!edits.add(&[Edit::new(2..2, "q"), Edit::new(3..8, "")]), "all or none");
        assert!(edits.add(&[Edit::new(7..7, "é")]));
        let (text, places) = edits.apply("a b c d");
        assert_eq!(text, " b xyz dé");
        let snippets: Vec<&str> = places.into_iter().map(|(_, span)| &text[span]).collect();
        assert_eq!(snippets, ["", "xyz", "é"]);
    }
}
