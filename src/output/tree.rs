//! The files of one stack, in memory.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

use anyhow::{Result, bail};

use super::digest::Digest;
use super::layout::Layout;

/// One file: its bytes and their hash.
pub(super) struct Content {
    pub(super) bytes: Cow<'static, [u8]>,
    pub(super) digest: Digest,
}

/// What a stack's folder shall hold: relative path, with `/`, → bytes.
pub struct Tree {
    pub(super) files: BTreeMap<String, Content>,
    pub(super) layout: Layout,
}

impl Tree {
    /// Takes the files as rendered. `layout` names every path that any spec can lead to: what an earlier run wrote is
    /// recognised by it, too.
    ///
    /// # Errors
    /// A path that the layout does not have, that is Terraform's or the user's own, that another path needs for a folder,
    /// or that differs from another only in case. All of these are faults of the caller, never of a spec.
    pub fn new<B: Into<Cow<'static, [u8]>>>(
        files: impl IntoIterator<Item = (String, B)>,
        layout: Layout,
    ) -> Result<Self> {
        let mut tree = BTreeMap::new();
        let mut names = HashMap::new();
        for (path, bytes) in files {
            if let Err(why) = layout.admits(&path) {
                bail!("refused to write `{path}`: {why}");
            }
            let bytes = bytes.into();
            let digest = Digest::of(&bytes);
            if let Some(other) = names.insert(path.to_ascii_lowercase(), path.clone()) {
                bail!("`{other}` and `{path}` are one file where case does not count");
            }
            tree.insert(path, Content { bytes, digest });
        }
        for path in tree.keys() {
            if let Some(folder) = folders(path).find(|folder| names.contains_key(&folder.to_ascii_lowercase())) {
                bail!("`{folder}` cannot be a file, since `{path}` needs it for a folder");
            }
        }
        Ok(Self { files: tree, layout })
    }

    /// Why not all of these files could be written, if so: the first path that could not, and the reason for people.
    pub fn refusal<'p>(paths: impl IntoIterator<Item = &'p str>, layout: Layout) -> Option<(&'p str, String)> {
        let mut names = HashMap::new();
        paths.into_iter().find_map(|path| {
            let why = match layout.admits(path) {
                Err(why) => why.to_owned(),
                Ok(()) => {
                    let other = names.insert(path.to_ascii_lowercase(), path)?;
                    format!("differs from `{other}` only in case, and is the same file on some disks")
                }
            };
            Some((path, why))
        })
    }

    pub(super) fn has_ignoring_case(&self, path: &str) -> bool {
        self.files.keys().any(|other| other.eq_ignore_ascii_case(path))
    }
}

/// The folders that a path lies in, outermost first: `a/b/c.tf` → `a`, `a/b`.
pub(super) fn folders(path: &str) -> impl DoubleEndedIterator<Item = &str> {
    path.match_indices('/').filter_map(|(at, _)| path.get(..at))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(paths: &[&str]) -> Result<Tree> {
        Tree::new(
            paths.iter().map(|path| ((*path).to_owned(), Vec::new())),
            Layout(&["*.tf", "a/**", "A/**", "a"]),
        )
    }

    #[test]
    fn paths_that_cannot_live_side_by_side_are_refused() {
        assert!(tree(&["main.tf", "a/b/c.tf", "a/b/d.tf"]).is_ok());
        for paths in [
            &["a", "a/b"][..],
            &["a/b", "a/B"],
            &["a/b/c", "A/b"],
            &["other.txt"],
            &["x_override.tf"],
        ] {
            assert!(tree(paths).is_err(), "{paths:?}");
        }
    }

    #[test]
    fn folders_come_outermost_first() {
        assert_eq!(folders("a/b/c.tf").collect::<Vec<_>>(), ["a", "a/b"]);
        assert_eq!(folders("main.tf").count(), 0);
    }
}
