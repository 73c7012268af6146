//! What is told where a token cannot go on.

use crate::diagnostic::visible;
use crate::query::problem::{Problem, ProblemKind};
use crate::query::token::Kind;

use super::cursor::Cursor;
use super::dialect;

/// The problem that `expected` is not what stands at the cursor.
pub fn unexpected(cursor: &Cursor<'_>, expected: &'static str) -> Problem {
    let token = cursor.peek(0);
    let written = cursor.text(token);
    let shown = visible(written);
    match token.kind {
        Kind::End => Problem::new(
            ProblemKind::Syntax,
            token.at,
            format!("The query ends where {} is expected.", article(expected)),
        ),
        Kind::Unclosed(what) => {
            let problem = Problem::new(ProblemKind::Syntax, token.at, format!("This {what} does not end."));
            match what {
                "text" => problem.help("close it with a single quote; a quote inside is doubled: 'it''s'"),
                "comment" => problem.help("close it with */"),
                _ => problem.help("close it with a double quote"),
            }
        }
        Kind::Backquoted => Problem::new(
            ProblemKind::Backticks,
            token.at,
            format!("Athena refuses names in backticks in a query: {shown}."),
        )
        .help(format!("write {}", in_quotes(written.trim_matches('`')))),
        Kind::DigitWord => Problem::new(
            ProblemKind::Syntax,
            token.at,
            format!("A name cannot begin with a digit: `{shown}`."),
        )
        .help(format!("for a name, write {}", in_quotes(written))),
        Kind::Stray => Problem::new(
            ProblemKind::Syntax,
            token.at,
            format!("The character `{shown}` has no meaning in a query."),
        )
        .maybe_help(stray(written)),
        Kind::Reserved if expected == "a name" || expected == "an expression" && goes_on_as_a_value(cursor) => {
            let mut problem = Problem::new(
                ProblemKind::ReservedWord,
                token.at,
                format!("`{shown}` is a reserved word and cannot be a name as it stands."),
            )
            .help(format!("write {}", in_quotes(written)));
            if let Some(help) = dialect::after(cursor, token) {
                problem.kind = ProblemKind::Syntax;
                problem = problem.help(help);
            }
            problem
        }
        _ => Problem::new(
            ProblemKind::Syntax,
            token.at,
            format!("`{shown}` cannot stand here; {} is expected.", article(expected)),
        )
        .maybe_help(dialect::help(cursor, token, expected)),
    }
}

/// Whether what follows the current token makes it a value: `order = 1`, `end IS NULL`, `group,`.
pub(super) fn goes_on_as_a_value(cursor: &Cursor<'_>) -> bool {
    let next = cursor.text(cursor.peek(1));
    let marks = [
        "=", "<", ">", "<=", ">=", "<>", "!=", "+", "/", "%", "||", ",", ")", ".",
    ];
    let words = ["IS", "IN", "LIKE", "BETWEEN", "AS", "ASC", "DESC"];
    marks.contains(&next) || words.iter().any(|word| next.eq_ignore_ascii_case(word))
}

/// `FROM` or `a table`, as it stands in a sentence.
fn article(expected: &str) -> String {
    let words = expected.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'_');
    if words || expected.len() <= 2 {
        format!("`{expected}`")
    } else {
        expected.to_owned()
    }
}

pub(super) fn in_quotes(name: &str) -> String {
    format!("\"{}\"", visible(name).replace('"', "\"\""))
}

fn stray(written: &str) -> Option<&'static str> {
    match written {
        "!" => Some("for a negation, write NOT; for unequal, write <>"),
        "&" => Some("write AND; for bits, bitwise_and(a, b)"),
        "#" => Some("a comment begins with --"),
        "@" => Some("Athena has no variables: write the value"),
        "\\" => Some("a backslash escapes nothing in a query"),
        "‘" | "’" | "“" | "”" => Some("these are typographic quotes: write ' for a text, \" for a name"),
        "\u{a0}" => Some("this is a no-break space: write an ordinary one"),
        _ => None,
    }
}
