//! What can be wrong with a query.

use crate::diagnostic::Level;

use super::token::At;

/// One mistake in a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Which kind of mistake it is.
    pub kind: ProblemKind,
    /// What is wrong, in a sentence or two.
    pub message: String,
    /// What to write instead.
    pub help: Option<String>,
    /// Where: bytes of the query's text.
    pub at: At,
}

impl Problem {
    pub(super) fn new(kind: ProblemKind, at: At, message: impl Into<String>) -> Self {
        Self {
            kind,
            message: message.into(),
            help: None,
            at,
        }
    }

    /// The message as findings are written: without its capital and its full stop.
    pub fn clause(&self) -> String {
        let sentence = self.message.trim_end_matches('.');
        let word = sentence.split(' ').next().unwrap_or_default();
        let is_name = matches!(word, "Athena" | "Trino") || word.len() > 1 && word == word.to_uppercase();
        let mut characters = sentence.chars();
        match characters.next() {
            Some(first) if !is_name => first.to_lowercase().chain(characters).collect(),
            _ => sentence.to_owned(),
        }
    }

    pub(super) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    pub(super) fn maybe_help(mut self, help: Option<impl Into<String>>) -> Self {
        self.help = help.map(Into::into).or(self.help);
        self
    }
}

macro_rules! kinds {
    ($($(#[doc = $doc:literal])* $kind:ident = $name:literal, $level:ident;)*) => {
        /// Kinds of mistakes, each with a name in kebab case and a level by its consequence.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum ProblemKind { $($(#[doc = $doc])* $kind,)* }

        impl ProblemKind {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$kind,)*];

            /// The name in kebab case, which findings show as their rule.
            pub fn name(self) -> &'static str {
                match self { $(Self::$kind => $name,)* }
            }

            /// How much it matters: an error is refused by Athena, or the result would have no usable columns.
            pub fn level(self) -> Level {
                match self { $(Self::$kind => Level::$level,)* }
            }
        }
    };
}

kinds! {
    /// A word or mark that cannot stand where it stands.
    Syntax = "query-syntax", Error;
    /// Not exactly one SELECT: none, several, or another statement.
    NotOneSelect = "query-not-one-select", Error;
    /// Larger or deeper than what Athena or kickstart reads.
    Limit = "query-limit", Error;
    /// Part of Trino's language that Athena does not have, or that a saved query cannot use.
    Unsupported = "query-unsupported", Error;
    /// A reserved word as a bare name.
    ReservedWord = "query-reserved-word", Error;
    /// A name in backticks.
    Backticks = "query-backticks", Error;
    /// A table that nothing provides.
    UnknownTable = "query-unknown-table", Error;
    /// A column that no table of the query has.
    UnknownColumn = "query-unknown-column", Error;
    /// Text in double quotes, which make a name.
    QuotedLiteral = "query-quoted-literal", Error;
    /// A column that two tables have.
    AmbiguousColumn = "query-ambiguous-column", Error;
    /// A function that Athena does not have.
    UnknownFunction = "query-unknown-function", Error;
    /// A function called with arguments that it does not take.
    WrongArguments = "query-wrong-arguments", Error;
    /// A type that Athena does not have.
    UnknownType = "query-unknown-type", Error;
    /// Values whose types do not go together.
    TypeMismatch = "query-type-mismatch", Error;
    /// A literal that is no value of its type.
    InvalidLiteral = "query-invalid-literal", Error;
    /// A column beside aggregates that is not grouped by.
    NotGrouped = "query-not-grouped", Error;
    /// An aggregate, a window or GROUPING where none may stand.
    MisplacedAggregate = "query-misplaced-aggregate", Error;
    /// Branches of a set operation, rows of VALUES or lists of columns that differ in number.
    ColumnCount = "query-column-count", Error;
    /// Two with one name: tables of WITH, windows, aliases of tables.
    DuplicateName = "query-duplicate-name", Error;
    /// A position in GROUP BY or ORDER BY beyond the columns, or no constant where one must stand.
    InvalidClause = "query-invalid-clause", Error;
    /// Two output columns with one name.
    DuplicateColumn = "query-duplicate-column", Error;
    /// An output column without a name.
    UnnamedColumn = "query-unnamed-column", Warning;
    /// `*` over a table, whose columns then decide the result.
    SelectAll = "query-select-all", Warning;
    /// A branch of a set operation that gives a column the name of another one of the first branch.
    BranchOrder = "query-branch-order", Warning;
    /// A name in double quotes that is probably meant as text.
    ProbableLiteral = "query-probable-literal", Warning;
    /// A comparison with NULL, which is never true.
    ComparedWithNull = "query-compared-with-null", Warning;
    /// A format of dates that is another function's.
    DateFormat = "query-date-format", Warning;
    /// Tables in FROM that no condition joins.
    CrossJoin = "query-cross-join", Warning;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_kebab_case_and_differ() {
        let mut names: Vec<&str> = ProblemKind::ALL.iter().map(|kind| kind.name()).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), ProblemKind::ALL.len());
        assert!(
            names
                .iter()
                .all(|name| name.bytes().all(|b| b.is_ascii_lowercase() || b == b'-'))
        );
    }
}
