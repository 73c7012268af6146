//! Findings for tools, and exit codes.

use serde_json::Value as Json;

use super::support::*;

#[test]
fn json_has_the_fields_of_the_contract_and_no_other() {
    let place = Place::with_spec();
    place.write("bad.toml", SPEC.replace("region =", "regoin ="));
    let empty: Json = serde_json::from_str(&place.expect(0, &["lint", "--format", "json", "stage.toml"]).out).unwrap();
    assert_eq!(empty, serde_json::json!({"version": 1, "findings": []}));
    let report: Json = serde_json::from_str(&place.expect(1, &["lint", "--format", "json", "bad.toml"]).out).unwrap();
    assert_eq!(
        report,
        serde_json::json!({"version": 1, "findings": [{
            "rule": "unknown-key", "level": "error", "message": "`[project]` knows no `regoin`",
            "help": "did you mean `region`?", "file": "bad.toml",
            "line": 3, "column": 1, "end_line": 3, "end_column": 7,
        }]})
    );
    let quiet = place.expect(1, &["lint", "--format", "json", "--quiet", "bad.toml"]);
    assert_eq!(serde_json::from_str::<Json>(&quiet.out).unwrap(), report);
}

#[test]
fn github_has_a_command_a_finding() {
    let place = Place::new();
    place.write("a,b:c%.toml", SPEC.replace("region =", "regoin ="));
    let run = place.expect(1, &["lint", "--format", "github", "a,b:c%.toml"]);
    assert_eq!(
        run.out,
        "::error file=a%2Cb%3Ac%25.toml,line=3,endLine=3,col=1,endColumn=7,title=unknown-key::`[project]` knows no `regoin`%0Adid you mean `region`?\n"
    );
}

#[test]
fn warnings_are_fine_unless_denied() {
    let place = Place::with_spec();
    place.write("data/clicks/a.csv", "x\n");
    place.write("data/elsewhere/b.csv", "x\n");
    let text = format!("{SPEC}sample_data = \"data\"\nsample_date = \"2026-01-31\"\n");
    place.write("stage.toml", &text);
    place.expect(0, &["lint", "stage.toml"]);
    place.expect(1, &["lint", "--deny-warnings", "stage.toml"]);
    let run = place.expect(0, &["render", "stage.toml"]);
    assert!(run.err.contains("warning[sample-data-without-source]"), "{run:#?}");
    place.write("stage.toml", SPEC);
    place.expect(0, &["lint", "--deny-warnings", "stage.toml"]);
}

#[test]
fn render_refuses_what_lint_calls_an_error_with_the_same_findings() {
    let place = Place::new();
    place.write("stage.toml", SPEC.replace("region =", "regoin ="));
    let lint = place.expect(1, &["lint", "stage.toml"]);
    for arguments in [
        &["render", "stage.toml"][..],
        &["render", "stage.toml", "--check"],
        &["render", "stage.toml", "--force"],
    ] {
        let render = place.expect(1, arguments);
        assert_eq!((render.err.as_str(), render.out.as_str()), (lint.out.as_str(), ""));
    }
    assert!(!place.at("out").exists());
}

#[test]
fn check_writes_nothing_and_says_what_differs() {
    let place = Place::with_spec();
    let run = place.expect(1, &["render", "stage.toml", "--check"]);
    assert!(run.out.contains("out/shop-dev/main.tf: missing"), "{run:#?}");
    assert!(!place.at("out").exists());
    place.expect(0, &["render", "stage.toml"]);
    let before = place.tree("");
    assert_eq!(
        place.expect(0, &["render", "stage.toml", "--check"]).out,
        "up to date\n"
    );
    assert_eq!(place.expect(0, &["render", "stage.toml", "--check", "--quiet"]).out, "");
    assert_eq!(place.tree(""), before, "not even a time changed");
    // Nor does rendering again.
    place.expect(0, &["render", "stage.toml"]);
    let times = |tree: std::collections::BTreeMap<_, _>| tree;
    assert_eq!(times(place.tree("out")), place.tree("out"));
    assert_eq!(
        place.tree("out/shop-dev/main.tf"),
        before
            .iter()
            .filter(|(path, _)| path.ends_with("shop-dev/main.tf"))
            .map(|(path, entry)| (path.clone(), entry.clone()))
            .collect()
    );

    place.write("stage.toml", SPEC.replace("retain_data = false", "retain_data = true"));
    let before = place.tree("");
    let run = place.expect(1, &["render", "stage.toml", "--check"]);
    assert!(run.out.contains("main.tf: spec changed"), "{run:#?}");
    assert!(
        run.out.lines().any(|line| line.starts_with('-')) && run.out.lines().any(|line| line.starts_with('+')),
        "{run:#?}"
    );
    assert_eq!(place.tree(""), before);
}

#[test]
fn what_somebody_edited_is_overwritten_by_force_alone() {
    let place = Place::with_spec();
    place.expect(0, &["render", "stage.toml"]);
    let rendered = place.bytes("out");
    place.write("out/shop-dev/main.tf", "# mine\n");
    place.write("out/shop-dev/mine.tf", "# mine\n");
    let before = place.tree("out");
    let run = place.expect(2, &["render", "stage.toml"]);
    assert!(
        run.err
            .contains("`shop-dev/main.tf` was edited since kickstart wrote it"),
        "{run:#?}"
    );
    assert_eq!(place.tree("out"), before);
    let run = place.expect(1, &["render", "stage.toml", "--check"]);
    assert!(run.out.contains("main.tf: edited by hand"), "{run:#?}");
    place.expect(0, &["render", "stage.toml", "--force"]);
    let mut after = place.bytes("out");
    assert_eq!(
        after.remove(std::path::Path::new("shop-dev/mine.tf")).unwrap(),
        b"# mine\n"
    );
    assert_eq!(after, rendered);
}
