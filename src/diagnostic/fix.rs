//! What would mend a finding: data, which the room `fix` turns into edits of a text.

use std::sync::Arc;

use crate::source::{Place, SourceText};

/// Changes to one file that mend a finding, all of them or none. A finding carries one only where what was meant is
/// unmistakable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// The changes; they do not overlap.
    pub changes: Vec<Change>,
    /// Whether it waits until nothing else in the file is wrong: what it takes away may only seem useless before.
    pub last: bool,
}

/// One change of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// Other words at a place of a query, in a string of the spec or in a file of its own, or at one of a comment. Either an
    /// identifier or a rule's id, which need no escaping in any string, alone or behind what stands there and `AS`, or what stands at another place of the same fix:
    /// parts of a query change places.
    Words {
        /// Where.
        place: Place,
        /// What stands there afterwards.
        with: String,
    },
    /// Another name for the key at a path, wherever it is written: in headers, dotted keys and inline tables.
    Rename {
        /// The spec.
        source: Arc<SourceText>,
        /// The keys that lead to it, its own the last.
        path: Vec<String>,
        /// Its name afterwards.
        to: String,
    },
    /// Another value at a place.
    Value {
        /// Where the value's literal stands, quotes included.
        place: Place,
        /// What stands there afterwards.
        to: Literal,
    },
    /// A mark of the table at a path, such as `categorical = true`, set or taken away.
    Mark {
        /// The spec.
        source: Arc<SourceText>,
        /// The keys that lead to the table. Where a plain value stands instead, that is its `type`.
        path: Vec<String>,
        /// The mark's key.
        key: &'static str,
        /// Whether it holds afterwards.
        on: bool,
    },
    /// Nothing at a place: a comment, with the blanks before it and, where nothing else is in it, its line; or a word of a
    /// list in a comment, with its comma.
    Without {
        /// Where.
        place: Place,
    },
}

/// A value of TOML, as it is written anew.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Literal {
    /// A string, in the quotes of the one that it replaces.
    String(String),
    /// A number or a boolean, as it is written.
    Plain(String),
}

impl Fix {
    /// One change.
    pub fn new(change: Change) -> Self {
        Self {
            changes: vec![change],
            last: false,
        }
    }

    /// Other words at places of one query, all of them or none: identifiers, ` AS ` and one behind what stands there, or what stands at other places of the list, so
    /// that parts of a query change places.
    pub fn text(words: impl IntoIterator<Item = (Place, String)>) -> Self {
        let words = words.into_iter();
        Self {
            changes: words.map(|(place, with)| Change::Words { place, with }).collect(),
            last: false,
        }
    }

    /// Another name for the key at a path of the spec.
    pub fn rename(source: &Arc<SourceText>, path: &[impl AsRef<str>], to: impl Into<String>) -> Self {
        Self::new(Change::Rename {
            source: Arc::clone(source),
            path: owned(path),
            to: to.into(),
        })
    }

    /// Another string for the one at `place`.
    pub fn string(place: &Place, to: impl Into<String>) -> Self {
        Self::new(Change::Value {
            place: place.clone(),
            to: Literal::String(to.into()),
        })
    }

    /// A mark of a field of the spec, set or taken away.
    pub fn mark(source: &Arc<SourceText>, path: &[impl AsRef<str>], key: &'static str, on: bool) -> Self {
        Self::new(Change::Mark {
            source: Arc::clone(source),
            path: owned(path),
            key,
            on,
        })
    }

    /// The same, but not before nothing else in the file is wrong.
    #[must_use]
    pub fn at_last(mut self) -> Self {
        self.last = true;
        self
    }
}

impl Change {
    /// The text that it changes.
    pub fn source(&self) -> &Arc<SourceText> {
        match self {
            Self::Words { place, .. } | Self::Value { place, .. } | Self::Without { place } => place.source(),
            Self::Rename { source, .. } | Self::Mark { source, .. } => source,
        }
    }
}

fn owned(path: &[impl AsRef<str>]) -> Vec<String> {
    path.iter().map(|step| step.as_ref().to_owned()).collect()
}
