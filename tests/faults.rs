//! Broken specs, each with one mistake that a person would make, and the one finding that must come, to the character.
//!
//! `tests/faults/fault.rs` says how a spec marks its finding. `tests/faults/good` holds the specs that the broken ones were
//! made of, without a finding; `tests/samples` has specs after public samples of Amazon Personalize. `docs/faults.md` compares what other tools say; `tests/faults/compare.py` writes it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "faults/fault.rs"]
mod fault;
mod support;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use fault::{Fault, Told};
use kickstart::lint::registry;
use support::process::{command, run, said};
use support::{assert_none, tools};

/// Rules without a file here, and why.
const WITHOUT_FAULT: [(&str, &str); 8] = [
    (
        "invalid-sample-file-name",
        "git on Windows cannot check such a file out",
    ),
    ("large-sample-data", "needs a file of 50 MiB"),
    ("long-query", "needs a file of 250 kB"),
    ("owner-is-a-stage", "told by `render --sandbox`, not by `lint`"),
    ("query-limit", "needs 1,000 brackets within each other"),
    ("query-too-long", "needs a file of 256 KiB"),
    ("sample-data-too-large", "needs a file of 256 MiB"),
    ("schema-too-long", "needs a schema of 20,000 characters"),
];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/faults")
}

fn shown(told: &[Told]) -> String {
    let lines: Vec<String> = told.iter().map(ToString::to_string).collect();
    lines.join(", ")
}

#[test]
fn each_fault_gets_its_finding_and_no_other() {
    let faults = Fault::all(&folder());
    assert!(faults.len() >= 120, "only {} faults", faults.len());
    let mut wrong = Vec::new();
    for fault in faults {
        let expected = fault.expected();
        if expected.len() != 1 {
            wrong.push(format!("{}: marks {} findings, not one", fault.name, expected.len()));
        }
        let told = fault.told();
        if told != expected {
            let (expected, told) = (shown(&expected), shown(&told));
            wrong.push(format!("{}:\n  expected {expected}\n  told     {told}", fault.name));
        }
    }
    assert_none(wrong);
}

#[test]
fn the_specs_that_faults_were_made_of_have_no_finding() {
    let good = Fault::all(&folder().join("good"));
    assert!(good.len() >= 20, "only {} good specs", good.len());
    let wrong = good.iter().filter_map(|spec| {
        let told = spec.told();
        (!told.is_empty()).then(|| format!("{}: {}", spec.name, shown(&told)))
    });
    assert_none(wrong.collect());
}

/// `tests/samples`: schemas of public samples of Amazon Personalize, rebuilt; each names its source.
#[test]
fn schemas_of_public_samples_have_no_finding() {
    let samples = Fault::all(&folder().join("../samples"));
    assert!(samples.len() >= 8, "only {} samples", samples.len());
    let mut wrong = Vec::new();
    for sample in samples {
        let mut told = sample.told();
        // That shop keeps three plain strings on purpose, which is what a note is for.
        if sample.name == "retail-demo-store" {
            let notes = told.extract_if(.., |told| told.level == "note" && told.rule == "untrained-string-field");
            assert_eq!(notes.count(), 3);
        }
        if !told.is_empty() {
            wrong.push(format!("{}: {}", sample.name, shown(&told)));
        }
    }
    assert_none(wrong);
}

#[test]
fn every_rule_has_a_fault_or_a_reason() {
    let faults = Fault::all(&folder());
    let marked: BTreeSet<String> = faults
        .iter()
        .flat_map(Fault::expected)
        .map(|expected| expected.rule)
        .collect();
    let excused: BTreeSet<&str> = WITHOUT_FAULT.iter().map(|(rule, _)| *rule).collect();
    let mut wrong = Vec::new();
    for rule in registry() {
        match (marked.contains(rule.id), excused.contains(rule.id)) {
            (false, false) => wrong.push(format!("{} has no fault", rule.id)),
            (true, true) => wrong.push(format!("{} has a fault and a reason to have none", rule.id)),
            _ => {}
        }
    }
    let known: BTreeSet<&str> = registry().iter().map(|rule| rule.id).collect();
    wrong.extend(excused.difference(&known).map(|rule| format!("{rule} is no rule")));
    assert_none(wrong);
}

#[test]
fn each_fault_says_first_what_aws_or_terraform_would_say() {
    let lacks = |fault: &Fault| {
        let first = fault.text.lines().next().unwrap_or_default();
        !(first.starts_with("# ") && first.ends_with('.') && first.len() > 20)
    };
    let faults = Fault::all(&folder());
    assert_none(
        faults
            .iter()
            .filter(|fault| lacks(fault))
            .map(|fault| fault.name.clone())
            .collect(),
    );
}

fn table() -> String {
    fs::read_to_string(folder().join("../../docs/faults.md")).unwrap()
}

#[test]
fn each_fault_has_a_row_in_the_table() {
    let table = table();
    let faults = Fault::all(&folder());
    let rows = table.lines().filter(|line| line.starts_with("| [")).count();
    assert_eq!(rows, faults.len(), "run tests/faults/compare.py");
    let lacks = faults.iter().filter_map(|fault| {
        let expected = fault.expected();
        let Told { level, rule, .. } = expected.first()?;
        let name = &fault.name;
        let row = format!("| [{name}](../tests/faults/{name}.toml) | {level} [{rule}](rules/{rule}.md) | ");
        (!table.contains(&row)).then(|| format!("no row as it should be: {row}"))
    });
    assert_none(lacks.collect());
}

#[test]
fn the_table_is_what_the_other_tools_say() {
    let Some(python) = tools::cfn_lint() else { return };
    let engines = tools::engines();
    let terraform = engines.iter().find(|engine| engine.name == "terraform");
    let terraform = terraform.expect("the table is Terraform's, and Terraform is not here");
    let mut compare = command(&python);
    compare
        .arg(folder().join("compare.py"))
        .arg("--check")
        .env("KICKSTART_TERRAFORM", &terraform.program);
    let output = run(&mut compare).unwrap();
    assert!(output.status.success(), "{}", said(&output));
}
