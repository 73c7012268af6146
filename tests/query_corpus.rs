//! What kickstart reads of a query, held against the engine behind Athena: more than 300 queries and one-token mutations of them.
//!
//! Labels come from the engine where it is found (see `query/engine.rs`); `tests/query/labels.json` holds them for machines without.
//! `KICKSTART_UPDATE=1 cargo test --test query_corpus` writes them anew, with the engine.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "clippy allows these in test functions only"
)]

#[path = "query/engine.rs"]
mod engine;
#[path = "query/mutations.rs"]
mod mutations;

use engine::Engine;
use kickstart::diagnostic::Level;
use kickstart::query::{Problem, ProblemKind, Reading, Tables, Type, read, type_of};
use kickstart::source::SourceText;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Mutations of each query.
const MUTATIONS: usize = 10;

/// What the engine says of a query.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
enum Label {
    /// Name and type of each column.
    Valid { columns: Vec<(String, String)> },
    /// The error, its line and column.
    Wrong { error: String, line: u64, column: u64 },
}

struct Case {
    text: String,
    mutated: bool,
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/query")
}

fn declared() -> BTreeMap<String, BTreeMap<String, String>> {
    serde_json::from_str(&std::fs::read_to_string(folder().join("tables.json")).unwrap()).unwrap()
}

/// The columns in the order of the file, which `BTreeMap` would lose.
fn ordered() -> Vec<(String, Vec<(String, String)>)> {
    let text = std::fs::read_to_string(folder().join("tables.json")).unwrap();
    let value: Value = serde_json::from_str(&text).unwrap();
    let columns = |table: &Value| {
        let columns = table.as_object().unwrap().iter();
        columns
            .map(|(name, of)| (name.clone(), of.as_str().unwrap().to_owned()))
            .collect()
    };
    let tables = value.as_object().unwrap().iter();
    tables.map(|(name, table)| (name.clone(), columns(table))).collect()
}

fn tables() -> Tables {
    let mut tables = Tables::only(Some("lake"));
    for (name, columns) in ordered() {
        tables.declare(&name, columns.into_iter().map(|(name, of)| (name, type_of(&of))));
    }
    tables
}

fn cases() -> Vec<Case> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder().join("corpus"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    let mut cases = Vec::new();
    for file in files {
        let text = std::fs::read_to_string(&file).unwrap();
        for query in text.split("\n----\n") {
            // The first lines of a file say where its queries come from.
            let lines: Vec<&str> = query.lines().skip_while(|line| line.starts_with("-- ")).collect();
            let query = lines.join("\n").trim().to_owned();
            cases.push(Case {
                text: query.clone(),
                mutated: false,
            });
            let mutated = mutations::mutations(&query, MUTATIONS);
            cases.extend(mutated.into_iter().map(|text| Case { text, mutated: true }));
        }
    }
    cases
}

fn asked(engine: &mut Engine, cases: &[Case]) -> Vec<Label> {
    let tables: Vec<Value> = ordered()
        .into_iter()
        .map(|(table, columns)| {
            let columns: Vec<Value> = columns
                .into_iter()
                .map(|(name, of)| json!({"name": name, "type": of}))
                .collect();
            json!({"database": "lake", "table": table, "location": format!("s3://raw/{table}/"), "columns": columns,
                   "partition_columns": [], "format": "json", "serde": {}, "files": []})
        })
        .collect();
    let answer = engine.ask(&json!({"op": "tables", "tables": tables})).unwrap();
    assert_eq!(answer["ok"], true, "{answer}");
    let one = |case: &Case| {
        let answer = engine.ask(&json!({"op": "describe", "sql": case.text, "database": "lake"}));
        label(&answer.unwrap_or_else(|| panic!("the engine ended at {}", case.text)))
    };
    cases.iter().map(one).collect()
}

fn label(answer: &Value) -> Label {
    if answer["ok"] == true {
        let columns = answer["columns"].as_array().unwrap().iter();
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        return Label::Valid {
            columns: columns
                .map(|column| (text(&column["name"]), text(&column["type"])))
                .collect(),
        };
    }
    let error = &answer["error"];
    let mut name = error["name"].as_str().unwrap_or("").to_owned();
    if error["phase"] == "request" {
        name = format!("REQUEST: {}", error["message"].as_str().unwrap_or(""));
    }
    Label::Wrong {
        error: name,
        line: error["line"].as_u64().unwrap_or(0),
        column: error["column"].as_u64().unwrap_or(0),
    }
}

fn labels(cases: &[Case]) -> Vec<Label> {
    let path = folder().join("labels.json");
    let committed = || -> Vec<Label> { serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap() };
    let Some(mut engine) = Engine::start() else {
        println!("the engine is not here: its committed labels serve");
        let labels = committed();
        assert_eq!(
            labels.len(),
            cases.len(),
            "the corpus changed: write the labels anew, with the engine"
        );
        return labels;
    };
    let labels = asked(&mut engine, cases);
    if std::env::var_os("KICKSTART_UPDATE").is_some() {
        let lines: Vec<String> = labels
            .iter()
            .map(|label| serde_json::to_string(label).unwrap())
            .collect();
        std::fs::write(&path, format!("[\n{}\n]\n", lines.join(",\n"))).unwrap();
    } else {
        assert!(
            labels == committed(),
            "labels.json is not what the engine says: write it anew"
        );
    }
    labels
}

