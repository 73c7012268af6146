//! One mistake gives one finding: good specs, each with one thing taken out of it that people forget or mistype.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout)]

#[path = "../fuzz/checks/mod.rs"]
mod checks;

use std::fs;
use std::path::{Path, PathBuf};

use checks::judge::judge;
use kickstart::source::{Drafts, SourceText};
use kickstart::stage::Owner;

/// How many findings a text has in place of the spec at `path`.
fn count(path: &Path, text: &str) -> usize {
    let source = SourceText::new("stage.toml", text);
    judge(&source, path, &Drafts::default(), Owner::Nobody).1.iter().count()
}

fn good_specs() -> Vec<(PathBuf, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/faults/good");
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .flatten()
        .map(|entry| entry.path())
        .collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "toml"));
    paths.sort();
    assert!(paths.len() > 20);
    let read = |path: PathBuf| (path.clone(), fs::read_to_string(path).unwrap());
    paths.into_iter().map(read).collect()
}

/// Makes a mistake in each line that `mistake` can be made in, and holds that so many in a hundred give one finding, and none
/// more than three.
#[track_caller]
fn one_finding(what: &str, percent: usize, mistake: impl Fn(&str) -> Option<String>) {
    let (mut made, mut single) = (0, 0);
    for (path, text) in good_specs() {
        let lines: Vec<&str> = text.lines().collect();
        for (index, line) in lines.iter().enumerate() {
            let Some(instead) = mistake(line) else { continue };
            let mut lines: Vec<&str> = lines.clone();
            lines[index] = &instead;
            let count = count(&path, &lines.join("\n"));
            made += 1;
            single += usize::from(count == 1);
            let name = path.file_name().unwrap().display();
            if count > 1 {
                println!("{what}: {count} findings for line {} of {name}: {line}", index + 1);
            }
            assert!(
                count <= 3,
                "{what}: {count} findings for line {} of {name}: {line}",
                index + 1
            );
        }
    }
    println!("{what}: one finding for {single} of {made}");
    assert!(
        made > 20 && single * 100 >= made * percent,
        "{what}: {single} of {made}"
    );
}

#[test]
fn a_header_that_is_missing() {
    // Some make another legal spec: the stage above gets the keys.
    one_finding("a header is missing", 90, |line| {
        line.starts_with('[').then(String::new)
    });
}

#[test]
fn quotes_that_are_missing() {
    one_finding("no closing quotes", 99, |line| (line == "\"\"\"").then(String::new));
    one_finding("no opening quotes", 99, |line| {
        Some(line.strip_suffix("\"\"\"")?.to_owned()).filter(|line| !line.is_empty())
    });
    one_finding("a quote too few", 99, |line| {
        Some(line.strip_suffix("\"\"\"")?.to_owned() + "\"\"").filter(|line| line.len() > 2)
    });
    one_finding("no line of opening quotes", 99, |line| {
        line.ends_with(" = \"\"\"").then(String::new)
    });
    one_finding("an open value", 99, |line| {
        Some(line.strip_suffix('"')?.to_owned()).filter(|line| !line.ends_with('"'))
    });
}

#[test]
fn a_bracket_that_is_missing() {
    one_finding("an open header", 99, |line| Some(line.strip_suffix(']')?.to_owned()));
    one_finding("an open table", 99, |line| Some(line.strip_suffix('}')?.to_owned()));
}

#[test]
fn a_key_that_is_mistyped() {
    one_finding("a letter too few", 98, |line| {
        let (key, _) = line.split_once('=')?;
        let plain = key
            .trim_end()
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte == b'_')
            && key.trim_end().len() > 4;
        plain.then(|| format!("{}{}", &line[..1], &line[2..]))
    });
}
