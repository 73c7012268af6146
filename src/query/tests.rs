//! What is read of single queries.

mod values;

use super::*;

mod dialect;
mod nulls;

fn tables() -> Tables {
    let mut tables = Tables::only(Some("lake"));
    let columns = |columns: &[(&str, &str)]| -> Vec<(String, Type)> {
        columns
            .iter()
            .map(|(name, of)| ((*name).to_owned(), type_of(of)))
            .collect()
    };
    tables.declare(
        "plays",
        columns(&[
            ("listener", "bigint"),
            ("track", "string"),
            ("started", "timestamp"),
            ("tags", "array<string>"),
            ("length", "double"),
        ]),
    );
    tables.declare(
        "people",
        columns(&[("id", "bigint"), ("name", "string"), ("track", "string")]),
    );
    tables.crawled("raw", columns(&[("year", "string")]));
    tables
}

/// The one problem of a query: its kind, the text at its place, the message with its help.
fn problem(text: &str) -> (ProblemKind, String, String) {
    let reading = read(text, &tables());
    assert_eq!(reading.problems.len(), 1, "{text}: {:#?}", reading.problems);
    let problem = &reading.problems[0];
    let place = text[problem.at.start..problem.at.end].to_owned();
    let help = problem.help.clone().unwrap_or_default();
    (problem.kind, place, format!("{} {help}", problem.message))
}

fn kind_and_place(text: &str) -> (ProblemKind, String) {
    let (kind, place, _) = problem(text);
    (kind, place)
}

fn columns(text: &str) -> Vec<String> {
    let reading = read(text, &tables());
    assert!(!reading.has_errors(), "{text}: {:#?}", reading.problems);
    let columns = reading.columns.iter();
    columns
        .map(|column| format!("{} {}", column.name, column.ty.told().unwrap_or("?".into())))
        .collect()
}

#[test]
fn names_keep_their_case_and_types_are_told() {
    assert_eq!(
        columns(
            "SELECT CAST(listener AS varchar) AS USER_ID, track AS \"ITEM_ID\", CAST(to_unixtime(started) AS bigint) TIMESTAMP, count(*) OVER () FROM lake.plays"
        ),
        ["USER_ID varchar", "ITEM_ID varchar", "TIMESTAMP bigint", "_col3 bigint"]
    );
    assert_eq!(columns("SELECT a, lower(b) AS l FROM raw"), ["a ?", "l varchar"]);
    assert_eq!(columns("SELECT year FROM raw"), ["year varchar"]);
}

#[test]
fn tables_are_those_that_no_with_names() {
    let text = "WITH p AS (SELECT * FROM lake.plays) SELECT track FROM p WHERE track IN (SELECT name FROM people)";
    let reading = read(text, &tables());
    let names: Vec<&str> = reading.tables.iter().map(|table| table.name.as_str()).collect();
    assert_eq!(names, ["plays", "people"]);
    assert_eq!(reading.tables[0].database.as_deref(), Some("lake"));
    assert_eq!(
        &text[reading.tables[0].at.start..reading.tables[0].at.end],
        "lake.plays"
    );
    assert!(reading.problems.is_empty() && reading.complete);
}

#[test]
fn a_star_over_an_unknown_table_is_not_guessed() {
    let reading = read("SELECT *, 1 AS x FROM raw", &tables());
    assert!(!reading.complete);
    assert_eq!(reading.problems[0].kind, ProblemKind::SelectAll);
    assert!(read("SELECT a FROM (SELECT * FROM raw)", &tables()).complete);
    assert_eq!(columns("SELECT * FROM people").len(), 3);
}

