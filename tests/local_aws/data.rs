//! Raw data: the project's own small data from a seeded generator, and MovieLens where it is.

use crate::aws::Tools;
use crate::csv::{self, Cell};
use crate::root_module::RootModule;
use crate::support::process::{command, run, said};
use crate::support::tools::settle;
use crate::support::trees::root;
use serde_json::Value;
use std::path::{Path, PathBuf};

const SEED: &str = "20260131";

/// Writes an example's raw data into a folder, one sub-folder a source, and returns the rows that its queries must make.
#[track_caller]
pub fn generate(tools: &Tools, example: &str, folder: &Path) -> Value {
    let output = run(command(&tools.python)
        .arg(root().join("tests/aws/small_data.py"))
        .args([example, SEED])
        .arg(folder))
    .expect("Python starts");
    assert!(output.status.success(), "small_data.py: {}", said(&output));
    let text = std::fs::read_to_string(folder.join("expected.json")).expect("expected rows");
    serde_json::from_str(&text).expect("JSON")
}

/// Gives the spec of `movielens` small data as its sample, which Terraform uploads; returns as [`generate`] does.
#[track_caller]
pub fn small_sample(tools: &Tools, root_module: &RootModule) -> Value {
    let sample = root_module.spec_folder().join("data/movielens");
    std::fs::remove_dir_all(&sample).expect("the example's own sample");
    let wanted = generate(tools, "movielens", &sample);
    // Not part of the sample: only folders of sources are.
    std::fs::remove_file(sample.join("expected.json")).expect("expected rows");
    wanted
}

/// The expected rows of a dataset.
pub fn expected(all: &Value, dataset: &str) -> Vec<Vec<Cell>> {
    let rows = all[dataset].as_array().expect("rows");
    let cells = |row: &Value| {
        let cells = row.as_array().expect("a row").iter();
        cells.map(|cell| cell.as_str().map(str::to_owned)).collect()
    };
    rows.iter().map(cells).collect()
}

/// Fails unless both hold the same rows, whatever their order.
#[track_caller]
pub fn assert_same_rows(mut found: Vec<Vec<Cell>>, mut wanted: Vec<Vec<Cell>>) {
    assert_eq!(found.len(), wanted.len(), "rows");
    found.sort();
    wanted.sort();
    if let Some((found, wanted)) = found.iter().zip(&wanted).find(|(found, wanted)| found != wanted) {
        panic!("the first rows that differ:\n found {found:?}\nwanted {wanted:?}");
    }
}

/// The folder that holds MovieLens latest-small, if `KICKSTART_MOVIELENS` names it.
#[track_caller]
pub fn movielens() -> Option<PathBuf> {
    let named = std::env::var_os("KICKSTART_MOVIELENS").map(PathBuf::from);
    let found =
        named.ok_or_else(|| "KICKSTART_MOVIELENS names no folder with its ratings.csv and movies.csv".to_owned());
    settle("movielens", found)
}

/// The rows of one of MovieLens's files, without the header.
pub fn raw(folder: &Path, file: &str) -> Vec<Vec<String>> {
    let text = std::fs::read_to_string(folder.join(file)).unwrap_or_else(|error| panic!("{file}: {error}"));
    let rows = csv::parse(&text).into_iter().skip(1);
    rows.map(|row| row.into_iter().map(Option::unwrap_or_default).collect())
        .collect()
}
