//! Athena's engine for the local AWS: that it reads what Athena reads, prints what Athena prints, and fails as Athena fails.

#![allow(
    clippy::unwrap_used,
    reason = "clippy allows it in test functions, not in the functions that tests call"
)]

#[path = "../support/mod.rs"]
mod support;

mod client;
mod errors;
mod movielens;
mod reading;
mod results;

use serde_json::{Value, json};
use std::path::Path;

/// A table of the database `lens` over one file.
fn table(name: &str, format: &str, columns: &[(&str, &str)], file: &Path) -> Value {
    let columns: Vec<Value> = columns
        .iter()
        .map(|(name, kind)| json!({"name": name, "type": kind}))
        .collect();
    json!({
        "database": "lens",
        "table": name,
        "format": format,
        "columns": columns,
        "files": [{"path": file}],
    })
}

/// A folder with one file of this content, and the file's path.
fn written(content: &str) -> (tempfile::TempDir, std::path::PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("data.csv");
    std::fs::write(&file, content).unwrap();
    (folder, file)
}