#[test]
fn one_mistake_gives_one_finding_at_its_place() {
    use ProblemKind::*;
    for (text, kind, place) in [
        ("SELECT track AS ITEM_ID, FROM plays", Syntax, "FROM"),
        ("SELECT `track` FROM plays", Backticks, "`track`"),
        ("SELECT track AS end FROM plays", ReservedWord, "end"),
        ("SELECT track FROM plays WHERE order = 1", ReservedWord, "order"),
        ("SELECT end, track FROM plays", ReservedWord, "end"),
        ("SELECT track FROM plays; SELECT 1 AS x", NotOneSelect, ";"),
        ("INSERT INTO plays SELECT 1", NotOneSelect, "INSERT"),
        ("VALUES 1", NotOneSelect, "VALUES 1"),
        ("SELECT track FROM playz", UnknownTable, "playz"),
        ("SELECT trak FROM plays", UnknownColumn, "trak"),
        ("SELECT p.trak FROM plays p", UnknownColumn, "p.trak"),
        (
            "SELECT track FROM plays WHERE track = \"jazz\"",
            QuotedLiteral,
            "\"jazz\"",
        ),
        (
            "SELECT track FROM plays JOIN people ON id = listener",
            AmbiguousColumn,
            "track",
        ),
        ("SELECT nvl(track, 'x') AS t FROM plays", UnknownFunction, "nvl"),
        (
            "SELECT lower(listener) AS t FROM plays",
            WrongArguments,
            "lower(listener)",
        ),
        (
            "SELECT coalesce(track) AS t FROM plays",
            WrongArguments,
            "coalesce(track)",
        ),
        ("SELECT CAST(track AS string) AS t FROM plays", UnknownType, "string"),
        ("SELECT track + 1 AS t FROM plays", TypeMismatch, "+"),
        (
            "SELECT track FROM plays WHERE started > '2020-01-01'",
            TypeMismatch,
            ">",
        ),
        ("SELECT DATE '31.1.2020' AS d", InvalidLiteral, "DATE '31.1.2020'"),
        ("SELECT track, listener, count(*) AS n FROM plays", NotGrouped, "track"),
        (
            "SELECT track, listener, count(*) AS n FROM plays GROUP BY track",
            NotGrouped,
            "listener",
        ),
        (
            "SELECT track FROM plays WHERE count(*) > 1",
            MisplacedAggregate,
            "count(*)",
        ),
        (
            "SELECT row_number() AS n FROM plays",
            MisplacedAggregate,
            "row_number()",
        ),
        (
            "SELECT track FROM plays UNION ALL SELECT id, name FROM people",
            ColumnCount,
            "UNION",
        ),
        (
            "SELECT track FROM plays UNION SELECT id FROM people",
            TypeMismatch,
            "UNION",
        ),
        ("SELECT track FROM plays ORDER BY 2", InvalidClause, "2"),
        ("SELECT track AS a, length AS A FROM plays", DuplicateColumn, "A"),
        ("SELECT track || 'x' FROM plays", UnnamedColumn, "track || 'x'"),
        ("SELECT track FROM plays WHERE length > ?", Unsupported, "?"),
        (
            "WITH RECURSIVE a AS (SELECT 1) SELECT 1 AS x FROM a",
            Unsupported,
            "RECURSIVE",
        ),
        (
            "WITH a AS (SELECT 1 AS x), a AS (SELECT 2 AS x) SELECT x FROM a",
            DuplicateName,
            "a",
        ),
        (
            "SELECT track FROM raw WHERE kind = \"jazz\"",
            ProbableLiteral,
            "\"jazz\"",
        ),
        ("SELECT track FROM plays WHERE track = 'x", Syntax, "'"),
        ("SELECT track AS t FROM plays WHERE t = 'x'", UnknownColumn, "t"),
        ("", NotOneSelect, ""),
    ] {
        assert_eq!(kind_and_place(text), (kind, place.to_owned()), "{text}");
    }
}

#[test]
fn messages_say_what_to_write() {
    for (text, help) in [
        ("SELECT track FROM playz", "did you mean `plays`?"),
        ("SELECT trak FROM plays", "did you mean `track`?"),
        ("SELECT lowr(track) AS t FROM plays", "did you mean `lower`?"),
        ("SELECT `track` FROM plays", "write \"track\""),
        ("SELECT track FROM plays LIMIT 5 OFFSET 3", "OFFSET stands before LIMIT"),
        ("SELECT track::varchar FROM plays", "CAST(value AS type)"),
        ("SELECT track AS x, FROM plays", "take away the comma"),
        ("SELECT track FROM plays WHERE track = \"jazz\"", "'jazz'"),
        ("SELECT extract(epoch FROM started) AS t FROM plays", "to_unixtime"),
    ] {
        let (_, _, message) = problem(text);
        assert!(message.contains(help), "{text}: {message}");
    }
}

