//! The registry, the words of the rules, levels, and what any string does to the grammars.

mod dialect;
mod nulls;
mod once;
mod pages;
mod queries;

use std::collections::BTreeSet;
use std::path::Path;

use super::*;
use crate::diagnostic::{Findings, Level};
use crate::source::{Folder, SourceText};
use crate::{spec, stage};

const VALID: &str = r#"
[project]
name = "movielens"
region = "eu-central-1"
[datasets.interactions]
source = "ratings/"
query = "SELECT userid AS USER_ID, movieid AS ITEM_ID, time AS TIMESTAMP FROM ratings"
schema = { USER_ID = "string", ITEM_ID = "string", TIMESTAMP = "long" }
[stages.dev]
"#;

fn lint(text: &str) -> Findings {
    let mut sink = Sink::default();
    let page = spec::read(&SourceText::new("stage.toml", text), &mut sink)
        .unwrap()
        .unwrap();
    let stages = stage::resolve(
        &page,
        &Folder::of(Path::new("stage.toml")),
        stage::Owner::Nobody,
        &mut sink,
    );
    check(&page, &stages, &mut sink);
    sink.finish()
}

fn told(text: &str) -> Vec<(&'static str, Level, String)> {
    let findings = lint(text);
    let told = findings.iter();
    told.map(|finding| (finding.rule, finding.level, finding.place.snippet().to_owned()))
        .collect()
}

#[test]
fn the_registry_is_sorted_and_holds_every_file_and_every_structural_rule() {
    let ids: Vec<&str> = registry().iter().map(|rule| rule.id).collect();
    assert!(ids.is_sorted_by(|a, b| a < b), "{ids:?}");
    let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut wanted = BTreeSet::new();
    for file in std::fs::read_dir(here.join("lint/rules")).unwrap() {
        let name = file.unwrap().file_name().into_string().unwrap();
        if let Some(name) = name.strip_suffix(".rs").filter(|name| *name != "mod") {
            wanted.insert(name.replace('_', "-"));
        }
    }
    for room in ["spec", "stage"] {
        let text = std::fs::read_to_string(here.join(room).join("rules.rs")).unwrap();
        let ids = text.lines().filter_map(|line| line.split('"').nth(1));
        wanted.extend(ids.map(str::to_owned));
    }
    assert_eq!(ids.into_iter().map(str::to_owned).collect::<BTreeSet<_>>(), wanted);
}

#[test]
fn names_say_what_is_flagged() {
    for rule in registry() {
        let kebab = rule.id.split('-').all(|word| {
            !word.is_empty()
                && word
                    .bytes()
                    .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
        });
        assert!(kebab && !rule.id.starts_with("no-"), "{}", rule.id);
    }
}

#[test]
fn every_rule_is_explained_in_all_sections_in_order() {
    for rule in registry() {
        let text = rule.text();
        let titles: Vec<&str> = text.lines().filter_map(|line| line.strip_prefix("## ")).collect();
        assert_eq!(titles, SECTIONS, "{}", rule.id);
        for title in SECTIONS {
            let section = rule.section(title).unwrap();
            assert!(section.len() > 10, "{}: {title}", rule.id);
        }
        assert!(
            rule.summary().ends_with('.') && rule.summary().len() < 240,
            "{}: {}",
            rule.id,
            rule.summary()
        );
        assert!(rule.explain().starts_with(&format!("# {}\n", rule.id)));
    }
}

#[test]
fn a_valid_spec_has_no_finding() {
    assert_eq!(told(VALID), Vec::new());
}

#[test]
fn levels_are_the_projects_where_it_may_choose() {
    let with = |level: &str| {
        format!("{VALID}notebook = {{ idle_stop_minutes = 60 }}\n[lint.rules]\nnotebook-without-subnet = \"{level}\"\n")
    };
    let only = |level: Level| vec![("notebook-without-subnet", level, "notebook".to_owned())];
    assert_eq!(told(&with("error")), only(Level::Error));
    assert_eq!(told(&with("warning")), only(Level::Warning));
    assert_eq!(told(&with("off")), Vec::new());
    assert_eq!(lint(&with("off")).switched_off(), 1);
}

#[test]
fn what_would_fail_stays_an_error() {
    let text = format!(
        "{VALID}schedule = \"daily\"\n[lint.rules]\ninvalid-schedule = \"off\"\nunknown-time-zone = \"error\"\nnot-a-rule = \"off\"\n"
    );
    assert_eq!(
        told(&text),
        [
            ("invalid-schedule", Level::Error, "\"daily\"".to_owned()),
            ("rule-not-configurable", Level::Error, "\"off\"".to_owned()),
            ("unknown-rule", Level::Warning, "not-a-rule".to_owned()),
        ]
    );
}

#[test]
fn what_several_stages_share_is_told_once() {
    let stages: String = (0..50).map(|n| format!("[stages.s{n}]\n")).collect();
    let text = format!("{}{stages}", VALID.replace("eu-central-1", "eu-north-1"));
    assert_eq!(
        told(&text),
        [("region-without-personalize", Level::Error, "\"eu-north-1\"".to_owned())]
    );
}

#[test]
fn a_default_time_zone_is_fine_where_one_stage_has_a_schedule() {
    let text = format!("{VALID}[defaults]\nschedule_timezone = \"Europe/Berlin\"\n");
    assert_eq!(told(&text)[0].0, "time-zone-without-schedule");
    let text = format!("{text}[stages.test]\nschedule = \"cron(0 3 * * ? *)\"\n");
    assert_eq!(told(&text), Vec::new());
}

