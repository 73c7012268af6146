//! What the fuzz targets hold, held for known inputs: all seeds, and whatever a fuzzer once broke (`fuzz/regressions`). This
//! needs no fuzzer.

#[path = "../fuzz/checks/mod.rs"]
mod checks;

use std::fs;
use std::path::{Path, PathBuf};

type Target = fn(&[u8]);

const TARGETS: [(&str, Target); 4] = [
    ("spec", checks::spec),
    ("fix", checks::fix),
    ("query", checks::query),
    ("ignores", checks::ignores),
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn files(folder: &str) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(root().join(folder)) else {
        return Vec::new();
    };
    let mut files: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    files.retain(|path| path.is_file());
    files.sort();
    files
}

/// Runs a target on each input, and names the one that breaks it.
#[track_caller]
fn run(target: Target, inputs: &[(String, Vec<u8>)]) {
    for (name, bytes) in inputs {
        let held = std::panic::catch_unwind(|| target(bytes));
        assert!(held.is_ok(), "{name} breaks the target");
    }
}

fn read(path: PathBuf) -> Option<(String, Vec<u8>)> {
    let bytes = fs::read(&path).ok()?;
    Some((path.display().to_string(), bytes))
}

fn specs() -> Vec<(String, Vec<u8>)> {
    let examples = fs::read_dir(root().join("examples")).into_iter().flatten().flatten();
    let examples = examples.map(|entry| entry.path().join("stage.toml"));
    let others = ["tests/faults", "tests/faults/good", "tests/samples"];
    let others = others.into_iter().flat_map(files);
    let specs = examples
        .chain(others)
        .filter(|path| path.extension().is_some_and(|ending| ending == "toml"));
    specs.filter_map(read).collect()
}

#[test]
fn specs_hold() {
    let specs = specs();
    assert!(specs.len() > 120, "only {} seeds", specs.len());
    run(checks::spec, &specs);
}

#[test]
fn mended_specs_hold() {
    run(checks::fix, &specs());
}

#[test]
fn queries_hold() {
    let texts = files("tests/query/corpus").into_iter().filter_map(read);
    let queries: Vec<(String, Vec<u8>)> = texts
        .flat_map(|(name, bytes)| {
            let text = String::from_utf8_lossy(&bytes).into_owned();
            let queries = text.split("\n----\n").enumerate();
            let queries = queries.map(|(number, query)| (format!("{name}, query {number}"), query.as_bytes().to_vec()));
            queries.collect::<Vec<_>>()
        })
        .collect();
    assert!(queries.len() >= 300, "only {} seeds", queries.len());
    run(checks::query, &queries);
}

#[test]
fn comments_hold() {
    let comments = include_str!("../fuzz/ignores.txt").lines();
    let comments: Vec<_> = comments
        .map(|line| (line.to_owned(), line.as_bytes().to_vec()))
        .collect();
    assert!(comments.len() > 10);
    run(checks::ignores, &comments);
}

#[test]
fn what_was_once_broken_holds() {
    for (name, target) in TARGETS {
        let inputs = files(&format!("fuzz/regressions/{name}"));
        run(target, &inputs.into_iter().filter_map(read).collect::<Vec<_>>());
    }
}

/// Bytes that are no text at all.
#[test]
fn noise_holds() {
    let noise: Vec<u8> = (0..=255).chain((0..=255).rev()).collect();
    for (name, target) in TARGETS {
        run(
            target,
            &[
                (format!("{name} of noise"), noise.clone()),
                (name.to_owned(), Vec::new()),
            ],
        );
    }
}
