//! What is told of queries: columns beside the schema, types, and where in a string or a file it stands.

use super::{VALID, lint, told};
use crate::diagnostic::Level;

pub(super) const QUERY: &str = "\"SELECT userid AS USER_ID, movieid AS ITEM_ID, time AS TIMESTAMP FROM ratings\"";

/// Rules and snippets that are told of a query in place of the valid one, over these columns.
pub(super) fn told_of(query: &str, columns: &str) -> Vec<(&'static str, String)> {
    let text = VALID.replace(QUERY, &format!("'''{query}'''"));
    let columns = match columns {
        "" => String::new(),
        columns => format!("format = \"parquet\"\ncolumns = {{ {columns} }}\n"),
    };
    let text = text.replace("schema =", &format!("{columns}schema ="));
    told(&text)
        .into_iter()
        .map(|(rule, _, snippet)| (rule, snippet))
        .collect()
}

pub(super) const COLUMNS: &str = "userid = \"string\", movieid = \"bigint\", time = \"bigint\", rating = \"double\", tags = \"array<string>\", \
                       seen = \"timestamp\", paid = \"boolean\", price = \"decimal(8,2)\"";

#[test]
fn columns_are_held_against_fields_and_one_mistake_is_told_once() {
    for (items, expected) in [
        ("userid AS USER_ID, movieid AS ITEM_ID, time AS TIMESTAMP", vec![]),
        (
            "userid AS User_Id, movieid AS item_id, time AS TIMESTAMP",
            vec![("query-column-case", "User_Id"), ("query-column-case", "item_id")],
        ),
        (
            "userid AS UID, movieid AS ITEM_ID, time AS TIMESTAMP",
            vec![("query-column-name", "UID")],
        ),
        (
            "userid AS USERID, movieid AS ITEM_ID, time AS TIMESTAMP",
            vec![("query-column-name", "USERID")],
        ),
        // Without an alias.
        (
            "userid, movieid AS ITEM_ID, time AS TIMESTAMP",
            vec![("query-column-name", "userid")],
        ),
        (
            "userid AS USER_ID, movieid AS ITEM_ID, max(time)",
            vec![("query-unnamed-column", "max(time)")],
        ),
        (
            "userid AS USER_ID, time AS TIMESTAMP, movieid AS ITEM_ID",
            vec![("query-column-order", "TIMESTAMP")],
        ),
        (
            "userid AS USER_ID, time AS TIMESTAMP",
            vec![("query-missing-column", "USER_ID")],
        ),
        (
            "movieid AS ITEM_ID, time AS TIMESTAMP",
            vec![("query-missing-column", "ITEM_ID")],
        ),
        ("userid AS USER_ID", vec![("query-missing-column", "USER_ID")]),
        (
            "userid AS USER_ID, rating AS RATING, movieid AS ITEM_ID, time AS TIMESTAMP",
            vec![("query-extra-column", "RATING")],
        ),
        (
            "userid AS USER_ID, movieid AS ITEM_ID, movieid AS ITEM_ID",
            vec![("query-duplicate-column", "ITEM_ID")],
        ),
        ("*", vec![("query-select-all", "*")]),
        ("r.*", vec![("query-select-all", "r.*")]),
        // The name is there twice because of the `*`.
        ("userid AS userid, r.*", vec![("query-select-all", "r.*")]),
    ] {
        let group = if items.contains("max(") {
            " GROUP BY userid, movieid"
        } else {
            ""
        };
        for columns in [
            "",
            "userid = \"string\", movieid = \"string\", time = \"bigint\", rating = \"int\"",
        ] {
            let told = told_of(&format!("SELECT {items} FROM ratings r{group}"), columns);
            let told: Vec<_> = told.iter().map(|(rule, snippet)| (*rule, snippet.as_str())).collect();
            assert_eq!(told, expected, "{items} over `{columns}`");
        }
    }
}

