//! Columns that grouping leaves out, points in time in the wrong unit, and other values that a query makes without a word.

use super::queries::{COLUMNS, QUERY, told_of};
use super::{VALID, lint};

#[test]
fn what_a_grouping_set_leaves_out_can_be_null() {
    let query = |group: &str| {
        format!("SELECT userid AS USER_ID, movieid AS ITEM_ID, max(time) AS TIMESTAMP FROM ratings GROUP BY {group}")
    };
    for columns in ["", COLUMNS] {
        let told = told_of(&query("GROUPING SETS ((userid, movieid), (userid))"), columns);
        assert_eq!(told, [("query-nullable-column", "movieid".to_owned())]);
        for fine in ["userid, movieid", "userid, ROLLUP (movieid) HAVING movieid IS NOT NULL"] {
            assert_eq!(told_of(&query(fine), columns), [], "{fine}");
        }
    }
    let text = VALID.replace(QUERY, &format!("'{}'", query("CUBE (userid, movieid)")));
    let help = lint(&text).iter().next().and_then(|finding| finding.help.clone());
    assert!(help.unwrap_or_default().contains("HAVING"));
}

#[test]
fn a_column_that_is_not_declared_is_explained() {
    let help = |column: &str, columns: &str| {
        let query = format!("'SELECT {column} AS USER_ID, movieid AS ITEM_ID, time AS TIMESTAMP FROM ratings'");
        let columns = format!("format = \"parquet\"\ncolumns = {{ {columns} }}\nschema =");
        let findings = lint(&VALID.replace(QUERY, &query).replace("schema =", &columns));
        let mut helps = findings
            .iter()
            .map(|finding| (finding.rule, finding.help.clone().unwrap_or_default()));
        helps.next().unwrap_or_default()
    };
    let (rule, said) = help("year", COLUMNS);
    assert_eq!(rule, "query-unknown-column");
    assert!(said.contains("crawler"), "{said}");
    let (_, said) = help("r.Month", COLUMNS);
    assert!(!said.contains("crawler"), "{said}");
    let (_, said) = help("ratings.Month", COLUMNS);
    assert!(said.contains("crawler"), "{said}");
    let (_, said) = help("watched", COLUMNS);
    assert!(
        said.starts_with("columns here are") && said.ends_with("dataset's `columns`"),
        "{said}"
    );
    let many: Vec<String> = (0..20).map(|number| format!("c{number} = \"string\"")).collect();
    let (_, said) = help("watched", &format!("{COLUMNS}, {}", many.join(", ")));
    assert_eq!(said, "if the files have it, declare it in the dataset's `columns`");
    assert_eq!(help("usrid", COLUMNS).1, "did you mean `userid`?");
}

#[test]
fn a_time_in_another_unit_is_told_with_the_unit() {
    let told = |expression: &str| {
        let text = format!("SELECT userid AS USER_ID, 'i' AS ITEM_ID, {expression} AS TIMESTAMP FROM ratings");
        told_of(&text, COLUMNS)
    };
    for wrong in [
        "bigint '1767225600000'",
        "CAST('1767225600000' AS bigint)",
        "1767225600 * 1000",
        "1767225600000000",
        "CAST(to_unixtime(seen) * power(10, 3) AS bigint)",
        "CAST(to_unixtime(seen) * 1000000 AS bigint)",
        "CAST(to_unixtime(seen) * 1e6 AS bigint)",
        "CAST(to_unixtime(seen) * 1000 * 1000 AS bigint)",
        "CAST(1000 * 1000 * to_unixtime(seen) AS bigint)",
        "CAST(to_unixtime(seen) * 1000000 / 1000 AS bigint)",
        "time * 1000000",
        "date_diff('minute', TIMESTAMP '1970-01-01 00:00:00', seen)",
        "date_diff('day', DATE '1970-01-01', date(seen))",
        "date_diff('hour', from_unixtime(0), seen)",
        "CAST(to_unixtime(seen) / 86400 AS bigint)",
        "CAST(date_format(seen, '%Y%m%d') AS bigint)",
        "TRY_CAST(coalesce(date_format(seen, '%Y%m%d'), '') AS bigint)",
        "coalesce(CAST(format_datetime(seen, 'yyyyMMdd') AS bigint), 0)",
    ] {
        let rules: Vec<&str> = told(wrong).iter().map(|told| told.0).collect();
        let units = rules.iter().filter(|rule| **rule != "query-nullable-column");
        assert_eq!(units.collect::<Vec<_>>(), [&"query-timestamp-unit"], "{wrong}");
    }
    for fine in [
        "bigint '1767225600'",
        "CAST('1767225600' AS bigint)",
        "1767225600",
        "CAST(to_unixtime(seen) * 1000000 / 1000000 AS bigint)",
        "CAST(to_unixtime(seen) * 1000000 / 1000 / 1000 AS bigint)",
        "time / 1000000",
        "date_diff('day', DATE '1970-01-01', date(seen)) * 86400",
        "CAST(to_unixtime(seen) / 86400 AS bigint) * 86400",
        "date_diff('second', DATE '1970-01-01', seen)",
        "date_diff('day', TIMESTAMP '2026-01-01 00:00:00', seen)",
        "time + 1000000 * movieid",
        "CAST(time * power(10, 2) AS bigint)",
    ] {
        assert_eq!(told(fine), [], "{fine}");
    }
    let message = |expression: &str| {
        let query = format!("SELECT userid AS USER_ID, 'i' AS ITEM_ID, {expression} AS TIMESTAMP FROM ratings");
        let findings = lint(&VALID.replace(QUERY, &format!("\"{query}\"")));
        let first = findings.iter().next();
        first.map(|finding| finding.message.clone()).unwrap_or_default()
    };
    assert!(message("CAST(to_unixtime(seen) * 1e6 AS bigint)").contains("in microseconds"));
    assert!(message("date_diff('day', DATE '1970-01-01', seen)").contains("in days"));
    assert!(message("CAST(date_format(seen, '%Y%m%d') AS bigint)").contains("20260131"));
}

