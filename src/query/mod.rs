//! Reads one Athena SELECT as the engine reads it: output columns with names and types, the tables it reads, every mistake,
//! and the place of each.
//!
//! Text goes through the `lexer`, the `parser` and `analyze`. The language is Trino's, of which Athena's engine version 3 is
//! one; the grammar stands in the module docs of the parser, a file a part:
//!
//! ```text
//! statement   = [USING EXTERNAL FUNCTION …] query [;]                       parser/statement
//! query       = [WITH name AS (query), …] set [ORDER BY …] [OFFSET …] [LIMIT …]    parser/query
//! set         = select ((UNION|EXCEPT|INTERSECT) [ALL|DISTINCT] select)*
//! select      = SELECT items [FROM relations] [WHERE …] [GROUP BY …] [HAVING …] [WINDOW …]     parser/select
//! relation    = source [alias] joins                                        parser/relation
//! expression  = OR < AND < NOT < predicate < || < + - < * / % < sign < AT TIME ZONE < primary   parser/expression
//! primary     = literal | name | call | CASE | CAST | (query) | lambda …    parser/primary, parser/call, parser/json
//! window      = [PARTITION BY …] [ORDER BY …] [frame]                       parser/window
//! type        = name [(n, …)] | ROW (…) | ARRAY (…) | MAP (…) | …           parser/types
//! ```
//!
//! Left out, and told as such: WITH RECURSIVE and parameters (Athena refuses them in a saved query), JSON_TABLE and WITH FUNCTION
//! (newer than Athena's engine). MATCH_RECOGNIZE and table functions are passed over: their columns are unknown.
//!
//! A type that cannot be told is [`Type::Unknown`], and nothing is told of what is unknown.

mod analyze;
mod ast;
mod coerce;
mod comments;
mod functions;
mod glue;
mod lexer;
mod parser;
mod problem;
mod scope;
mod tables;
mod token;
mod traits;
mod types;
mod words;

#[cfg(test)]
mod tests;

use parser::Failure;

pub use comments::{Comment, comments};
pub use problem::{Problem, ProblemKind};
pub use tables::{Table, Tables, type_of};
pub use token::At;
pub use traits::{Cleaned, Clock, Nullable, Origin, ROLLED_UP, Spelled, TRY_CAST, Traits};
pub use types::{Moment, Type};
pub use words::is_reserved;

/// The longest query that Athena takes, in bytes.
/// Source: <https://docs.aws.amazon.com/athena/latest/ug/service-limits.html>.
pub const LONGEST: usize = 262_144;

/// How many constructs may nest where the stack of the calling thread serves.
const SHALLOW: usize = 24;
/// How many may nest at all: 200 subqueries need 600.
const DEEP: usize = 1_000;
/// The stack of the thread that reads deep queries. Memory is only taken where it is used.
const DEEP_STACK: usize = 512 * 1024 * 1024;

/// How many literals of one column are kept.
pub const MOST_TEXTS: usize = 100;

/// What a query says.
#[derive(Debug, Clone, Default)]
pub struct Reading {
    /// The output columns, in order.
    pub columns: Vec<OutputColumn>,
    /// Whether these are all columns: `*` over a table of unknown columns has others.
    pub complete: bool,
    /// The tables that it reads, each time that one is named.
    pub tables: Vec<TableUse>,
    /// What is wrong with it, in the order of the text.
    pub problems: Vec<Problem>,
    /// How many more mistakes there are than are kept.
    pub left_out: usize,
    /// Whether ORDER BY or GROUP BY names columns by their position.
    pub by_position: bool,
    /// A LIMIT of the whole result without an ORDER BY: which rows it leaves is chance.
    pub limit: Option<At>,
}

