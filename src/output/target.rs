//! The folder that stacks are written to: where it really is, and that no other run writes there meanwhile.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};

use super::disk::{Disk, RealDisk};
use super::drift::Drift;
use super::layout;
use super::lock;
use super::look::{Looker, Obstacle, look};
use super::plan::Plan;
use super::survey::Survey;
use super::tree::Tree;

/// How long a run waits for another to end. A thousand stacks take a few seconds.
const PATIENCE: Duration = Duration::from_secs(30);

/// An open `--out` folder. It is locked as long as this lives, so that two runs do not mix what they write.
pub struct Target {
    pub(super) disk: Box<dyn Disk>,
    root: PathBuf,
    /// Folders made for this run, outermost first; those that stay empty are removed again.
    made: Vec<PathBuf>,
    /// Whether this run may write.
    pub(super) writable: bool,
    exists: bool,
    syncs: Mutex<Syncs>,
    warning: Option<String>,
    _lock: Option<lock::Lock>,
}

/// Which of the prepared stacks have surely reached the device.
#[derive(Default)]
struct Syncs {
    prepared: u64,
    synced: u64,
}

impl Target {
    /// Opens a folder for writing, and makes it if it is not there. Waits up to half a minute for another run to end.
    ///
    /// # Errors
    /// The path is empty, the root of a file system, no folder, or a symbolic link to another one or to nothing; it cannot
    /// be made or opened; another run does not end.
    pub fn open(out: &Path) -> Result<Self> {
        Self::open_on(Box::new(RealDisk), out, PATIENCE)
    }

    /// Opens a folder for checking: nothing is written, and it need not be there.
    ///
    /// # Errors
    /// As for [`Target::open`].
    pub fn open_for_check(out: &Path) -> Result<Self> {
        let mut target = Self::unlocked(Box::new(RealDisk), locate(out)?);
        target.exists = look(&target.root)?.is_some();
        if target.exists {
            target.lock(false, PATIENCE, out)?;
        }
        Ok(target)
    }

    /// As [`Target::open`], on a disk of the caller's and with a patience of the caller's: for tests.
    ///
    /// # Errors
    /// As for [`Target::open`].
    pub fn open_on(disk: Box<dyn Disk>, out: &Path, patience: Duration) -> Result<Self> {
        let mut target = Self::unlocked(disk, locate(out)?);
        target.writable = true;
        target.exists = true;
        // Another run may remove the folder, which it had made for nothing, between our making it and locking it.
        for _ in 0..100 {
            target.make()?;
            if target.lock(true, patience, out)? {
                return Ok(target);
            }
        }
        bail!("`{}` vanishes again and again while it is being opened", out.display())
    }

    fn unlocked(disk: Box<dyn Disk>, root: PathBuf) -> Self {
        let (made, syncs) = Default::default();
        Self {
            disk,
            root,
            made,
            writable: false,
            exists: false,
            syncs,
            warning: None,
            _lock: None,
        }
    }

    /// What people should know about this folder: that it cannot be locked, on some network file systems.
    pub fn warning(&self) -> Option<&str> {
        self.warning.as_deref()
    }

