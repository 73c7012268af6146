//! What is told of the values of a column beside their type.

use super::super::*;
use super::tables;

#[test]
fn literals_that_a_column_can_be_are_told_where_nothing_leaves_them_out() {
    let texts = |text: &str| -> Vec<String> {
        let reading = read(text, &tables());
        assert_eq!(reading.problems, [], "{text}");
        let texts = reading.columns[0].texts.iter();
        texts.map(|at| text[at.start..at.end].to_owned()).collect()
    };
    for (query, wanted) in [
        ("SELECT 'it''s' AS x FROM plays", &["'it''s'"][..]),
        ("SELECT CAST('a' AS varchar) AS x FROM plays", &["'a'"]),
        ("SELECT CAST('1' AS bigint) AS x FROM plays", &[]),
        ("SELECT 'a' || track AS x FROM plays", &[]),
        ("SELECT upper('a') AS x FROM plays", &[]),
        (
            "SELECT CASE track WHEN 'k' THEN 'a' WHEN 'l' THEN track ELSE coalesce(track, 'b') END AS x FROM plays",
            &["'a'", "'b'"],
        ),
        (
            "SELECT if(length > 1, 'a', 'b') AS x FROM plays WHERE track IS NOT NULL AND length IS NOT NULL",
            &["'a'", "'b'"],
        ),
        // The rows that ELSE is for may be left out.
        (
            "SELECT CASE WHEN length > 1 THEN 'a' ELSE 'b' END AS x FROM plays WHERE track IS NOT NULL AND length > 1",
            &["'a'"],
        ),
        (
            "SELECT if(length > 1, 'a', 'b') AS x FROM plays WHERE length IS NULL",
            &["'a'"],
        ),
        (
            "SELECT if(max(length) > 1, 'a', 'b') AS x FROM plays GROUP BY track HAVING count(*) > 1",
            &["'a'"],
        ),
        ("SELECT x FROM (SELECT 'a' AS x FROM plays) WHERE x <> 'a'", &[]),
        ("SELECT * FROM (SELECT 'a' AS x FROM plays) WHERE x <> 'a'", &[]),
        ("WITH p AS (SELECT 'a' AS x FROM plays) SELECT x FROM p", &[]),
        (
            "SELECT 'a' AS x FROM plays UNION ALL SELECT 'b' FROM plays UNION SELECT 'a' FROM people",
            &["'a'", "'b'", "'a'"],
        ),
        ("(SELECT 'a' AS x FROM plays) EXCEPT SELECT track FROM plays", &[]),
    ] {
        assert_eq!(texts(query), wanted, "{query}");
    }
    let many: Vec<String> = (0..200).map(|at| format!("WHEN {at} THEN 'v{at}'")).collect();
    let case = format!("SELECT CASE listener {} ELSE '' END AS x FROM plays", many.join(" "));
    assert_eq!(texts(&case).len(), MOST_TEXTS);
}

#[test]
fn backslashes_are_gone_or_escape_something() {
    let slashes = |expression: &str| {
        let text = format!("SELECT {expression} AS x FROM plays");
        let reading = read(&text, &tables());
        assert_eq!(reading.problems, [], "{text}");
        reading.columns[0].traits.cleaned.slashes
    };
    for clean in [
        "'a'",
        r"replace(track, '\', '/')",
        r"replace(track, '\')",
        "replace(track, chr(92), ' ')",
        r#"replace(replace(track, '\', '\\'), '"', '\"')"#,
        r#"regexp_replace(track, '["\\\s]+', ' ')"#,
        r#"regexp_replace(track, '(["\\])', '\\$1')"#,
        r"regexp_replace(track, '\W+', ' ')",
        r"regexp_replace(track, '[^\w ]', '')",
        r#"translate(track, '"\', '  ')"#,
        "CAST(length AS varchar)",
    ] {
        assert!(slashes(clean), "{clean}");
    }
    for unclean in [
        "track",
        r"'a\b'",
        r#"replace(track, '"', '\"')"#,
        r"replace(track, '/', '\')",
        r#"regexp_replace(track, '["\r\n]+', ' ')"#,
        r"regexp_replace(track, '[^a-z\\]', '')",
        "translate(track, '\"', ' ')",
    ] {
        assert!(!slashes(unclean), "{unclean}");
    }
}