#[test]
fn types_are_held_against_fields() {
    let time = |expression: &str| {
        told_of(
            &format!("SELECT userid AS USER_ID, 'i' AS ITEM_ID, {expression} AS TIMESTAMP FROM ratings"),
            COLUMNS,
        )
    };
    let one = |rule: &'static str, snippet: &str| vec![(rule, snippet.to_owned())];
    for fine in [
        "time",
        "userid",
        "CAST(to_unixtime(seen) AS bigint)",
        "CAST(userid AS bigint)",
        "date_diff('second', TIMESTAMP '1970-01-01 00:00:00', seen)",
        "CAST(to_unixtime(seen) * 1000 / 1000 AS bigint)",
        "time / 1000",
        "CAST(time / 1000.0 AS bigint)",
        "time / 1000 + price * 0",
        "json_extract_scalar(userid, '$.t')",
        "CAST(price AS decimal(10,0))",
    ] {
        assert_eq!(time(fine), [], "{fine}");
    }
    for wrong in [
        "seen",
        "from_iso8601_timestamp(userid)",
        "to_unixtime(seen)",
        "date(seen)",
        "rating",
        "price",
        "time / 1000.0",
        "paid",
        "tags",
        "CAST(seen AS varchar)",
        "date_format(seen, '%Y')",
        "trim(CAST(rating AS varchar))",
        "NULL",
    ] {
        let marked = wrong.trim_start_matches("trim(");
        let marked = if marked == wrong {
            wrong
        } else {
            marked.trim_end_matches(')')
        };
        let marked = if marked.starts_with("CAST(rating") {
            "CAST(rating AS varchar)"
        } else {
            marked
        };
        assert_eq!(time(wrong), one("query-column-type", marked), "{wrong}");
    }
    for cast in [
        "CAST(movieid AS varchar)",
        "CAST(time AS varchar)",
        "trim(CAST(time AS varchar))",
    ] {
        let marked = cast.trim_start_matches("trim(").trim_end_matches("))");
        let marked = if marked.ends_with(')') {
            marked.to_owned()
        } else {
            format!("{marked})")
        };
        assert_eq!(time(cast), one("query-cast-to-text", &marked), "{cast}");
    }
    assert_eq!(time("to_unixtime(seen) * 1000"), one("query-timestamp-unit", "*"));
    assert_eq!(time("1767225600000"), one("query-timestamp-unit", "1767225600000"));
    assert_eq!(
        time("TRY_CAST(userid AS bigint)"),
        one("query-nullable-column", "TRY_CAST(userid AS bigint)")
    );
    assert_eq!(time("coalesce(TRY_CAST(userid AS bigint), 0)"), []);
    // What a crawler will find is not known, and nothing is guessed.
    for unknown in ["seen", "rating", "tags", "round(rating)"] {
        let told = told_of(
            &format!("SELECT userid AS USER_ID, 'i' AS ITEM_ID, {unknown} AS TIMESTAMP FROM ratings"),
            "",
        );
        assert_eq!(told, [], "{unknown}");
    }
}

#[test]
fn ids_are_not_written_as_fractions_and_arrays_are_joined() {
    let user = |expression: &str| {
        let query = format!("SELECT {expression} AS USER_ID, 'i' AS ITEM_ID, time AS TIMESTAMP FROM ratings");
        told_of(&query, COLUMNS)
            .into_iter()
            .map(|(rule, _)| rule)
            .collect::<Vec<_>>()
    };
    assert_eq!(user("rating"), ["query-exponent"]);
    assert_eq!(user("CAST(rating AS varchar)"), ["query-exponent"]);
    assert_eq!(user("paid"), ["query-boolean-text"]);
    assert_eq!(user("tags"), ["query-column-type"]);
    for fine in [
        "movieid",
        "array_join(tags, '|')",
        "CAST(CAST(rating AS bigint) AS varchar)",
        "seen",
        "price",
    ] {
        assert_eq!(user(fine), [""; 0], "{fine}");
    }
}

