//! The wheel, built as `pip install` of the source distribution builds it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Mutex, OnceLock, PoisonError};

use crate::support::process::{command, run, said};
use crate::support::tools;
use crate::support::trees::root;

/// One build at a time, so that what is compiled for the first is there for the second.
static BUILDING: Mutex<()> = Mutex::new(());

/// The folder that pip takes the wheel from, and what the hooks' own package is built with; made once for all tests. Nothing where
/// wheels cannot be built here, which has then been said.
pub fn wheels() -> Option<PathBuf> {
    static WHEELS: OnceLock<Option<PathBuf>> = OnceLock::new();
    WHEELS
        .get_or_init(|| tools::wheel().map(|python| build(&python)))
        .clone()
}

fn build(python: &Path) -> PathBuf {
    let folder = scratch().join("wheels");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    let mut sdist = module(python, &["maturin", "sdist", "--out"]);
    succeeds(sdist.arg(&folder).current_dir(root()));
    let sdist = only(&folder, "personalize_kickstart");

    let mut setuptools = module(python, &["pip", "download", "--quiet", "--no-deps", "--dest"]);
    let version = "import importlib.metadata as m; print('setuptools==' + m.version('setuptools'))";
    let version = succeeds(command(python).args(["-c", version]));
    succeeds(setuptools.arg(&folder).arg(version));

    // pip keeps wheels by the name of their source, which stays the same while the source changes: hence no cache.
    let options = ["--no-deps", "--no-index", "--no-build-isolation", "--no-cache-dir"];
    let mut wheel = module(python, &["pip", "wheel", "--wheel-dir"]);
    wheel.arg(&folder).args(options).arg(&sdist);
    let beside = python.parent().unwrap();
    wheel.env("PATH", with_first(beside));
    compile(&mut wheel);
    // What is left for pip to install is the wheel alone.
    fs::rename(&sdist, scratch().join("sdist.tar.gz")).unwrap();
    folder
}

/// Runs what compiles kickstart in its release profile, with the optimisation left out that takes minutes, and with dependencies
/// that an earlier run has compiled.
pub fn compile(compiler: &mut Command) -> String {
    let _building = BUILDING.lock().unwrap_or_else(PoisonError::into_inner);
    let target = scratch().join("target");
    forget_own(&target);
    compiler
        .env("CARGO_TARGET_DIR", &target)
        .env("CARGO_PROFILE_RELEASE_LTO", "off")
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0")
        .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16");
    succeeds(compiler)
}

/// Removes what was compiled of kickstart itself. cargo goes by the time of a file to tell whether it changed, and in a source distribution
/// all files are old.
fn forget_own(target: &Path) {
    for part in ["deps", "build", ".fingerprint", "incremental"] {
        for entry in fs::read_dir(target.join("release").join(part)).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.file_name().unwrap().to_string_lossy().contains("kickstart") {
                let _ = if path.is_dir() {
                    fs::remove_dir_all(&path)
                } else {
                    fs::remove_file(&path)
                };
            }
        }
    }
}

/// The program of a wheel that is installed into an environment of its own, and that environment's Python.
pub fn installed(wheels: &Path) -> (PathBuf, PathBuf) {
    let folder = scratch().join("installed");
    let _ = fs::remove_dir_all(&folder);
    let python = tools::wheel().unwrap();
    succeeds(module(&python, &["venv"]).arg(&folder));
    let mut install = module(
        &folder.join("bin/python"),
        &["pip", "install", "--quiet", "--no-index", "--find-links"],
    );
    succeeds(install.arg(wheels).arg("personalize-kickstart"));
    (folder.join("bin/kickstart"), folder.join("bin/python"))
}

/// The folder that these tests keep between runs.
fn scratch() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("wheel");
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn module(python: &Path, arguments: &[&str]) -> Command {
    let mut command = command(python);
    command.arg("-m").args(arguments);
    command
}

/// What it says, which must be a success.
#[track_caller]
pub fn succeeds(command: &mut Command) -> String {
    let output = run(command).unwrap();
    assert!(output.status.success(), "{command:?}:\n{}", said(&output));
    said(&output)
}

/// The one file whose name begins so.
#[track_caller]
pub fn only(folder: &Path, start: &str) -> PathBuf {
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let found: Vec<PathBuf> = files
        .filter(|path| path.file_name().unwrap().to_string_lossy().starts_with(start))
        .collect();
    assert_eq!(found.len(), 1, "{found:?}");
    found[0].clone()
}

/// The PATH with this folder before all others.
pub fn with_first(folder: &Path) -> std::ffi::OsString {
    let path = std::env::var_os("PATH").unwrap();
    std::env::join_paths(std::iter::once(folder.to_owned()).chain(std::env::split_paths(&path))).unwrap()
}
