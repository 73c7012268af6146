//! Trees, snapshots and disks that fail.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use kickstart::output::{Conflict, ConflictKind, Disk, Layout, RealDisk, Summary, Target, Tree};

pub const LAYOUT: Layout = Layout(&["main.tf", "README.md", "queries/*.sql", "schemas/*.avsc", "modules/**"]);
pub const STACK: &str = "movielens-dev";

pub fn tree(files: &[(&str, &str)]) -> Tree {
    Tree::new(
        files
            .iter()
            .map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())),
        LAYOUT,
    )
    .unwrap()
}

/// A folder for one test, removed with it.
pub struct Place {
    _folder: tempfile::TempDir,
    pub base: PathBuf,
    pub out: PathBuf,
    pub stack: PathBuf,
}

pub fn place() -> Place {
    // In memory where there is such a place: these tests sync thousands of times.
    let folder = tempfile::tempdir_in("/dev/shm")
        .or_else(|_| tempfile::tempdir())
        .unwrap();
    let base = folder.path().canonicalize().unwrap();
    let out = base.join("out");
    Place {
        _folder: folder,
        stack: out.join(STACK),
        base,
        out,
    }
}

impl Place {
    pub fn open(&self) -> Target {
        Target::open(&self.out).unwrap()
    }

    pub fn render(&self, tree: &Tree) -> Summary {
        let conflicts = self.conflicts(tree, false);
        assert_eq!(
            conflicts,
            [],
            "{}",
            conflicts.iter().map(Conflict::to_string).collect::<String>()
        );
        self.try_render(tree, false, Box::new(RealDisk)).unwrap()
    }

    pub fn force(&self, tree: &Tree) -> Summary {
        self.try_render(tree, true, Box::new(RealDisk)).unwrap()
    }

    pub fn try_render(&self, tree: &Tree, force: bool, disk: Box<dyn Disk>) -> anyhow::Result<Summary> {
        let target = Target::open_on(disk, &self.out, Duration::from_secs(5))?;
        let plan = target.plan(STACK, tree, force)?;
        plan.prepare()?.commit()
    }

    pub fn conflicts(&self, tree: &Tree, force: bool) -> Vec<Conflict> {
        self.open().plan(STACK, tree, force).unwrap().conflicts
    }

    pub fn kinds(&self, tree: &Tree, force: bool) -> Vec<(String, ConflictKind)> {
        self.conflicts(tree, force)
            .into_iter()
            .map(|conflict| (conflict.path, conflict.kind))
            .collect()
    }

    /// Puts a file of somebody else's into the stack's folder.
    pub fn put(&self, path: &str, text: &str) {
        let place = self.stack.join(path);
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        fs::write(place, text).unwrap();
    }

    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.stack.join(path)).unwrap()
    }

    pub fn has(&self, path: &str) -> bool {
        self.stack.join(path).symlink_metadata().is_ok()
    }

    /// Holds the whole stack's folder against a tree and the files of somebody else's: nothing more, nothing less.
    pub fn assert_holds(&self, files: &[(&str, &str)], foreign: &[(&str, &str)]) {
        self.assert_files(files, foreign);
        for path in snapshot(&self.stack)
            .into_keys()
            .map(|path| self.stack.join(path))
            .filter(|path| path.is_dir())
        {
            assert!(
                path.read_dir().unwrap().next().is_some(),
                "`{}` is left empty",
                path.display()
            );
        }
    }

    /// The files alone: a folder whose removal failed may stay, empty.
    pub fn assert_files(&self, files: &[(&str, &str)], foreign: &[(&str, &str)]) {
        let mut expected: BTreeMap<String, String> = BTreeMap::new();
        for (path, text) in files.iter().chain(foreign) {
            expected.insert((*path).to_owned(), (*text).to_owned());
        }
        let mut found = contents(&self.stack);
        assert!(found.remove(".kickstart/manifest.json").is_some(), "no manifest");
        assert_eq!(found, expected);
    }
}

