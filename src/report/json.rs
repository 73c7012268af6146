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
    let text = serde_json::to_string_pretty(&report)?;
    // Within strings alone can such a character stand; there, JSON has a way to write it that no terminal obeys.
    for character in text.chars() {
        match hidden_name(character) {
            Some(_) if character != '\n' => {
                let mut units = [0; 2];
                for unit in character.encode_utf16(&mut units) {
                    write!(out, "\\u{unit:04x}")?;
                }
            }
            _ => write!(out, "{character}")?,
        }
    }
    writeln!(out)
}
