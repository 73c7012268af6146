//! What a query gives: columns with types, values as Athena prints them, and its file.

use super::support::trino::trino;
use super::{table, written};
use serde_json::{Value, json};

#[test]
fn values_are_printed_as_athena_prints_them() {
    let Some(mut engine) = trino() else { return };
    let values = [
        ("1e10", "1.0E10"),
        ("0.1e0", "0.1"),
        ("0.10", "0.10"),
        ("CAST(1.5 AS decimal(10,3))", "1.500"),
        ("CAST(1.5 AS real)", "1.5"),
        ("9007199254740993", "9007199254740993"),
        ("true", "true"),
        ("''", ""),
        ("CAST('a' AS char(3))", "a  "),
        ("DATE '2020-02-29'", "2020-02-29"),
        ("TIMESTAMP '2020-01-01 00:00:00'", "2020-01-01 00:00:00.000"),
        (
            "TIMESTAMP '2020-01-01 00:00:00.123456 UTC'",
            "2020-01-01 00:00:00.123 UTC",
        ),
        ("TIME '01:02:03'", "01:02:03.000"),
        ("ARRAY['a', 'b', NULL]", "[a, b, null]"),
        ("MAP(ARRAY['k'], ARRAY[1])", "{k=1}"),
        ("CAST(ROW(1, 'x') AS ROW(n integer, t varchar))", "{n=1, t=x}"),
        ("X'6162'", "61 62"),
        ("INTERVAL '2' DAY", "2 00:00:00.000"),
        ("JSON '{\"a\": 1}'", "{\"a\":1}"),
    ];
    let select: Vec<&str> = values.iter().map(|(sql, _)| *sql).collect();
    let printed: Vec<&str> = values.iter().map(|(_, text)| *text).collect();
    let row = engine.rows(&format!("SELECT {}", select.join(", ")));
    assert_eq!(row, json!([printed]));
    assert_eq!(engine.rows("SELECT CAST(NULL AS varchar)"), json!([[null]]));
}

#[test]
fn columns_keep_the_case_of_the_query_and_have_types() {
    let Some(mut engine) = trino() else { return };
    let (_folder, file) = written("");
    let columns = [
        ("a", "string"),
        ("b", "varchar(5)"),
        ("c", "int"),
        ("d", "float"),
        ("e", "decimal(10,2)"),
        ("f", "timestamp"),
        ("g", "array<struct<x:bigint,y:map<string,double>>>"),
    ];
    engine.tables(&json!([table("things", "opencsv", &columns, &file)]));
    let answer = engine.describe(
        "SELECT A, b AS Item_Id, c AS \"TIMESTAMP\", d, e, f, g, count(*) OVER (), to_unixtime(f), c + 1 AS c FROM things",
    );
    let told: Vec<(&str, &str)> = answer["columns"]
        .as_array()
        .unwrap()
        .iter()
        .map(|column| (column["name"].as_str().unwrap(), column["type"].as_str().unwrap()))
        .collect();
    assert_eq!(
        told,
        [
            ("A", "varchar"),
            ("Item_Id", "varchar(5)"),
            ("TIMESTAMP", "integer"),
            ("d", "real"),
            ("e", "decimal(10,2)"),
            ("f", "timestamp(3)"),
            ("g", "array(row(x bigint, y map(varchar, double)))"),
            ("_col7", "bigint"),
            ("_col8", "double"),
            ("c", "integer"),
        ]
    );
    assert_eq!(answer["kind"], "select");
    assert_eq!(engine.describe("SELECT 1 UNION SELECT 2")["kind"], "set");
    assert_eq!(engine.describe("(VALUES 1)")["kind"], "values");
    assert_eq!(engine.describe("TABLE things")["kind"], "table");
}

#[test]
fn the_file_quotes_every_value_but_null() {
    let Some(mut engine) = trino() else { return };
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("result.csv");
    let sql = "SELECT * FROM (VALUES (1, 'a \"b\", c', CAST(NULL AS varchar)), (2, '', 'é')) AS t (ID, Text, x)";
    let answer =
        engine.say(&json!({"op": "query", "sql": sql, "database": "lens", "csv": file, "id": "7"}).to_string());
    assert_eq!((&answer["row_count"], &answer["id"]), (&json!(2), &json!("7")));
    assert_eq!(answer.get("rows"), None);
    assert_eq!(
        std::fs::read_to_string(file).unwrap(),
        "\"ID\",\"Text\",\"x\"\n\"1\",\"a \"\"b\"\", c\",\n\"2\",\"\",\"é\"\n"
    );
}

#[test]
fn a_query_that_never_ends_is_ended() {
    let Some(mut engine) = trino() else { return };
    let sql =
        "SELECT count(*) FROM UNNEST(sequence(1, 10000)) a, UNNEST(sequence(1, 10000)) b, UNNEST(sequence(1, 10000)) c";
    let answer = engine.say(&json!({"op": "query", "sql": sql, "database": "lens", "timeout_seconds": 1}).to_string());
    assert_eq!(answer["error"]["name"], "EXCEEDED_TIME_LIMIT", "{answer}");
    assert_eq!(engine.rows("SELECT 1"), json!([["1"]]), "it goes on answering");
}

#[test]
fn hard_queries_are_answered() {
    let Some(mut engine) = trino() else { return };
    let nested = format!(
        "SELECT * FROM {}(SELECT 1){}",
        "(SELECT * FROM ".repeat(200),
        ")".repeat(200)
    );
    let ors = format!("SELECT 1 WHERE {}", vec!["1 = 2"; 20_000].join(" OR "));
    for sql in [nested, ors] {
        let answer: Value = engine.describe(&sql);
        assert_eq!(answer["ok"], true, "{:.60}: {answer}", sql);
    }
}
