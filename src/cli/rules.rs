//! `kickstart rules`

use std::io::{BufWriter, Write};

use crate::lint;
use crate::report::wrap;

use super::exit::Exit;
use super::terminal::{Terminal, unless_unread};

/// Prints every rule: its id, its level, whether `lint --fix` mends it, and what it flags, in lines that fit.
///
/// # Errors
///
/// Where the output cannot be written.
pub fn run(terminal: Terminal) -> anyhow::Result<Exit> {
    let mut out = BufWriter::new(std::io::stdout().lock());
    let written = lint::registry().iter().try_for_each(|rule| {
        let fixed = rule.fix.map_or("", |_| ", --fix");
        writeln!(out, "{} ({}{fixed})", rule.id, rule.level.as_str())?;
        writeln!(out, "    {}", wrap(&rule.summary(), terminal.width(), 4, "    "))
    });
    unless_unread(written.and_then(|()| out.flush()))?;
    Ok(Exit::Clean)
}
