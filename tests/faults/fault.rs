//! A broken spec, and the finding that it says must come.
//!
//! Its first line tells what AWS or Terraform would say of the mistake, and when. The line below the mistake marks it:
//!
//! ```toml
//! TIMESTAMP = "string"
//! #           ^^^^^^^^ error[reserved-field-type]
//! ```
//!
//! Within SQL the comment is SQL's. Carets that follow the comment's sign at once, at the start of a line, mark what is above
//! the sign too. Where no caret can stand, a line `# at 1:1-1:1: error[empty-spec]` at the top has the place; and
//! `# linted after: good/campus.toml` names a spec of the same call.

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value as Json;

/// A finding without its words: rule, level, and where.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Told {
    pub file: String,
    pub place: [u64; 4],
    pub level: String,
    pub rule: String,
}

impl fmt::Display for Told {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [line, column, end_line, end_column] = self.place;
        write!(
            to,
            "{}:{line}:{column}-{end_line}:{end_column} {}[{}]",
            self.file, self.level, self.rule
        )
    }
}

/// A file of `tests/faults`.
pub struct Fault {
    /// Its name, without `.toml`.
    pub name: String,
    /// Its text; what is not UTF-8 is replaced.
    pub text: String,
    folder: PathBuf,
}

impl Fault {
    /// All files of a folder, by name.
    pub fn all(folder: &Path) -> Vec<Self> {
        let mut paths: Vec<PathBuf> = fs::read_dir(folder)
            .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
            .map(|entry| entry.expect("an entry").path())
            .filter(|path| path.extension().is_some_and(|ending| ending == "toml"))
            .collect();
        paths.sort();
        let read = |path: PathBuf| Self {
            name: path.file_stem().expect("a name").to_string_lossy().into_owned(),
            text: read(&path),
            folder: folder.to_owned(),
        };
        paths.into_iter().map(read).collect()
    }

    fn file(&self) -> String {
        format!("{}.toml", self.name)
    }

    /// The findings that its marks announce, also those in its query files.
    pub fn expected(&self) -> Vec<Told> {
        let mut all = marks(&self.file(), &self.text);
        let mut files: Vec<&str> = quoted(&self.text, "query_file").collect();
        files.sort_unstable();
        files.dedup();
        for file in files {
            let path = self.folder.join(file);
            if path.is_file() {
                all.extend(marks(file, &read(&path)));
            }
        }
        all
    }

    /// What the program tells of it.
    pub fn told(&self) -> Vec<Told> {
        let before = self
            .text
            .lines()
            .filter_map(|line| line.strip_prefix("# linted after: "));
        let run = Command::new(env!("CARGO_BIN_EXE_kickstart"))
            .current_dir(&self.folder)
            .args(["lint", "--format", "json"])
            .args(before)
            .arg(self.file())
            .output()
            .expect("kickstart starts");
        let report: Json = serde_json::from_slice(&run.stdout)
            .unwrap_or_else(|error| panic!("{}: {error}: {}", self.name, String::from_utf8_lossy(&run.stderr)));
        let findings = report["findings"].as_array().expect("findings").iter();
        let text = |finding: &Json, key: &str| finding[key].as_str().expect("a string").to_owned();
        findings
            .map(|finding| Told {
                file: text(finding, "file"),
                place: ["line", "column", "end_line", "end_column"]
                    .map(|key| finding[key].as_u64().expect("a number from 1")),
                level: text(finding, "level"),
                rule: text(finding, "rule"),
            })
            .collect()
    }
}

/// What marks in a text announce.
fn marks(file: &str, text: &str) -> Vec<Told> {
    let mut marks = Vec::new();
    for (above, line) in text.lines().enumerate() {
        let Some((before, level, rule)) = announced(line) else {
            continue;
        };
        let place = match before.strip_prefix("# at ") {
            Some(place) => written(place).unwrap_or_else(|| panic!("{file}: not a place: {place}")),
            None => {
                let Some(end) = before.strip_suffix(' ').filter(|carets| carets.ends_with('^')) else {
                    continue;
                };
                let start = end.trim_end_matches('^');
                let columns = |text: &str| text.chars().count() as u64;
                let from = if matches!(start, "#" | "--") { 0 } else { columns(start) };
                // Lines count from 1, so this line's index is the number of the one above.
                let line = above as u64;
                [line, from + 1, line, columns(end) + 1]
            }
        };
        marks.push(Told {
            file: file.to_owned(),
            place,
            level: level.to_owned(),
            rule: rule.to_owned(),
        });
    }
    marks
}

/// Splits `… error[rule]` into what stands before it, the level and the rule.
fn announced(line: &str) -> Option<(&str, &str, &str)> {
    let (before, rule) = line.rsplit_once('[')?;
    let (rule, _) = rule.split_once(']')?;
    let level = ["error", "warning", "note"]
        .into_iter()
        .find(|level| before.ends_with(level))?;
    Some((before.strip_suffix(level)?, level, rule))
}

/// Reads `1:1-2:10: `.
fn written(place: &str) -> Option<[u64; 4]> {
    let numbers = place.trim_end_matches([':', ' ']).split([':', '-']);
    let numbers: Vec<u64> = numbers.map(|number| number.parse().ok()).collect::<Option<_>>()?;
    numbers.try_into().ok()
}

/// The strings that a key has in a text.
fn quoted<'a>(text: &'a str, key: &'a str) -> impl Iterator<Item = &'a str> {
    let after = text.lines().filter_map(move |line| line.trim_start().strip_prefix(key));
    after.filter_map(|value| value.split('"').nth(1))
}

fn read(path: &Path) -> String {
    let bytes = fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    String::from_utf8_lossy(&bytes).into_owned()
}
