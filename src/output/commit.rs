//! Writing, all or nothing.
//!
//! Prepared: the journal stands, and beside each file's place stands what comes there. Committed: what is stale is removed,
//! the rest renamed into place, the manifest last, and the journal goes. A run that is killed leaves the journal, and with
//! it every content that is ours: the next plan goes by it, whatever its spec says, and finishes the work. A failure before
//! the first change undoes all that was prepared.

use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

use super::disk::Disk;
use super::layout::temporary;
use super::look::{Found, Looker, Obstacle};
use super::manifest::{FOLDER, JOURNAL, MANIFEST, print_journal};
use super::plan::Plan;
use super::target::Target;
use super::tree::{Tree, folders};

/// Up to so many files are synced one by one; for more, one call for the whole file system costs less.
const FEW: usize = 16;

/// How many files a run wrote, removed or left.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Summary {
    /// Files that were not there.
    pub created: usize,
    /// Files that held something else.
    pub changed: usize,
    /// Files that are no longer part of the stack.
    pub removed: usize,
    /// Files that hold what they shall, and were not written.
    pub unchanged: usize,
}

/// `57 created, 2 unchanged`
impl std::fmt::Display for Summary {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let counts = [
            (self.created, "created"),
            (self.changed, "changed"),
            (self.removed, "removed"),
            (self.unchanged, "unchanged"),
        ];
        let told: Vec<String> = counts
            .into_iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, what)| format!("{count} {what}"))
            .collect();
        f.write_str(&told.join(", "))
    }
}

/// A stack that is written beside its place. Dropped, it leaves the disk as it was.
#[must_use = "nothing is written until `commit`"]
pub struct Prepared<'t> {
    target: &'t Target,
    stack: String,
    looker: Looker,
    summary: Summary,
    /// What to rename into place, in this order; the manifest is the last.
    renames: Vec<String>,
    removals: Vec<String>,
    /// Number of the sync that must have happened before the first rename.
    sync: Option<u64>,
    /// Folders that were made, outermost first.
    made: Vec<PathBuf>,
    /// Whether our journal stands.
    journal: bool,
    /// Whether an interrupted run's journal stood: then ours, which says all that it said, stays when this one fails.
    interrupted: bool,
    /// Whether dropping it shall undo it.
    armed: bool,
}

pub(super) fn prepare<'t>(plan: Plan<'t, '_>) -> Result<Prepared<'t>> {
    ensure!(
        plan.conflicts.is_empty(),
        "the stack `{}` has conflicts and cannot be written",
        plan.stack
    );
    ensure!(plan.target.writable, "the target was opened for checking only");
    let nothing = plan.is_empty();
    let Plan {
        create,
        change,
        remove,
        unchanged,
        target,
        tree,
        looker,
        record,
        stack,
        ours,
        manifest,
        interrupted,
        ..
    } = plan;

    let summary = Summary {
        created: create.len(),
        changed: change.len(),
        removed: remove.len(),
        unchanged,
    };
    let mut prepared = Prepared {
        target,
        stack,
        looker,
        summary,
        renames: Vec::with_capacity(create.len() + change.len() + 1),
        removals: Vec::new(),
        sync: None,
        made: Vec::new(),
        journal: false,
        interrupted,
        armed: true,
    };
    if nothing {
        prepared.armed = false;
        return Ok(prepared);
    }
    // A stack that only gains files has nothing that a power cut could take; its files can all be written again.
    let replaces = !change.is_empty() || !remove.is_empty();
    let few = create.len() + change.len() <= FEW;
    let durable = replaces && few;

    if !prepared.looker.exists() {
        prepared.make("")?;
    }
    if prepared.looker.find(FOLDER)? == Found::Absent {
        prepared.make(FOLDER)?;
    }
    if interrupted {
        prepared.clear(tree, &record.paths().collect::<Vec<_>>())?;
    }
    prepared.stage(JOURNAL, &print_journal(&ours), durable)?;
    prepared.rename(JOURNAL)?;
    prepared.journal = true;

    let mut last = "";
    for path in &create {
        // Sorted as they are, files of one folder mostly follow each other.
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        if folder != last {
            prepared.make_missing(path)?;
            last = folder;
        }
    }
    for path in create.into_iter().chain(change) {
        if let Some(content) = tree.files.get(&path) {
            prepared.renames.push(path.clone());
            prepared.stage(&path, &content.bytes, durable)?;
        }
    }
    if let Some(manifest) = manifest {
        prepared.renames.push(MANIFEST.to_owned());
        prepared.stage(MANIFEST, &manifest, durable)?;
    }
    prepared.removals = remove;
    prepared.sync = (replaces && !few).then(|| target.prepared());
    Ok(prepared)
}

