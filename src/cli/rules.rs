//! `kickstart rules`

use std::io::{BufWriter, Write};

use crate::lint;

use super::exit::Exit;

/// Prints every rule, a line each: its id, its level, what it flags.
///
/// # Errors
///
/// Where the output cannot be written.
pub fn run() -> anyhow::Result<Exit> {
    let mut out = BufWriter::new(std::io::stdout().lock());
    let widest = lint::registry()
        .iter()
        .map(|rule| rule.id.len())
        .max()
        .unwrap_or_default();
    for rule in lint::registry() {
        writeln!(
            out,
            "{:widest$}  {:7}  {}",
            rule.id,
            rule.level.as_str(),
            rule.summary()
        )?;
    }
    out.flush()?;
    Ok(Exit::Clean)
}
