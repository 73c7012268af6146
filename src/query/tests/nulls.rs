//! What can be null, and what conditions keep from it.

use super::*;

/// The first column's reason to be null, as it is written.
fn null(text: &str) -> Option<String> {
    let reading = read(text, &tables());
    assert!(!reading.has_errors(), "{text}: {:#?}", reading.problems);
    let nullable = reading.columns[0].traits.nullable;
    nullable.map(|nullable| text[nullable.at.start..nullable.at.end].to_owned())
}

#[test]
fn grouping_sets_leave_columns_out() {
    for (select, group, because) in [
        ("track", "ROLLUP (track, listener)", Some("ROLLUP (track, listener)")),
        ("upper(track)", "CUBE (track)", Some("CUBE (track)")),
        (
            "track",
            "GROUPING SETS ((track), (listener))",
            Some("GROUPING SETS ((track), (listener))"),
        ),
        ("track", "listener, ROLLUP (track)", Some("ROLLUP (track)")),
        // In every set, or in every row because another item of the list has it.
        ("track", "GROUPING SETS ((track, listener), (track))", None),
        ("track", "ROLLUP (listener), track", None),
        ("track", "ROLLUP (track), track", None),
        ("track", "GROUPING SETS ((track))", None),
        ("track", "track, listener", None),
        // Not the column of the result, but what it was made from.
        ("max(track)", "ROLLUP (track)", None),
        ("grouping(track)", "ROLLUP (track)", None),
        ("coalesce(track, 'all')", "ROLLUP (track)", None),
        // Who asks knows which row it is.
        (
            "CASE WHEN grouping(track) = 1 THEN 'all' ELSE track END",
            "ROLLUP (track)",
            None,
        ),
        (
            "CASE grouping(track) WHEN 1 THEN 'all' ELSE track END",
            "ROLLUP (track)",
            None,
        ),
        ("IF(grouping(track) = 0, track, 'all')", "ROLLUP (track)", None),
        (
            "CASE WHEN track IS NULL THEN 'all' ELSE track END",
            "ROLLUP (track)",
            None,
        ),
    ] {
        let text = format!("SELECT {select} AS x, count(*) AS n FROM plays GROUP BY {group}");
        assert_eq!(null(&text).as_deref(), because, "{text}");
    }
    let rolled = "SELECT track AS x FROM plays WHERE track IS NOT NULL GROUP BY ROLLUP (track)";
    assert_eq!(null(rolled).as_deref(), Some("ROLLUP (track)"));
    for kept in [
        "SELECT track AS x FROM plays GROUP BY ROLLUP (track) HAVING track IS NOT NULL",
        "SELECT upper(track) AS x FROM plays GROUP BY ROLLUP (track) HAVING track <> ''",
        "SELECT track AS x FROM plays GROUP BY ROLLUP (track) HAVING grouping(track) = 0",
        "SELECT x FROM (SELECT track AS x FROM plays GROUP BY ROLLUP (track)) WHERE x IS NOT NULL",
        "SELECT x FROM (SELECT track AS x, grouping(track) AS g FROM plays GROUP BY ROLLUP (track)) WHERE g = 0",
    ] {
        assert_eq!(null(kept), None, "{kept}");
    }
}

#[test]
fn grouping_sets_take_columns() {
    use ProblemKind::*;
    for (group, kind, place) in [
        ("ROLLUP (upper(track))", InvalidClause, "upper(track)"),
        ("GROUPING SETS ((track), (1))", InvalidClause, "1"),
        ("CUBE (tags[1])", InvalidClause, "tags[1]"),
    ] {
        let text = format!("SELECT count(*) AS n FROM plays GROUP BY {group}");
        assert_eq!(kind_and_place(&text), (kind, place.to_owned()), "{text}");
    }
    let text = "SELECT grouping(listener) AS g FROM plays GROUP BY ROLLUP (track)";
    assert_eq!(kind_and_place(text), (WrongArguments, "listener".to_owned()));
    for fine in [
        "SELECT p.track FROM plays p GROUP BY ROLLUP (p.track)",
        "SELECT r.a, b FROM raw r GROUP BY CUBE (r.a, b), lower(b)",
    ] {
        assert_eq!(read(fine, &tables()).problems, [], "{fine}");
    }
}

