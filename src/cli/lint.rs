//! `kickstart lint`

use std::io::{BufWriter, Write};

use crate::lint;
use crate::report::{Reporter, RuleText};
use crate::stage::Owner;

use super::arguments::{Format, Lint};
use super::exit::Exit;
use super::fix;
use super::specs;
use super::terminal::{Terminal, unless_unread};

/// Tells what is wrong with specs, on standard output; with `--fix`, what is left after mending.
///
/// # Errors
///
/// Where the output cannot be written.
pub fn run(command: &Lint, terminal: Terminal) -> anyhow::Result<Exit> {
    let fixed = match command.fix {
        true => fix::run(&command.specs, terminal)?,
        false => Exit::Clean,
    };
    let specs = specs::read(&command.specs, Owner::Nobody)?;
    let reporter = match command.format {
        Format::Human => Reporter::Human(terminal.human(false).closing(specs.exit.or(fixed) == Exit::Clean)),
        Format::Json => Reporter::Json,
        Format::Sarif => Reporter::Sarif(rule_texts()),
        Format::Github => Reporter::Github,
    };
    let failed = specs.findings.has_errors() || command.deny_warnings && !specs.findings.is_empty();
    let mut out = BufWriter::new(std::io::stdout().lock());
    let written = reporter.write(&specs.findings, &mut out).and_then(|()| out.flush());
    let exit = if failed { Exit::Findings } else { Exit::Clean };
    unless_unread(written)?;
    Ok(exit.or(specs.exit).or(fixed))
}

fn rule_texts() -> Vec<RuleText> {
    let rules = lint::registry().iter();
    rules
        .map(|rule| RuleText {
            id: rule.id,
            level: rule.level,
            summary: rule.summary(),
            markdown: rule.explain(),
        })
        .collect()
}