impl Prepared<'_> {
    /// Puts everything into its place.
    ///
    /// # Errors
    /// The disk refuses. Before the first change, everything is left as it was; afterwards the next run finishes it, and
    /// the message says so.
    pub fn commit(mut self) -> Result<Summary> {
        if let Some(number) = self.sync {
            self.target.sync(number)?;
        }
        if self.journal {
            self.change_all()?;
        }
        self.armed = false;
        Ok(self.summary)
    }

    fn change_all(&mut self) -> Result<()> {
        let mut changed = false;
        let result = self.change_each(&mut changed);
        self.armed = !changed;
        let half_written = || {
            format!(
                "`{}` is only half written. Run the same command again to finish it",
                self.stack
            )
        };
        if changed {
            result.with_context(half_written)
        } else {
            result
        }
    }

    /// Removes, renames, and lets the journal go; `changed` tells whether any of it has been done.
    fn change_each(&self, changed: &mut bool) -> Result<()> {
        for path in &self.removals {
            let place = self.looker.place(path);
            remove(self.disk(), &place).with_context(|| format!("cannot remove `{}`", place.display()))?;
            *changed = true;
            self.prune(path);
        }
        for path in &self.renames {
            self.rename(path)?;
            *changed = true;
        }
        let journal = self.looker.place(JOURNAL);
        remove(self.disk(), &journal).with_context(|| format!("cannot remove `{}`", journal.display()))?;
        *changed = true;
        Ok(())
    }

    fn disk(&self) -> &dyn Disk {
        &*self.target.disk
    }

    fn make(&mut self, folder: &str) -> Result<()> {
        let place = self.looker.place(folder);
        self.disk()
            .create_dir(&place)
            .with_context(|| format!("cannot make the folder `{}`", place.display()))?;
        self.made.push(place);
        Ok(())
    }

    fn make_missing(&mut self, path: &str) -> Result<()> {
        for folder in folders(path) {
            let place = self.looker.place(folder);
            if self.looker.find(folder)? == Found::Absent && !self.made.contains(&place) {
                self.make(folder)?;
            }
        }
        Ok(())
    }

    /// Writes a file beside its place.
    fn stage(&self, path: &str, bytes: &[u8], durable: bool) -> Result<()> {
        let place = self.looker.place(&temporary(path));
        let mut written = self.disk().write_new(&place, bytes, durable);
        if written
            .as_ref()
            .is_err_and(|error| error.kind() == io::ErrorKind::AlreadyExists)
        {
            // Left by a run whose journal got lost. The name is ours alone.
            written = self
                .disk()
                .remove_file(&place)
                .and_then(|()| self.disk().write_new(&place, bytes, durable));
        }
        written.with_context(|| format!("cannot write `{}`", self.looker.place(path).display()))
    }

    fn rename(&self, path: &str) -> Result<()> {
        let place = self.looker.place(path);
        let staged = self.looker.place(&temporary(path));
        self.disk()
            .rename(&staged, &place)
            .with_context(|| format!("cannot write `{}`", place.display()))
    }

    /// Removes what an interrupted run had written beside its place, and the folders that it made for nothing.
    fn clear(&self, tree: &Tree, paths: &[&str]) -> Result<()> {
        let all = paths
            .iter()
            .copied()
            .chain(tree.files.keys().map(String::as_str))
            .chain([MANIFEST, JOURNAL]);
        for path in all {
            let staged = temporary(path);
            let found = self.looker.find(&staged)?;
            let link = matches!(&found, Found::Obstacle { at, what: Obstacle::Symlink } if *at == staged);
            if link || matches!(found, Found::File { .. }) {
                let place = self.looker.place(&staged);
                remove(self.disk(), &place).with_context(|| format!("cannot remove `{}`", place.display()))?;
            }
        }
        for path in paths.iter().filter(|path| !tree.files.contains_key(**path)) {
            self.prune(path);
        }
        Ok(())
    }

    /// Removes the folders that a path lay in, as far as they are empty. One that is needed after all is made again.
    fn prune(&self, path: &str) {
        for folder in folders(path).rev() {
            match self.looker.find(folder) {
                // The interrupted run may not have come to the inner ones.
                Ok(Found::Absent) => continue,
                Ok(Found::Obstacle {
                    at,
                    what: Obstacle::Folder,
                }) if at == folder => {}
                _ => return,
            }
            // An empty folder that stays does no harm.
            if self.disk().remove_dir(&self.looker.place(folder)).is_err() {
                return;
            }
        }
    }
}

impl Drop for Prepared<'_> {
    /// Undoes what was prepared, as far as the disk lets it; the journal goes last, so that the next run can do the rest.
    fn drop(&mut self) {
        if !self.armed {
            return;
        }
        let disk = &*self.target.disk;
        let mut clean = true;
        for path in self.renames.iter().map(String::as_str).chain([JOURNAL]) {
            clean &= remove(disk, &self.looker.place(&temporary(path))).is_ok();
        }
        let records = self.looker.place(FOLDER);
        let stack = self.looker.place("");
        for folder in self
            .made
            .iter()
            .rev()
            .filter(|folder| **folder != records && **folder != stack)
        {
            let _ = disk.remove_dir(folder);
        }
        if self.journal && clean && !self.interrupted {
            let _ = remove(disk, &self.looker.place(JOURNAL));
        }
        for folder in self
            .made
            .iter()
            .rev()
            .filter(|folder| **folder == records || **folder == stack)
        {
            let _ = disk.remove_dir(folder);
        }
    }
}

/// Removes a file, if it is there.
fn remove(disk: &dyn Disk, path: &Path) -> io::Result<()> {
    match disk.remove_file(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        result => result,
    }
}
