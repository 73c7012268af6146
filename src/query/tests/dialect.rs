//! What people write who come from other dialects.

use super::*;

#[test]
fn an_unknown_function_is_told_once() {
    use ProblemKind::*;
    // Its unit is no column.
    for text in [
        "SELECT dateadd(day, -30, now()) AS t FROM plays",
        "SELECT DATEDIFF(SECOND, started, started) AS t FROM plays",
        "SELECT track FROM plays WHERE datepart(yyyy, started) = 2026",
    ] {
        assert_eq!(kind_and_place(text).0, UnknownFunction, "{text}");
    }
    // What is no unit is a mistake of its own.
    let reading = read("SELECT nvl(trak, 'x') AS t FROM plays", &tables());
    let kinds: Vec<ProblemKind> = reading.problems.iter().map(|problem| problem.kind).collect();
    assert_eq!(kinds, [UnknownFunction, UnknownColumn]);
    // However often it is called, and wherever it is looked through first.
    let often = "SELECT nvl(name, 'x') AS a, NVL(name, 'y') AS b, count(*) AS n FROM plays \
                 JOIN people ON nvl(name, '') = 'z' GROUP BY 1, 2";
    let (kind, place, message) = problem(often);
    assert_eq!((kind, place.as_str()), (UnknownFunction, "nvl"));
    assert!(
        message.contains("which this query calls 3 times") && message.contains("coalesce"),
        "{message}"
    );
    let first = read(often, &tables()).problems[0].at.start;
    assert_eq!(first, often.find("nvl").unwrap_or_default());
    let (_, _, message) = problem("SELECT nvl(track, 'x') AS a FROM plays GROUP BY 1");
    assert!(!message.contains("times"), "{message}");
    // An aggregate that is called wrongly in two places does not leave its columns to be grouped by.
    let two = "WITH a AS (SELECT id, cuont(name) AS n FROM people GROUP BY id) \
               SELECT id, cuont(n) AS n FROM a GROUP BY id";
    assert_eq!(kind_and_place(two), (UnknownFunction, "cuont".to_owned()));
    // Two functions are two mistakes.
    let two = "SELECT nvl(track, 'x') AS a, len(track) AS b FROM plays";
    assert_eq!(read(two, &tables()).problems.len(), 2);
}

#[test]
fn a_star_and_a_column_of_it_are_one_mistake() {
    let reading = read("SELECT year, r.* FROM raw r", &tables());
    let kinds: Vec<ProblemKind> = reading.problems.iter().map(|problem| problem.kind).collect();
    assert_eq!(kinds, [ProblemKind::SelectAll]);
    assert_eq!(
        kind_and_place("SELECT name, people.* FROM people").0,
        ProblemKind::DuplicateColumn
    );
}

#[test]
fn units_are_those_of_the_type() {
    use ProblemKind::*;
    for (call, place, help) in [
        (
            "date_diff('seconds', started, started)",
            "'seconds'",
            "did you mean `second`?",
        ),
        ("date_trunc('Hours', started)", "'Hours'", "did you mean `hour`?"),
        ("date_trunc('decade', started)", "'decade'", "`quarter` or `year`"),
        ("date_add('days', 1, started)", "'days'", "did you mean `day`?"),
        ("date_trunc('hour', date(started))", "'hour'", "cast it to timestamp"),
        (
            "date_diff('minute', date(started), current_date)",
            "'minute'",
            "cast it to timestamp",
        ),
        (
            "date_trunc('day', localtime)",
            "'day'",
            "`millisecond`, `second`, `minute` or `hour`",
        ),
    ] {
        let text = format!("SELECT {call} AS t FROM plays");
        let (kind, at, message) = problem(&text);
        assert_eq!(kind, WrongArguments, "{text}");
        assert_eq!(at, place, "{text}");
        assert!(message.contains(help), "{text}: {message}");
    }
    let (_, _, message) = problem("SELECT date_diff('hours', a, b) AS t FROM raw");
    assert!(message.contains("did you mean `hour`?"), "{message}");
    let (kind, _, message) = problem("SELECT date_trunc(month, started) AS t FROM plays");
    assert_eq!(kind, UnknownColumn);
    assert!(message.contains("write 'month'"), "{message}");
    for fine in [
        "date_diff('SECOND', started, started)",
        "date_diff('hour', date(started), started)",
        "date_trunc('millisecond', localtime)",
        "date_add('week', 1, current_date)",
        "date_trunc(track, started)",
        "coalesce(try(date_trunc(lower('x'), started)), started)",
        "try(date_trunc('hours', started))",
    ] {
        let text = format!("SELECT {fine} AS t FROM plays");
        assert_eq!(read(&text, &tables()).problems, [], "{text}");
    }
}

