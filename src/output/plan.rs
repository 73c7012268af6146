//! What a run would do to a stack's folder, and what is in the way.

use std::collections::BTreeMap;

use anyhow::Result;

use super::commit::{self, Prepared};
use super::conflict::{Conflict, ConflictKind};
use super::digest::Digest;
use super::look::Looker;
use super::record::Record;
use super::survey::{Standing, Survey};
use super::target::Target;
use super::tree::Tree;

/// What a run would do. All paths are seen from the stack's folder, and sorted.
pub struct Plan<'t, 'a> {
    /// Files that are not there yet.
    pub create: Vec<String>,
    /// Files that hold something else.
    pub change: Vec<String>,
    /// Files that we wrote earlier and no longer write.
    pub remove: Vec<String>,
    /// How many files hold what they shall.
    pub unchanged: usize,
    /// What forbids to write. With `force`, only what `--force` does not go over.
    pub conflicts: Vec<Conflict>,
    /// What `force` goes over in this run.
    pub overridden: Vec<Conflict>,
    /// What people should know; nothing is kept from being written by it.
    pub warnings: Vec<String>,
    /// Whether an earlier run was killed; this one finishes its work.
    pub interrupted: bool,

    pub(super) target: &'t Target,
    pub(super) tree: &'a Tree,
    pub(super) looker: Looker,
    pub(super) record: Record,
    pub(super) stack: String,
    /// Every content that is ours after this run was interrupted, by path.
    pub(super) ours: BTreeMap<String, Vec<Digest>>,
    /// The new manifest, if the one on the disk differs.
    pub(super) manifest: Option<Vec<u8>>,
}

impl<'t, 'a> Plan<'t, 'a> {
    pub(super) fn make(target: &'t Target, looker: Looker, stack: &str, tree: &'a Tree, force: bool) -> Result<Self> {
        let survey = Survey::take(looker, stack, tree)?;
        let conflict = |path: &str, kind| Conflict {
            stack: stack.to_owned(),
            path: path.to_owned(),
            kind,
        };
        let (mut create, mut change, mut remove, mut unchanged) = (Vec::new(), Vec::new(), Vec::new(), 0);
        let mut found: Vec<Conflict> = survey
            .record
            .conflicts
            .iter()
            .map(|(path, kind)| conflict(path, *kind))
            .collect();
        let mut ours = BTreeMap::new();

        for (path, content, standing) in &survey.files {
            let mut known: Vec<Digest> = survey.record.known(path).collect();
            match standing {
                Standing::Absent => create.push((*path).to_owned()),
                Standing::Same => unchanged += 1,
                Standing::Ours => change.push((*path).to_owned()),
                Standing::Other(digest) => {
                    found.push(conflict(path, survey.owner(path)));
                    change.push((*path).to_owned());
                    // Should this run be killed before it comes to this file: it was allowed to go over it.
                    known.push(*digest);
                }
                Standing::Obstacle { at, what } => {
                    let in_the_way = conflict(at, ConflictKind::InTheWay(*what));
                    if !found.contains(&in_the_way) {
                        found.push(in_the_way);
                    }
                }
            }
            known.push(content.digest);
            ours.insert((*path).to_owned(), without_repeats(known));
        }
        for (path, standing) in &survey.stale {
            let mut known: Vec<Digest> = survey.record.known(path).collect();
            if let Standing::Other(digest) = standing {
                found.push(conflict(path, ConflictKind::EditedAndStale));
                known.push(*digest);
            }
            remove.push(path.clone());
            ours.insert(path.clone(), without_repeats(known));
        }

        let manifest = survey.manifest();
        let (overridden, conflicts) = found
            .into_iter()
            .partition(|conflict| force && conflict.yields_to_force());
        let Survey {
            looker,
            record,
            warnings,
            ..
        } = survey;
        Ok(Self {
            create,
            change,
            remove,
            unchanged,
            conflicts,
            overridden,
            warnings,
            interrupted: record.interrupted,
            manifest: (manifest != record.text).then_some(manifest),
            stack: stack.to_owned(),
            target,
            tree,
            looker,
            record,
            ours,
        })
    }

    /// Whether there is nothing to do: then nothing at all is written, not even the manifest.
    pub fn is_empty(&self) -> bool {
        self.create.is_empty()
            && self.change.is_empty()
            && self.remove.is_empty()
            && self.manifest.is_none()
            && !self.interrupted
    }

    /// Writes all that is to be written beside its place. What stands in the folder is as it was until
    /// [`Prepared::commit`], and again if this fails or the result is dropped.
    ///
    /// # Errors
    /// A conflict, a target that was opened for reading, or a disk that is full or cannot be written.
    pub fn prepare(self) -> Result<Prepared<'t>> {
        commit::prepare(self)
    }
}

fn without_repeats(digests: Vec<Digest>) -> Vec<Digest> {
    let mut unique = Vec::with_capacity(digests.len());
    for digest in digests {
        if !unique.contains(&digest) {
            unique.push(digest);
        }
    }
    unique
}