#[test]
fn a_long_name_is_told_where_it_can_be_mended() {
    let stage = VALID.replace("stages.dev", "stages.acceptance-test-of-the-shop");
    assert_eq!(told(&stage)[0].2, "[stages.acceptance-test-of-the-shop]");
    let project = VALID.replace("movielens", &"m".repeat(40));
    assert_eq!(told(&project)[0].2, format!("\"{}\"", "m".repeat(40)));
    // 36 characters fit, 37 do not: `-prepared-data-` and twelve digits make 63.
    let fits = VALID.replace("movielens", &"m".repeat(32));
    assert_eq!(told(&fits), Vec::new());
    let over = VALID.replace("movielens", &"m".repeat(33));
    let finding = lint(&over).iter().next().cloned().unwrap();
    assert_eq!(finding.rule, "name-too-long");
    assert!(
        finding.message.contains("64 characters") && finding.message.contains("63 at most"),
        "{}",
        finding.message
    );
    assert!(finding.help.unwrap().contains("1 letter off"));
}

/// The longest stack that lint lets pass has no name that AWS refuses, whatever the stage's datasets are.
#[test]
fn every_name_of_the_longest_stack_fits() {
    let longest = crate::facts::GENERATED_NAMES
        .iter()
        .map(|name| name.longest - name.added)
        .min()
        .unwrap();
    assert_eq!(longest, 36);
    let names = stage::Names::new("m", &"s".repeat(longest - 2));
    let account = "-111122223333";
    let buckets = [
        names.raw_data_bucket(),
        names.prepared_data_bucket(),
        names.data_analysis_bucket(),
        names.access_logs_bucket(),
    ];
    assert!(buckets.iter().all(|bucket| bucket.len() + account.len() <= 63));
    assert!(names.notebook().len() <= 63 && names.workgroup().len() <= 128 && names.glue_database().len() <= 255);
    assert!(names.state_machine().len() <= 80 && names.state_machine().len() + "-schedule".len() <= 64);
    for dataset in stage::DatasetType::ALL {
        assert!(names.crawler(dataset).len() <= 255 && names.named_query(dataset).len() <= 128);
    }
}

#[test]
fn a_rendered_stack_has_the_tags_that_are_counted() {
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/minimal/minimal-dev/providers.tf");
    let text = std::fs::read_to_string(golden).unwrap();
    let keys: Vec<&str> = text
        .lines()
        .skip_while(|line| !line.contains("tags = {"))
        .skip(1)
        .take_while(|line| !line.contains('}'))
        .filter_map(|line| line.split('"').nth(1))
        .collect();
    assert_eq!(keys, crate::facts::STACK_TAGS);
}

/// Whatever stands in a value, the grammars judge it and do not fall over.
#[test]
fn no_string_breaks_a_grammar() {
    let pieces = [
        "cron(",
        "rate(",
        "at(",
        ")",
        "<",
        ">",
        ",",
        ":",
        "(",
        "array",
        "map",
        "struct",
        "decimal",
        "char",
        "*",
        "?",
        "/",
        "-",
        "#",
        "L",
        "W",
        " ",
        "0",
        "7",
        "99999999999",
        "JAN",
        "ü",
        "\u{0}",
        "'",
        "T",
        "2026-01-31",
        "arn",
        "🎬",
    ];
    // A linear congruential generator: the same strings in every run.
    let mut state: u64 = 20_260_131;
    let mut next = |below: usize| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap() % below
    };
    let mut taken = 0;
    for _ in 0..20_000 {
        let text: String = (0..=next(12)).map(|_| pieces[next(pieces.len())]).collect();
        for result in [
            schedule::parse(&text).map(|_| ()).map_err(|problem| problem.why),
            glue_type::check(&text).map_err(|problem| problem.why),
        ] {
            match result {
                Ok(()) => taken += 1,
                Err(why) => assert!(!why.is_empty() && !why.contains('\u{0}'), "{text:?}: {why:?}"),
            }
        }
    }
    assert!(taken > 0, "the generator never makes a valid value");
}

#[test]
fn a_comment_leaves_out_the_findings_of_its_line_or_the_next() {
    let notebook = |before: &str, behind: &str| {
        format!("{VALID}{before}\n[stages.dev.notebook]{behind}\nidle_stop_minutes = 60\n")
    };
    assert_eq!(told(&notebook("", "")).len(), 1);
    assert_eq!(
        told(&notebook("", " # kickstart: ignore[notebook-without-subnet] why")),
        []
    );
    assert_eq!(told(&notebook("# kickstart: ignore[notebook-without-subnet]", "")), []);
    assert_eq!(
        lint(&notebook("", " # kickstart: ignore[notebook-without-subnet]")).switched_off(),
        1
    );
    // Above the comment's line nothing is left out.
    let text = notebook("", "").replace(
        "minutes = 60",
        "minutes = 60 # kickstart: ignore[notebook-without-subnet]",
    );
    let rules: Vec<_> = told(&text).into_iter().map(|(rule, ..)| rule).collect();
    assert_eq!(rules, ["notebook-without-subnet", "unused-ignore"]);
}

#[test]
fn a_comment_cannot_ignore_an_error_nor_what_is_no_rule() {
    let comments = [
        ("ignore[name-too-long]", "rule-not-configurable", "name-too-long"),
        (
            "ignore[notebook-without-subnets]",
            "unknown-rule",
            "notebook-without-subnets",
        ),
        (
            "ignore[ notebook-never-stops , ]",
            "unused-ignore",
            "notebook-never-stops",
        ),
        ("ignore[]", "empty-ignore", "# kickstart: ignore[]"),
    ];
    for (comment, rule, snippet) in comments {
        let told = told(&format!("{VALID}retain_data = false # kickstart: {comment}\n"));
        let told: Vec<_> = told
            .iter()
            .map(|(rule, _, snippet)| (*rule, snippet.as_str()))
            .collect();
        assert_eq!(told, [(rule, snippet)]);
    }
}
