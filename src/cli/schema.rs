//! `kickstart schema`

use std::io::Write;

use super::exit::Exit;
use super::terminal::unless_unread;

/// Prints the JSON Schema of specs.
///
/// # Errors
///
/// Where the output cannot be written.
pub fn run() -> anyhow::Result<Exit> {
    unless_unread(std::io::stdout().lock().write_all(crate::spec::SCHEMA.as_bytes()))?;
    Ok(Exit::Clean)
}