#[test]
fn one_outer_join_is_one_mistake() {
    let query = "SELECT b.userid AS USER_ID, b.movieid AS ITEM_ID, b.time AS TIMESTAMP FROM ratings a LEFT JOIN ratings b ON a.userid = b.userid";
    assert_eq!(told_of(query, ""), [("query-nullable-column", "b.userid".to_owned())]);
    let filtered = format!("{query} WHERE b.userid IS NOT NULL AND b.movieid IS NOT NULL AND b.time > 0");
    assert_eq!(told_of(&filtered, ""), []);
}

#[test]
fn a_place_is_exact_in_every_kind_of_string() {
    let plain = VALID.replace(
        QUERY,
        "\"SELECT userid AS \\\"uid\\\", movieid AS ITEM_ID, time AS TIMESTAMP FROM ratings\"",
    );
    assert_eq!(
        told(&plain),
        [("query-column-name", Level::Error, "\\\"uid\\\"".to_owned())]
    );
    let lines = VALID.replace(
        QUERY,
        "\"\"\"\nSELECT 'é\\u00e9' AS USER_ID, -- ü\n  movieid AS \\\n     movie, time AS TIMESTAMP\r\nFROM rating\n\"\"\"",
    );
    let findings = lint(&lines);
    let found: Vec<_> = findings
        .iter()
        .map(|finding| {
            (
                finding.rule,
                finding.place.snippet(),
                finding.place.start().line,
                finding.place.start().column,
            )
        })
        .collect();
    assert_eq!(
        found,
        [
            ("query-column-name", "movie", 10, 6),
            ("query-unknown-table", "rating", 11, 6)
        ]
    );
}

#[test]
fn stages_read_their_own_database_and_share_what_they_can() {
    let text = VALID.replace("FROM ratings", "FROM movielens_dev.ratings");
    assert_eq!(told(&text), []);
    let text = format!("{text}[stages.test]\n[stages.sandbox]\nkind = \"sandbox\"\n");
    assert_eq!(
        told(&text),
        [("query-other-database", Level::Error, "movielens_dev.ratings".to_owned())]
    );
    let message = lint(&text).iter().next().unwrap().message.clone();
    assert!(
        message.contains("movielens-test") && message.contains("movielens_test"),
        "{message}"
    );
    let stages: String = (0..50).map(|number| format!("[stages.s{number}]\n")).collect();
    let text = format!("{}{stages}", VALID.replace("AS USER_ID", "AS UID"));
    assert_eq!(told(&text).len(), 1);
}

#[test]
fn a_comment_in_the_query_ignores_what_may_be_ignored() {
    let query = |comment: &str| {
        format!(
            "SELECT userid AS USER_ID, movieid AS ITEM_ID,\n  TRY_CAST(time AS bigint) AS TIMESTAMP {comment}\nFROM ratings"
        )
    };
    assert_eq!(told_of(&query(""), "").len(), 1);
    assert_eq!(
        told_of(&query("-- kickstart: ignore[query-nullable-column] checked before"), ""),
        []
    );
    assert_eq!(
        told_of(&query("/* kickstart: ignore[query-nullable-column] */"), ""),
        []
    );
    let told = told_of(&query("-- kickstart: ignore[query-exponent]"), "");
    let rules: Vec<_> = told.iter().map(|(rule, _)| *rule).collect();
    assert_eq!(rules, ["query-nullable-column", "unused-ignore"]);
    assert_eq!(
        told_of(&query("-- kickstart: ignore[query-column-type]"), "")[1],
        ("rule-not-configurable", "query-column-type".to_owned())
    );
}

#[test]
fn levels_of_kinds_are_those_of_their_rules() {
    use crate::query::ProblemKind;
    for kind in ProblemKind::ALL {
        let rule = super::super::rule(kind.name()).unwrap_or_else(|| panic!("{} has a page", kind.name()));
        // Of a query alone these are warnings: a schema makes them errors.
        if !matches!(kind, ProblemKind::SelectAll | ProblemKind::UnnamedColumn) {
            assert_eq!(rule.level, kind.level(), "{}", rule.id);
        }
    }
}

