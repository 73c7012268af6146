//! What is told where a token cannot go on: what stands there, and, for the slips that people bring from other dialects, what
//! to write instead.

use crate::diagnostic::visible;
use crate::query::problem::{Problem, ProblemKind};
use crate::query::token::{Kind, Token};

use super::cursor::Cursor;

/// Words of other dialects, and what Trino has instead.
const FOREIGN: &[(&str, &str)] = &[
    ("ILIKE", "Athena has no ILIKE: write lower(a) LIKE lower(b)"),
    ("RLIKE", "Athena has no RLIKE: write regexp_like(text, pattern)"),
    ("REGEXP", "Athena has no REGEXP: write regexp_like(text, pattern)"),
    (
        "QUALIFY",
        "Athena has no QUALIFY: put the window into a derived table and filter there",
    ),
    ("DIV", "Athena has no DIV: `/` of whole numbers gives a whole number"),
    ("MOD", "Athena has no MOD between values: write mod(a, b) or a % b"),
    ("MINUS", "Athena has no MINUS: write EXCEPT"),
    ("ISNULL", "write IS NULL"),
    ("NOTNULL", "write IS NOT NULL"),
    ("COLLATE", "Athena has no COLLATE: compare lower(a) with lower(b)"),
    ("SORT", "write ORDER BY"),
    ("DISTRIBUTE", "Athena has no DISTRIBUTE BY: leave it out"),
    ("CLUSTER", "Athena has no CLUSTER BY: leave it out"),
];

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
            if let Some(help) = after(cursor, token) {
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
        .maybe_help(foreign(cursor, token).or_else(|| after(cursor, token))),
    }
}

/// Whether what follows the current token makes it a value: `order = 1`, `end IS NULL`, `group,`.
fn goes_on_as_a_value(cursor: &Cursor<'_>) -> bool {
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

fn in_quotes(name: &str) -> String {
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

/// What another dialect would mean here.
fn foreign(cursor: &Cursor<'_>, token: Token) -> Option<String> {
    let written = cursor.text(token);
    let previous = cursor.previous().map(|token| cursor.text(token)).unwrap_or_default();
    let known = |word: &str| {
        FOREIGN
            .iter()
            .find(|(foreign, _)| foreign.eq_ignore_ascii_case(word))
            .map(|(_, help)| (*help).to_owned())
    };
    let help = match (previous, written) {
        ("=", "=") => Some("write a single ="),
        (":", ":") => Some("write CAST(value AS type)"),
        (_, ":") => Some("for another type, write CAST(value AS type); Athena has no :variables"),
        (_, "|") => Some("write || to join texts; for bits, bitwise_or(a, b)"),
        (_, "^") => Some("write power(a, b); for bits, bitwise_xor(a, b)"),
        (_, "[") => Some("write ARRAY[…]"),
        (_, "{") => Some("Athena has no {…}: write ARRAY[…], MAP(…) or ROW(…)"),
        (_, "?") => Some("a saved query cannot have parameters: write the value"),
        (lateral, view) if lateral.eq_ignore_ascii_case("lateral") && view.eq_ignore_ascii_case("view") => {
            Some("Athena has no LATERAL VIEW: write CROSS JOIN UNNEST(…) AS t (name)")
        }
        (top, _) if top.eq_ignore_ascii_case("top") => Some("Athena has no TOP: write LIMIT at the end"),
        (limit, _) if limit.eq_ignore_ascii_case("limit") => Some("LIMIT takes a number"),
        (_, offset) if offset.eq_ignore_ascii_case("offset") => Some("OFFSET stands before LIMIT"),
        _ => None,
    };
    help.map(str::to_owned)
        .or_else(|| known(written))
        .or_else(|| known(previous))
}

/// What is probably wrong before this token.
fn after(cursor: &Cursor<'_>, token: Token) -> Option<String> {
    let previous = cursor.previous()?;
    let (before, here) = (cursor.text(previous), cursor.text(token));
    let clause = ["FROM", "WHERE", "GROUP", "ORDER", "HAVING", "UNION", "LIMIT", "SELECT"]
        .iter()
        .any(|word| word.eq_ignore_ascii_case(here))
        && !goes_on_as_a_value(cursor);
    if before == "," && (clause || here == ")") {
        return Some(format!("take away the comma before `{}`", visible(here)));
    }
    if clause && before.eq_ignore_ascii_case("as") {
        return Some("a name is missing after AS".into());
    }
    None
}
