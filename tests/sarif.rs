//! SARIF as others read it: held against the standard's own schema.

#![allow(
    clippy::unwrap_used,
    reason = "clippy allows it in test functions, not in the functions that tests call"
)]

use std::path::Path;
use std::process::Command;

use serde_json::Value;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

fn sarif(spec: &str) -> Value {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("stage.toml"), spec).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_kickstart"))
        .current_dir(folder.path())
        .args(["lint", "./stage.toml", "--format", "sarif"])
        .output()
        .unwrap();
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn what_is_printed_is_valid_sarif() {
    // The schema is that of OASIS, as schemastore.org publishes it.
    let schema = std::fs::read_to_string(Path::new(ROOT).join("tests/report/sarif-2.1.0.schema.json")).unwrap();
    // A pattern of it has a bracket too many for a strict reader of patterns. We name no language.
    let schema = schema.replace("^[a-zA-Z]{2}|^[a-zA-Z]{2}-[a-zA-Z]{2}]?$", "^[a-zA-Z]{2}");
    let schema: Value = serde_json::from_str(&schema).unwrap();
    let validator = jsonschema::draft7::new(&schema).unwrap();
    let spec = std::fs::read_to_string(Path::new(ROOT).join("tests/readme/stage.toml")).unwrap();
    for spec in ["", &spec, "x = 1"] {
        let report = sarif(spec);
        let errors: Vec<String> = validator.iter_errors(&report).map(|error| error.to_string()).collect();
        assert_eq!(errors, Vec::<String>::new());
    }
    // The validator does refuse what is no SARIF.
    assert!(!validator.is_valid(&serde_json::json!({ "version": "2.1.0" })));
}

#[test]
fn results_name_their_rule_their_place_and_themselves() {
    let report = sarif(
        "[project]\nname = \"m\"\nregion = \"eu-central-1\"\n[stages.Dev]\n[stages.a]\nx = 1\n[stages.b]\nx = 1\n",
    );
    let run = &report["runs"][0];
    let results = run["results"].as_array().unwrap();
    assert!(results.len() >= 4);
    for result in results {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(run["tool"]["driver"]["rules"][index]["id"], result["ruleId"]);
        assert!(
            run["tool"]["driver"]["rules"][index]["help"]["markdown"]
                .as_str()
                .unwrap()
                .contains("## Example")
        );
        let place = &result["locations"][0]["physicalLocation"];
        assert_eq!(place["artifactLocation"]["uri"], "stage.toml");
    }
    let prints: std::collections::BTreeSet<_> = results
        .iter()
        .map(|result| result["partialFingerprints"].to_string())
        .collect();
    assert_eq!(prints.len(), results.len());
}