/// What a reviewer found to be told of correct queries.
#[test]
fn correct_queries_are_left_alone() {
    let time =
        |expression: &str| format!("SELECT userid AS USER_ID, 'i' AS ITEM_ID, {expression} AS TIMESTAMP FROM ratings");
    for fine in [
        time("time").replace("FROM ratings", "FROM ratings WHERE \"$path\" LIKE '%2026%'"),
        time("time + 1000 * movieid"),
        time("time - 1000 * 60"),
        time("time + CAST(random() * 1000 AS bigint)"),
        time("time % 1000 * 1000"),
    ] {
        assert_eq!(told_of(&fine, COLUMNS), [], "{fine}");
        assert_eq!(told_of(&fine, ""), [], "{fine}");
    }
    let joined = |kind: &str, columns: &str, rest: &str| {
        format!("SELECT {columns}, 1 AS TIMESTAMP FROM ratings a {kind} JOIN ratings b ON a.userid = b.userid {rest}")
    };
    for fine in [
        joined(
            "FULL",
            "coalesce(a.userid, b.userid) AS USER_ID, coalesce(a.movieid, b.movieid) AS ITEM_ID",
            "",
        ),
        joined(
            "LEFT",
            "a.userid AS USER_ID, b.movieid AS ITEM_ID",
            "WHERE b.rating > 3",
        ),
        joined(
            "LEFT",
            "a.userid AS USER_ID, b.movieid AS ITEM_ID",
            "WHERE NOT (b.userid IS NULL)",
        ),
        joined(
            "LEFT",
            "a.userid AS USER_ID, b.movieid AS ITEM_ID",
            "WHERE length(b.userid) > 0",
        ),
        joined("LEFT", "a.userid AS USER_ID, b.movieid AS ITEM_ID", "WHERE b.paid"),
        joined(
            "LEFT",
            "a.userid AS USER_ID, b.movieid AS ITEM_ID",
            "JOIN ratings c ON c.movieid = b.movieid",
        ),
    ] {
        assert_eq!(told_of(&fine, COLUMNS), [], "{fine}");
    }
    for null in [
        joined("FULL", "a.userid AS USER_ID, 'i' AS ITEM_ID", ""),
        joined("FULL", "a.userid AS USER_ID, 'i' AS ITEM_ID", "WHERE b.rating > 3"),
        joined(
            "LEFT",
            "a.userid AS USER_ID, coalesce(b.movieid, b.time) AS ITEM_ID",
            "",
        ),
        joined(
            "LEFT",
            "a.userid AS USER_ID, b.movieid AS ITEM_ID",
            "WHERE b.userid IS NULL",
        ),
    ] {
        let told = told_of(&null, COLUMNS);
        assert_eq!(told.first().map(|told| told.0), Some("query-nullable-column"), "{null}");
    }
}

#[test]
fn a_wrong_name_before_many_columns_is_one_mistake() {
    let query =
        |from: &str| format!("SELECT c.userid AS USER_ID, c.movieid AS ITEM_ID, c.time AS TIMESTAMP FROM {from}");
    assert_eq!(
        told_of(&query("ratings k"), COLUMNS),
        [("query-unknown-column", "c".to_owned())]
    );
    assert_eq!(
        told_of(&query("ratings c CROSS JOIN ratings c"), COLUMNS),
        [("query-ambiguous-column", "c.userid".to_owned())]
    );
}

#[test]
fn a_branch_that_swaps_names_is_told_and_one_that_swaps_columns_is_not() {
    let union = |second: &str| {
        format!(
            "SELECT userid AS USER_ID, movieid AS ITEM_ID, time AS TIMESTAMP FROM ratings UNION ALL SELECT {second} FROM ratings"
        )
    };
    let told = told_of(&union("movieid AS ITEM_ID, userid AS USER_ID, time"), "");
    assert_eq!(told, [("query-branch-order", "ITEM_ID".to_owned())]);
    for fine in [
        "movieid, userid, time",
        "movieid AS USER_ID, userid AS ITEM_ID, time",
        "movieid AS a, userid AS b, time",
    ] {
        assert_eq!(told_of(&union(fine), ""), [], "{fine}");
    }
}
