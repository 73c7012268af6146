//! `kickstart explain`

use std::io::Write;

use anyhow::bail;

use crate::diagnostic::{closest, visible};
use crate::lint;
use crate::report::wrap_markdown;

use super::arguments::Explain;
use super::exit::Exit;
use super::terminal::{Terminal, unless_unread};

/// Prints what a rule is about: the words of its documentation.
///
/// # Errors
///
/// Where there is no such rule, and where the output cannot be written.
pub fn run(command: &Explain, terminal: Terminal) -> anyhow::Result<Exit> {
    let Some(rule) = lint::rule(&command.rule) else {
        let hint = match closest(&command.rule, lint::registry().iter().map(|rule| rule.id)) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => "`kickstart rules` lists all of them".into(),
        };
        bail!("there is no rule `{}`; {hint}", visible(&command.rule));
    };
    let text = wrap_markdown(&rule.explain(), terminal.width());
    unless_unread(std::io::stdout().lock().write_all(text.as_bytes()))?;
    Ok(Exit::Clean)
}