#[test]
fn forms_take_the_types_that_the_engine_takes() {
    use ProblemKind::*;
    for (expression, kind, place) in [
        ("extract(hour FROM date(started))", TypeMismatch, "date(started)"),
        ("extract(timezone_hour FROM started)", TypeMismatch, "started"),
        ("extract(day FROM localtime)", TypeMismatch, "localtime"),
        ("extract(month FROM INTERVAL '1' DAY)", TypeMismatch, "INTERVAL '1' DAY"),
        ("extract(year FROM NULL)", TypeMismatch, "NULL"),
        ("extract(year FROM track)", TypeMismatch, "track"),
        ("position(1 IN track)", WrongArguments, "1"),
        ("position('x' IN listener)", WrongArguments, "listener"),
        ("trim(json_parse(track))", WrongArguments, "json_parse(track)"),
        ("trim(1 FROM track)", WrongArguments, "1"),
        (
            "json_value(json_parse(track), 'lax $.a')",
            TypeMismatch,
            "json_parse(track)",
        ),
        ("json_query(listener, 'lax $.a')", TypeMismatch, "listener"),
        (
            "array_join(ARRAY[tags], ',')",
            WrongArguments,
            "array_join(ARRAY[tags], ',')",
        ),
        (
            "count(DISTINCT track) OVER (PARTITION BY listener)",
            Unsupported,
            "count(DISTINCT track) OVER (PARTITION BY listener)",
        ),
        (
            "array_agg(track ORDER BY started) OVER ()",
            Unsupported,
            "array_agg(track ORDER BY started) OVER ()",
        ),
        (
            "count(*) FILTER (WHERE length > 1) OVER ()",
            Unsupported,
            "count(*) FILTER (WHERE length > 1) OVER ()",
        ),
        (
            "lower(track ORDER BY started)",
            WrongArguments,
            "lower(track ORDER BY started)",
        ),
        (
            "strpos(track, CAST(track AS char(3)))",
            WrongArguments,
            "strpos(track, CAST(track AS char(3)))",
        ),
        (
            "track LIKE CAST(track AS char(3))",
            TypeMismatch,
            "CAST(track AS char(3))",
        ),
    ] {
        let text = format!("SELECT {expression} AS t FROM plays");
        assert_eq!(kind_and_place(&text), (kind, place.to_owned()), "{text}");
    }
    for fine in [
        "extract(hour FROM started)",
        "extract(hour FROM localtime)",
        "extract(timezone_hour FROM current_timestamp)",
        "extract(month FROM INTERVAL '1' YEAR)",
        "extract(dow FROM date(started))",
        "position(NULL IN track)",
        "trim(CAST('x' AS char(3)) FROM track)",
        "json_value(track, 'lax $.a')",
        "json_value(to_utf8(track), 'lax $.a')",
        "array_join(ARRAY[started], ',')",
        "count(ALL track) OVER ()",
    ] {
        let text = format!("SELECT {fine} AS t FROM plays");
        assert_eq!(read(&text, &tables()).problems, [], "{text}");
    }
    // Of what is not known nothing is told.
    let unknown = "SELECT extract(hour FROM a) AS a, trim(b) AS b, json_value(c, 'lax $.a') AS c, array_join(d, ',') AS d FROM raw";
    assert_eq!(read(unknown, &tables()).problems, []);
}

