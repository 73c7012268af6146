//! Objects, read as the table's SerDe reads them.

use super::support::trino::trino;
use super::{table, written};
use serde_json::json;
use std::path::Path;

const TEXTS: [(&str, &str); 3] = [("id", "string"), ("title", "string"), ("genre", "string")];

/// Titles with a comma, quotes both ways, a letter outside ASCII, a backslash, and one that lacks its genre.
const QUOTED: &str = "id,title,genre\n\
    1,\"Chamber, The\",Drama\n\
    2,\"He said \"\"no\"\"\",\"Comedy\"\n\
    3,\"He said \\\"no\\\"\",Comedy\n\
    4,Amélie,\"\"\n\
    5,\"C:\\\\temp\",Horror\r\n\
    6,Alone\n";

#[test]
fn open_csv_serde_reads_quotes() {
    let Some(mut engine) = trino() else { return };
    let (_folder, file) = written(QUOTED);
    let mut movies = table("movies", "opencsv", &TEXTS, &file);
    movies["skip_header_lines"] = json!(1);
    engine.tables(&json!([movies]));
    assert_eq!(
        engine.rows("SELECT * FROM movies"),
        json!([
            ["1", "Chamber, The", "Drama"],
            ["2", "He said \"no\"", "Comedy"],
            ["3", "He said \"no\"", "Comedy"],
            ["4", "Amélie", ""],
            ["5", "C:\\temp", "Horror"],
            ["6", "Alone", null],
        ])
    );
}

#[test]
fn a_line_break_in_quotes_splits_the_record() {
    let Some(mut engine) = trino() else { return };
    let (_folder, file) = written("1,\"Alien\n3\",Horror\n2,Heat,Crime\n");
    engine.tables(&json!([table("movies", "opencsv", &TEXTS, &file)]));
    // Either half has a quote that its line does not close, and such a field is lost.
    assert_eq!(
        engine.rows("SELECT * FROM movies"),
        json!([["1", null, null], [null, null, null], ["2", "Heat", "Crime"]])
    );
}

#[test]
fn open_csv_serde_fails_at_an_empty_number() {
    let Some(mut engine) = trino() else { return };
    let (_folder, file) = written("1,\"2024\",true,86400000,1\n\"\",1,false,0,0\n");
    let columns = [
        ("n", "bigint"),
        ("year", "int"),
        ("seen", "boolean"),
        ("at", "timestamp"),
        ("day", "date"),
    ];
    engine.tables(&json!([table("numbers", "opencsv", &columns, &file)]));
    assert_eq!(
        engine.rows("SELECT year, seen, at, day FROM numbers"),
        json!([
            ["2024", "true", "1970-01-02 00:00:00.000", "1970-01-02"],
            ["1", "false", "1970-01-01 00:00:00.000", "1970-01-01"],
        ])
    );
    let error = engine.query("SELECT sum(n) FROM numbers")["error"].take();
    assert_eq!(error["phase"], "run");
    assert_eq!(
        error["reason"],
        "HIVE_BAD_DATA: Error parsing field value '' for field 0: For input string: \"\""
    );
}

#[test]
fn lazy_simple_serde_knows_no_quotes() {
    let Some(mut engine) = trino() else { return };
    let (_folder, file) = written(QUOTED);
    let mut movies = table("movies", "lazy", &TEXTS, &file);
    movies["skip_header_lines"] = json!(1);
    movies["serde"] = json!({"field.delim": ","});
    engine.tables(&json!([movies]));
    assert_eq!(
        engine.rows("SELECT * FROM movies WHERE id IN ('1', '2', '6')"),
        json!([
            ["1", "\"Chamber", " The\""],
            ["2", "\"He said \"\"no\"\"\"", "\"Comedy\""],
            ["6", "Alone", null],
        ])
    );
}

#[test]
fn lazy_simple_serde_makes_nulls_of_what_it_cannot_read() {
    let Some(mut engine) = trino() else { return };
    let (_folder, file) = written(
        "1\t1.5\ttrue\t2024-02-29\t2024-02-29 12:00:00.5\ta;b\tk:1\n\\N\tx\tyes\tsoon\t1709208000\t\t\ttoo\tmany\n1.5\n",
    );
    let columns = [
        ("n", "int"),
        ("d", "double"),
        ("b", "boolean"),
        ("day", "date"),
        ("at", "timestamp"),
        ("tags", "array<string>"),
        ("more", "map<string,int>"),
    ];
    let mut values = table("values_", "lazy", &columns, &file);
    values["serde"] = json!({"field.delim": "\t", "collection.delim": ";", "mapkey.delim": ":"});
    engine.tables(&json!([values]));
    assert_eq!(
        engine.rows("SELECT * FROM values_"),
        json!([
            [
                "1",
                "1.5",
                "true",
                "2024-02-29",
                "2024-02-29 12:00:00.500",
                "[a, b]",
                "{k=1}"
            ],
            [null, null, null, null, null, "[]", "{}"],
            [null, null, null, null, null, null, null],
        ])
    );
}

