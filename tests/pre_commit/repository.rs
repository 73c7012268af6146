//! Git repositories for one test: one that publishes hooks, and one of somebody who uses them.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::support::process::{command, run, said};
use crate::wheel::succeeds;

/// How a command ended, and what it said.
#[derive(Debug)]
pub struct Outcome {
    /// The exit code.
    pub code: Option<i32>,
    /// Standard output and error.
    pub said: String,
}

impl Outcome {
    /// Whether everything passed.
    #[track_caller]
    pub fn passes(self) -> Self {
        assert_eq!(self.code, Some(0), "{}", self.said);
        self
    }

    /// Whether this hook failed, with all of these words.
    #[track_caller]
    pub fn fails(self, hook: &str, words: &[&str]) -> Self {
        assert_eq!(self.code, Some(1), "{}", self.said);
        let words = [&[hook], words].concat();
        for word in words {
            assert!(self.said.contains(word), "`{word}` is not in:\n{}", self.said);
        }
        self
    }
}

/// A repository whose commits run hooks.
pub struct Repository {
    folder: tempfile::TempDir,
    python: PathBuf,
    environment: Vec<(OsString, OsString)>,
}

impl Repository {
    /// An empty one, with this configuration of pre-commit, which installs its hooks in this environment.
    pub fn new(python: &Path, config: &str, environment: &[(&str, OsString)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let environment = environment
            .iter()
            .map(|(name, value)| (OsString::from(name), value.clone()));
        let repository = Self {
            environment: environment.collect(),
            python: python.to_owned(),
            folder,
        };
        fs::create_dir(repository.path("")).unwrap();
        succeeds(&mut repository.git(&["init", "--quiet"]));
        repository.write(".pre-commit-config.yaml", config);
        repository
    }

    /// A path inside. What pre-commit keeps lies beside it.
    pub fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join("repository").join(path)
    }

    /// Writes a file.
    pub fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Changes a file, in which `from` must stand.
    #[track_caller]
    pub fn edit(&self, path: &str, from: &str, to: &str) {
        let text = fs::read_to_string(self.path(path)).unwrap();
        assert!(text.contains(from), "{path} has no {from}");
        self.write(path, &text.replace(from, to));
    }

    /// Commits all there is, through the hooks once they are installed.
    pub fn commit(&self) -> Outcome {
        succeeds(&mut self.git(&["add", "--all"]));
        ended(&mut self.git(&["commit", "--quiet", "--message", "a change"]))
    }

    /// Takes back what the last commit was refused for.
    pub fn reset(&self) {
        succeeds(&mut self.git(&["reset", "--quiet", "--hard"]));
    }

    /// The real pre-commit.
    pub fn pre_commit(&self, arguments: &[&str]) -> Command {
        let mut command = self.command(&self.python);
        command.args(["-m", "pre_commit"]).args(arguments);
        command
    }

    /// Runs the hooks on everything that is staged.
    pub fn run(&self) -> Outcome {
        succeeds(&mut self.git(&["add", "--all"]));
        ended(&mut self.pre_commit(&["run", "--all-files"]))
    }

    /// `kickstart render`, as the user runs it.
    pub fn render(&self) {
        succeeds(
            self.command(env!("CARGO_BIN_EXE_kickstart"))
                .args(["render", "stage.toml"]),
        );
    }

    fn git(&self, arguments: &[&str]) -> Command {
        let mut command = self.command("git");
        command.args(arguments);
        command
    }

    fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = apart(program);
        command
            .current_dir(self.path(""))
            .env("PRE_COMMIT_HOME", self.folder.path().join("pre-commit"))
            .env("VIRTUALENV_NO_PERIODIC_UPDATE", "1")
            .env("VIRTUALENV_OVERRIDE_APP_DATA", self.folder.path().join("virtualenv"))
            .envs(self.environment.iter().map(|(name, value)| (name, value)));
        command
    }
}

fn ended(command: &mut Command) -> Outcome {
    let output = run(command).unwrap();
    Outcome {
        code: output.status.code(),
        said: said(&output),
    }
}

/// A command that knows nothing of the git repository and the hooks that this test may run under.
fn apart(program: impl AsRef<std::ffi::OsStr>) -> Command {
    let mut command = command(program);
    for (name, _) in std::env::vars_os() {
        let text = name.to_string_lossy();
        if text.starts_with("GIT_") || text.starts_with("PRE_COMMIT") || text.starts_with("PIP_") || text == "SKIP" {
            command.env_remove(&name);
        }
    }
    for part in ["AUTHOR", "COMMITTER"] {
        command
            .env(format!("GIT_{part}_NAME"), "a test")
            .env(format!("GIT_{part}_EMAIL"), "test@example.com");
    }
    command
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_NOSYSTEM", "1");
    command
}

/// Publishes a folder as it is now, uncommitted changes included, as a git repository with a tag.
pub fn publish(folder: &Path, tag: &str) -> tempfile::TempDir {
    let published = tempfile::tempdir().unwrap();
    let git = |arguments: &[&str]| {
        let mut command = apart("git");
        command
            .arg("--git-dir")
            .arg(published.path().join(".git"))
            .arg("--work-tree")
            .arg(folder);
        succeeds(command.args(arguments).current_dir(folder));
    };
    git(&["init", "--quiet"]);
    git(&["add", "--all"]);
    git(&["commit", "--quiet", "--message", "as it is"]);
    git(&["tag", tag]);
    published
}