#[test]
fn slips_of_other_dialects_are_answered() {
    for (text, help) in [
        (
            "SELECT track FROM plays WHERE started > now() - interval 30 day",
            "write INTERVAL '30' DAY",
        ),
        (
            "SELECT track FROM plays WHERE started > now() - INTERVAL '2' months",
            "write INTERVAL '2' MONTH",
        ),
        (
            "SELECT started - interval 3 weeks AS w FROM plays",
            "`YEAR`, `MONTH`, `DAY`",
        ),
        ("SELECT track AS 'USER_ID' FROM plays", "in double quotes: \"USER_ID\""),
        ("SELECT track 'USER_ID' FROM plays", "in double quotes: \"USER_ID\""),
        (
            "SELECT max(track) 'USER_ID' FROM plays",
            "in double quotes: \"USER_ID\"",
        ),
        (
            "SELECT track a length FROM plays",
            "is a comma missing before `length`?",
        ),
        (
            "SELECT track AS a, max(length) AS b CAST(1 AS bigint) AS c FROM plays",
            "missing before `CAST`",
        ),
        (
            "SELECT t.a FROM (SELECT track a length FROM plays) t",
            "is a comma missing before `length`?",
        ),
        ("SELECT track FROM plays LIMIT 5, 10", "write OFFSET 5 LIMIT 10"),
        ("SELCT track FROM plays", "did you mean SELECT"),
        ("SELECT track FORM plays", "did you mean FROM"),
        ("SELECT track FROM order", "write \"order\""),
        ("queries/plays.sql", "`query_file`"),
        (
            "SELECT CAST(started AS bigint) AS t FROM plays",
            "CAST(to_unixtime(…) AS bigint)",
        ),
        ("SELECT to_unixtime(track) AS t FROM plays", "from_iso8601_timestamp"),
        ("SELECT track FROM raw-clicks", "in double quotes: \"raw-clicks\""),
        ("SELECT track AS user-id FROM plays", "in double quotes: \"user-id\""),
        (
            "SELECT name FROM plays p CROSS JOIN people b ON b.id = p.listener",
            "write JOIN",
        ),
        ("SELECT name FROM plays p, people b ON b.id = p.listener", "write JOIN"),
        ("SELECT TOP 10 track FROM plays", "LIMIT at the end"),
        ("SELECT TOP(10) AS t FROM plays", "LIMIT 10 at the end"),
        ("SELECT [track] FROM plays", "write \"track\""),
        ("SELECT track FROM [plays]", "write \"plays\""),
        ("SELECT [1, 2] AS a FROM plays", "write ARRAY[…]"),
        ("SELECT CAST(track AS varchar(MAX)) AS t FROM plays", "without a length"),
        ("SELECT CAST(track AS nvarchar(9)) AS t FROM plays", "write varchar"),
        ("SELECT to_date(track) AS t FROM plays", "date_parse(text, format)"),
        ("SELECT ifnull(track, '') AS t FROM plays", "coalesce(a, b)"),
        ("SELECT getdate() AS t FROM plays", "now()"),
        ("SELECT left(track, 3) AS t FROM plays", "substr(text, 1, n)"),
        ("SELECT safe_cast(track AS bigint) AS t FROM plays", "TRY_CAST"),
        ("SELECT track FROM plays WHERE track IN 'x', 'y'", "write IN ('x', …)"),
        ("SELECT track FROM plays JOIN people USING track", "USING (…)"),
        ("SELECT * EXCEPT (track) FROM plays", "name the columns"),
        ("SELECT DISTINCT ON (track) track FROM plays", "row_number()"),
        ("SELECT track FROM plays LEFT SEMI JOIN people ON true", "IN (SELECT …)"),
        ("SELECT CASE track = 'x' THEN 1 END AS t FROM plays", "write CASE WHEN"),
        (
            "SELECT track FROM plays ORDER BY track WHERE track = 'x'",
            "the order is FROM",
        ),
        ("SELECT current_timestamp() AS t", "without brackets"),
        (
            "SELECT count(DISTINCT track, listener) AS n FROM plays",
            "count(DISTINCT (a, b))",
        ),
        (
            "SELECT track FROM plays WHERE started BETWEEN '2026-01-01' AND '2026-02-01'",
            "TIMESTAMP '…'",
        ),
    ] {
        let (_, _, message) = problem(text);
        assert!(message.contains(help), "{text}: {message}");
    }
    // What is no such slip has no such help.
    for (text, help) in [
        ("SELECT track FROM plays x y", "comma"),
        ("SELECT track FROM plays WHERE track track", "comma"),
        ("SELECT track FROM plays JOIN people ON true ON true", "write JOIN"),
        ("SELECT track FROM plays x - 1", "hyphen"),
        (
            "SELECT CASE WHEN length > 1 THEN track track END AS t FROM plays",
            "comma",
        ),
        ("SELECT lower(track track) AS t FROM plays", "comma"),
    ] {
        let (_, _, message) = problem(text);
        assert!(!message.contains(help), "{text}: {message}");
    }
}

#[test]
fn a_name_has_its_database_and_its_catalog() {
    let text = "SELECT track FROM \"AwsDataCatalog\".lake.plays JOIN people ON true";
    let reading = read(text, &tables());
    let first = &reading.tables[0];
    assert_eq!(
        (first.catalog.as_deref(), first.database.as_deref(), first.name.as_str()),
        (Some("awsdatacatalog"), Some("lake"), "plays")
    );
    assert_eq!(reading.tables[1].catalog, None);
    let (kind, place) = kind_and_place("SELECT 1 AS x FROM a.b.c.plays");
    assert_eq!((kind, place.as_str()), (ProblemKind::UnknownTable, "a.b.c.plays"));
}