#[test]
fn a_text_that_is_no_number_is_told_where_it_is_cast() {
    let told = |expression: &str| {
        let text = format!("SELECT userid AS USER_ID, 'i' AS ITEM_ID, {expression} AS TIMESTAMP FROM ratings");
        told_of(&text, COLUMNS)
    };
    for (wrong, place) in [
        ("CAST('2024-01-01' AS bigint)", "'2024-01-01'"),
        ("CAST('' AS bigint)", "''"),
        ("CAST('1.0' AS integer)", "'1.0'"),
        ("CAST('3000000000' AS integer)", "'3000000000'"),
        ("bigint ' 5'", "bigint ' 5'"),
        ("integer '3000000000'", "integer '3000000000'"),
    ] {
        assert_eq!(told(wrong), [("query-invalid-literal", place.to_owned())], "{wrong}");
    }
    for fine in [
        "CAST('-5' AS bigint)",
        "CAST('+5' AS bigint)",
        "CAST('٣' AS bigint)",
        "coalesce(TRY_CAST('5' AS bigint), 1)",
        "coalesce(TRY_CAST('x' AS bigint), 1)",
        "coalesce(try(CAST('x' AS bigint)), 1)",
    ] {
        assert_eq!(told(fine), [], "{fine}");
    }
}

#[test]
fn a_catalog_is_told_if_the_database_is_not_in_it() {
    let told = |table: &str| {
        let text = VALID.replace("FROM ratings", &format!("FROM {table}"));
        super::told(&text)
    };
    for fine in [
        "movielens_dev.ratings",
        "awsdatacatalog.movielens_dev.ratings",
        "AwsDataCatalog.movielens_dev.ratings",
    ] {
        assert_eq!(told(fine), [], "{fine}");
    }
    for wrong in ["hive.movielens_dev.ratings", "awsdatacatalog.lake.ratings"] {
        let found = told(wrong);
        assert_eq!(
            found
                .iter()
                .map(|found| (found.0, found.2.as_str()))
                .collect::<Vec<_>>(),
            [("query-other-database", wrong)]
        );
    }
}

#[test]
fn milliseconds_are_seen_however_they_are_made() {
    for made in [
        "CAST(to_unixtime(seen) * 1e3 AS bigint)",
        "CAST(1000.0 * to_unixtime(seen) AS bigint)",
        "CAST(to_unixtime(seen) * 1000 AS bigint) + 5",
        "time * 1000",
        "date_diff('millisecond', TIMESTAMP '1970-01-01 00:00:00', seen)",
        "coalesce(time, 253402300799000)",
    ] {
        let query = format!("SELECT userid AS USER_ID, 'i' AS ITEM_ID, {made} AS TIMESTAMP FROM ratings");
        let rules: Vec<_> = told_of(&query, COLUMNS).into_iter().map(|(rule, _)| rule).collect();
        assert_eq!(rules, ["query-timestamp-unit"], "{made}");
    }
}

#[test]
fn a_reserved_word_behind_a_comma_is_not_a_comma_too_many() {
    let told = told_of(
        "SELECT userid AS USER_ID, order AS ITEM_ID, time AS TIMESTAMP FROM ratings",
        "",
    );
    assert_eq!(told, [("query-reserved-word", "order".to_owned())]);
    let told = told_of("SELECT userid AS USER_ID, movieid AS ITEM_ID, FROM ratings", "");
    assert_eq!(told, [("query-syntax", "FROM".to_owned())]);
}