#[test]
fn a_row_that_is_unnested_gives_columns_of_its_fields() {
    let row = "transform(sequence(1, 2), x -> CAST(ROW(x, 'a') AS ROW(qty integer, sku varchar)))";
    for text in [
        format!("SELECT l.sku AS a, qty AS b FROM plays CROSS JOIN UNNEST({row}) AS l"),
        format!("SELECT sku AS a, l.qty AS b FROM plays, UNNEST({row}) WITH ORDINALITY AS l"),
        format!("SELECT l.* FROM plays CROSS JOIN UNNEST({row}) AS l"),
    ] {
        let reading = read(&text, &tables());
        assert!(
            reading
                .problems
                .iter()
                .all(|problem| problem.kind == ProblemKind::SelectAll),
            "{text}: {:?}",
            reading.problems
        );
        assert_eq!(reading.columns.len(), 2, "{text}");
    }
    // A cast that fails is one mistake.
    let failed = read("SELECT abs(CAST(started AS bigint)) + 1 AS t FROM plays", &tables());
    assert_eq!(failed.problems.len(), 1, "{:?}", failed.problems);
}

#[test]
fn what_can_be_null_is_told_with_its_reason() {
    let nullable = |text: &str| {
        let reading = read(text, &tables());
        assert!(!reading.has_errors(), "{:#?}", reading.problems);
        let nullable = reading.columns[0].traits.nullable;
        nullable.map(|nullable| text[nullable.at.start..nullable.at.end].to_owned())
    };
    assert_eq!(nullable("SELECT track AS x FROM plays"), None);
    assert_eq!(
        nullable("SELECT track AS x FROM plays WHERE length > 1 AND track IS NULL").as_deref(),
        Some("track IS NULL")
    );
    for other in [
        "length IS NULL",
        "track IS NOT NULL",
        "track IS NULL OR length > 1",
        "NOT (track IS NULL)",
    ] {
        assert_eq!(
            nullable(&format!("SELECT track AS x FROM plays WHERE {other}")),
            None,
            "{other}"
        );
    }
    assert_eq!(
        nullable("SELECT TRY_CAST(track AS bigint) AS x FROM plays").as_deref(),
        Some("TRY_CAST(track AS bigint)")
    );
    assert_eq!(
        nullable("SELECT CASE WHEN length > 1 THEN track END AS x FROM plays").as_deref(),
        Some("CASE WHEN length > 1 THEN track END")
    );
    assert_eq!(
        nullable("SELECT lag(track) OVER (ORDER BY started) AS x FROM plays").as_deref(),
        Some("lag(track) OVER (ORDER BY started)")
    );
    assert_eq!(
        nullable("SELECT name AS x FROM plays LEFT JOIN people ON id = listener").as_deref(),
        Some("LEFT JOIN people ON id = listener")
    );
    assert_eq!(
        nullable("SELECT coalesce(nullif(track, ''), '-') AS x FROM plays"),
        None
    );
    assert_eq!(
        nullable("SELECT nullif(track, '') AS x FROM plays WHERE nullif(track, '') IS NOT NULL"),
        None
    );
    assert_eq!(
        nullable("SELECT name AS x FROM plays LEFT JOIN people ON id = listener WHERE name <> ''"),
        None
    );
}

#[test]
fn clocks_and_cleaned_texts_are_seen() {
    let traits = |text: &str| {
        let reading = read(text, &tables());
        assert!(!reading.has_errors(), "{:#?}", reading.problems);
        (reading.columns[0].ty.to_string(), reading.columns[0].traits)
    };
    let (ty, seconds) = traits("SELECT to_unixtime(started) AS x FROM plays");
    assert_eq!(
        (ty.as_str(), seconds.clock.map(|clock| clock.0)),
        ("double", Some(Clock::Seconds))
    );
    let (ty, seconds) = traits("SELECT CAST(round(to_unixtime(started)) AS bigint) AS x FROM plays");
    assert_eq!(
        (ty.as_str(), seconds.clock.map(|clock| clock.0)),
        ("bigint", Some(Clock::Seconds))
    );
    let (_, milliseconds) = traits("SELECT CAST(to_unixtime(started) * 1000 AS bigint) AS x FROM plays");
    assert_eq!(milliseconds.clock.map(|clock| clock.0), Some(Clock::Milliseconds));
    let (_, back) = traits("SELECT listener / 1000 AS x FROM plays");
    assert_eq!(back.clock.map(|clock| clock.0), Some(Clock::Seconds));
    assert_eq!(traits("SELECT track AS x FROM plays").1.cleaned, Cleaned::NO);
    assert!(
        traits("SELECT replace(track, '\"', '') AS x FROM plays")
            .1
            .cleaned
            .quotes
    );
    assert!(
        !traits("SELECT replace(track, '\"', '') AS x FROM plays")
            .1
            .cleaned
            .breaks
    );
    assert_eq!(
        traits("SELECT regexp_replace(track, '[\"\\\\\\r\\n]', ' ') AS x FROM plays")
            .1
            .cleaned,
        Cleaned::YES
    );
    for clean in [
        "CAST(length AS varchar) || 'x'",
        r#"translate(track, '"\' || chr(10) || chr(13), '    ')"#,
        r#"replace(replace(replace(track, chr(34), ''), chr(92), ''), chr(10), ' ')"#,
        r#"regexp_replace(track, '["\\' || chr(10) || ']', ' ')"#,
        r"array_join(regexp_extract_all(track, '\w+'), ' ')",
        "regexp_extract(track, '[A-Za-z0-9_-]+')",
    ] {
        let text = format!("SELECT {clean} AS x FROM plays");
        assert_eq!(traits(&text).1.cleaned, Cleaned::YES, "{clean}");
    }
    for unclean in [
        "translate(track, 'x', '\"')",
        "translate(track, chr(9) || 'x', '  ')",
        "translate(track, lower('\"'), ' ')",
        "regexp_extract(track, '.+')",
        "regexp_extract(track, '[^a]+')",
        "regexp_extract(track, '[ -z]+')",
        r"array_join(regexp_extract_all(track, '\S+'), ' ')",
    ] {
        let text = format!("SELECT {unclean} AS x FROM plays");
        assert_eq!(traits(&text).1.cleaned, Cleaned::NO, "{unclean}");
    }
}

