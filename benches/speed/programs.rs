//! The programs that kickstart is compared with, compiled here with the flags of the release profile.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

/// kickstart, as `cargo bench` built it.
pub const KICKSTART: &str = env!("CARGO_BIN_EXE_kickstart");

/// What `[profile.release]` says, and nothing of what this repository does beyond it for kickstart alone.
const FLAGS: &[&str] = &[
    "--edition=2024",
    "-Copt-level=3",
    "-Clto=fat",
    "-Ccodegen-units=1",
    "-Cpanic=abort",
    "-Cstrip=symbols",
];

/// Compiles `programs/<name>.rs` into `folder`.
///
/// # Errors
///
/// Where there is no `rustc`, or it refuses.
pub fn compile(name: &str, folder: &Path) -> Result<PathBuf> {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/speed/programs");
    let program = folder.join(name).with_extension(std::env::consts::EXE_EXTENSION);
    let compiler = std::env::var_os("RUSTC").unwrap_or_else(|| OsString::from("rustc"));
    let status = Command::new(&compiler)
        .args(FLAGS)
        .arg("-o")
        .arg(&program)
        .arg(source.join(name).with_extension("rs"))
        .status()
        .with_context(|| format!("cannot run `{}`", compiler.display()))?;
    ensure!(status.success(), "`{name}` does not compile");
    Ok(program)
}

/// Packs the files below `folder` for the raw writer; see `programs/raw_writer.rs`. Returns how many there are.
///
/// # Errors
///
/// Where something cannot be read or written.
pub fn pack(folder: &Path, pack: &Path) -> Result<usize> {
    let mut files = Vec::new();
    below(folder, "", &mut files)?;
    files.sort();
    let (mut index, mut bytes, mut known) = (String::new(), Vec::new(), std::collections::HashMap::new());
    for path in &files {
        let content = fs::read(folder.join(path))?;
        let length = content.len();
        let offset = *known.entry(content).or_insert_with_key(|content| {
            bytes.extend_from_slice(content);
            bytes.len() - length
        });
        index.push_str(&format!("{path}\t{offset}\t{length}\n"));
    }
    index.push('\n');
    fs::write(pack, [index.as_bytes(), &bytes].concat())?;
    Ok(files.len())
}

/// The paths of all files below a folder, with `/`.
///
/// # Errors
///
/// Where a folder cannot be read.
pub fn below(folder: &Path, prefix: &str, found: &mut Vec<String>) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            below(&entry.path(), &format!("{name}/"), found)?;
        } else {
            found.push(name);
        }
    }
    Ok(())
}
