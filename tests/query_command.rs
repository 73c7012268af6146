//! `kickstart query` as a program: the contract of its JSON and its exit codes.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "clippy allows these in test functions only"
)]

use serde_json::{Value, json};
use std::path::Path;
use std::process::{Command, Output};

fn query(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_kickstart"))
        .current_dir(folder)
        .arg("query")
        .args(arguments)
        .output()
        .unwrap()
}

fn json_of(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn the_json_has_columns_tables_and_findings() {
    let folder = tempfile::tempdir().unwrap();
    let sql = "SELECT uid AS USER_ID,\n       \"ts\" / 1000 AS TIMESTAMP, x.y\nFROM lake.events";
    std::fs::write(folder.path().join("q.sql"), sql).unwrap();
    let output = query(folder.path(), &["q.sql", "--format", "json"]);
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(
        json_of(&output),
        json!({
            "version": 1,
            "columns": [
                {"name": "USER_ID", "type": null, "line": 1, "column": 15},
                {"name": "TIMESTAMP", "type": null, "line": 2, "column": 23},
                {"name": "y", "type": null, "line": 2, "column": 34}
            ],
            "tables": ["lake.events"],
            "findings": []
        })
    );
    std::fs::write(
        folder.path().join("c.json"),
        r#"{"events": {"uid": "string", "ts": "bigint", "x": "struct<y:int>"}}"#,
    )
    .unwrap();
    let output = query(folder.path(), &["q.sql", "--format", "json", "--columns", "c.json"]);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let types: Vec<Value> = json_of(&output)["columns"]
        .as_array()
        .unwrap()
        .iter()
        .map(|c| c["type"].clone())
        .collect();
    assert_eq!(types, [json!("varchar"), json!("bigint"), json!("integer")]);
}

#[test]
fn mistakes_are_findings_with_places_and_exit_with_1() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(
        folder.path().join("q.sql"),
        "SELECT usr AS USER_ID\nFROM events\nWHERE é",
    )
    .unwrap();
    std::fs::write(folder.path().join("c.json"), r#"{"events": {"uid": "string"}}"#).unwrap();
    let output = query(folder.path(), &["q.sql", "--format", "json"]);
    assert_eq!(output.status.code(), Some(1));
    let finding = &json_of(&output)["findings"][0];
    assert_eq!(
        (
            &finding["rule"],
            &finding["line"],
            &finding["column"],
            &finding["end_column"]
        ),
        (&json!("query-syntax"), &json!(3), &json!(7), &json!(8))
    );
    std::fs::write(folder.path().join("q.sql"), "SELECT usr AS USER_ID FROM events").unwrap();
    let output = query(folder.path(), &["q.sql", "--columns", "c.json"]);
    assert_eq!(output.status.code(), Some(1));
    let shown = String::from_utf8(output.stdout).unwrap();
    assert!(
        shown.contains("query-unknown-column") && shown.contains("there is no column `usr`"),
        "{shown}"
    );
}

#[test]
fn what_cannot_be_read_exits_with_2() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(query(folder.path(), &["missing.sql"]).status.code(), Some(2));
    std::fs::write(folder.path().join("q.sql"), "SELECT 1 AS x").unwrap();
    std::fs::write(folder.path().join("c.json"), r#"{"t": {"a": "strnig"}}"#).unwrap();
    let output = query(folder.path(), &["q.sql", "--columns", "c.json"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8(output.stderr).unwrap().contains("strnig"));
}