/// Kinds of ours that the engine has no error for, or only when the query runs over rows, which it does not here.
fn ours(problem: &Problem) -> bool {
    let unit = problem.kind == ProblemKind::WrongArguments && problem.message.contains(" unit '")
        || problem.message.ends_with("when the query runs.");
    matches!(problem.kind, ProblemKind::DuplicateColumn | ProblemKind::NotOneSelect)
        || unit
        || problem.kind.level() != Level::Error
}

fn errors(reading: &Reading) -> Vec<&Problem> {
    reading.problems.iter().filter(|problem| !ours(problem)).collect()
}

#[derive(Debug, Default)]
struct Count {
    of: usize,
    good: usize,
    shown: usize,
}

impl Count {
    fn add(&mut self, good: bool, why: impl FnOnce() -> String) {
        self.of += 1;
        self.good += usize::from(good);
        if !good && self.shown < most_shown() {
            self.shown += 1;
            println!("{}", why());
        }
    }

    fn share(&self) -> f64 {
        self.good as f64 / self.of.max(1) as f64
    }
}

/// How many disagreements of each sort are printed (`KICKSTART_SHOW`).
fn most_shown() -> usize {
    std::env::var("KICKSTART_SHOW")
        .ok()
        .and_then(|count| count.parse().ok())
        .unwrap_or(5)
}

#[test]
fn queries_are_read_as_the_engine_reads_them() {
    assert!(declared().len() >= 10);
    let cases = cases();
    assert!(cases.iter().filter(|case| !case.mutated).count() >= 300);
    let labels = labels(&cases);
    let tables = tables();
    let [
        mut plain,
        mut valid,
        mut wrong,
        mut place,
        mut exact,
        mut names,
        mut types,
        mut told,
    ] = std::array::from_fn(|_| Count::default());
    let mut single = Count::default();
    for (case, label) in cases.iter().zip(&labels) {
        let reading = read(&case.text, &tables);
        let errors = errors(&reading);
        match label {
            Label::Valid { columns } => {
                let count = if case.mutated { &mut valid } else { &mut plain };
                count.add(errors.is_empty(), || {
                    format!("REFUSED {}\n    {:?}", case.text, errors.first())
                });
                if errors.is_empty()
                    && reading
                        .problems
                        .iter()
                        .all(|problem| problem.kind.level() != Level::Error)
                {
                    let found: Vec<&str> = reading.columns.iter().map(|column| column.name.as_str()).collect();
                    let same = found.len() == columns.len()
                        && found.iter().zip(columns).all(|(a, (b, _))| a.eq_ignore_ascii_case(b));
                    names.add(same, || format!("NAMES {}\n    {found:?} {columns:?}", case.text));
                    for (column, (_, ty)) in reading.columns.iter().zip(columns) {
                        told.add(!column.ty.is_vague(), String::new);
                        if !column.ty.is_vague() {
                            let same = same_type(&column.ty, ty);
                            types.add(same, || {
                                format!(
                                    "TYPE {} instead of {ty} for {} in {}",
                                    column.ty, column.name, case.text
                                )
                            });
                        }
                    }
                }
            }
            Label::Wrong { error, line, column } => {
                if !case.mutated {
                    plain.add(false, || format!("NOT VALID {}\n    {label:?}", case.text));
                    continue;
                }
                let any = reading
                    .problems
                    .iter()
                    .any(|problem| problem.kind.level() == Level::Error);
                wrong.add(any, || format!("ACCEPTED {}\n    {label:?}", case.text));
                if any && *line > 0 && !error.starts_with("REQUEST") {
                    let text = SourceText::new("q", case.text.as_str());
                    let at = |problem: &&Problem| {
                        let position = text.position(problem.at.start);
                        (position.line as u64, position.column as u64) == (*line, *column)
                    };
                    place.add(errors.iter().any(at), || {
                        format!("PLACE {}\n    {label:?} {:?}", case.text, errors.first())
                    });
                    if error == "SYNTAX_ERROR" {
                        exact.add(errors.first().is_some_and(at), String::new);
                    }
                    single.add(errors.len() == 1, || {
                        format!("SEVERAL {}\n    {label:?} {errors:#?}", case.text)
                    });
                }
            }
        }
    }
    for (name, count) in [
        ("queries of the corpus accepted", &plain),
        ("valid mutations accepted", &valid),
        ("broken mutations refused", &wrong),
        ("an error at the engine's place", &place),
        ("syntax errors at the engine's place", &exact),
        ("one finding for one mistake", &single),
        ("column names right", &names),
        ("column types told", &told),
        ("told column types right", &types),
    ] {
        println!(
            "{name}: {} of {} ({:.2} %)",
            count.good,
            count.of,
            count.share() * 100.0
        );
    }
    // Measured figures stand in docs/adr/0020-own-sql-parser.md; these are what no change may fall below.
    assert!(valid.share() >= 0.995 && wrong.share() >= 0.995, "{valid:?} {wrong:?}");
    assert!(place.share() >= 0.96 && exact.share() >= 0.96, "{place:?} {exact:?}");
    assert!(single.share() >= 0.97 && told.share() >= 0.97, "{single:?} {told:?}");
    assert_eq!(plain.good, plain.of);
    assert_eq!(names.good, names.of);
    assert_eq!(types.good, types.of);
}

/// The engine's spelling of a type: blanks do not matter.
fn same_type(ours: &Type, engine: &str) -> bool {
    let bare = |text: &str| text.replace(' ', "");
    bare(&ours.to_string()) == bare(engine)
}