/// Every file below a folder: path → text.
pub fn contents(folder: &Path) -> BTreeMap<String, String> {
    let entries = snapshot(folder).into_keys().filter(|path| folder.join(path).is_file());
    entries
        .map(|path| (path.clone(), fs::read_to_string(folder.join(&path)).unwrap()))
        .collect()
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Entry {
    kind: String,
    text: Option<Vec<u8>>,
    written: SystemTime,
}

/// Everything below a folder, folders, links and times included.
pub fn snapshot(folder: &Path) -> BTreeMap<String, Entry> {
    let mut entries = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        let Ok(children) = fs::read_dir(&next) else {
            continue;
        };
        for child in children {
            let path = child.unwrap().path();
            let meta = path.symlink_metadata().unwrap();
            if meta.is_dir() {
                folders.push(path.clone());
            }
            let name = path.strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
            let text = meta.is_file().then(|| fs::read(&path).unwrap());
            entries.insert(
                name,
                Entry {
                    kind: format!("{:?}", meta.file_type()),
                    text,
                    written: meta.modified().unwrap(),
                },
            );
        }
    }
    entries
}

/// The same without times of folders, which a file that comes and goes changes.
pub fn lasting(folder: &Path) -> BTreeMap<String, Entry> {
    let mut entries = snapshot(folder);
    for (path, entry) in &mut entries {
        if folder.join(path).is_dir() {
            entry.written = SystemTime::UNIX_EPOCH;
        }
    }
    entries
}

/// How a disk fails at its n-th operation.
#[derive(Clone, Copy, PartialEq)]
pub enum Failure {
    /// The process is killed: this operation is done by half or not at all, and nothing after it.
    Kill,
    /// This one operation fails, a write having left a part.
    Once(io::ErrorKind),
}

/// A disk that counts its operations and fails at one of them.
pub struct FailingDisk {
    pub done: Arc<AtomicUsize>,
    at: usize,
    failure: Failure,
}

impl FailingDisk {
    pub fn at(at: usize, failure: Failure) -> Self {
        Self {
            done: Arc::default(),
            at,
            failure,
        }
    }

    fn fails(&self) -> Option<io::Error> {
        let now = self.done.fetch_add(1, Ordering::SeqCst);
        match self.failure {
            Failure::Kill if now >= self.at => Some(io::Error::other("killed")),
            Failure::Once(kind) if now == self.at => Some(kind.into()),
            _ => None,
        }
    }

    fn run(&self, operation: impl FnOnce() -> io::Result<()>) -> io::Result<()> {
        self.fails().map_or_else(operation, Err)
    }
}

impl Disk for FailingDisk {
    fn create_dir(&self, path: &Path) -> io::Result<()> {
        self.run(|| RealDisk.create_dir(path))
    }

    fn write_new(&self, path: &Path, bytes: &[u8], durable: bool) -> io::Result<()> {
        let before = self.done.load(Ordering::SeqCst);
        match self.fails() {
            None => RealDisk.write_new(path, bytes, durable),
            Some(error) => {
                // Only the operation that is hit leaves a part; a dead process leaves nothing more.
                if before == self.at {
                    let _ = RealDisk.write_new(path, &bytes[..bytes.len() / 2], false);
                }
                Err(error)
            }
        }
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.run(|| RealDisk.rename(from, to))
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        self.run(|| RealDisk.remove_file(path))
    }

    fn remove_dir(&self, path: &Path) -> io::Result<()> {
        self.run(|| RealDisk.remove_dir(path))
    }

    fn sync(&self, folder: &Path) -> io::Result<()> {
        self.run(|| RealDisk.sync(folder))
    }
}

/// A disk that notes what is done to it, in order: the operation and the last part of the path.
#[derive(Default)]
pub struct NotingDisk(pub Arc<Mutex<Vec<String>>>);

impl NotingDisk {
    fn note(&self, operation: &str, path: &Path) {
        let name = path.file_name().unwrap().to_str().unwrap();
        self.0.lock().unwrap().push(format!("{operation} {name}"));
    }
}

impl Disk for NotingDisk {
    fn create_dir(&self, path: &Path) -> io::Result<()> {
        self.note("make", path);
        RealDisk.create_dir(path)
    }

    fn write_new(&self, path: &Path, bytes: &[u8], durable: bool) -> io::Result<()> {
        self.note(if durable { "write and sync" } else { "write" }, path);
        RealDisk.write_new(path, bytes, durable)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.note("rename to", to);
        RealDisk.rename(from, to)
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        self.note("remove", path);
        RealDisk.remove_file(path)
    }

    fn remove_dir(&self, path: &Path) -> io::Result<()> {
        self.note("remove folder", path);
        RealDisk.remove_dir(path)
    }

    fn sync(&self, folder: &Path) -> io::Result<()> {
        self.note("sync all of", folder);
        RealDisk.sync(folder)
    }
}
