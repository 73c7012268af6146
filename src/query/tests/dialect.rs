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
