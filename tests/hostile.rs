//! Sizes and characters that nobody writes by accident: read, or refused with a limit, and never slower than in proportion.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout)]

#[path = "../fuzz/checks/mod.rs"]
mod checks;

use std::time::{Duration, Instant};

use checks::judge::alone;
use kickstart::diagnostic::{Finding, Findings, Level, Sink};
use kickstart::query::{LONGEST, Problem, ProblemKind, Reading, Tables, read};
use kickstart::report::{Human, Reporter};
use kickstart::source::{Place, SourceText};
use kickstart::stage::Owner;

fn problems(text: &str) -> Vec<Problem> {
    reading(text).problems
}

fn reading(text: &str) -> Reading {
    read(text, &Tables::unknown())
}

fn told(text: &str) -> Findings {
    alone(text, Owner::Nobody).1
}

fn shown(reporter: &Reporter, findings: &Findings) -> String {
    let mut out = Vec::new();
    reporter.write(findings, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn human() -> Reporter {
    Reporter::Human(Human {
        color: false,
        width: 80,
        summary: true,
    })
}

/// The shortest of three runs.
fn time(work: impl Fn()) -> Duration {
    let once = |_| {
        let start = Instant::now();
        work();
        start.elapsed()
    };
    (0..3).map(once).min().unwrap()
}

/// Four times as much takes about four times as long: sixteen times would be quadratic, and half of that is not forgiven.
/// Whatever else the machine does makes things slower only, so the best of several tries tells.
#[track_caller]
fn in_proportion(what: &str, work: impl Fn(usize), size: usize) {
    const TRIES: usize = 10;
    let (mut small, mut large) = (Duration::MAX, Duration::MAX);
    for _ in 0..TRIES {
        small = small.min(time(|| work(size)));
        large = large.min(time(|| work(4 * size)));
        if large < 8 * small {
            break;
        }
    }
    let ratio = large.as_secs_f64() / small.as_secs_f64();
    println!("{what}: {size} in {small:?}, four times as much in {large:?}, {ratio:.1} times as long");
    assert!(ratio < 8.0, "{what}: {small:?}, then {large:?}");
}

const SCHEMA: &str = r#"
[datasets.interactions.schema]
USER_ID = "string"
ITEM_ID = "string"
TIMESTAMP = "long"
[stages.dev]
"#;

fn spec_with_query(query: &str) -> String {
    format!(
        "[project]\nname = \"shop\"\nregion = \"eu-central-1\"\n[datasets.interactions]\nsource = \"clicks/\"\n\
         query = '''\n{query}\n'''\n{SCHEMA}"
    )
}

#[test]
fn subqueries_nest_200_deep_and_not_1001() {
    let nested = |depth: usize| format!("{}SELECT 1 AS x{}", "SELECT * FROM (".repeat(depth), ")".repeat(depth));
    assert_eq!(problems(&nested(200)).len(), 0);
    assert_eq!(reading(&nested(200)).columns.len(), 1);
    let refused = problems(&nested(1_001));
    assert_eq!(refused.len(), 1);
    assert_eq!(refused[0].kind, ProblemKind::Limit);
    assert!(refused[0].message.contains("nests deeper"), "{}", refused[0].message);
    // In a spec as well, at a place of the query.
    let findings = told(&spec_with_query(&nested(1_001)));
    let limits: Vec<&Finding> = findings
        .iter()
        .filter(|finding| finding.rule == "query-limit")
        .collect();
    assert_eq!(limits.len(), 1);
    assert_eq!(limits[0].place.start().line, 7);
}

#[test]
fn ten_thousand_columns_are_read_in_proportion() {
    let wide = |count: usize| {
        let columns: Vec<String> = (0..count).map(|index| format!("a{index} AS c{index}")).collect();
        format!("SELECT {} FROM t", columns.join(","))
    };
    assert_eq!(reading(&wide(10_000)).columns.len(), 10_000);
    in_proportion(
        "columns",
        |count| assert_eq!(reading(&wide(count)).columns.len(), count),
        2_500,
    );
}

#[test]
fn a_hundred_thousand_or_are_refused_by_athena_s_limit_and_what_fits_is_read() {
    let or = |count: usize| format!("SELECT a FROM t WHERE b{}", " OR b".repeat(count));
    let fits = (LONGEST - or(0).len()) / " OR b".len();
    assert_eq!(problems(&or(fits)).len(), 0);
    let refused = problems(&or(100_000));
    assert_eq!(refused.len(), 1);
    assert_eq!(refused[0].kind, ProblemKind::Limit);
    assert!(refused[0].message.contains("262144"), "{}", refused[0].message);
    in_proportion("OR", |count| assert_eq!(problems(&or(count)).len(), 0), 10_000);
}

#[test]
fn equal_mistakes_in_a_query_are_capped_and_counted() {
    let sum = |call: &str, count: usize| format!("SELECT {} AS b FROM t", vec![call; count].join(" + "));
    let equal = |count: usize| sum("lower(1)", count);
    let count = 2_000;
    let unknown = problems(&sum("nosuch(1)", count));
    assert_eq!(unknown.len(), 1);
    assert!(unknown[0].message.contains("2000 times"), "{}", unknown[0].message);
    let reading = reading(&equal(count));
    assert_eq!(reading.problems.len(), 100);
    assert_eq!(reading.problems.len() + reading.left_out, count);
    let findings = told(&spec_with_query(&equal(count)));
    let more = |finding: &&Finding| {
        finding
            .message
            .contains("(1901 more mistakes of this query are not shown)")
    };
    assert_eq!(findings.iter().filter(more).count(), 1, "the table is a mistake too");
}

/// Values of a wrong type, a line each.
fn mistakes(count: usize) -> String {
    let mut text = spec_with_query("SELECT u AS USER_ID, i AS ITEM_ID, CAST(t AS bigint) AS \"TIMESTAMP\" FROM clicks");
    if count > 0 {
        text.push_str("[project.tags]\n");
    }
    text.extend((0..count).map(|index| format!("t{index} = 1\n")));
    text
}

#[test]
fn equal_mistakes_in_a_spec_are_capped_for_people_and_counted() {
    let count = 100_000;
    let findings = told(&mistakes(count));
    let total = findings.iter().count();
    assert!(total >= count, "{total}");
    let shown = shown(&human(), &findings);
    assert_eq!(shown.lines().filter(|line| line.starts_with("error[")).count(), 100);
    assert!(shown.contains(&format!("{} more are not shown", total - 100)));
    assert!(
        shown.ends_with(&format!("{} errors\n", findings.count(Level::Error))),
        "{}",
        &shown[shown.len() - 200..]
    );
    in_proportion(
        "mistakes",
        |count| assert!(told(&mistakes(count)).count(Level::Error) >= count),
        500,
    );
}

/// Columns are counted from the start of a line, which must not be done anew for each finding.
#[test]
fn mistakes_in_one_line_are_told_in_proportion() {
    let line = |count: usize| {
        let tags: Vec<String> = (0..count).map(|index| format!("t{index} = 1")).collect();
        let text = mistakes(0);
        text.replace("region =", &format!("tags = {{ {} }}\nregion =", tags.join(", ")))
    };
    let work = |count: usize| {
        let findings = told(&line(count));
        for reporter in [Reporter::Json, Reporter::Github, human()] {
            assert!(!shown(&reporter, &findings).is_empty());
        }
        assert!(findings.count(Level::Error) >= count);
    };
    in_proportion("mistakes in a line", work, 500);
}

/// What one mistake makes of the lines below it is looked for once.
#[test]
fn lines_that_are_no_toml_are_told_in_proportion() {
    for line in [
        "name = \"x\"\n",
        "\"\n",
        "SELECT x\n",
        "a = \"\n",
        "[x\na = 1\n",
        "[x]\n",
        "x = 1 2\ny\n",
        "\"\"\"\n",
    ] {
        let page = |count: usize| {
            format!(
                "[project]\nname = \"x\"\nregion = \"eu-west-1\"\n{}",
                line.repeat(count)
            )
        };
        let work = |count: usize| assert!(told(&page(count)).has_errors());
        in_proportion(&format!("{line:?}"), work, 2_000);
    }
    // Keys that belong elsewhere, in a row.
    let astray = |count: usize| {
        let keys: String = (0..count).map(|index| format!("k{index} = \"string\"\n")).collect();
        format!("[datasets.items]\nsource = \"x/\"\n{keys}")
    };
    in_proportion("keys astray", |count| assert!(told(&astray(count)).has_errors()), 2_000);
}

#[test]
fn comments_that_ignore_are_read_in_proportion() {
    let ignores = |count: usize| {
        let mut text = mistakes(0);
        text.extend((0..count).map(|_| "# kickstart: ignore[boolean-field]\nnosuch = 1\n".to_owned()));
        text.replace("nosuch = 1", "")
    };
    let work = |count: usize| assert!(told(&ignores(count)).count(Level::Warning) >= count);
    in_proportion("unused ignores", work, 5_000);
    // Each beside a mistake that it is not about.
    let both = |count: usize| {
        let mut text = mistakes(0);
        text.extend((0..count).map(|index| format!("nosuch{index} = 1 # kickstart: ignore[boolean-field]\n")));
        text
    };
    let work = |count: usize| assert!(told(&both(count)).count(Level::Error) >= count);
    in_proportion("ignores and mistakes", work, 1_000);
}

/// What a spec or a path holds begins no command of GitHub, and none of it is obeyed by a terminal.
#[test]
fn what_findings_quote_is_escaped_in_every_format() {
    let nasty = "\u{1b}[31m\r\n::error::x%0A::set-output,:\u{202e}\u{2066}\u{9b}2J";
    let text = SourceText::new(format!("{nasty}.toml"), format!("{nasty}\n"));
    let mut sink = Sink::default();
    let place = Place::new(&text, 0..text.text().len());
    let finding = Finding::error("some-rule", place.clone(), nasty)
        .help(nasty)
        .related(place, nasty);
    sink.push(finding);
    let findings = sink.finish();
    for reporter in [human(), Reporter::Json, Reporter::Sarif(Vec::new()), Reporter::Github] {
        let shown = shown(&reporter, &findings);
        let obeyed = |character: char| {
            character != '\n' && (character.is_control() || ['\u{202e}', '\u{2066}'].contains(&character))
        };
        assert!(!shown.contains(obeyed), "{reporter:?}: {shown:?}");
        assert!(
            !shown.lines().any(|line| line.trim_start().starts_with("::error::")),
            "{shown}"
        );
    }
    let github = shown(&Reporter::Github, &findings);
    assert_eq!(github.lines().count(), 1, "{github}");
    assert!(
        github.starts_with("::error file=") && github.contains("%250A"),
        "{github}"
    );
    let (properties, _) = github["::error ".len()..].split_once("::").unwrap();
    assert_eq!(
        properties.matches('=').count(),
        properties.split(',').count(),
        "{properties}"
    );
}
