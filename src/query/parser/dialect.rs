//! What to write in place of what another dialect, or a slip, has where a token cannot go on.

use crate::diagnostic::{slip_of, visible};
use crate::query::token::{Kind, Token};

use super::cursor::Cursor;
use super::explain::in_quotes;

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
    ("SEMI", "Athena has no SEMI JOIN: write WHERE … IN (SELECT …)"),
    ("ANTI", "Athena has no ANTI JOIN: write WHERE NOT EXISTS (SELECT …)"),
];

/// Units of an interval, as it names them.
const UNITS: &[&str] = &["YEAR", "MONTH", "DAY", "HOUR", "MINUTE", "SECOND"];

/// Reserved words that begin a value.
const VALUES: &[&str] = &[
    "CAST", "CASE", "EXTRACT", "TRIM", "NULL", "TRUE", "FALSE", "EXISTS", "NOT", "LISTAGG", "GROUPING",
];

/// What to write instead where `token` cannot stand and `expected` could.
pub(super) fn help(cursor: &Cursor<'_>, token: Token, expected: &str) -> Option<String> {
    interval(cursor, token)
        .or_else(|| slip(cursor, token, expected))
        .or_else(|| name(cursor, token, expected))
        .or_else(|| mark(cursor, token))
        .or_else(|| clause(cursor, token, expected))
        .or_else(|| known(cursor.text(token)))
        .or_else(|| cursor.before(1).and_then(|previous| known(cursor.text(previous))))
        .or_else(|| after(cursor, token))
        .or_else(|| comma(cursor, token, expected))
}

/// Words that begin a query or one of its clauses.
const CLAUSES: &[&str] = &[
    "SELECT", "FROM", "WHERE", "GROUP", "HAVING", "ORDER", "LIMIT", "UNION", "JOIN", "LEFT", "INNER", "WITH",
];

/// A word that is nearly one that could stand here, the path of a file, a word that needs quotes.
fn slip(cursor: &Cursor<'_>, token: Token, expected: &str) -> Option<String> {
    let written = cursor.text(token);
    let begins = ["SELECT", "`SELECT`"].contains(&expected);
    let ends = begins || expected == "the end of the query";
    match token.kind {
        Kind::Word if begins && cursor.whole_text().ends_with(".sql") => {
            Some("a file is named by `query_file`".to_owned())
        }
        _ if ends => {
            // The one before has gone for an alias: `SELECT a FORM t`.
            let before = cursor.before(1).filter(|token| token.kind == Kind::Word);
            let words = [Some(token).filter(|token| token.kind == Kind::Word), before];
            words.into_iter().flatten().find_map(|token| {
                let written = cursor.text(token);
                let meant = slip_of(&written.to_uppercase(), CLAUSES.iter().copied())?;
                Some(format!("did you mean {meant} where `{}` stands?", visible(written)))
            })
        }
        Kind::Reserved if ["a table", "a name"].contains(&expected) && !clause_follows(written) => Some(format!(
            "`{}` is a reserved word: as a name, write {}",
            visible(written),
            in_quotes(&written.to_lowercase())
        )),
        _ => None,
    }
}

/// Whether a reserved word begins a clause: then the name is missing, rather than its quotes.
fn clause_follows(word: &str) -> bool {
    [
        "WHERE", "GROUP", "HAVING", "ON", "JOIN", "UNION", "FROM", "SELECT", "AS", "LEFT", "INNER",
    ]
    .iter()
    .any(|clause| clause.eq_ignore_ascii_case(word))
}

fn known(word: &str) -> Option<String> {
    let found = FOREIGN.iter().find(|(foreign, _)| foreign.eq_ignore_ascii_case(word));
    found.map(|(_, help)| (*help).to_owned())
}

/// Whether the token so many places back is this word or mark.
fn is(cursor: &Cursor<'_>, back: usize, word: &str) -> bool {
    cursor
        .before(back)
        .is_some_and(|token| cursor.text(token).eq_ignore_ascii_case(word))
}

fn is_name(token: Token) -> bool {
    matches!(token.kind, Kind::Word | Kind::Quoted)
}

