//! Writing a mended file: beside it, then in its place in one step, and only if it still holds what was read.

use std::fs;
use std::io::Write;
use std::path::Path;

use anyhow::{Context, ensure};

/// What editors of Windows put before a text; it stays.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// Why the file that findings call `name` is not to be written, if that can be told already.
pub(super) fn obstacle(name: &str) -> Option<String> {
    let path = Path::new(name);
    let found = path.symlink_metadata().ok()?;
    if found.is_symlink() {
        return Some(format!(
            "`{name}` is a symbolic link, which is not written through: nothing in it was fixed. Name the file itself"
        ));
    }
    if !found.is_file() {
        return Some(format!("`{name}` is no file, and nothing in it was fixed"));
    }
    if found.permissions().readonly() {
        return Some(format!("`{name}` is read-only, and nothing in it was fixed"));
    }
    let folder = path.canonicalize().ok()?.parent()?.metadata().ok()?;
    // NOTE: on Windows a folder's attribute says nothing about the files in it.
    (cfg!(unix) && folder.permissions().readonly())
        .then(|| format!("the folder of `{name}` is read-only, and nothing in the file was fixed"))
}

/// Writes `after` to the file at `path`, which held `before` when it was read. A byte-order mark and the file's mode stay.
///
/// # Errors
///
/// The file holds something else by now, is a link, or cannot be written; it is as it was then.
pub(super) fn write(name: &str, path: &Path, before: &str, after: &str) -> anyhow::Result<()> {
    write_unless(name, path, before, after, || {})
}

/// As [`write`]; `meanwhile` happens when all is written but the file's own place.
fn write_unless(name: &str, path: &Path, before: &str, after: &str, meanwhile: impl FnOnce()) -> anyhow::Result<()> {
    let failed = || format!("cannot write `{name}`: nothing in it was fixed");
    let found = path.symlink_metadata().with_context(failed)?;
    let bytes = fs::read(path).with_context(failed)?;
    let mark = bytes.starts_with(BYTE_ORDER_MARK);
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut beside = tempfile::Builder::new()
        .prefix(".kickstart-fix-")
        .tempfile_in(folder)
        .with_context(failed)?;
    if mark {
        beside.write_all(BYTE_ORDER_MARK).with_context(failed)?;
    }
    beside.write_all(after.as_bytes()).with_context(failed)?;
    beside
        .as_file()
        .set_permissions(found.permissions())
        .with_context(failed)?;
    beside.as_file().sync_all().with_context(failed)?;
    meanwhile();
    ensure!(
        holds(path, mark, before),
        "`{name}` was changed while it was being fixed, and is left as it is. Run this again"
    );
    beside
        .persist(path)
        .map_err(|failure| failure.error)
        .with_context(failed)?;
    Ok(())
}

/// Whether the file at `path` is one, and holds this text.
fn holds(path: &Path, mark: bool, text: &str) -> bool {
    let is_file = path.symlink_metadata().is_ok_and(|found| found.is_file());
    let start: &[u8] = if mark { BYTE_ORDER_MARK } else { b"" };
    let is_text = |bytes: Vec<u8>| bytes.strip_prefix(start) == Some(text.as_bytes());
    is_file && fs::read(path).is_ok_and(is_text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let files = fs::read_dir(folder).unwrap();
        files
            .map(|file| file.unwrap().file_name().into_string().unwrap())
            .collect()
    }

    #[test]
    fn a_file_that_changed_meanwhile_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("stage.toml");
        for changed in ["a = 3\n", "", "a = 1"] {
            fs::write(&path, "a = 1\n").unwrap();
            let meanwhile = || fs::write(&path, changed).unwrap();
            let told = write_unless("stage.toml", &path, "a = 1\n", "a = 2\n", meanwhile).unwrap_err();
            assert!(told.to_string().contains("was changed while"), "{told}");
            assert_eq!(fs::read_to_string(&path).unwrap(), changed);
            assert_eq!(names(folder.path()), ["stage.toml"]);
        }
        fs::write(&path, "a = 1\n").unwrap();
        let gone = || fs::remove_file(&path).unwrap();
        assert!(write_unless("stage.toml", &path, "a = 1\n", "a = 2\n", gone).is_err());
        assert!(
            names(folder.path()).is_empty(),
            "a file that was removed does not come back"
        );
        assert!(write("stage.toml", &path, "a = 1\n", "a = 2\n").is_err());
    }

    #[test]
    fn a_byte_order_mark_that_comes_meanwhile_is_a_change() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("stage.toml");
        fs::write(&path, "a = 1\n").unwrap();
        let meanwhile = || fs::write(&path, b"\xef\xbb\xbfa = 1\n").unwrap();
        assert!(write_unless("stage.toml", &path, "a = 1\n", "a = 2\n", meanwhile).is_err());
        write("stage.toml", &path, "a = 1\n", "a = 2\n").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"\xef\xbb\xbfa = 2\n");
    }

    #[cfg(unix)]
    #[test]
    fn a_link_that_comes_meanwhile_is_not_written_through_nor_replaced() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let folder = tempfile::tempdir().unwrap();
        let (path, other) = (folder.path().join("stage.toml"), folder.path().join("other.toml"));
        fs::write(&path, "a = 1\n").unwrap();
        fs::write(&other, "a = 1\n").unwrap();
        let meanwhile = || {
            fs::remove_file(&path).unwrap();
            symlink(&other, &path).unwrap();
        };
        assert!(write_unless("stage.toml", &path, "a = 1\n", "a = 2\n", meanwhile).is_err());
        assert!(path.symlink_metadata().unwrap().is_symlink());
        assert_eq!(fs::read_to_string(&other).unwrap(), "a = 1\n");
        fs::set_permissions(&other, fs::Permissions::from_mode(0o640)).unwrap();
        write("other.toml", &other, "a = 1\n", "a = 2\n").unwrap();
        assert_eq!(other.metadata().unwrap().permissions().mode() & 0o7777, 0o640);
    }
}
