//! One look at a stack's folder: how each file of the tree, and each that we once wrote, stands to what is on the disk.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use anyhow::{Context, Result};

use super::conflict::ConflictKind;
use super::digest::Digest;
use super::look::{Found, Looker, Obstacle};
use super::manifest::print_manifest;
use super::record::Record;
use super::tree::{Content, Tree};

/// How a path stands.
pub(super) enum Standing {
    /// Nothing is there.
    Absent,
    /// It holds what the tree holds.
    Same,
    /// It holds something else that we wrote.
    Ours,
    /// It holds what we did not write.
    Other(Digest),
    /// It, or a folder on the way (`at`), is no such thing.
    Obstacle { at: String, what: Obstacle },
}

/// All that planning and checking go by.
pub(super) struct Survey<'a> {
    pub(super) looker: Looker,
    pub(super) record: Record,
    /// Every file of the tree, sorted by path.
    pub(super) files: Vec<(&'a str, &'a Content, Standing)>,
    /// What we once wrote, still stands there and is no longer in the tree: either `Ours` or `Other`.
    pub(super) stale: Vec<(String, Standing)>,
    pub(super) warnings: Vec<String>,
}

impl<'a> Survey<'a> {
    pub(super) fn take(looker: Looker, stack: &str, tree: &'a Tree) -> Result<Self> {
        let mut record = Record::load(&looker, tree.layout)?;
        let mut warnings = std::mem::take(&mut record.warnings);
        let mut files = Vec::with_capacity(tree.files.len());
        for (path, content) in &tree.files {
            files.push((path.as_str(), content, standing(&looker, &record, path, Some(content))?));
            if let Some(hiding) = hiding(&looker, path)? {
                warnings.push(format!(
                    "`{stack}/{hiding}` hides `{path}` from OpenTofu, which reads it instead. Rename it, or use `*_override.tf`."
                ));
            }
        }
        let mut stale = Vec::new();
        for path in record.paths().filter(|path| !tree.files.contains_key(*path)) {
            if tree.has_ignoring_case(path) {
                // Where case does not count, removing this one would remove the other.
                warnings.push(format!(
                    "`{stack}/{path}` is no longer written; it differs from another file only in case: left alone"
                ));
                continue;
            }
            match standing(&looker, &record, path, None)? {
                Standing::Absent => {}
                Standing::Obstacle { at, what } => warnings.push(format!("`{stack}/{at}` is {what}: left alone")),
                found => stale.push((path.to_owned(), found)),
            }
        }
        Ok(Self {
            looker,
            record,
            files,
            stale,
            warnings,
        })
    }

    /// The manifest that goes with the tree.
    pub(super) fn manifest(&self) -> Vec<u8> {
        print_manifest(self.files.iter().map(|(path, content, _)| (*path, content.digest)))
    }

    /// Whose a file is that holds what we did not write.
    pub(super) fn owner(&self, path: &str) -> ConflictKind {
        if self.record.known(path).next().is_some() {
            ConflictKind::Edited
        } else if self.record.damaged {
            ConflictKind::ManifestDamaged
        } else if self.record.readable || !self.is_a_stack_of_ours() {
            ConflictKind::Foreign
        } else {
            ConflictKind::Unclaimed
        }
    }

    /// Whether a folder without a manifest holds a stack of ours all the same: something in it is as we write it, to the
    /// byte. Where nothing is, somebody else's files have our names, and `--force` must not go over them.
    fn is_a_stack_of_ours(&self) -> bool {
        self.files
            .iter()
            .any(|(_, _, standing)| matches!(standing, Standing::Same))
    }
}

fn standing(looker: &Looker, record: &Record, path: &str, content: Option<&Content>) -> Result<Standing> {
    let length = match looker.find(path)? {
        Found::Absent => return Ok(Standing::Absent),
        Found::Obstacle { at, what } => return Ok(Standing::Obstacle { at, what }),
        Found::File { length } => length,
    };
    let place = looker.place(path);
    let unreadable = || format!("cannot read `{}`", place.display());
    if let Some(content) = content
        && content.bytes.len() as u64 == length
        && holds(&place, &content.bytes).with_context(unreadable)?
    {
        return Ok(Standing::Same);
    }
    let digest = Digest::of_file(&place).with_context(unreadable)?;
    Ok(if record.known(path).any(|known| known == digest) {
        Standing::Ours
    } else {
        Standing::Other(digest)
    })
}

/// Whether a file of this very length holds these bytes. An unchanged stack is read whole, so no call is spent on asking
/// for the length again.
fn holds(place: &Path, bytes: &[u8]) -> io::Result<bool> {
    let mut found = vec![0; bytes.len()];
    match File::open(place)?.read_exact(&mut found) {
        Ok(()) => Ok(found == bytes),
        // It has become shorter since it was looked at.
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Ok(false),
        Err(error) => Err(error),
    }
}

/// The file that OpenTofu would read instead of this one: `main.tofu` for `main.tf`.
fn hiding(looker: &Looker, path: &str) -> Result<Option<String>> {
    let hiding = match path.strip_suffix(".tf") {
        Some(stem) => format!("{stem}.tofu"),
        None => match path.strip_suffix(".tf.json") {
            Some(stem) => format!("{stem}.tofu.json"),
            None => return Ok(None),
        },
    };
    let there = looker.has_folder_of(path)? && looker.find(&hiding)? != Found::Absent;
    Ok(there.then_some(hiding))
}