#[test]
fn deep_and_long_queries_are_read_or_refused_with_a_limit() {
    let started = std::time::Instant::now();
    let nested = format!("{}SELECT 1 AS x{}", "SELECT * FROM (".repeat(200), ")".repeat(200));
    assert!(!read(&nested, &tables()).has_errors());
    let scalar = format!("SELECT {}1{} AS x", "(SELECT ".repeat(200), ")".repeat(200));
    assert!(!read(&scalar, &tables()).has_errors());
    for text in [
        format!("SELECT {}1{}", "(".repeat(50_000), ")".repeat(50_000)),
        "SELECT * FROM (".repeat(10_000),
        format!("SELECT {} 1", "CASE WHEN ".repeat(20_000)),
        format!("SELECT {} 1", "x -> ".repeat(20_000)),
        format!("SELECT CAST(1 AS {}", "array(".repeat(20_000)),
        format!("SELECT 1 FROM a {}", "JOIN b ".repeat(20_000)),
    ] {
        assert_eq!(
            read(&text, &tables()).problems[0].kind,
            ProblemKind::Limit,
            "{}",
            &text[..40]
        );
    }
    let many_or = format!("SELECT track FROM plays WHERE 1=1{}", " OR 1=1".repeat(35_000));
    assert!(!read(&many_or, &tables()).has_errors());
    let columns: Vec<String> = (0..10_000).map(|index| format!("track AS c{index}")).collect();
    let wide = format!("SELECT {} FROM plays ORDER BY c9999", columns.join(","));
    assert_eq!(read(&wide, &tables()).columns.len(), 10_000);
    let mistakes = format!("SELECT {} FROM plays", vec!["x"; 100_000].join(","));
    let reading = read(&mistakes, &tables());
    // The column that there is not is one mistake, each name that there was before another.
    assert_eq!(reading.problems.len() + reading.left_out, 1 + 100_000 - 1);
    assert!(
        reading
            .problems
            .iter()
            .any(|problem| problem.message.ends_with("which this query reads 100000 times."))
    );
    let doubled: Vec<String> = (1..60)
        .map(|n| format!("t{n} AS (SELECT a.*, b.* FROM t{0} a, t{0} b)", n - 1))
        .collect();
    let bomb = format!(
        "WITH t0 AS (SELECT 1 AS x), {} SELECT 1 AS x FROM t59",
        doubled.join(", ")
    );
    assert_eq!(read(&bomb, &tables()).problems[0].kind, ProblemKind::Limit);
    let chain = format!(
        "SELECT -{}1 AS x, a{}.b FROM raw",
        "1+".repeat(50_000),
        ".b[1]".repeat(20_000)
    );
    assert!(!read(&chain, &tables()).has_errors());
    assert_eq!(
        read(&" ".repeat(LONGEST + 1), &tables()).problems[0].kind,
        ProblemKind::Limit
    );
    assert!(
        started.elapsed() < std::time::Duration::from_secs(60),
        "{:?}",
        started.elapsed()
    );
}
