//! `kickstart render --check`

use std::io::{self, BufWriter, Write};
use std::path::Path;

use crate::diagnostic::revealed;
use crate::output::{Diff, Drift, Target};

use super::cores::on_all_cores;
use super::exit::Exit;
use super::stack::Stack;
use super::terminal::{Terminal, unless_unread, warn};

/// Shows what rendering would change, with a diff, on standard output. Nothing is written.
///
/// # Errors
///
/// Where the folders cannot be read, or the output not be written.
pub fn run(stacks: &[Stack<'_>], folder: &Path, terminal: Terminal) -> anyhow::Result<Exit> {
    let target = Target::open_for_check(folder)?;
    let check = |stack: &Stack<'_>| target.check(stack.name(), &stack.tree);
    let drifts: Vec<Drift> = on_all_cores(stacks.iter().collect(), check)?;
    warn(
        drifts
            .iter()
            .flat_map(|drift| drift.warnings.iter().map(String::as_str)),
    );
    if drifts.iter().all(Drift::is_clean) {
        terminal.say("up to date")?;
        return Ok(Exit::Clean);
    }
    let mut out = BufWriter::new(io::stdout().lock());
    let shown = show_all(stacks, &drifts, folder, &mut out, terminal);
    unless_unread(shown)?;
    Ok(Exit::Findings)
}

/// What differs, file by file, and at last a line a stack, as rendering would say it: the last lines are what is read.
fn show_all(
    stacks: &[Stack<'_>],
    drifts: &[Drift],
    folder: &Path,
    out: &mut dyn Write,
    terminal: Terminal,
) -> io::Result<()> {
    let dirty = || stacks.iter().zip(drifts).filter(|(_, drift)| !drift.is_clean());
    for (stack, drift) in dirty() {
        show(&folder.join(stack.name()), drift, out, terminal)?;
    }
    for (stack, drift) in dirty() {
        let folder = revealed(&folder.join(stack.name()).display().to_string());
        match drift.files.len() {
            0 => writeln!(out, "{folder}: out of date")?,
            1 => writeln!(out, "{folder}: out of date, 1 file differs")?,
            count => writeln!(out, "{folder}: out of date, {count} files differ")?,
        }
    }
    out.flush()
}

/// Each file that differs and how; under `--quiet` without the lines that do.
fn show(folder: &Path, drift: &Drift, out: &mut dyn Write, terminal: Terminal) -> io::Result<()> {
    let folder = revealed(&folder.display().to_string());
    if drift.interrupted {
        writeln!(
            out,
            "{folder}: an earlier run was interrupted; the next `kickstart render` finishes it"
        )?;
    }
    for file in &drift.files {
        writeln!(out, "{folder}/{}: {}", revealed(&file.path), file.kind)?;
        match file.diff.as_ref().filter(|_| !terminal.is_quiet()) {
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