#[test]
fn json_is_one_object_a_line() {
    let Some(mut engine) = trino() else { return };
    let (_folder, file) = written(
        "{\"UserId\": \"ann\", \"n\": 3, \"place\": {\"City\": \"Köln\", \"zip\": [1, 2]}, \"extra\": {\"k\": null}}\n\
         {\"userid\": 7, \"n\": \"x\", \"place\": null}\n\
         [1, 2]\n",
    );
    let columns = [
        ("userid", "string"),
        ("n", "int"),
        ("place", "struct<city:string,zip:array<int>>"),
        ("extra", "map<string,string>"),
    ];
    engine.tables(&json!([table("events", "json", &columns, &file)]));
    assert_eq!(
        engine.rows("SELECT *, place.city FROM events"),
        json!([
            ["ann", "3", "{city=Köln, zip=[1, 2]}", "{k=null}", "Köln"],
            ["7", null, null, null, null],
            [null, null, null, null, null],
        ])
    );
}

#[test]
fn a_broken_json_object_fails_the_query() {
    let Some(mut engine) = trino() else { return };
    let (_folder, file) = written("{\n  \"n\": 1\n}\n");
    engine.tables(&json!([table("events", "json", &[("n", "int")], &file)]));
    let error = engine.query("SELECT n FROM events")["error"].take();
    assert_eq!(error["name"], "HIVE_CURSOR_ERROR", "{error}");
    let mut lenient = table("events", "json", &[("n", "int")], &file);
    lenient["serde"] = json!({"ignore.malformed.json": "true"});
    engine.tables(&json!([lenient]));
    assert_eq!(engine.rows("SELECT n FROM events"), json!([[null], [null], [null]]));
}

#[test]
fn parquet_is_read_by_name_and_type() {
    let Some(mut engine) = trino() else { return };
    let file = data("plays.parquet");
    let columns = [
        ("place", "struct<city:string,n:bigint>"),
        ("userid", "string"),
        ("started", "timestamp"),
        ("seconds", "bigint"),
        ("price", "decimal(10,2)"),
        ("day", "date"),
        ("tags", "array<string>"),
        ("extra", "map<string,string>"),
        ("missing", "string"),
    ];
    let wrong = table("wrong", "parquet", &[("seconds", "string")], &file);
    engine.tables(&json!([table("plays", "parquet", &columns, &file), wrong]));
    assert_eq!(
        engine.rows("SELECT * FROM plays"),
        json!([
            [
                "{city=Köln, n=3}",
                "a",
                "2024-01-01 00:00:00.123",
                "1",
                "12.50",
                "2024-02-29",
                "[x, y, null]",
                "{k=v}",
                null
            ],
            [
                "{city=null, n=4}",
                "b",
                "1969-12-31 23:59:59.500",
                "1099511627776",
                "-0.01",
                "1969-07-20",
                "[]",
                "{}",
                null
            ],
            [null, null, null, null, null, null, null, null, null],
        ])
    );
    assert_eq!(
        engine.query("SELECT seconds FROM wrong")["error"]["reason"],
        "HIVE_BAD_DATA: Field seconds's type INT64 in parquet file is incompatible with type varchar defined in table schema"
    );
}

#[test]
fn partitions_come_from_keys_and_hidden_objects_are_skipped() {
    let Some(mut engine) = trino() else { return };
    let zipped = data("plays.csv.gz");
    let object = |key: &str, year: &str| json!({"path": zipped, "location": format!("s3://raw/plays/{key}"), "partition": {"year": year}});
    let mut plays = table("plays", "opencsv", &[("user", "string"), ("n", "int")], &zipped);
    plays["location"] = json!("s3://raw/plays/");
    plays["skip_header_lines"] = json!(1);
    plays["partition_columns"] = json!([{"name": "year", "type": "string"}]);
    plays["files"] = json!([
        object("year=2023/a.csv.gz", "2023"),
        object("year=2024/a.csv.gz", "2024"),
        object("year=2024/_SUCCESS", "2024"),
        object("year=2024/.hidden.csv.gz", "2024"),
        object("_temporary/a.csv.gz", "2024"),
    ]);
    engine.tables(&json!([plays]));
    assert_eq!(
        engine.rows("SELECT *, \"$path\" FROM plays WHERE n = 2"),
        json!([
            ["bob", "2", "2023", "s3://raw/plays/year=2023/a.csv.gz"],
            ["bob", "2", "2024", "s3://raw/plays/year=2024/a.csv.gz"],
        ])
    );
    assert_eq!(
        engine.rows("SELECT count(*) FROM plays WHERE year = '2024'"),
        json!([["2"]])
    );
}

/// A file of `tests/aws/trino/data`.
fn data(name: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/aws/trino/data")
        .join(name)
}
