//! Whatever bytes a query holds, reading it ends soon, without a panic, and every place is one of the text.

#![allow(
    dead_code,
    clippy::unwrap_used,
    reason = "clippy allows these in test functions only"
)]

#[path = "query/mutations.rs"]
mod mutations;

use kickstart::query::{Tables, read};
use mutations::{Random, mutations, pieces};
use std::time::{Duration, Instant};

/// Reads a text, with unknown tables and with known ones.
fn check(text: &str) {
    let mut known = Tables::only(Some("lake"));
    known.declare("users", [("name".to_owned(), kickstart::query::type_of("string"))]);
    for tables in [Tables::unknown(), known] {
        let started = Instant::now();
        let reading = read(text, &tables);
        assert!(
            started.elapsed() < Duration::from_secs(5),
            "{:?}: {text}",
            started.elapsed()
        );
        let places = reading.problems.iter().map(|problem| problem.at);
        for at in places.chain(reading.columns.iter().map(|column| column.at)) {
            assert!(text.get(at.start..at.end).is_some(), "{at:?} in {text:?}");
        }
    }
}

fn corpus() -> Vec<String> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/query/corpus");
    let files = std::fs::read_dir(folder).unwrap();
    let texts = files.map(|file| std::fs::read_to_string(file.unwrap().path()).unwrap());
    texts
        .flat_map(|text| text.split("\n----\n").map(str::to_owned).collect::<Vec<_>>())
        .collect()
}

#[test]
fn mutated_twice_and_cut_anywhere() {
    for query in corpus() {
        for once in mutations(&query, 3) {
            for twice in mutations(&format!("{once} "), 2) {
                check(&twice);
            }
        }
        let mut random = Random::of(&query);
        let cut = random.below(query.len());
        check(&query.chars().take(cut).collect::<String>());
    }
}

#[test]
fn tokens_in_any_order() {
    let tokens: Vec<String> = corpus().iter().flat_map(|query| pieces(query)).collect();
    let mut random = Random::of("tokens");
    for _ in 0..3_000 {
        let length = random.below(40);
        let soup: Vec<&str> = (0..length)
            .map(|_| tokens[random.below(tokens.len())].as_str())
            .collect();
        check(&format!("SELECT {}", soup.join(" ")));
    }
}

#[test]
fn any_characters() {
    let characters: Vec<char> = "'\"`()[]{}.,;+-*/%|<>=!?:^$@#\\ \n\u{0}\u{a0}é€😀\u{202e}xXuU&_019eE"
        .chars()
        .collect();
    let mut random = Random::of("characters");
    for _ in 0..5_000 {
        let length = random.below(60);
        let noise: String = (0..length)
            .map(|_| characters[random.below(characters.len())])
            .collect();
        check(&noise);
        check(&format!("SELECT {noise} FROM users"));
    }
}