    /// What writing a stack would do. With `force`, files that somebody edited are written anew.
    ///
    /// # Errors
    /// The stack's folder is a symbolic link or no folder, or something in it cannot be read.
    pub fn plan<'a>(&self, stack: &str, tree: &'a Tree, force: bool) -> Result<Plan<'_, 'a>> {
        Plan::make(self, self.looker(stack)?, stack, tree, force)
    }

    /// How a stack's folder differs from what would be written. Clean exactly where [`Target::plan`] has nothing to do.
    ///
    /// # Errors
    /// As for [`Target::plan`].
    pub fn check(&self, stack: &str, tree: &Tree) -> Result<Drift> {
        Drift::of(Survey::take(self.looker(stack)?, stack, tree)?)
    }

    fn looker(&self, stack: &str) -> Result<Looker> {
        if let Err(why) = layout::plain_name(stack) {
            bail!("`{stack}` cannot be the name of a stack's folder: it {why}");
        }
        let folder = self.root.join(stack);
        let found = if self.exists { look(&folder)? } else { None };
        if let Some(found) = &found {
            let what = Obstacle::of(found.file_type());
            ensure!(
                what == Obstacle::Folder,
                "`{}` is {what}, where kickstart needs a folder of its own. Move it away, or choose another `--out`.",
                folder.display()
            );
        }
        Ok(Looker::new(folder, found.is_some()))
    }

    /// Makes the folder and those above it that are missing.
    fn make(&mut self) -> Result<()> {
        let mut missing = Vec::new();
        let mut folder = self.root.as_path();
        while look(folder)?.is_none() {
            missing.push(folder.to_owned());
            match folder.parent() {
                Some(parent) => folder = parent,
                None => break,
            }
        }
        for folder in missing.into_iter().rev() {
            match self.disk.create_dir(&folder) {
                Ok(()) => self.made.push(folder),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => {
                    return Err(error).with_context(|| format!("cannot make the folder `{}`", folder.display()));
                }
            }
        }
        Ok(())
    }

    /// Whether the folder that was locked is still the one at the path.
    fn lock(&mut self, exclusive: bool, patience: Duration, out: &Path) -> Result<bool> {
        match lock::take(&self.root, exclusive, patience)? {
            lock::Outcome::Locked(lock) => self._lock = Some(lock),
            lock::Outcome::Gone => return Ok(false),
            lock::Outcome::Unsupported => {
                self.warning = Some(format!(
                    "`{}` cannot be locked: do not let two runs write there at once",
                    out.display()
                ));
            }
            lock::Outcome::Busy => bail!(
                "another run of kickstart is writing to `{}` and has not ended within {} seconds. Wait until it has, then run this again.",
                out.display(),
                patience.as_secs()
            ),
        }
        Ok(true)
    }

    /// Notes that a stack with many changes is prepared; to be given to [`Target::sync`] before any of it is renamed.
    pub(super) fn prepared(&self) -> u64 {
        let mut syncs = self.syncs.lock().unwrap_or_else(PoisonError::into_inner);
        syncs.prepared += 1;
        syncs.prepared
    }

    /// Waits until what was prepared up to this number has reached the device: once for all stacks prepared so far.
    pub(super) fn sync(&self, number: u64) -> Result<()> {
        let mut syncs = self.syncs.lock().unwrap_or_else(PoisonError::into_inner);
        if syncs.synced < number {
            self.disk
                .sync(&self.root)
                .with_context(|| format!("cannot write to `{}`", self.root.display()))?;
            syncs.synced = syncs.prepared;
        }
        Ok(())
    }
}

impl Drop for Target {
    fn drop(&mut self) {
        for folder in self.made.iter().rev() {
            // One that holds something by now is not empty, and stays.
            let _ = self.disk.remove_dir(folder);
        }
    }
}

/// Where `--out` really is. A symbolic link there is followed once.
fn locate(out: &Path) -> Result<PathBuf> {
    let shown = out.display();
    ensure!(
        !out.as_os_str().is_empty(),
        "`--out` is empty. Name the folder that stacks are written to, such as `out`."
    );
    let mut place = out.to_owned();
    if let Some(found) = look(out)?
        && found.is_symlink()
    {
        let link = fs::read_link(out).with_context(|| format!("cannot read the symbolic link `{shown}`"))?;
        place = out.parent().unwrap_or(Path::new("")).join(link);
        match look(&place)? {
            None => bail!(
                "`{shown}` is a symbolic link to `{}`, which is not there. Make that folder first.",
                place.display()
            ),
            Some(next) if next.is_symlink() => bail!(
                "`{shown}` is a symbolic link to `{}`, which is a symbolic link itself. Name the folder in the end.",
                place.display()
            ),
            Some(_) => {}
        }
    }
    let place = match look(&place)? {
        Some(found) if found.is_dir() => place.canonicalize(),
        Some(_) => bail!("`{shown}` is no folder. Name the folder that stacks are written to."),
        None => std::path::absolute(&place),
    };
    let place = place.with_context(|| format!("cannot find out where `{shown}` is"))?;
    ensure!(
        place.parent().is_some(),
        "`{shown}` is the root of a file system. Name a folder in it."
    );
    Ok(place)
}
