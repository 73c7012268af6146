//! Workflow commands of GitHub Actions.
//!
//! Source: <https://docs.github.com/actions/reference/workflow-commands-for-github-actions>.

use std::io::{self, Write};

use crate::diagnostic::{Findings, Level, revealed};

pub(super) fn write(findings: &Findings, out: &mut dyn Write) -> io::Result<()> {
    for finding in findings.iter() {
        let command = match finding.level {
            Level::Error => "error",
            Level::Warning => "warning",
            Level::Note => "notice",
        };
        let (start, end) = (finding.place.start(), finding.place.end());
        let message = match &finding.help {
            Some(help) => format!("{}\n{help}", finding.message),
            None => finding.message.clone(),
        };
        let file = property(&revealed(finding.place.source().name()));
        write!(out, "::{command} file={file},line={},endLine={}", start.line, end.line)?;
        // GitHub takes columns only where both are in one line.
        if start.line == end.line {
            write!(out, ",col={},endColumn={}", start.column, end.column)?;
        }
        writeln!(out, ",title={}::{}", property(finding.rule), data(&message))?;
    }
    Ok(())
}

/// A message: without line ends of its own, it cannot begin another command.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A property's value, in which `:` and `,` mean something too.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
