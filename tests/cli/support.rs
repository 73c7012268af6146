//! A folder for one test, the program run in it, and what holds of whatever the program prints.

use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant, SystemTime};

use serde_json::Value as Json;
use unicode_width::UnicodeWidthStr;

/// The smallest spec that is fine.
pub const SPEC: &str = r#"[project]
name = "shop"
region = "eu-central-1"
[datasets.interactions]
source = "clicks/"
query = """
SELECT user_id AS USER_ID, item_id AS ITEM_ID, "timestamp" AS TIMESTAMP
FROM clicks
"""
[datasets.interactions.columns]
user_id = "string"
item_id = "string"
timestamp = "bigint"
[datasets.interactions.schema]
USER_ID = "string"
ITEM_ID = "string"
TIMESTAMP = "long"
[stages.dev]
retain_data = false
"#;

/// The same with its query in a file, whose path stands where `QUERY_FILE` does.
pub fn with_query_file(file: &str) -> String {
    let start = SPEC.find("query = ").unwrap();
    let end = SPEC.find("[datasets.interactions.columns]").unwrap();
    format!("{}query_file = \"{file}\"\n{}", &SPEC[..start], &SPEC[end..])
}

/// The query of [`SPEC`].
pub fn query() -> &'static str {
    SPEC.split("\"\"\"\n").nth(1).unwrap()
}

/// A folder that is gone after the test.
pub struct Place(tempfile::TempDir);

/// How the program ended and what it printed.
#[derive(Debug)]
pub struct Run {
    pub code: i32,
    pub out: String,
    pub err: String,
}

/// A finding as `--format json` has it.
#[derive(Debug, serde::Deserialize)]
pub struct Told {
    pub rule: String,
    pub level: String,
    pub message: String,
    pub help: Option<String>,
    pub file: String,
    pub line: usize,
    pub column: usize,
    pub end_line: usize,
    pub end_column: usize,
}

impl Told {
    /// `line:column rule message`.
    pub fn short(&self) -> String {
        format!("{}:{} {} {}", self.line, self.column, self.rule, self.message)
    }
}

impl Place {
    pub fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    /// With the smallest spec as `stage.toml`.
    pub fn with_spec() -> Self {
        let place = Self::new();
        place.write("stage.toml", SPEC);
        place
    }

    pub fn path(&self) -> &Path {
        self.0.path()
    }

    pub fn at(&self, relative: &str) -> PathBuf {
        self.path().join(relative)
    }

    pub fn write(&self, relative: &str, bytes: impl AsRef<[u8]>) {
        let path = self.at(relative);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    /// The program in this folder, with nothing in its environment that changes what it prints.
    pub fn kickstart(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_kickstart"));
        command.current_dir(self.path()).args(arguments);
        for name in ["NO_COLOR", "TERM", "COLUMNS", "CLICOLOR_FORCE"] {
            command.env_remove(name);
        }
        command
    }

    #[track_caller]
    pub fn run(&self, arguments: &[&str]) -> Run {
        run(self.kickstart(arguments))
    }

    /// Runs the program and holds its exit code.
    #[track_caller]
    pub fn expect(&self, code: i32, arguments: &[&str]) -> Run {
        let run = self.run(arguments);
        assert_eq!(run.code, code, "{arguments:?}: {run:#?}");
        run
    }

    /// What lint finds in files, in order; the exit code has to say the same.
    #[track_caller]
    pub fn told(&self, specs: &[&str]) -> Vec<Told> {
        let run = self.run(&[&["lint", "--format", "json"], specs].concat());
        let report: Json = serde_json::from_str(&run.out).unwrap_or_else(|error| panic!("{error}: {run:#?}"));
        assert_eq!(report["version"], 1);
        let told: Vec<Told> = serde_json::from_value(report["findings"].clone()).unwrap();
        let failed = told.iter().any(|told| told.level == "error");
        assert_eq!(run.code, i32::from(failed), "{run:#?}");
        // People are told the same, in 80 columns.
        let human = self.run(&[&["lint"], specs].concat());
        assert_eq!(human.code, run.code);
        for line in human.out.lines() {
            assert!(line.width() <= 80, "wider than 80 columns: {line}");
        }
        told
    }

    /// What lint finds in a text; `stage.toml` holds it then.
    #[track_caller]
    pub fn told_of(&self, text: impl AsRef<[u8]>) -> Vec<Told> {
        self.write("stage.toml", text);
        self.told(&["stage.toml"])
    }

    /// Everything in a folder: path → kind, bytes or target, and when it was changed.
    pub fn tree(&self, relative: &str) -> BTreeMap<PathBuf, (String, Vec<u8>, Option<SystemTime>)> {
        let mut tree = BTreeMap::new();
        let mut open = vec![self.at(relative)];
        while let Some(path) = open.pop() {
            let Ok(meta) = fs::symlink_metadata(&path) else {
                continue;
            };
            let kind = format!("{:?}", meta.file_type());
            let bytes = match meta.is_file() {
                true => fs::read(&path).unwrap_or_default(),
                false => Vec::new(),
            };
            if meta.is_dir() {
                open.extend(fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
            }
            let name = path.strip_prefix(self.path()).unwrap().to_owned();
            tree.insert(name, (kind, bytes, meta.modified().ok()));
        }
        tree
    }

    /// Files and their bytes below a folder.
    pub fn bytes(&self, relative: &str) -> BTreeMap<PathBuf, Vec<u8>> {
        let top = self.at(relative);
        let tree = self.tree(relative).into_iter();
        tree.filter(|(path, _)| self.at(&path.to_string_lossy()).is_file())
            .map(|(path, (_, bytes, _))| {
                (
                    self.at(&path.to_string_lossy()).strip_prefix(&top).unwrap().to_owned(),
                    bytes,
                )
            })
            .collect()
    }
}

/// Runs a command for a minute at most. Whatever it prints: UTF-8, no character that a terminal obeys, no fault of its own.
#[track_caller]
pub fn run(command: Command) -> Run {
    let run = run_coloured(command);
    for text in [&run.out, &run.err] {
        let obeyed = text
            .chars()
            .find(|character| character.is_control() && !matches!(character, '\n'));
        assert_eq!(obeyed, None, "{run:#?}");
        let reorders = text
            .chars()
            .find(|character| matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'));
        assert_eq!(reorders, None, "{run:#?}");
    }
    run
}

/// As [`run`], where colours are asked for.
#[track_caller]
pub fn run_coloured(mut command: Command) -> Run {
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let out = read(child.stdout.take().unwrap());
    let err = read(child.stderr.take().unwrap());
    let start = Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
        if start.elapsed() > Duration::from_secs(60) {
            child.kill().unwrap();
            panic!("{command:?} hangs");
        }
        std::thread::sleep(Duration::from_millis(2));
    };
    let run = Run {
        code: status.code().unwrap_or_else(|| panic!("{command:?}: {status}")),
        out: out.join().unwrap(),
        err: err.join().unwrap(),
    };
    assert!(!run.err.contains("a fault of kickstart"), "{command:?}: {run:#?}");
    assert!(!run.err.contains("does not know"), "{command:?}: {run:#?}");
    run
}

fn read(mut stream: impl Read + Send + 'static) -> std::thread::JoinHandle<String> {
    std::thread::spawn(move || {
        let mut text = String::new();
        stream.read_to_string(&mut text).expect("output is UTF-8");
        text
    })
}
