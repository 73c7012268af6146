//! The contract for tools. `version` changes when a field's meaning does.

use std::io::{self, Write};

use serde::Serialize;

use crate::diagnostic::{Finding, Findings, Level, hidden_name};

#[derive(Serialize)]
struct Report<'a> {
    version: u32,
    findings: Vec<Row<'a>>,
}

/// Lines and columns count from 1, columns in Unicode code points; the end is exclusive.
#[derive(Serialize)]
struct Row<'a> {
    rule: &'a str,
    level: Level,
    message: &'a str,
    help: Option<&'a str>,
    file: &'a str,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
}

impl<'a> From<&'a Finding> for Row<'a> {
    fn from(finding: &'a Finding) -> Self {
        let (start, end) = (finding.place.start(), finding.place.end());
        Self {
            rule: finding.rule,
            level: finding.level,
            message: &finding.message,
            help: finding.help.as_deref(),
            file: finding.place.source().name(),
            line: start.line,
            column: start.column,
            end_line: end.line,
            end_column: end.column,
        }
    }
}

pub(super) fn write(findings: &Findings, out: &mut dyn Write) -> io::Result<()> {
    let report = Report {
        version: 1,
        findings: findings.iter().map(Row::from).collect(),
    };
    print(&report, out)
}

/// Prints JSON on lines. Characters that a terminal obeys or nobody sees, which can stand within strings alone, are written
/// as JSON can write them, `\u202e`.
pub(super) fn print(value: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    let text = serde_json::to_string_pretty(value)?;
    let mut rest = text.as_str();
    let is_hidden = |character: char| character != '\n' && hidden_name(character).is_some();
    while let Some((at, hidden)) = rest.char_indices().find(|(_, character)| is_hidden(*character)) {
        write!(out, "{}", rest.get(..at).unwrap_or_default())?;
        for unit in hidden.encode_utf16(&mut [0; 2]) {
            write!(out, "\\u{unit:04x}")?;
        }
        rest = rest.get(at + hidden.len_utf8()..).unwrap_or_default();
    }
    writeln!(out, "{rest}")
}
