//! The example's queries over real data: MovieLens latest-small, where `KICKSTART_MOVIELENS` says that it is.

use super::support::trino::{Trino, trino};
use super::table;
use serde_json::{Value, json};
use std::io::Write as _;
use std::path::{Path, PathBuf};

const MOVIES: [(&str, &str); 3] = [("movieid", "string"), ("title", "string"), ("genres", "string")];
const RATINGS: [(&str, &str); 4] = [
    ("userid", "string"),
    ("movieid", "string"),
    ("rating", "string"),
    ("timestamp", "string"),
];

/// The data and the engine, with its tables read by this SerDe; None where either is left out, which is said.
fn ready(format: &str) -> Option<(PathBuf, std::sync::MutexGuard<'static, Trino>)> {
    let Some(folder) = std::env::var_os("KICKSTART_MOVIELENS").map(PathBuf::from) else {
        let _ = writeln!(
            std::io::stderr(),
            "left out: what needs MovieLens: KICKSTART_MOVIELENS is not set"
        );
        return None;
    };
    let mut engine = trino()?;
    let read = |name: &str, columns: &[(&str, &str)]| {
        let mut table = table(name, format, columns, &folder.join(format!("{name}.csv")));
        table["skip_header_lines"] = json!(1);
        table["serde"] = json!({"field.delim": ","});
        table
    };
    engine.tables(&json!([read("movies", &MOVIES), read("ratings", &RATINGS)]));
    Some((folder, engine))
}

/// A line of movies.csv as its three values: a title is quoted where it holds a comma or a quote, the others never.
fn movie(line: &str) -> [String; 3] {
    let (id, rest) = line.split_once(',').unwrap();
    let (title, genres) = rest.rsplit_once(',').unwrap();
    let title = title
        .strip_prefix('"')
        .and_then(|title| title.strip_suffix('"'))
        .map_or_else(|| title.to_owned(), |title| title.replace("\"\"", "\""));
    [id.to_owned(), title, genres.to_owned()]
}

fn movies(folder: &Path) -> Vec<[String; 3]> {
    let text = std::fs::read_to_string(folder.join("movies.csv")).unwrap();
    text.lines().skip(1).map(movie).collect()
}

#[test]
fn every_title_comes_whole() {
    let Some((folder, mut engine)) = ready("opencsv") else {
        return;
    };
    let expected = movies(&folder);
    assert_eq!(expected.len(), 9_742);
    assert_eq!(engine.rows("SELECT * FROM movies"), json!(expected));
}

#[test]
fn without_quotes_every_fifth_title_is_corrupt() {
    let Some((folder, mut engine)) = ready("lazy") else {
        return;
    };
    let read: Value = engine.rows("SELECT * FROM movies");
    let corrupt = movies(&folder)
        .iter()
        .zip(read.as_array().unwrap())
        .filter(|(whole, read)| json!(whole) != **read)
        .count();
    assert_eq!(corrupt, 2_080);
}

#[test]
fn the_examples_queries_give_the_files_that_personalize_takes() {
    let Some((folder, mut engine)) = ready("opencsv") else {
        return;
    };
    let scratch = tempfile::tempdir().unwrap();
    let mut run = |query: &str| {
        let queries = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/movielens/queries");
        let sql = std::fs::read_to_string(queries.join(query)).unwrap();
        let file = scratch.path().join(query);
        let request = json!({"op": "query", "sql": sql, "database": "lens", "csv": file});
        let answer = engine.say(&request.to_string());
        assert_eq!(answer["ok"], true, "{query}: {answer}");
        std::fs::read_to_string(file).unwrap()
    };

    let ratings = std::fs::read_to_string(folder.join("ratings.csv")).unwrap();
    let event = |line: &str| {
        let values: Vec<&str> = line.split(',').collect();
        format!(
            "\"{}\",\"{}\",\"rate\",\"{}\",\"{}\"",
            values[0], values[1], values[2], values[3]
        )
    };
    let header = "\"USER_ID\",\"ITEM_ID\",\"EVENT_TYPE\",\"EVENT_VALUE\",\"TIMESTAMP\"".to_owned();
    let liked = |line: &&str| line.split(',').nth(2).unwrap().parse::<f64>().unwrap() >= 3.5;
    let all: Vec<String> = std::iter::once(header.clone())
        .chain(ratings.lines().skip(1).map(event))
        .collect();
    let some: Vec<String> = std::iter::once(header)
        .chain(ratings.lines().skip(1).filter(liked).map(event))
        .collect();
    assert_eq!(all.len(), 1 + 100_836);
    assert!(run("interactions.sql").lines().eq(all), "every rating");
    assert!(
        run("interactions-prod.sql").lines().eq(some),
        "the ratings of 3.5 stars and more"
    );

    let items = run("items.sql");
    assert_eq!(items.lines().count(), 1 + 9_742);
    for line in [
        "\"ITEM_ID\",\"TITLE\",\"GENRES\",\"YEAR\"",
        "\"1\",\"Toy Story\",\"Adventure|Animation|Children|Comedy|Fantasy\",\"1995\"",
        "\"11\",\"American President, The\",\"Comedy|Drama|Romance\",\"1995\"",
        "\"171749\",\"Death Note: Desu nôto (2006–2007)\",,",
    ] {
        assert!(items.lines().any(|item| item == line), "{line}");
    }
}
