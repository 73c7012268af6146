//! Every finding has its place exact to the character: what stands between the lines and columns that are reported is the
//! text that the finding is about, whatever the spec looks like.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::path::{Path, PathBuf};
use std::sync::Arc;

use kickstart::diagnostic::{Findings, Sink};
use kickstart::source::{Folder, Place, SourceText};
use kickstart::{lint, spec, stage};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed};

/// What is between two positions, cut by lines and code points, as a reader of the JSON would do it.
fn cut(source: &SourceText, place: &Place) -> String {
    let (start, end) = (place.start(), place.end());
    let lines: Vec<&str> = source.text().split('\n').collect();
    let line = |number: usize| lines[number - 1].chars().collect::<Vec<char>>();
    if start.line == end.line {
        return line(start.line)[start.column - 1..end.column - 1].iter().collect();
    }
    let mut text: String = line(start.line)[start.column - 1..].iter().collect();
    for number in start.line + 1..end.line {
        text.push('\n');
        text.extend(line(number));
    }
    text.push('\n');
    text.extend(line(end.line)[..end.column - 1].iter());
    text
}

fn findings(folder: &Path, text: &str) -> Findings {
    let mut sink = Sink::default();
    let source = SourceText::new("stage.toml", text);
    if let Ok(Some(page)) = spec::read(&source, &mut sink) {
        let stages = stage::resolve(
            &page,
            &Folder::of(&folder.join("stage.toml")),
            stage::Owner::Nobody,
            &mut sink,
        );
        lint::check(&page, &stages, &mut sink);
    }
    sink.finish()
}

/// Specs that are right, and specs with one fault each.
fn specs() -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let examples = ["minimal", "movielens", "retail", "next-best-action"];
    let mut paths: Vec<PathBuf> = examples
        .iter()
        .map(|name| root.join("examples").join(name).join("stage.toml"))
        .collect();
    let faults = std::fs::read_dir(root.join("tests/faults")).unwrap();
    let faults = faults.map(|file| file.unwrap().path());
    paths.extend(faults.filter(|path| path.extension().is_some_and(|ending| ending == "toml")));
    paths.sort();
    let read = |path: PathBuf| Some((path.parent()?.to_owned(), std::fs::read_to_string(&path).ok()?));
    paths.into_iter().filter_map(read).collect()
}

/// Pieces that break specs and queries, or make columns and bytes differ.
const PIECES: &[&str] = &[
    "é",
    "🎬",
    "\u{301}",
    "\t",
    "\r\n",
    "\n",
    "\\n",
    "\\u00e9",
    "\\\n   ",
    "\"",
    "'",
    "\"\"\"",
    "'''",
    "=",
    "[",
    "]",
    "{",
    "}",
    ",",
    ".",
    "#",
    "AS",
    "SELECT",
    "FROM",
    "(",
    ")",
    "*",
    ";",
    "--",
    "/*",
    "`x`",
    "1000",
    "NULL",
    "USER_ID",
    "user_id",
    "TIMESTAMP",
    "string",
    "nullable",
];

/// One edit: where, how much goes, what comes.
fn edits() -> impl Strategy<Value = Vec<(prop::sample::Index, usize, &'static str)>> {
    let edit = (any::<prop::sample::Index>(), 0..4usize, prop::sample::select(PIECES));
    prop::collection::vec(edit, 0..4)
}

fn edited(text: &str, edits: &[(prop::sample::Index, usize, &str)]) -> String {
    let mut characters: Vec<char> = text.chars().collect();
    for (at, gone, new) in edits {
        let at = at.index(characters.len() + 1);
        let end = (at + gone).min(characters.len());
        characters.splice(at..end, new.chars());
    }
    characters.into_iter().collect()
}

proptest! {
    #![proptest_config(Config { cases: 1_500, failure_persistence: None, rng_seed: RngSeed::Fixed(5), ..Config::default() })]

    #[test]
    fn the_text_at_the_reported_place_is_the_reported_snippet(
        spec in prop::sample::select(specs()),
        edits in edits(),
        windows in any::<bool>(),
    ) {
        let (folder, text) = spec;
        let text = if windows { text.replace('\n', "\r\n") } else { text };
        let text = edited(&text, &edits);
        let findings = findings(&folder, &text);
        let mut last: Option<(String, usize, usize)> = None;
        for finding in findings.iter() {
            for place in std::iter::once(&finding.place).chain(finding.related.as_ref().map(|related| &related.place)) {
                let source: &Arc<SourceText> = place.source();
                prop_assert_eq!(cut(source, place), place.snippet(), "{:?}", finding);
                let (start, end) = (place.start(), place.end());
                prop_assert!(start.line >= 1 && start.column >= 1, "{:?}", finding);
                prop_assert!((start.line, start.column) <= (end.line, end.column), "{:?}", finding);
            }
            let at = (finding.place.source().name().to_owned(), finding.place.span().start, finding.place.span().end);
            prop_assert!(last.as_ref().is_none_or(|last| *last <= at), "not sorted: {:?}", finding);
            last = Some(at);
        }
    }
}