/// A column of the result.
#[derive(Debug, Clone)]
pub struct OutputColumn {
    /// Its name, in the case in which the query writes it: the heading of the result.
    pub name: String,
    /// Whether the query gives it; otherwise Athena makes it, `_col0` and so on.
    pub named: bool,
    /// Its type, as far as it can be told.
    pub ty: Type,
    /// The alias, or the expression where it has none.
    pub at: At,
    /// What else can be told of its values.
    pub traits: Traits,
    /// The item of the outermost select list that gives it; none where `*` or a set operation does.
    pub item: Option<At>,
    /// Literals of text that its values can be, with their quotes: the item itself, results of its CASE, of branches of a UNION.
    /// It may have other values, and no more than [`MOST_TEXTS`] are kept.
    pub texts: Vec<At>,
}

impl OutputColumn {
    /// Whether [`Self::at`] is an alias: what stands there can be replaced by another name.
    pub fn is_aliased(&self) -> bool {
        self.item
            .is_some_and(|item| item.start < self.at.start && item.end == self.at.end)
    }
}

/// A table that the query names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableUse {
    /// The catalog before its database, in lower case.
    pub catalog: Option<String>,
    /// The database before its name, in lower case.
    pub database: Option<String>,
    /// Its name, in lower case.
    pub name: String,
    /// Where it is named.
    pub at: At,
}

impl Reading {
    /// Whether Athena would refuse the query.
    pub fn has_errors(&self) -> bool {
        self.problems
            .iter()
            .any(|problem| problem.kind.level() == crate::diagnostic::Level::Error)
    }
}

/// Reads a query over these tables.
pub fn read(text: &str, tables: &Tables) -> Reading {
    if text.len() > LONGEST {
        let at = At {
            start: 0,
            end: text.len(),
        };
        let message = format!(
            "The query is {} bytes long; Athena takes {LONGEST} at most.",
            text.len()
        );
        return wrong(Problem::new(ProblemKind::Limit, at, message));
    }
    let tokens = lexer::tokens(text);
    match read_tokens(text, &tokens, tables, SHALLOW) {
        Ok(reading) => reading,
        // Few queries are that deep: they pay for a thread with a large stack.
        Err(place) => std::thread::scope(|threads| {
            let read = || read_tokens(text, &tokens, tables, DEEP);
            let thread = std::thread::Builder::new()
                .stack_size(DEEP_STACK)
                .spawn_scoped(threads, read);
            match thread.map(std::thread::ScopedJoinHandle::join) {
                Ok(Ok(Ok(reading))) => reading,
                Ok(Ok(Err(place))) => too_deep(place),
                Ok(Err(_)) | Err(_) => too_deep(place),
            }
        }),
    }
}

fn read_tokens(text: &str, tokens: &[token::Token], tables: &Tables, deepest: usize) -> Result<Reading, At> {
    let statement = match parser::statement(text, tokens, deepest) {
        Ok(statement) => statement,
        Err(Failure::Wrong(problem)) => return Ok(wrong(*problem)),
        Err(Failure::TooDeep(at)) => return Err(at),
    };
    let limit = limit_by_chance(&statement.query);
    let analysis = analyze::analyze(text, tables, statement);
    let mut problems = analysis.problems;
    problems.sort_by_key(|problem| (problem.at, problem.kind));
    Ok(Reading {
        columns: analysis.columns,
        complete: analysis.complete,
        tables: analysis.tables,
        problems,
        left_out: analysis.left_out,
        by_position: analysis.by_position,
        limit,
    })
}

/// The LIMIT of a query that has no order.
fn limit_by_chance(query: &ast::Query<'_>) -> Option<At> {
    let mut query = query;
    loop {
        if !query.order_by.is_empty() {
            return None;
        }
        match (&query.body, query.limit) {
            (_, Some(limit)) => return Some(limit),
            (ast::Body::Paren(inner), None) => query = inner,
            _ => return None,
        }
    }
}

fn wrong(problem: Problem) -> Reading {
    Reading {
        problems: vec![problem],
        ..Reading::default()
    }
}

fn too_deep(at: At) -> Reading {
    wrong(Problem::new(
        ProblemKind::Limit,
        at,
        format!("The query nests deeper here than kickstart reads ({DEEP} constructs)."),
    ))
}

/// The type that a text names in Trino's spelling.
fn trino_type(text: &str) -> Option<Type> {
    parser::trino_type(text, &lexer::tokens(text))
}