#[test]
fn conditions_keep_columns_from_being_null() {
    let joined = |select: &str, filter: &str| {
        let filter = if filter.is_empty() {
            String::new()
        } else {
            format!("WHERE {filter}")
        };
        format!("SELECT {select} AS x FROM plays p LEFT JOIN people b ON b.id = p.listener {filter}")
    };
    for filter in [
        "b.id IS NOT NULL OR b.name = 'x'",
        "(b.id > 1 AND p.length > 1) OR b.name LIKE 'x%'",
        "NOT (b.id IS NULL OR b.name = 'x')",
        "NOT (b.id IS NULL AND p.length > 1) AND b.name <> ''",
        "b.id IN (1, 2) OR b.id BETWEEN 5 AND 7",
    ] {
        assert_eq!(null(&joined("b.name", filter)), None, "{filter}");
    }
    for filter in [
        "",
        "b.id IS NOT NULL OR p.length > 1",
        "b.id IS NULL OR b.name = 'x'",
        "NOT (b.id IS NULL AND p.length > 1)",
        "b.id IS NOT DISTINCT FROM 1",
    ] {
        assert!(null(&joined("b.name", filter)).is_some(), "{filter}");
    }
    for select in [
        "CASE WHEN b.name IS NULL THEN '-' ELSE b.name END",
        "CASE WHEN b.id IS NOT NULL THEN b.name ELSE '-' END",
        "CASE WHEN b.id IS NULL OR p.length > 1 THEN '-' WHEN p.length > 0 THEN b.name ELSE '' END",
        "IF(b.name IS NULL, '-', b.name)",
        "IF(b.id > 1, b.name, '-')",
    ] {
        assert_eq!(null(&joined(select, "")), None, "{select}");
    }
    for select in [
        "CASE WHEN b.name = '' THEN '-' ELSE b.name END",
        "CASE WHEN b.name IS NULL THEN b.name ELSE '-' END",
        "CASE WHEN b.name IS NULL AND p.length > 1 THEN '-' ELSE b.name END",
        "IF(b.name = '', '-', b.name)",
        "coalesce(b.name, IF(b.name IS NULL, b.name, ''))",
    ] {
        assert!(null(&joined(select, "")).is_some(), "{select}");
    }
    // What a branch assumes holds in it alone.
    let twice = "SELECT CASE WHEN b.name IS NULL THEN '' ELSE b.name END || b.name AS x \
                 FROM plays p LEFT JOIN people b ON b.id = p.listener";
    assert!(null(twice).is_some());
}

#[test]
fn casts_that_cannot_fail_give_no_null() {
    for fine in [
        "TRY_CAST(track AS varchar)",
        "TRY_CAST(track AS varchar(3))",
        "TRY_CAST(listener AS varchar)",
        "TRY_CAST(started AS varchar)",
        "TRY_CAST(listener AS double)",
        "TRY_CAST(listener AS bigint)",
    ] {
        assert_eq!(null(&format!("SELECT {fine} AS x FROM plays")), None, "{fine}");
    }
    for null_of in [
        "TRY_CAST(track AS bigint)",
        "TRY_CAST(listener AS varchar(3))",
        "TRY_CAST(length AS bigint)",
        "TRY_CAST(listener AS integer)",
        "TRY_CAST(nullif(track, '') AS varchar)",
    ] {
        assert!(
            null(&format!("SELECT {null_of} AS x FROM plays")).is_some(),
            "{null_of}"
        );
    }
    assert!(null("SELECT TRY_CAST(a AS varchar) AS x FROM raw").is_some());
}

#[test]
fn nested_conditions_take_no_time_that_doubles() {
    let started = std::time::Instant::now();
    let depth = 60;
    let nested = format!(
        "SELECT track FROM plays WHERE listener = {}1{}",
        "(SELECT max(listener) FROM plays WHERE listener = ".repeat(depth),
        ")".repeat(depth)
    );
    assert!(!read(&nested, &tables()).has_errors());
    let cases = format!(
        "SELECT {}1{} AS x FROM plays",
        "CASE WHEN length = ".repeat(depth),
        " THEN 1 ELSE 2 END".repeat(depth)
    );
    assert!(!read(&cases, &tables()).has_errors());
    let rows = ["(track = 'x' AND listener = 1)"; 6_000].join(" OR ");
    assert!(!read(&format!("SELECT track FROM plays WHERE {rows}"), &tables()).has_errors());
    assert!(
        started.elapsed() < std::time::Duration::from_secs(20),
        "{:?}",
        started.elapsed()
    );
}