/// `INTERVAL 30 DAY` and `INTERVAL '30' DAYS`.
fn interval(cursor: &Cursor<'_>, token: Token) -> Option<String> {
    let (number, unit) = if matches!(token.kind, Kind::Integer | Kind::Decimal) && is(cursor, 1, "interval") {
        (cursor.text(token), cursor.peek(1))
    } else if token.kind == Kind::Word && is(cursor, 2, "interval") {
        let text = cursor.before(1).filter(|text| text.kind == Kind::Text)?;
        (cursor.text(text).trim_matches('\''), token)
    } else {
        return None;
    };
    let unit = cursor.text(unit).to_uppercase();
    let singular = UNITS.iter().find(|known| unit.trim_end_matches('S') == **known);
    let Some(singular) = singular else {
        return Some(format!(
            "units of an interval are {}",
            crate::diagnostic::list(UNITS.iter().copied())
        ));
    };
    Some(format!("write INTERVAL '{}' {singular}", visible(number)))
}

/// Names in the wrong quotes, or in none that need them.
fn name(cursor: &Cursor<'_>, token: Token, expected: &str) -> Option<String> {
    let written = cursor.text(token);
    let previous = cursor.before(1)?;
    match token.kind {
        Kind::Text if is(cursor, 1, "in") => Some(format!("write IN ({}, …)", visible(written))),
        Kind::Text if expected == "a name" || selects(cursor) && cursor.text(previous) == ")" => {
            let inner = written.trim_matches('\'');
            Some(format!("a name stands bare or in double quotes: {}", in_quotes(inner)))
        }
        Kind::Mark if written == "[" => {
            let inner = cursor.peek(1);
            let is_named = is_name(inner) && cursor.mark_at(2, "]");
            Some(match is_named {
                true => format!("for a name, write {}", in_quotes(cursor.text(inner).trim_matches('"'))),
                false => "write ARRAY[…]".to_owned(),
            })
        }
        // `raw-clicks`: no value can stand here, so it is no difference.
        Kind::Mark if written == "-" && is_name(previous) && previous.at.end == token.at.start => {
            let next = cursor.peek(1);
            let goes_on = token.at.end == next.at.start && next.at.start < next.at.end;
            let (first, last) = (cursor.text(previous).trim_matches('"'), cursor.text(next));
            goes_on.then(|| {
                let name = in_quotes(&format!("{first}-{last}"));
                format!("a name with a hyphen stands in double quotes: {name}")
            })
        }
        _ => None,
    }
}

/// Marks that mean something elsewhere.
fn mark(cursor: &Cursor<'_>, token: Token) -> Option<String> {
    if token.kind != Kind::Mark {
        return None;
    }
    let previous = cursor.before(1).map(|token| cursor.text(token)).unwrap_or_default();
    let help = match (previous, cursor.text(token)) {
        ("=", "=") => "write a single =",
        (":", ":") => "write CAST(value AS type)",
        (_, ":") => "for another type, write CAST(value AS type); Athena has no :variables",
        (_, "|") => "write || to join texts; for bits, bitwise_or(a, b)",
        (_, "^") => "write power(a, b); for bits, bitwise_xor(a, b)",
        (_, "{") => "Athena has no {…}: write ARRAY[…], MAP(…) or ROW(…)",
        (_, "?") => "a saved query cannot have parameters: write the value",
        ("(", ")") if is(cursor, 2, "current_timestamp") || is(cursor, 2, "current_time") => {
            "it stands without brackets"
        }
        (first, ",") if is(cursor, 2, "limit") => {
            return Some(format!(
                "write OFFSET {} LIMIT {}",
                visible(first),
                visible(cursor.text(cursor.peek(1)))
            ));
        }
        _ => return None,
    };
    Some(help.to_owned())
}

