//! The rules' pages in `docs/rules/`, and the examples in them: the bad one raises exactly its rule, the good one nothing.
//!
//! `KICKSTART_UPDATE=1 cargo test --test docs` writes the pages; without it they are held against what would be written.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "docs/example.rs"]
mod example;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use example::Example;
use kickstart::lint::{Rule, registry};

/// Rules whose example cannot be written in a block of TOML: the last test has them.
const WITHOUT_BLOCK: [&str; 5] = [
    "not-utf8",
    "query-limit",
    "sample-data-name",
    "schema-too-long",
    "stack-given-twice",
];

fn examples(section: &str) -> Vec<(&'static Rule, Example)> {
    let examples: Vec<_> = registry()
        .iter()
        .filter_map(|rule| Some((*rule, Example::of(rule, section)?)))
        .collect();
    assert_eq!(examples.len(), registry().len() - WITHOUT_BLOCK.len());
    examples
}

#[test]
fn a_bad_example_raises_its_rule_and_no_other() {
    let mut wrong = Vec::new();
    for (rule, example) in examples("Example") {
        let linted = example.lint();
        let told: BTreeSet<&str> = linted.findings.iter().map(|finding| finding.rule).collect();
        if told != BTreeSet::from([rule.id]) {
            wrong.push(format!("{}: {told:?} in\n{}", rule.id, linted.text));
        }
        for finding in linted.findings.iter() {
            // Names in a message can be long, what the rule says around them is not.
            let shown = example.show(finding);
            let first = shown.lines().next().unwrap_or_default();
            if first.chars().count() > "warning: ".len() + 105 {
                wrong.push(format!("{}: too many words: {first}", rule.id));
            }
            let at_start = finding.place.span() == (0..0);
            if finding.level != rule.level || (!at_start && !example.holds(&linted, finding)) {
                wrong.push(format!("{}: {finding:?}", rule.id));
            }
            let about_place = finding.place.snippet();
            if about_place.is_empty() && !at_start && rule.id != "toml-syntax" {
                wrong.push(format!("{}: marks nothing", rule.id));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Rules that say more than one thing, and whose example is one that people decide.
const FIXED_ELSEWHERE: [&str; 3] = ["invalid-textual-field", "invalid-value", "missing-schema-field"];

#[test]
fn a_rule_says_what_fix_does_where_its_findings_carry_one() {
    let mut wrong = Vec::new();
    let mut fixed = 0;
    for (rule, example) in examples("Example") {
        let (before, after) = example.mend();
        if FIXED_ELSEWHERE.contains(&rule.id) {
            continue;
        }
        let carry = before.iter().filter(|finding| finding.fix.is_some()).count();
        if carry != rule.fix.map_or(0, |_| before.iter().count()) {
            wrong.push(format!(
                "{}: {carry} findings carry a fix, and its page says {:?}",
                rule.id, rule.fix
            ));
        }
        let left: Vec<_> = after
            .findings
            .iter()
            .map(|finding| (finding.rule, &finding.message))
            .collect();
        let wanted: Vec<_> = match rule.fix {
            Some(_) => Vec::new(),
            None => before.iter().map(|finding| (finding.rule, &finding.message)).collect(),
        };
        if left != wanted {
            wrong.push(format!("{}: {left:?} is left of\n{}", rule.id, after.text));
        }
        fixed += usize::from(carry > 0);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(fixed > 5, "only {fixed} examples were mended");
}

/// What `--fix` makes of an example is the example of what to write instead, where there is one way to write it.
#[test]
fn a_mended_example_is_what_to_use_instead() {
    let good: BTreeMap<&str, Example> = examples("Use instead")
        .into_iter()
        .map(|(rule, good)| (rule.id, good))
        .collect();
    let mut others = BTreeSet::new();
    for (rule, example) in examples("Example") {
        if rule.fix.is_some() && example.mend().1.text != good[rule.id].lint().text {
            others.insert(rule.id);
        }
    }
    assert_eq!(others, BTreeSet::from(FIXED_ELSEWHERE));
}

#[test]
fn a_good_example_raises_nothing() {
    let mut wrong = Vec::new();
    for (rule, example) in examples("Use instead") {
        let linted = example.lint();
        let told: Vec<_> = linted
            .findings
            .iter()
            .map(|finding| (finding.rule, &finding.message))
            .collect();
        if !told.is_empty() {
            wrong.push(format!("{}: {told:?} in\n{}", rule.id, linted.text));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn pages_are_what_the_rules_say() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/rules");
    let mut wanted: BTreeMap<PathBuf, String> = BTreeMap::new();
    wanted.insert(folder.join("README.md"), table());
    for rule in registry() {
        wanted.insert(folder.join(format!("{}.md", rule.id)), page(rule));
    }
    let found: BTreeSet<PathBuf> = fs::read_dir(&folder)
        .map(|files| files.map(|file| file.unwrap().path()).collect())
        .unwrap_or_default();
    let update = std::env::var_os("KICKSTART_UPDATE").is_some();
    assert!(
        !(update && std::env::var_os("CI").is_some()),
        "pages are not written in CI"
    );
    if update {
        fs::create_dir_all(&folder).unwrap();
        for stray in found.iter().filter(|path| !wanted.contains_key(*path)) {
            fs::remove_file(stray).unwrap();
        }
        for (path, text) in &wanted {
            fs::write(path, text).unwrap();
        }
        return;
    }
    assert_eq!(found, wanted.keys().cloned().collect::<BTreeSet<_>>(), "{HINT}");
    for (path, text) in &wanted {
        let written = fs::read_to_string(path).unwrap().replace("\r\n", "\n");
        assert!(written == *text, "{} is out of date. {HINT}", path.display());
    }
}

const HINT: &str = "Write the pages with `KICKSTART_UPDATE=1 cargo test --test docs`.";

/// The explanation, and below its example what lint says of it.
fn page(rule: &Rule) -> String {
    let text = rule.explain();
    let Some(example) = Example::of(rule, "Example") else {
        return text;
    };
    let linted = example.lint();
    let shown: Vec<String> = linted.findings.iter().map(|finding| example.show(finding)).collect();
    let says = format!(
        "`kickstart lint` says:\n\n```text\n{}\n```\n\n## Use instead\n",
        shown.join("\n")
    );
    text.replacen("## Use instead\n", &says, 1)
}

fn table() -> String {
    let mut text = String::from(
        "# Rules\n\nWhat `kickstart lint` tells, each with its own page; `kickstart explain RULE` prints its explanation. Levels by consequence: an **error** is \
         what\nAWS, Terraform or the workflow would refuse or what makes the data wrong, a **warning** probably costs money, data or \
         an\nalarm, a **note** is worth knowing. Warnings and notes can be given another level in a spec:\n\n```toml\n[lint]\nrules = { \
         notebook-without-subnet = \"off\" }   # error | warning | off\n```\n\n| rule | level | fix | what it does |\n|---|---|---|---|\n",
    );
    for rule in registry() {
        let summary = rule.summary().replace('|', "\\|");
        let _ = writeln!(
            text,
            "| [{0}]({0}.md) | {1} | {2} | {summary} |",
            rule.id,
            rule.level.as_str(),
            rule.fix.map_or("", |_| "yes"),
        );
    }
    text
}

#[test]
fn what_no_block_can_show_is_told_by_the_program() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("docs-without-block");
    fs::create_dir_all(&folder).unwrap();
    let spec = "[project]\nname = \"m\"\nregion = \"eu-central-1\"\n[datasets.interactions]\nsource = \"r/\"\nquery = \"SELECT userid AS USER_ID, movieid AS ITEM_ID, time AS TIMESTAMP FROM r\"\n\
                schema = { USER_ID = \"string\", ITEM_ID = \"string\", TIMESTAMP = \"long\" }\n[stages.dev]\n";
    fs::write(folder.join("a.toml"), spec).unwrap();
    fs::write(folder.join("b.toml"), spec).unwrap();
    fs::write(folder.join("c.toml"), b"# Caf\xe9\n").unwrap();
    let rules = |files: &[&str]| -> Vec<String> {
        let output = Command::new(env!("CARGO_BIN_EXE_kickstart"))
            .args(["lint", "--format", "json"])
            .args(files)
            .current_dir(&folder)
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(1));
        let told: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        let findings = told["findings"].as_array().unwrap();
        findings
            .iter()
            .map(|finding| finding["rule"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(rules(&["a.toml", "b.toml"]), ["stack-given-twice"]);
    assert_eq!(rules(&["c.toml"]), ["not-utf8"]);
    let deep = format!("SELECT {}1", "(".repeat(1_001));
    fs::write(folder.join("deep.toml"), spec.replace("SELECT userid", &deep)).unwrap();
    assert_eq!(rules(&["deep.toml"]), ["query-limit"]);
    let backend = "backend = { type = \"s3\", bucket = \"states\", key = \"one.tfstate\" }\n";
    fs::write(folder.join("d.toml"), format!("{spec}{backend}")).unwrap();
    fs::write(
        folder.join("e.toml"),
        format!("{spec}{backend}").replace("\"m\"", "\"n\""),
    )
    .unwrap();
    assert_eq!(rules(&["d.toml", "e.toml"]), ["shared-state"]);
}

/// A spec whose items have `count` categories with names of `letters` letters, of which the last has `more`.
fn wide_items(count: usize, letters: usize, more: usize) -> String {
    let names: Vec<String> = (0..count)
        .map(|at| {
            format!(
                "C{at:0>width$}",
                width = letters - 1 + if at + 1 == count { more } else { 0 }
            )
        })
        .collect();
    let columns: Vec<String> = names.iter().map(|name| format!("'x' AS {name}")).collect();
    let fields: Vec<String> = names
        .iter()
        .map(|name| format!("{name} = {{ type = \"string\", categorical = true, nullable = true }}\n"))
        .collect();
    format!(
        "[project]\nname = \"m\"\nregion = \"eu-central-1\"\n\
         [datasets.interactions]\nsource = \"r/\"\nquery = \"SELECT userid AS USER_ID, movieid AS ITEM_ID, time AS TIMESTAMP FROM r\"\n\
         schema = {{ USER_ID = \"string\", ITEM_ID = \"string\", TIMESTAMP = \"long\" }}\n\
         [datasets.items]\nsource = \"i/\"\nquery = \"SELECT movieid AS ITEM_ID, {} FROM i\"\n\
         [datasets.items.schema]\nITEM_ID = \"string\"\n{}[stages.dev]\nretain_data = false\n",
        columns.join(", "),
        fields.concat()
    )
}

/// What is measured is the file that the stack has: the longest that Personalize takes is rendered, one letter more is told.
#[test]
fn the_longest_schema_that_is_taken_has_as_many_characters_as_personalize_takes() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("docs-schema-too-long");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    let run = |arguments: &[&str]| {
        Command::new(env!("CARGO_BIN_EXE_kickstart"))
            .args(arguments)
            .current_dir(&folder)
            .output()
            .unwrap()
    };
    let rendered = |more: usize| {
        fs::write(folder.join("stage.toml"), wide_items(90, 105, more)).unwrap();
        let output = run(&["render", "stage.toml", "--out", "out"]);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        fs::read(folder.join("out/m-dev/schemas/items.avsc")).unwrap().len()
    };
    let most = 20_000;
    let more = most - rendered(0);
    assert_eq!(rendered(more), most);
    fs::write(folder.join("stage.toml"), wide_items(90, 105, more + 1)).unwrap();
    let output = run(&["lint", "--format", "json", "stage.toml"]);
    let told: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let findings = told["findings"].as_array().unwrap();
    assert_eq!(findings.len(), 1, "{told}");
    assert_eq!(findings[0]["rule"], "schema-too-long");
    let message = findings[0]["message"].as_str().unwrap();
    assert!(
        message.contains(" 20001 characters ") && message.contains(" 20000"),
        "{message}"
    );
}
