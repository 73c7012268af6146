//! Formats of dates: MySQL's (`%Y-%m-%d`) for `date_parse` and `date_format`, Joda's (`yyyy-MM-dd`) for `parse_datetime` and
//! `format_datetime`. What is meant for the one is plain text to the other.
//!
//! Source: <https://trino.io/docs/current/functions/datetime.html>.

use crate::diagnostic::visible;
use crate::query::ast::{Call, Node};
use crate::query::problem::{Problem, ProblemKind};

use super::Analyzer;

/// Letters of Joda's patterns, and of Oracle's and PostgreSQL's where they differ, and what MySQL has for them.
const PARTS: &[(&str, &str)] = &[
    ("yyyy", "%Y"),
    ("YYYY", "%Y"),
    ("yy", "%y"),
    ("MMMM", "%M"),
    ("MMM", "%b"),
    ("MM", "%m"),
    ("dd", "%d"),
    ("DD", "%d"),
    ("HH", "%H"),
    ("hh", "%h"),
    ("mm", "%i"),
    ("MI", "%i"),
    ("ss", "%s"),
    ("SS", "%s"),
    ("a", "%p"),
];

impl Analyzer<'_> {
    /// Tells a format that is written for another function.
    pub(super) fn judge_format(&mut self, name: &str, call: &Call<'_>) {
        let other = match name {
            "date_parse" => "parse_datetime",
            "date_format" => "format_datetime",
            "parse_datetime" => "date_parse",
            "format_datetime" => "date_format",
            _ => return,
        };
        let Some(format) = call.arguments.get(1) else {
            return;
        };
        let Node::Text(text) = &format.node else {
            return;
        };
        let takes_percent = name.starts_with("date_");
        let has_letter = text.chars().any(|character| character.is_ascii_alphabetic());
        let message = match (takes_percent, percents(text)) {
            (true, false) if has_letter => {
                format!("`{name}` takes a format such as '%Y-%m-%d', and this one has no `%`.")
            }
            (false, true) => format!("`{name}` takes a format such as 'yyyy-MM-dd', to which a `%` means nothing."),
            _ => return,
        };
        let instead = if takes_percent {
            with_percents(text)
        } else {
            without_percents(text)
        };
        let help = match instead {
            Some(instead) => format!("write '{}', or {other}, which takes this one", visible(&instead)),
            None => format!("{other} takes this one"),
        };
        self.problem(Problem::new(ProblemKind::DateFormat, format.at, message).help(help));
    }
}

/// Whether the text has a part in MySQL's way.
fn percents(text: &str) -> bool {
    let mut pairs = text.bytes().zip(text.bytes().skip(1));
    pairs.any(|(sign, letter)| sign == b'%' && (letter.is_ascii_alphabetic() || letter == b'%'))
}

/// `yyyy-MM-dd` → `%Y-%m-%d`; none where a part is not known or has two meanings.
fn with_percents(text: &str) -> Option<String> {
    let mut written = String::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        if !first.is_ascii_alphabetic() {
            // Joda's quotes around other text.
            if first == '\'' {
                return None;
            }
            written.push(first);
            rest = rest.get(first.len_utf8()..)?;
            continue;
        }
        let end = rest.find(|other: char| other != first).unwrap_or(rest.len());
        let (part, after) = match rest.starts_with("MI") {
            true => rest.split_at_checked(2)?,
            false => rest.split_at_checked(end)?,
        };
        let (_, percent) = PARTS.iter().find(|(known, _)| *known == part)?;
        if written.contains(percent) {
            return None;
        }
        written.push_str(percent);
        rest = after.strip_prefix("24").filter(|_| part == "HH").unwrap_or(after);
    }
    Some(written)
}

