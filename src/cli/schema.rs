//! `kickstart schema`

use std::io::Write;

use super::exit::Exit;

/// Prints the JSON Schema of specs.
///
/// # Errors
///
/// Where the output cannot be written.
pub fn run() -> anyhow::Result<Exit> {
    std::io::stdout().lock().write_all(crate::spec::SCHEMA.as_bytes())?;
    Ok(Exit::Clean)
}
