//! `kickstart rules`

use std::io::{BufWriter, Write};

use crate::lint;
use crate::report::wrap;

use super::exit::Exit;
use super::terminal::Terminal;

/// Prints every rule: its id, its level, and what it flags, in lines that fit.
///
/// # Errors
///
/// Where the output cannot be written.
pub fn run(terminal: Terminal) -> anyhow::Result<Exit> {
    let mut out = BufWriter::new(std::io::stdout().lock());
    for rule in lint::registry() {
        writeln!(out, "{} ({})", rule.id, rule.level.as_str())?;
        writeln!(out, "    {}", wrap(&rule.summary(), terminal.width(), 4, "    "))?;
    }
    out.flush()?;
    Ok(Exit::Clean)
}
