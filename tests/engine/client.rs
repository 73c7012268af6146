//! The engine as a process: how long it takes, and its client in Python.

use super::support::process::{command, run, said};
use super::support::tools;
use super::support::trino::Trino;
use serde_json::json;
use std::path::Path;
use std::time::{Duration, Instant};

/// 3 s of CPU; on a busy machine several times that. What takes longer than this does not work.
const START: Duration = Duration::from_secs(60);

#[test]
fn it_starts_and_ends_in_time() {
    let Some(program) = tools::trino() else { return };
    let start = Instant::now();
    let mut engine = Trino::start(&program);
    assert_eq!(
        engine.say("{\"op\": \"ping\"}"),
        json!({"ok": true, "engine": "Trino 435"})
    );
    assert!(start.elapsed() < START, "the start took {:?}", start.elapsed());
    assert!(engine.end().success());
}

/// Kills the process between two questions, and asks whether the tables are still known.
const SCRIPT: &str = r#"
from engine import Engine
with Engine() as engine:
    assert engine.ping()["engine"] == "Trino 435"
    table = {"database": "lens", "table": "plays", "columns": [{"name": "user", "type": "string"}]}
    assert engine.tables([table], databases=["empty"]) == {"ok": True}
    engine._process.kill()
    assert engine.query("SELECT count(*) FROM plays", "lens")["rows"] == [["0"]]
    assert engine.describe("SELECT nix FROM plays", "lens")["error"]["name"] == "COLUMN_NOT_FOUND"
    assert engine.describe("SELECT 1 FROM empty.nix", "lens")["error"]["name"] == "TABLE_NOT_FOUND"
"#;

#[test]
fn the_python_client_starts_a_dead_engine_again() {
    if tools::trino().is_none() {
        return;
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/aws");
    let output = run(command("python3").args(["-B", "-c", SCRIPT]).env("PYTHONPATH", folder)).unwrap();
    assert!(output.status.success(), "{}", said(&output));
}
