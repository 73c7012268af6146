//! The few operations that change a disk, behind a trait: a test can then stop a run after each of them, or let each fail.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

/// Everything this room does to a disk. Reading goes past it.
pub trait Disk: Send + Sync {
    /// Makes a folder, with the mode that the umask makes of 0777.
    fn create_dir(&self, path: &Path) -> io::Result<()>;
    /// Writes a file that is not there yet, with the mode that the umask makes of 0666; `durable` waits until the bytes
    /// have reached the device. It may leave a part behind when it fails.
    fn write_new(&self, path: &Path, bytes: &[u8], durable: bool) -> io::Result<()>;
    /// Renames a file over what may stand at `to`, in one step.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Removes a file, or a symbolic link itself.
    fn remove_file(&self, path: &Path) -> io::Result<()>;
    /// Removes an empty folder.
    fn remove_dir(&self, path: &Path) -> io::Result<()>;
    /// Waits until all that was written to the file system of this folder has reached the device.
    fn sync(&self, folder: &Path) -> io::Result<()>;
}

/// The disk itself.
pub struct RealDisk;

impl Disk for RealDisk {
    fn create_dir(&self, path: &Path) -> io::Result<()> {
        fs::create_dir(path)
    }

    fn write_new(&self, path: &Path, bytes: &[u8], durable: bool) -> io::Result<()> {
        let mut file = File::create_new(path)?;
        file.write_all(bytes)?;
        if durable { file.sync_all() } else { Ok(()) }
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn remove_dir(&self, path: &Path) -> io::Result<()> {
        fs::remove_dir(path)
    }

    #[cfg(target_os = "linux")]
    fn sync(&self, folder: &Path) -> io::Result<()> {
        Ok(rustix::fs::syncfs(File::open(folder)?)?)
    }

    #[cfg(all(unix, not(target_os = "linux")))]
    fn sync(&self, _: &Path) -> io::Result<()> {
        rustix::fs::sync();
        Ok(())
    }

    /// Windows has no such call; its journal orders a rename after the data that was written through the same handle.
    #[cfg(not(unix))]
    fn sync(&self, _: &Path) -> io::Result<()> {
        Ok(())
    }
}
