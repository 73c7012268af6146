//! `kickstart render --check`

use std::io::{self, BufWriter, Write};
use std::path::Path;

use rayon::prelude::*;

use crate::diagnostic::revealed;
use crate::output::{Diff, Drift, DriftKind, Target};

use super::exit::Exit;
use super::render::{Stack, warn};
use super::terminal::{Terminal, unless_unread};

/// Shows what rendering would change, with a diff, on standard output. Nothing is written.
///
/// # Errors
///
/// Where the folders cannot be read, or the output not be written.
pub fn run(stacks: &[Stack<'_>], folder: &Path, terminal: Terminal) -> anyhow::Result<Exit> {
    let target = Target::open_for_check(folder)?;
    let drifts: Vec<Drift> = stacks
        .par_iter()
        .map(|stack| target.check(stack.name(), &stack.tree))
        .collect::<anyhow::Result<_>>()?;
    warn(
        drifts
            .iter()
            .flat_map(|drift| drift.warnings.iter().map(String::as_str)),
    );
    let mut dirty = stacks
        .iter()
        .zip(&drifts)
        .filter(|(_, drift)| !drift.is_clean())
        .peekable();
    if dirty.peek().is_none() {
        terminal.say("up to date")?;
        return Ok(Exit::Clean);
    }
    let mut out = BufWriter::new(io::stdout().lock());
    let shown = dirty
        .try_for_each(|(stack, drift)| show(&folder.join(stack.name()), drift, &mut out))
        .and_then(|()| out.flush());
    unless_unread(shown)?;
    Ok(Exit::Findings)
}

fn show(folder: &Path, drift: &Drift, out: &mut dyn Write) -> io::Result<()> {
    let folder = revealed(&folder.display().to_string());
    if drift.interrupted {
        writeln!(
            out,
            "{folder}: an earlier run was interrupted; the next `kickstart render` finishes it"
        )?;
    }
    for file in &drift.files {
        writeln!(out, "{folder}/{}: {}", revealed(&file.path), meaning(file.kind))?;
        match &file.diff {
            Some(Diff::Text { text, left_out }) => {
                write!(out, "{text}")?;
                if *left_out > 0 {
                    writeln!(out, "… {left_out} more lines differ")?;
                }
            }
            Some(Diff::Binary) => writeln!(out, "(binary, not shown)")?,
            Some(Diff::TooLarge) => writeln!(out, "(too large to be compared line by line)")?,
            None => {}
        }
    }
    Ok(())
}

/// What is the matter with a file, and thus what `render` would do.
fn meaning(kind: DriftKind) -> String {
    match kind {
        DriftKind::Missing => "is missing".into(),
        DriftKind::Edited => "was edited by hand; the spec has not changed".into(),
        DriftKind::SpecChanged => "the spec changed since it was rendered".into(),
        DriftKind::Both => "was edited by hand, and the spec changed since it was rendered".into(),
        DriftKind::Stale => "is no longer part of the stack".into(),
        DriftKind::StaleAndEdited => "is no longer part of the stack, and was edited by hand".into(),
        DriftKind::Foreign => "was not written by kickstart, which needs that name".into(),
        DriftKind::Unclaimed => "differs, and no manifest tells who wrote it".into(),
        DriftKind::InTheWay(what) => format!("is {what}, and in the way"),
        DriftKind::Manifest => "does not name what is there".into(),
        DriftKind::TooNew => "was written by a later kickstart".into(),
    }
}