/// Clauses that are written in another way, or stand elsewhere.
fn clause(cursor: &Cursor<'_>, token: Token, expected: &str) -> Option<String> {
    let word = cursor.text(token).to_uppercase();
    let help = match word.as_str() {
        _ if is(cursor, 2, "lateral") && is(cursor, 1, "view") || is(cursor, 1, "lateral") && word == "VIEW" => {
            "Athena has no LATERAL VIEW: write CROSS JOIN UNNEST(…) AS t (name)"
        }
        _ if is(cursor, 1, "top") => "Athena has no TOP: write LIMIT at the end",
        _ if is(cursor, 1, "limit") => "LIMIT takes a number",
        _ if is(cursor, 1, "using") => "the columns stand in brackets: USING (…)",
        _ if is(cursor, 3, "*") && is(cursor, 2, "except") => "Athena has no * EXCEPT (…): name the columns",
        "OFFSET" => "OFFSET stands before LIMIT",
        "ON" if is(cursor, 1, "distinct") => {
            "Athena has no DISTINCT ON: number the rows with row_number() OVER (…) and keep the first"
        }
        "ON" => return condition_of_none(cursor),
        "LEFT" if cursor.mark_at(1, "(") => "Athena has no left(text, n): write substr(text, 1, n)",
        "RIGHT" if cursor.mark_at(1, "(") => "Athena has no right(text, n): write substr(text, -n)",
        "THEN" if expected == "WHEN" => "write CASE WHEN … THEN … ELSE … END",
        "THEN" => "a condition with THEN is CASE WHEN … THEN … ELSE … END; IF is if(condition, a, b)",
        "AS" if expected == ")" => "types are named in CAST(… AS type) and TRY_CAST(… AS type) only",
        "WHERE" | "GROUP" | "HAVING" | "ORDER" | "JOIN" | "FROM" if expected == "the end of the query" => {
            "the order is FROM … JOIN …, WHERE, GROUP BY, HAVING, ORDER BY, OFFSET, LIMIT"
        }
        _ => return None,
    };
    Some(help.to_owned())
}

/// ON where the join before it has no condition.
fn condition_of_none(cursor: &Cursor<'_>) -> Option<String> {
    let mut depth = 0usize;
    for back in 1.. {
        let token = cursor.before(back)?;
        match cursor.text(token) {
            ")" => depth += 1,
            "(" => depth = depth.checked_sub(1)?,
            word if depth == 0 && word.eq_ignore_ascii_case("join") => {
                let cross = is(cursor, back + 1, "cross");
                return cross.then(|| "a cross join takes no condition: write JOIN".to_owned());
            }
            "," if depth == 0 => return Some("tables behind a comma take no condition: write JOIN".to_owned()),
            word if depth == 0 && word.eq_ignore_ascii_case("from") => return None,
            _ => {}
        }
    }
    None
}

/// What is probably wrong before this token.
pub(super) fn after(cursor: &Cursor<'_>, token: Token) -> Option<String> {
    let (before, here) = (cursor.text(cursor.before(1)?), cursor.text(token));
    let clause = ["FROM", "WHERE", "GROUP", "ORDER", "HAVING", "UNION", "LIMIT", "SELECT"]
        .iter()
        .any(|word| word.eq_ignore_ascii_case(here))
        && !super::explain::goes_on_as_a_value(cursor);
    if before == "," && (clause || here == ")") {
        return Some(format!("take away the comma before `{}`", visible(here)));
    }
    if clause && before.eq_ignore_ascii_case("as") {
        return Some("a name is missing after AS".into());
    }
    None
}

/// A value right behind an item of SELECT.
fn comma(cursor: &Cursor<'_>, token: Token, expected: &str) -> Option<String> {
    if expected != "the end of the query" && expected != ")" {
        return None;
    }
    let begins = is_name(token)
        || token.kind == Kind::Reserved && VALUES.iter().any(|word| word.eq_ignore_ascii_case(cursor.text(token)));
    let previous = cursor.before(1)?;
    let ends = matches!(
        previous.kind,
        Kind::Word | Kind::Quoted | Kind::Text | Kind::Integer | Kind::Decimal | Kind::Double
    ) || cursor.text(previous) == ")"
        || cursor.text(previous).eq_ignore_ascii_case("end");
    (begins && ends && selects(cursor)).then(|| {
        let shown = visible(cursor.text(token));
        format!("is a comma missing before `{shown}`?")
    })
}

/// Whether the cursor stands among the items of a SELECT, and in no brackets there.
fn selects(cursor: &Cursor<'_>) -> bool {
    let mut depth = 0usize;
    for back in 1.. {
        let Some(token) = cursor.before(back) else { return false };
        match cursor.text(token) {
            ")" => depth += 1,
            "(" if depth == 0 => return false,
            "(" => depth -= 1,
            word if depth == 0 && word.eq_ignore_ascii_case("select") => return true,
            word if depth == 0
                && token.kind == Kind::Reserved
                && ["from", "where", "group", "having", "order", "union"]
                    .iter()
                    .any(|clause| word.eq_ignore_ascii_case(clause)) =>
            {
                return false;
            }
            _ => {}
        }
    }
    false
}
