//! What is refused, with its name and its place.

use super::support::trino::trino;
use super::{table, written};
use serde_json::{Value, json};

#[test]
fn errors_have_a_name_and_a_place() {
    let Some(mut engine) = trino() else { return };
    let (_folder, file) = written("1,a\n");
    engine.tables(&json!([table(
        "movies",
        "opencsv",
        &[("id", "string"), ("title", "string")],
        &file
    )]));
    let cases = [
        ("SELECT nix FROM movies", "COLUMN_NOT_FOUND", Some((1, 8))),
        ("SELECT id\nFROM nix", "TABLE_NOT_FOUND", Some((2, 6))),
        (
            "SELECT 'é🎬', nofun(id) FROM movies",
            "FUNCTION_NOT_FOUND",
            Some((1, 14)),
        ),
        ("SELECT 1 FROM nix.movies", "SCHEMA_NOT_FOUND", Some((1, 15))),
        (
            "SELECT id, count(*) FROM movies",
            "EXPRESSION_NOT_AGGREGATE",
            Some((1, 8)),
        ),
        ("SELECT id FROM movies a, movies b", "AMBIGUOUS_NAME", Some((1, 8))),
        ("SELECT id + 1 FROM movies", "TYPE_MISMATCH", Some((1, 11))),
        ("SELECT id, FROM movies", "SYNTAX_ERROR", Some((1, 12))),
        ("SELECT `id` FROM movies", "SYNTAX_ERROR", Some((1, 8))),
        (
            "SELECT id FROM movies WHERE title == 'a'",
            "SYNTAX_ERROR",
            Some((1, 36)),
        ),
        (
            "WITH RECURSIVE t (n) AS (SELECT 1) SELECT * FROM t",
            "SYNTAX_ERROR",
            Some((1, 1)),
        ),
        (
            "SELECT (WITH RECURSIVE t (n) AS (SELECT 1) SELECT n FROM t)",
            "SYNTAX_ERROR",
            Some((1, 9)),
        ),
        ("SELECT id FROM movies; SELECT 1", "INVALID_REQUEST", Some((1, 22))),
        ("-- a;\nSELECT ';'\n; /* ; */ x", "INVALID_REQUEST", Some((3, 1))),
        ("DROP TABLE movies", "INVALID_REQUEST", None),
        ("SELECT ? FROM movies", "INVALID_PARAMETER_USAGE", Some((1, 1))),
        ("", "INVALID_REQUEST", None),
    ];
    for (sql, name, place) in cases {
        let answer = engine.describe(sql);
        let (line, column) = place.map_or((Value::Null, Value::Null), |(line, column)| {
            (json!(line), json!(column))
        });
        let error = &answer["error"];
        assert_eq!(answer["ok"], false, "{sql}");
        assert_eq!(
            (&error["name"], &error["line"], &error["column"]),
            (&json!(name), &line, &column),
            "{sql}: {error}"
        );
    }
}

#[test]
fn a_semicolon_and_comments_may_follow() {
    let Some(mut engine) = trino() else { return };
    for sql in [
        "SELECT ';' ; -- the end;",
        "SELECT 1; /* ; */\n",
        "/* a; */ SELECT 1 AS \";\"",
    ] {
        let answer = engine.query(sql);
        assert_eq!(answer["row_count"], 1, "{sql}: {answer}");
    }
}

#[test]
fn the_reason_reads_as_athena_writes_it() {
    let Some(mut engine) = trino() else { return };
    let error = engine.describe("SELECT nix FROM (SELECT 1 AS a)")["error"].take();
    assert_eq!(
        error["reason"],
        "COLUMN_NOT_FOUND: line 1:8: Column 'nix' cannot be resolved or requester is not authorized to access \
         requested resources"
    );
    assert_eq!(
        (&error["phase"], &error["type"]),
        (&json!("plan"), &json!("USER_ERROR"))
    );
    let running = engine.query("SELECT CAST(x AS integer) FROM UNNEST(ARRAY['1', 'two']) AS t (x)")["error"].take();
    assert_eq!(running["reason"], "INVALID_CAST_ARGUMENT: Cannot cast 'two' to INT");
    assert_eq!(running["phase"], "run");
    assert_eq!(engine.describe("SELEC 1")["error"]["phase"], "parse");
}

#[test]
fn a_text_above_athenas_limit_is_refused() {
    let Some(mut engine) = trino() else { return };
    let sql = |bytes: usize| format!("SELECT '{}'", "é".repeat((bytes - 9) / 2));
    let just = sql(262_143);
    assert_eq!(
        (just.len(), engine.describe(&just)["ok"].take()),
        (262_143, json!(true))
    );
    let over = sql(262_145);
    let error = engine.describe(&over)["error"].take();
    assert_eq!(error["message"], "the query has 262145 bytes; Athena takes 1 to 262144");
    assert_eq!(error["phase"], "request");
}

#[test]
fn a_table_that_makes_no_sense_fails_its_query_only() {
    let Some(mut engine) = trino() else { return };
    let (_folder, file) = written("1\n");
    let missing = file.with_file_name("missing.csv");
    engine.tables(&json!([
        table("good", "opencsv", &[("id", "string")], &file),
        table("odd", "opencsv", &[("id", "text")], &file),
        table("gone", "opencsv", &[("id", "string")], &missing),
    ]));
    let error = engine.describe("SELECT id FROM odd")["error"].take();
    assert_eq!(
        error["reason"],
        "HIVE_INVALID_METADATA: Error: type expected, but 'text' is found."
    );
    let error = engine.query("SELECT id FROM gone")["error"].take();
    assert_eq!(error["name"], "HIVE_CANNOT_OPEN_SPLIT", "{error}");
    assert_eq!(engine.rows("SELECT id FROM good"), json!([["1"]]));
}

#[test]
fn a_request_that_is_none_is_told_and_survived() {
    let Some(mut engine) = trino() else { return };
    for line in [
        "{",
        "[]",
        "{\"op\": \"fly\"}",
        "{\"op\": \"query\"}",
        "{\"op\": \"tables\", \"tables\": [{\"nix\": 1}]}",
    ] {
        let answer = engine.say(line);
        assert_eq!(answer["error"]["name"], "INVALID_REQUEST", "{line}: {answer}");
    }
    assert_eq!(
        engine.say("{\"op\": \"ping\"}"),
        json!({"ok": true, "engine": "Trino 435"})
    );
}
