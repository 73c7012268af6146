//! Texts that are read in place of files: what a file would hold is judged before it is written.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::file::{Loaded, load};
use super::text::SourceText;

/// Texts by the file that they are meant for. A copy is cheap.
#[derive(Debug, Clone, Default)]
pub struct Drafts(Arc<HashMap<PathBuf, String>>);

impl Drafts {
    /// The same, with other texts for some files, which are named by their canonical paths.
    #[must_use]
    pub fn with(&self, texts: impl IntoIterator<Item = (PathBuf, String)>) -> Self {
        let mut drafts = HashMap::clone(&self.0);
        drafts.extend(texts);
        Self(Arc::new(drafts))
    }

    /// The text for the file of a canonical path, if there is one.
    pub fn get(&self, path: &Path) -> Option<&str> {
        self.0.get(path).map(String::as_str)
    }

    /// Each file with its text, in no order.
    pub fn iter(&self) -> impl Iterator<Item = (&Path, &str)> {
        self.0.iter().map(|(path, text)| (path.as_path(), text.as_str()))
    }

    /// The draft for the file at `path`, or else what the file holds; findings in it will name it `name`.
    ///
    /// # Errors
    ///
    /// As for [`load`].
    pub fn load(&self, path: &Path, name: &str) -> anyhow::Result<Loaded> {
        if !self.0.is_empty()
            && let Ok(resolved) = path.canonicalize()
            && let Some(text) = self.get(&resolved)
        {
            return Ok(Loaded::Text(SourceText::new(name, text)));
        }
        load(path, name)
    }
}
