//! The whole text: exactly one SELECT.

use crate::query::ast::{Body, Query};
use crate::query::problem::{Problem, ProblemKind};
use crate::query::token::{At, Kind, Token};

use super::cursor::{Cursor, Failure, Parsed};

/// Words that begin statements that are not queries.
const STATEMENTS: &[&str] = &[
    "ALTER",
    "ANALYZE",
    "CALL",
    "COMMENT",
    "CREATE",
    "DEALLOCATE",
    "DELETE",
    "DESCRIBE",
    "DROP",
    "EXECUTE",
    "EXPLAIN",
    "GRANT",
    "INSERT",
    "MERGE",
    "MSCK",
    "OPTIMIZE",
    "PREPARE",
    "REFRESH",
    "REVOKE",
    "SET",
    "SHOW",
    "TRUNCATE",
    "UNLOAD",
    "UPDATE",
    "USE",
    "VACUUM",
];

/// A query with what came before it and what was noticed in it.
#[derive(Debug)]
pub(in crate::query) struct Statement<'a> {
    /// The query.
    pub query: Query<'a>,
    /// Functions that `USING EXTERNAL FUNCTION` brings.
    pub external: Vec<String>,
    /// Mistakes that the grammar lets pass.
    pub late: Vec<Problem>,
}

/// Reads the tokens of a text as one SELECT, at most `deepest` constructs deep.
///
/// # Errors
///
/// The first token that cannot go on, or where it is too deep.
pub(in crate::query) fn statement<'a>(text: &'a str, tokens: &'a [Token], deepest: usize) -> Parsed<Statement<'a>> {
    let mut cursor = Cursor::new(text, tokens, deepest);
    cursor.statement()
}

/// The type that the tokens of a text name.
pub(in crate::query) fn trino_type(text: &str, tokens: &[Token]) -> Option<crate::query::types::Type> {
    const DEEPEST: usize = 24;
    let mut cursor = Cursor::new(text, tokens, DEEPEST);
    let named = cursor.type_name().ok()?;
    (cursor.kind() == Kind::End).then_some(named.named.ok()).flatten()
}

impl<'a> Cursor<'a> {
    fn statement(&mut self) -> Parsed<Statement<'a>> {
        if self.kind() == Kind::End || (self.mark(";") && self.peek(1).kind == Kind::End) {
            let message = "There is no query here: exactly one SELECT is expected.";
            return self.wrong(Problem::new(ProblemKind::NotOneSelect, self.whole(), message));
        }
        if let Some(word) = self.one_of(STATEMENTS) {
            return self.not_one(&format!("{word} is no query: exactly one SELECT is expected."));
        }
        let mut external = Vec::new();
        if self.take_words(&["USING", "EXTERNAL", "FUNCTION"]) {
            loop {
                external.push(self.external_function()?);
                if !self.take(",") {
                    break;
                }
                let _ = self.take_words(&["EXTERNAL", "FUNCTION"]);
            }
        }
        let start = self.place();
        let query = self.deeper(Self::query)?;
        self.end()?;
        if let Some(at) = not_select(&query.body) {
            let at = if at == At::default() { start } else { at };
            self.late(Problem::new(
                ProblemKind::NotOneSelect,
                at,
                "VALUES and TABLE are queries, but columns need names: exactly one SELECT is expected.",
            ));
        }
        Ok(Statement {
            query,
            external,
            late: self.take_late(),
        })
    }

    fn end(&mut self) -> Parsed<()> {
        if self.kind() == Kind::End {
            return Ok(());
        }
        if !self.mark(";") {
            return self.fail("the end of the query");
        }
        let semicolon = self.advance().at;
        if self.kind() == Kind::End {
            return Ok(());
        }
        let problem = Problem::new(
            ProblemKind::NotOneSelect,
            semicolon,
            "More follows after this `;`: exactly one SELECT is expected.",
        );
        Err(Failure::Wrong(Box::new(problem)))
    }

    fn not_one<T>(&self, message: &str) -> Parsed<T> {
        self.wrong(Problem::new(ProblemKind::NotOneSelect, self.place(), message))
    }

    /// Athena's `name(argument type, …) RETURNS type LAMBDA 'function'`.
    fn external_function(&mut self) -> Parsed<String> {
        let name = self.name()?;
        self.skip_brackets()?;
        self.need_word("RETURNS")?;
        self.type_name()?;
        self.need_word("LAMBDA")?;
        self.string()?;
        Ok(name.text.to_ascii_lowercase())
    }
}

/// Where the first branch is no SELECT.
fn not_select(body: &Body<'_>) -> Option<At> {
    let mut body = body;
    loop {
        body = match body {
            Body::Select(_) => return None,
            Body::Values(_, at) | Body::Table(_, at) => return Some(*at),
            Body::Paren(query) => &query.body,
            Body::Set(first, _) => first,
        };
    }
}
