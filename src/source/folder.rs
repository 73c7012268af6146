//! The folder that a spec stands in, and the files that the spec names in it.

use std::fs;
use std::path::{Component, Path, PathBuf};

use super::drafts::Drafts;
use super::file::Loaded;

/// The folder of a spec: relative paths in the spec start here, whatever the working directory.
#[derive(Debug, Clone)]
pub struct Folder {
    path: PathBuf,
    drafts: Drafts,
}

/// Why a path of the spec is not followed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// It leads out of the spec's folder, by `..`, by a link or from the root; nothing of it was read.
    Outside,
    /// There is nothing.
    Missing,
    /// There is something else than what was asked for; the word says what was expected.
    NotA(&'static str),
    /// A symbolic link, where links are not followed.
    Link(String),
    /// A name that is not Unicode.
    Name(String),
    /// The machine says no, in its own words.
    Unreadable(String),
}

/// One file below a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LocalFile {
    /// Path from the folder, with `/` between names.
    pub relative: String,
    /// Where it is on this machine.
    pub path: PathBuf,
    /// Size in bytes.
    pub size: u64,
}

impl Folder {
    /// The folder in which the spec at `spec` stands.
    pub fn of(spec: &Path) -> Self {
        let path = spec.parent().map(Path::to_path_buf).unwrap_or_default();
        let drafts = Drafts::default();
        Self { path, drafts }
    }

    /// The same, with drafts that are read in place of their files.
    #[must_use]
    pub fn with(mut self, drafts: &Drafts) -> Self {
        self.drafts = drafts.clone();
        self
    }

    /// Reads a text file named in the spec. It has to lie in the spec's folder, links resolved.
    ///
    /// # Errors
    ///
    /// See [`Refusal`].
    pub fn text(&self, relative: &str) -> Result<Loaded, Refusal> {
        if !stays_inside(Path::new(relative)) {
            return Err(Refusal::Outside);
        }
        let shown = self.path.join(relative);
        let root = self.root().canonicalize().map_err(|error| unreadable(&error))?;
        let resolved = shown.canonicalize().map_err(|error| unreadable(&error))?;
        if !resolved.starts_with(&root) {
            return Err(Refusal::Outside);
        }
        if !resolved.is_file() {
            return Err(Refusal::NotA("file"));
        }
        self.drafts.load(&resolved, &shown.to_string_lossy()).map_err(|error| {
            let text = format!("{error:#}");
            let why = text.split_once("`: ").map_or(text.as_str(), |(_, why)| why);
            Refusal::Unreadable(why.to_owned())
        })
    }

    /// All files below a folder named in the spec, sorted; those whose own name or a folder's name begins with a dot are
    /// left out.
    ///
    /// # Errors
    ///
    /// See [`Refusal`].
    pub fn files(&self, relative: &str) -> Result<Vec<LocalFile>, Refusal> {
        let top = self.path.join(relative);
        // NOTE: with a slash at its end, a link is followed; put together of its parts, a path has none.
        let top: PathBuf = top.components().collect();
        let kind = top.symlink_metadata().map_err(|error| unreadable(&error))?.file_type();
        if kind.is_symlink() {
            return Err(Refusal::Link(relative.to_owned()));
        }
        if !kind.is_dir() {
            return Err(Refusal::NotA("folder"));
        }
        let mut found = Vec::new();
        collect(&top, "", &mut found)?;
        found.sort_by(|a, b| a.relative.cmp(&b.relative));
        Ok(found)
    }

    fn root(&self) -> &Path {
        if self.path.as_os_str().is_empty() {
            Path::new(".")
        } else {
            &self.path
        }
    }
}

fn collect(folder: &Path, prefix: &str, found: &mut Vec<LocalFile>) -> Result<(), Refusal> {
    for entry in fs::read_dir(folder).map_err(|error| unreadable(&error))? {
        let entry = entry.map_err(|error| unreadable(&error))?;
        let name = entry
            .file_name()
            .into_string()
            .map_err(|name| Refusal::Name(name.to_string_lossy().into_owned()))?;
        if name.starts_with('.') {
            continue;
        }
        let relative = format!("{prefix}{name}");
        let kind = entry.file_type().map_err(|error| unreadable(&error))?;
        if kind.is_symlink() {
            return Err(Refusal::Link(relative));
        } else if kind.is_dir() {
            collect(&entry.path(), &format!("{relative}/"), found)?;
        } else if kind.is_file() {
            let size = entry.metadata().map_err(|error| unreadable(&error))?.len();
            found.push(LocalFile {
                relative,
                path: entry.path(),
                size,
            });
        } else {
            return Err(Refusal::NotA("file"));
        }
    }
    Ok(())
}

/// Whether a path, taken by its letters alone, stays below where it starts.
pub fn stays_inside(path: &Path) -> bool {
    let mut depth = 0_usize;
    for component in path.components() {
        match component {
            Component::Normal(_) => depth += 1,
            Component::CurDir => {}
            Component::ParentDir => match depth.checked_sub(1) {
                Some(less) => depth = less,
                None => return false,
            },
            Component::RootDir | Component::Prefix(_) => return false,
        }
    }
    true
}

fn unreadable(error: &std::io::Error) -> Refusal {
    match error.kind() {
        std::io::ErrorKind::NotFound | std::io::ErrorKind::NotADirectory => Refusal::Missing,
        _ => Refusal::Unreadable(error.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_must_not_leave_its_folder() {
        assert!(stays_inside(Path::new("queries/../queries/a.sql")));
        assert!(!stays_inside(Path::new("queries/../../a.sql")));
        assert!(!stays_inside(Path::new("/etc/passwd")));
    }
}
