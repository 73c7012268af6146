//! Tokens of Trino's query language.

use crate::source::Span;

/// Where something stands: bytes of the query's text, the end exclusive. A copyable [`Span`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct At {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl At {
    /// From the start of this to the end of `last`.
    pub fn to(self, last: Self) -> Self {
        Self {
            start: self.start,
            end: last.end.max(self.start),
        }
    }
}

impl From<At> for Span {
    fn from(at: At) -> Self {
        at.start..at.end
    }
}

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A bare word that may be a name.
    Word,
    /// A bare word that may not: see [`super::words::is_reserved`].
    Reserved,
    /// `"name"`.
    Quoted,
    /// `` `name` ``, which Athena refuses in queries.
    Backquoted,
    /// A word that begins with a digit, such as `7d`.
    DigitWord,
    /// `'text'`.
    Text,
    /// `U&'text'`.
    UnicodeText,
    /// `X'00ff'`.
    Binary,
    /// `12`.
    Integer,
    /// `1.5`.
    Decimal,
    /// `1e3`.
    Double,
    /// An operator or a punctuation mark.
    Mark,
    /// Something that begins but does not end: a text, a quoted name or a comment.
    Unclosed(&'static str),
    /// A character that begins no token.
    Stray,
    /// The end of the text.
    End,
}

/// One token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// What it is.
    pub kind: Kind,
    /// Where it stands.
    pub at: At,
}
