//! `kickstart lint --fix`

use std::path::PathBuf;

use crate::fix;
use crate::stage::Owner;

use super::exit::Exit;
use super::specs;
use super::terminal::{Terminal, complain};

/// Mends what is unmistakable in the specs at `paths` and in their query files, and says how much in which file.
///
/// # Errors
///
/// Only where kickstart contradicts itself.
pub fn run(paths: &[PathBuf], terminal: Terminal) -> anyhow::Result<Exit> {
    let mended = fix::mend(|drafts| Ok(specs::judge_all(paths, Owner::Nobody, drafts)?.findings))?;
    let mut exit = Exit::Clean;
    let mut refuse = |why: &str| {
        complain(why);
        exit = Exit::CouldNotRun;
    };
    mended.refusals.iter().for_each(|why| refuse(why));
    for file in &mended.files {
        match file.write() {
            Ok(()) if terminal.is_quiet() => {}
            Ok(()) => {
                let findings = if file.fixed == 1 { "finding" } else { "findings" };
                complain(&format!("fixed {} {findings} in `{}`", file.fixed, file.name));
            }
            Err(error) => refuse(&format!("{error:#}")),
        }
    }
    Ok(exit)
}