/// `%Y-%m-%d` → `yyyy-MM-dd`; none where a part is not known.
fn without_percents(text: &str) -> Option<String> {
    let mut written = String::new();
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        match character {
            '%' => match characters.next()? {
                'T' => written.push_str("HH:mm:ss"),
                'S' => written.push_str("ss"),
                'I' => written.push_str("hh"),
                letter => {
                    let is_it = |percent: &str| percent.strip_prefix('%') == Some(letter.encode_utf8(&mut [0; 4]));
                    let (part, _) = PARTS.iter().find(|(_, percent)| is_it(percent))?;
                    written.push_str(part);
                }
            },
            // Joda wants other text in quotes.
            letter if letter.is_ascii_alphabetic() || letter == '\'' => return None,
            other => written.push(other),
        }
    }
    Some(written)
}

#[cfg(test)]
mod tests {
    use crate::query::{ProblemKind, Tables, read};

    #[test]
    fn formats_are_those_of_their_function() {
        for (call, place, help) in [
            (
                "date_parse(a, 'yyyy-MM-dd HH:mm:ss')",
                "'yyyy-MM-dd HH:mm:ss'",
                "write '%Y-%m-%d %H:%i:%s', or parse_datetime, which takes this one",
            ),
            (
                "date_parse(a, 'YYYY-MM-DD HH24:MI:SS')",
                "'YYYY-MM-DD HH24:MI:SS'",
                "write '%Y-%m-%d %H:%i:%s', or parse_datetime, which takes this one",
            ),
            // Minutes or months?
            (
                "date_parse(a, 'dd.MM. HH:MM')",
                "'dd.MM. HH:MM'",
                "parse_datetime takes this one",
            ),
            ("date_parse(a, 'ISO')", "'ISO'", "parse_datetime takes this one"),
            (
                "date_format(b, 'MM/dd/yy')",
                "'MM/dd/yy'",
                "write '%m/%d/%y', or format_datetime",
            ),
            (
                "parse_datetime(a, '%Y-%m-%d %T')",
                "'%Y-%m-%d %T'",
                "write 'yyyy-MM-dd HH:mm:ss', or date_parse, which takes this one",
            ),
            (
                "format_datetime(b, '%d.%m.%y %I:%i %p')",
                "'%d.%m.%y %I:%i %p'",
                "write 'dd.MM.yy hh:mm a'",
            ),
            ("format_datetime(b, '%j')", "'%j'", "date_format takes this one"),
        ] {
            let text = format!("SELECT {call} AS x FROM t");
            let problems = read(&text, &Tables::unknown()).problems;
            let [problem] = problems.as_slice() else {
                panic!("{text}: {problems:#?}");
            };
            assert_eq!(problem.kind, ProblemKind::DateFormat, "{text}");
            assert_eq!(text.get(problem.at.start..problem.at.end), Some(place), "{text}");
            assert!(
                problem.help.as_deref().is_some_and(|said| said.starts_with(help)),
                "{problem:?}"
            );
        }
        for fine in [
            "date_parse(a, '%Y-%m-%d')",
            "date_parse(a, b)",
            "date_format(b, '%H')",
            "parse_datetime(a, 'yyyy-MM-dd''T''HH:mm')",
            "format_datetime(b, 'yyyy')",
            "format_datetime(b, 'HH ''%''')",
            "date_format(b, '-')",
        ] {
            let text = format!("SELECT {fine} AS x FROM t");
            assert_eq!(read(&text, &Tables::unknown()).problems, [], "{text}");
        }
    }

    #[test]
    fn milliseconds_of_a_moment_are_told_once() {
        let text = "SELECT to_milliseconds(from_iso8601_timestamp(a)) AS x FROM t";
        let reading = read(text, &Tables::unknown());
        assert_eq!(reading.columns[0].traits.clock, None);
        let [problem] = reading.problems.as_slice() else {
            panic!("{:#?}", reading.problems);
        };
        assert_eq!(problem.kind, ProblemKind::WrongArguments);
        assert!(
            problem.help.as_deref().is_some_and(|help| help.contains("to_unixtime")),
            "{problem:?}"
        );
        let interval = "SELECT to_milliseconds(now() - from_iso8601_timestamp(a)) AS x FROM t";
        let reading = read(interval, &Tables::unknown());
        assert!(reading.problems.is_empty() && reading.columns[0].traits.clock.is_some());
    }
}
