//! Every file as text: what the usual pre-commit hooks (`trailing-whitespace`, `end-of-file-fixer`, `mixed-line-ending`,
//! `fix-byte-order-marker`, `pretty-format-json`) would make of it must be what lies there.

use crate::support::assert_none;
use crate::support::trees::{files, goldens, shown};
use crate::{all_trees, passes, refuses};
use serde_json::Value;
use std::fmt::Write as _;
use std::path::Path;

#[test]
fn hooks_would_change_nothing() {
    let mut found = Vec::new();
    for file in all_trees()
        .iter()
        .flat_map(|tree| files(&tree.path))
        .filter(|file| is_ours(file))
    {
        let bytes = std::fs::read(&file).unwrap();
        let mut faults = text(&bytes);
        if file
            .extension()
            .is_some_and(|ending| ending == "json" || ending == "avsc")
        {
            faults.extend(json(&String::from_utf8_lossy(&bytes)));
        }
        found.extend(faults.into_iter().map(|why| format!("{}: {why}", shown(&file))));
    }
    assert_none(found);
}

#[test]
fn a_stack_holds_nothing_that_is_the_users() {
    assert_none(
        goldens()
            .iter()
            .flat_map(|tree| files(&tree.path))
            .filter_map(|file| users_own(&file))
            .collect(),
    );
}

/// Sample data is the user's, byte for byte; all else is written by us.
fn is_ours(file: &Path) -> bool {
    let shown = shown(file);
    shown.starts_with("modules/") || shown.contains("/modules/") || !shown.contains("/sample-data/")
}

fn text(bytes: &[u8]) -> Vec<String> {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return vec!["is not UTF-8".to_owned()];
    };
    let mut found = Vec::new();
    if text.starts_with('\u{feff}') {
        found.push("begins with a byte-order mark".to_owned());
    }
    if text.contains('\r') {
        found.push("has carriage returns".to_owned());
    }
    if !text.is_empty() && (!text.ends_with('\n') || text.ends_with("\n\n") || text == "\n") {
        found.push("does not end with exactly one line feed".to_owned());
    }
    for (number, line) in text.lines().enumerate() {
        if line.ends_with([' ', '\t']) {
            found.push(format!("line {} ends with a blank", number + 1));
        }
    }
    found
}

/// Two blanks, one entry a line, ASCII, the keys in their own order.
fn json(text: &str) -> Option<String> {
    let value: Value = match serde_json::from_str(text) {
        Ok(value) => value,
        Err(error) => return Some(format!("is not JSON: {error}")),
    };
    let mut wanted = String::new();
    for character in format!("{value:#}\n").chars() {
        if character.is_ascii() {
            wanted.push(character);
        } else {
            for unit in character.encode_utf16(&mut [0; 2]) {
                let _ = write!(wanted, "\\u{unit:04x}");
            }
        }
    }
    let line = text
        .split('\n')
        .zip(wanted.split('\n'))
        .position(|(is, should)| is != should);
    match line {
        Some(line) => Some(format!(
            "line {} should be `{}`",
            line + 1,
            wanted.split('\n').nth(line).unwrap_or_default()
        )),
        None => (text != wanted).then(|| "is shorter or longer than its pretty form".to_owned()),
    }
}

/// State, lock file, values and overrides belong to the user; a `.tofu` file would hide our code from one engine.
fn users_own(file: &Path) -> Option<String> {
    let name = file
        .file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default();
    let is_users = name == ".terraform.lock.hcl"
        || name.contains(".tfstate")
        || name.contains(".tfvars")
        || [".tfbackend", ".tofu", "_override.tf"]
            .iter()
            .any(|ending| name.ends_with(ending))
        || name == "override.tf";
    is_users.then(|| format!("{} is the user's to write", shown(file)))
}

#[test]
fn text_that_a_hook_would_change() {
    passes(text(b"a\n"));
    passes(text(b""));
    refuses(text(b"a"), "exactly one line feed");
    refuses(text(b"a\n\n"), "exactly one line feed");
    refuses(text(b"a \n"), "line 1 ends with a blank");
    refuses(text(b"b\na\t\n"), "line 2 ends with a blank");
    refuses(text(b"a\r\n"), "carriage returns");
    refuses(text(b"\xef\xbb\xbfa\n"), "byte-order mark");
    refuses(text(b"\xff\n"), "not UTF-8");
}

#[test]
fn json_in_another_style() {
    passes(
        json("{\n  \"b\": [],\n  \"a\": \"\\u00fc \\ud83d\\ude00\"\n}\n")
            .into_iter()
            .collect(),
    );
    refuses(
        json("{\n  \"a\": \"ü\"\n}\n").into_iter().collect(),
        "line 2 should be `  \"a\": \"\\u00fc\"`",
    );
    refuses(json("{\n    \"a\": 1\n}\n").into_iter().collect(), "line 2 should be");
    refuses(json("{\"a\": 1}\n").into_iter().collect(), "line 1 should be");
    refuses(json("{\n  \"a\": 1\n}").into_iter().collect(), "pretty form");
    refuses(json("{").into_iter().collect(), "is not JSON");
}

#[test]
fn files_of_the_user() {
    for name in [
        ".terraform.lock.hcl",
        "terraform.tfstate",
        "a.auto.tfvars",
        "prod.tfbackend",
        "main.tofu",
        "a_override.tf",
        "override.tf",
    ] {
        assert!(users_own(Path::new(name)).is_some(), "{name} passes");
    }
    assert_eq!(users_own(Path::new("main.tf")), None);
    assert!(is_ours(Path::new("modules/sample-data/main.tf")));
    assert!(is_ours(Path::new("tests/golden/a/a-dev/modules/sample-data/main.tf")));
    assert!(!is_ours(Path::new(
        "tests/golden/a/a-dev/sample-data/movies/movies.csv"
    )));
}
