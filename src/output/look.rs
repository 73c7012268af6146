//! What stands at a path, without following a single symbolic link on the way.

use std::cell::RefCell;
use std::collections::HashMap;
use std::fmt;
use std::fs::{self, FileType};
use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::tree::folders;

/// Something else than a file where a file belongs, or than a folder where a folder belongs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Obstacle {
    /// A symbolic link: what we write would land elsewhere.
    Symlink,
    /// A folder where a file belongs.
    Folder,
    /// A file where a folder belongs.
    File,
    /// A named pipe: reading it would hang.
    Pipe,
    /// A socket or a device.
    Special,
}

impl Obstacle {
    pub(super) fn of(kind: FileType) -> Self {
        if kind.is_symlink() {
            Self::Symlink
        } else if kind.is_dir() {
            Self::Folder
        } else if kind.is_file() {
            Self::File
        } else if is_pipe(kind) {
            Self::Pipe
        } else {
            Self::Special
        }
    }
}

#[cfg(unix)]
fn is_pipe(kind: FileType) -> bool {
    std::os::unix::fs::FileTypeExt::is_fifo(&kind)
}

#[cfg(not(unix))]
fn is_pipe(_: FileType) -> bool {
    false
}

impl fmt::Display for Obstacle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Symlink => "a symbolic link",
            Self::Folder => "a folder",
            Self::File => "a file",
            Self::Pipe => "a named pipe",
            Self::Special => "a socket or device",
        })
    }
}

/// What stands at a file's path.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Found {
    Absent,
    File {
        length: u64,
    },
    /// At `at`: the path itself or a folder on the way to it.
    Obstacle {
        at: String,
        what: Obstacle,
    },
}

#[derive(Clone, Copy)]
enum Folder {
    Absent,
    Present,
    Obstacle(Obstacle),
}

/// Looks at paths below one folder, remembering the folders on the way.
pub(super) struct Looker {
    root: PathBuf,
    exists: bool,
    folders: RefCell<HashMap<String, Folder>>,
}

impl Looker {
    /// `root` is taken as it is: the caller has looked at it, and says whether it is there.
    pub(super) fn new(root: PathBuf, exists: bool) -> Self {
        Self {
            root,
            exists,
            folders: RefCell::default(),
        }
    }

    /// Whether the folder itself is there.
    pub(super) fn exists(&self) -> bool {
        self.exists
    }

    pub(super) fn place(&self, path: &str) -> PathBuf {
        self.root.join(path)
    }

    pub(super) fn find(&self, path: &str) -> Result<Found> {
        if !self.exists {
            return Ok(Found::Absent);
        }
        for folder in folders(path) {
            match self.folder(folder)? {
                Folder::Present => {}
                Folder::Absent => return Ok(Found::Absent),
                Folder::Obstacle(what) => {
                    return Ok(Found::Obstacle {
                        at: folder.to_owned(),
                        what,
                    });
                }
            }
        }
        Ok(match look(&self.place(path))? {
            None => Found::Absent,
            Some(meta) if meta.is_file() => Found::File { length: meta.len() },
            Some(meta) => Found::Obstacle {
                at: path.to_owned(),
                what: Obstacle::of(meta.file_type()),
            },
        })
    }

    /// Whether the folder that a path lies in is there.
    pub(super) fn has_folder_of(&self, path: &str) -> Result<bool> {
        if !self.exists {
            return Ok(false);
        }
        for folder in folders(path) {
            if !matches!(self.folder(folder)?, Folder::Present) {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn folder(&self, folder: &str) -> Result<Folder> {
        if let Some(known) = self.folders.borrow().get(folder) {
            return Ok(*known);
        }
        let found = match look(&self.place(folder))? {
            None => Folder::Absent,
            Some(meta) if meta.is_dir() => Folder::Present,
            Some(meta) => Folder::Obstacle(Obstacle::of(meta.file_type())),
        };
        self.folders.borrow_mut().insert(folder.to_owned(), found);
        Ok(found)
    }
}

/// The metadata of a path itself; nothing where nothing stands.
pub(super) fn look(path: &Path) -> Result<Option<fs::Metadata>> {
    match fs::symlink_metadata(path) {
        Ok(meta) => Ok(Some(meta)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error).with_context(|| format!("cannot look at `{}`", path.display())),
    }
}
