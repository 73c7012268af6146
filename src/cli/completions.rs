//! `kickstart completions`

use std::io::Write;

use clap::CommandFactory;

use super::arguments::{Arguments, Completions};
use super::exit::Exit;
use super::terminal::unless_unread;

/// Prints completions for a shell.
///
/// # Errors
///
/// Where the output cannot be written.
pub fn run(command: &Completions) -> anyhow::Result<Exit> {
    // NOTE: the generator panics where it cannot write; into memory it always can.
    let mut script = Vec::new();
    clap_complete::generate(command.shell, &mut Arguments::command(), "kickstart", &mut script);
    unless_unread(std::io::stdout().lock().write_all(&script))?;
    Ok(Exit::Clean)
}
