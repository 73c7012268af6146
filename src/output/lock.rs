//! A lock on a folder itself: it leaves no file behind, and ends with the process, however that ends.

use std::fs::File;
use std::path::Path;
use std::time::Duration;

use anyhow::Result;

/// A folder's lock, held until this is dropped.
pub(super) struct Lock(#[cfg_attr(not(unix), expect(dead_code))] File);

/// Closing the handle would not do: a process that was forked meanwhile shares it until it runs its own program.
#[cfg(unix)]
impl Drop for Lock {
    fn drop(&mut self) {
        // Where this fails, the handle that is closed next is what is left to do.
        let _ = rustix::fs::flock(&self.0, rustix::fs::FlockOperation::Unlock);
    }
}

/// What came of trying to lock a folder.
pub(super) enum Outcome {
    Locked(Lock),
    /// Another folder, or none, stands at the path by now.
    Gone,
    /// Another run holds the lock.
    Busy,
    /// This file system, or this system, cannot lock a folder.
    Unsupported,
}

#[cfg(unix)]
pub(super) fn take(folder: &Path, exclusive: bool, patience: Duration) -> Result<Outcome> {
    use anyhow::Context;
    use rustix::fs::{FlockOperation, flock};
    use rustix::io::Errno;
    use std::os::unix::fs::MetadataExt;
    use std::time::Instant;

    let unreadable = || format!("cannot open the folder `{}`", folder.display());
    let handle = match File::open(folder) {
        Ok(handle) => handle,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Outcome::Gone),
        Err(error) => return Err(error).with_context(unreadable),
    };
    let operation = if exclusive {
        FlockOperation::NonBlockingLockExclusive
    } else {
        FlockOperation::NonBlockingLockShared
    };
    let start = Instant::now();
    loop {
        match flock(&handle, operation) {
            Ok(()) => break,
            Err(Errno::INTR) => {}
            Err(Errno::WOULDBLOCK) if start.elapsed() >= patience => return Ok(Outcome::Busy),
            Err(Errno::WOULDBLOCK) => std::thread::sleep(Duration::from_millis(5)),
            // NFS wants a handle for writing, which a folder has not; others know no locks at all.
            Err(Errno::BADF | Errno::NOLCK | Errno::NOTSUP | Errno::NOSYS | Errno::INVAL) => {
                return Ok(Outcome::Unsupported);
            }
            Err(error) => return Err(error).with_context(unreadable),
        }
    }
    let held = handle.metadata().with_context(unreadable)?;
    Ok(match super::look::look(folder)? {
        Some(there) if (there.dev(), there.ino()) == (held.dev(), held.ino()) => Outcome::Locked(Lock(handle)),
        _ => Outcome::Gone,
    })
}

/// Windows locks files only.
#[cfg(not(unix))]
pub(super) fn take(_: &Path, _: bool, _: Duration) -> Result<Outcome> {
    Ok(Outcome::Unsupported)
}
