//! The contract for tools. `version` changes when a field's meaning does.

use std::io::{self, Write};

use serde::Serialize;

use crate::diagnostic::{Finding, Findings, Level};

#[derive(Serialize)]
struct Report<'a> {
    version: u32,
    findings: Vec<Row<'a>>,
}

/// Lines and columns count from 1, columns in Unicode code points; the end is exclusive.
#[derive(Debug, Serialize)]
pub struct Row<'a> {
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

/// The findings, as every JSON output of kickstart has them.
pub fn rows(findings: &Findings) -> Vec<Row<'_>> {
    findings.iter().map(Row::from).collect()
}

pub(super) fn write(findings: &Findings, out: &mut dyn Write) -> io::Result<()> {
    let report = Report {
        version: 1,
        findings: rows(findings),
    };
    serde_json::to_writer_pretty(&mut *out, &report)?;
    writeln!(out)
}
