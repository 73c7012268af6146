//! Where notebooks are executed: what is rendered, the data, the Python helpers, and what came out.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use kickstart::diagnostic::Sink;
use kickstart::source::{Folder, Loaded, load};
use kickstart::stage::{Owner, resolve};
use serde_json::Value as Json;

use crate::support::process::{command, run, said};
use crate::support::tools;
use crate::support::trees::{copy, root};

/// The notebook of the first stage of a page. A page without one is given one: each example's data can be looked at.
pub fn notebook(page: &str) -> String {
    let (folder, name) = page.rsplit_once('/').unwrap();
    let copied = tempfile::tempdir().unwrap();
    copy(&root().join(folder), copied.path());
    let path = copied.path().join(name);
    let mut text = fs::read_to_string(&path).unwrap();
    if !text.contains(".notebook]") {
        let stage = text
            .lines()
            .find_map(|line| line.strip_prefix("[stages.")?.strip_suffix(']'));
        let notebook = format!("\n[stages.{}.notebook]\n", stage.unwrap());
        text.push_str(&notebook);
        fs::write(&path, text).unwrap();
    }

    let Loaded::Text(text) = load(&path, page).unwrap() else {
        panic!("{page} is not UTF-8");
    };
    let mut sink = Sink::default();
    let spec = kickstart::spec::read(&text, &mut sink).unwrap().unwrap();
    let stages = resolve(&spec, &Folder::of(&path), Owner::Named("bob"), &mut sink);
    let findings = sink.finish();
    let told: Vec<&str> = findings.iter().map(|finding| finding.message.as_str()).collect();
    assert!(told.is_empty(), "{page}: {told:?}");
    let files = kickstart::render::stage(&stages[0]).unwrap();
    String::from_utf8(files["notebooks/data-exploration.ipynb"].to_vec()).unwrap()
}

/// A folder for one test, with the interpreter that executes notebooks.
pub struct Workbench {
    python: PathBuf,
    folder: PathBuf,
}

impl Workbench {
    /// Nothing where notebooks cannot be executed here, which has then been said.
    pub fn new(test: &str) -> Option<Self> {
        let python = tools::notebook()?;
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("notebook").join(test);
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(folder.join("data")).unwrap();
        Some(Self { python, folder })
    }

    /// The folder that the notebook is pointed at.
    pub fn data(&self) -> PathBuf {
        self.folder.join("data")
    }

    /// Makes the data of this kind; see `data.py`.
    pub fn generate(&self, kind: &str) {
        self.python("data.py", &[kind, self.data().to_str().unwrap()]).unwrap();
    }

    /// Takes raw data as it is, a folder a source.
    pub fn take_raw(&self, from: &Path, to: &str) {
        copy(from, &self.data().join("raw").join(to));
    }

    /// Spoils the data; see `breaks.py`. What has to fail, as dataset, requirement and what is measured.
    pub fn spoil(&self, kind: &str) -> Vec<(String, String, Option<String>)> {
        let printed = self
            .python("breaks.py", &[kind, self.data().to_str().unwrap()])
            .unwrap();
        serde_json::from_str(&printed).unwrap()
    }

    /// Executes a notebook. What it measured, or what the cell says that failed.
    pub fn execute(&self, notebook: &str, options: &[&str]) -> Result<Json, String> {
        let (path, result) = (self.folder.join("notebook.ipynb"), self.result());
        fs::write(&path, notebook).unwrap();
        let data = self.data();
        let paths = [&path, &data, &result].map(|path| path.to_str().unwrap());
        self.python("execute.py", &[&paths, options].concat())?;
        Ok(serde_json::from_str(&fs::read_to_string(&result).unwrap()).unwrap())
    }

    /// Where the result of an execution lies; with `.ipynb` behind it, the executed notebook.
    pub fn result(&self) -> PathBuf {
        self.folder.join("result.json")
    }

    /// Runs a script of `tests/notebook`: what it prints, or what it says when it fails.
    pub fn python(&self, script: &str, arguments: &[&str]) -> Result<String, String> {
        let mut python = command(&self.python);
        python.arg(root().join("tests/notebook").join(script)).args(arguments);
        self.run(python)
    }

    /// Runs a script of the shell, to its first failure.
    pub fn shell(&self, script: &str, folder: &Path) -> Result<String, String> {
        let mut shell = command("sh");
        shell.args(["-ec", script]).current_dir(folder);
        self.run(shell)
    }

    /// The virtual environment that the interpreter belongs to.
    pub fn environment(&self) -> &Path {
        self.python.parent().unwrap().parent().unwrap()
    }

    fn run(&self, mut program: Command) -> Result<String, String> {
        program
            .env("PYTHONDONTWRITEBYTECODE", "1")
            .env("IPYTHONDIR", self.folder.join("ipython"))
            .env("JUPYTER_CONFIG_DIR", self.folder.join("jupyter"))
            .env("JUPYTER_RUNTIME_DIR", self.folder.join("runtime"))
            .env(
                "MPLCONFIGDIR",
                Path::new(env!("CARGO_TARGET_TMPDIR")).join("matplotlib"),
            );
        let output = run(&mut program)?;
        if output.status.success() {
            Ok(String::from_utf8(output.stdout).unwrap())
        } else {
            Err(said(&output))
        }
    }
}
