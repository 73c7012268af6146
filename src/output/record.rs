//! What earlier runs left in a stack's `.kickstart/`: believed only about paths that we write, and only so far.

use std::collections::BTreeMap;
use std::fs;

use anyhow::{Context, Result};

use super::conflict::ConflictKind;
use super::digest::Digest;
use super::layout::{Layout, temporary};
use super::look::{Found, Looker};
use super::manifest::{self, JOURNAL, MANIFEST, Unusable};

/// A record of a thousand files has 100 kB; a larger one than this is none of ours.
const LARGEST: u64 = 16 * 1024 * 1024;

/// The manifest and, after an interrupted run, its journal.
#[derive(Default)]
pub(super) struct Record {
    manifest: BTreeMap<String, Digest>,
    journal: BTreeMap<String, Vec<Digest>>,
    /// The manifest as it stands on the disk; empty without one.
    pub(super) text: Vec<u8>,
    /// Whether one of the two could be read: then a path that neither names is somebody else's.
    pub(super) readable: bool,
    /// Whether there is a manifest that cannot be read.
    pub(super) damaged: bool,
    /// Whether a run was interrupted.
    pub(super) interrupted: bool,
    /// What forbids to go on, each with its path.
    pub(super) conflicts: Vec<(String, ConflictKind)>,
    /// What people should know.
    pub(super) warnings: Vec<String>,
}

impl Record {
    pub(super) fn load(looker: &Looker, layout: Layout) -> Result<Self> {
        let mut record = Self::default();
        if let Some(bytes) = record.read(looker, MANIFEST)? {
            match manifest::parse_manifest(&bytes) {
                Ok(files) => {
                    record.readable = true;
                    record.manifest = record.believe(files, layout, MANIFEST);
                }
                Err(Unusable::Damaged) => record.damaged = true,
                Err(Unusable::TooNew(version)) => record.too_new(MANIFEST, version),
            }
            record.text = bytes;
        }
        if let Some(bytes) = record.read(looker, JOURNAL)? {
            record.interrupted = true;
            match manifest::parse_journal(&bytes) {
                Ok(files) => {
                    record.readable = true;
                    record.journal = record.believe(files, layout, JOURNAL);
                }
                // It is written in one step and before anything else, so a torn one means that nothing had been touched.
                Err(Unusable::Damaged) => {}
                Err(Unusable::TooNew(version)) => record.too_new(JOURNAL, version),
            }
        }
        for path in [MANIFEST, JOURNAL] {
            record.interrupted |= looker.find(&temporary(path))? != Found::Absent;
        }
        Ok(record)
    }

    /// Every content that is ours at this path: the one that the manifest names, and those of an interrupted run.
    pub(super) fn known(&self, path: &str) -> impl Iterator<Item = Digest> {
        let interrupted = self.journal.get(path).into_iter().flatten();
        self.manifest.get(path).into_iter().chain(interrupted).copied()
    }

    /// What the last finished run wrote there.
    pub(super) fn last(&self, path: &str) -> Option<Digest> {
        self.manifest.get(path).copied()
    }

    /// Every path that we ever wrote and have not removed since.
    pub(super) fn paths(&self) -> impl Iterator<Item = &str> {
        let of_journal = self.journal.keys().filter(|path| !self.manifest.contains_key(*path));
        self.manifest.keys().chain(of_journal).map(String::as_str)
    }

    fn read(&mut self, looker: &Looker, path: &str) -> Result<Option<Vec<u8>>> {
        match looker.find(path)? {
            Found::Absent => Ok(None),
            Found::File { length } if length > LARGEST => Ok(Some(Vec::new())),
            Found::File { .. } => {
                let place = looker.place(path);
                Ok(Some(
                    fs::read(&place).with_context(|| format!("cannot read `{}`", place.display()))?,
                ))
            }
            Found::Obstacle { at, what } => {
                if self.conflicts.iter().all(|(other, _)| *other != at) {
                    self.conflicts.push((at, ConflictKind::InTheWay(what)));
                }
                Ok(None)
            }
        }
    }

    fn too_new(&mut self, path: &str, version: u64) {
        self.damaged = true;
        self.conflicts.push((path.to_owned(), ConflictKind::TooNew(version)));
    }

    /// Drops what a record says about paths that are none of ours.
    fn believe<T>(&mut self, mut files: BTreeMap<String, T>, layout: Layout, record: &str) -> BTreeMap<String, T> {
        let mut refused = Vec::new();
        files.retain(|path, _| {
            let ours = layout.admits(path).is_ok();
            if !ours {
                refused.push(path.chars().take(80).collect::<String>());
            }
            ours
        });
        if let Some(first) = refused.first() {
            let more = match refused.len() - 1 {
                0 => String::new(),
                more => format!(" and {more} more"),
            };
            let first = first.escape_debug();
            self.warnings.push(format!(
                "`{record}` names `{first}`{more}, which this kickstart does not write: left alone"
            ));
        }
        files
    }
}
