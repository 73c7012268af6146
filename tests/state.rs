//! What must not be lost: the state of a stack, which nobody else may write to, and the data that a spec retains.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "clippy allows them in test functions, not in what those call"
)]

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use kickstart::stage::Owner;
use support::process::{command, run, said};
use support::spec::rendered;
use support::tools::{Engine, engines};
use support::trees::{copy, root};
use tempfile::TempDir;

const SPEC: &str = r#"
[project]
name = "movielens"
region = "eu-central-1"
[datasets.interactions]
source = "ratings/"
query = "SELECT a AS USER_ID, b AS ITEM_ID, c AS TIMESTAMP FROM ratings"
schema = { USER_ID = "string", ITEM_ID = "string", TIMESTAMP = "long" }
[stages.prod.backend]
type = "s3"
bucket = "org-terraform-state"
[stages.sandbox]
kind = "sandbox"
[stages.sandbox.backend]
type = "s3"
bucket = "org-terraform-state"
"#;

#[test]
fn every_owner_has_a_state_of_its_own() {
    let keys = |owner| -> Vec<String> {
        let key = |text: &str| {
            let mut lines = text.lines().map(str::trim);
            let line = lines.find(|line| line.starts_with("key "));
            line.and_then(|line| line.split('"').nth(1)).map(str::to_owned)
        };
        rendered(SPEC, Owner::Named(owner))
            .iter()
            .map(|files| key(&String::from_utf8_lossy(&files["backend.tf"])).unwrap())
            .collect()
    };
    assert_eq!(
        keys("ann"),
        ["movielens/prod/terraform.tfstate", "movielens/ann/terraform.tfstate"]
    );
    assert_eq!(keys("bob")[1], "movielens/bob/terraform.tfstate");
}

#[test]
fn a_destroy_of_retained_data_is_refused_as_a_whole() {
    for engine in engines() {
        let (planned, text) = destroy(&engine, "movielens/movielens-prod");
        assert!(!planned, "{}: planned {text}", engine.name);
        assert!(text.contains("terraform_data.retention"), "{}: {text}", engine.name);
        assert!(text.contains("cannot be destroyed"), "{}: {text}", engine.name);
    }
}

/// Once the spec no longer retains the data, nothing is in the way: the state still has what stood for it.
#[test]
fn a_destroy_of_other_data_is_planned() {
    for engine in engines() {
        let (planned, text) = destroy(&engine, "movielens/movielens-dev");
        assert!(planned, "{}: {text}", engine.name);
        assert!(
            text.contains("terraform_data.retention will be destroyed"),
            "{}: {text}",
            engine.name
        );
    }
}

/// What depends on something is destroyed before it. So a bucket that is not empty and stays also keeps the key, and no
/// `-target` takes a bucket or the key without what stands for all of them.
#[test]
fn the_key_outlives_the_buckets_and_what_is_retained_hangs_together() {
    const KEY: &str = "module.encryption_key.aws_kms_key.this";
    const BUCKETS: [&str; 3] = ["data_analysis_bucket", "prepared_data_bucket", "raw_data_bucket"];
    for engine in engines() {
        let graph = Graph::of(&engine, "movielens/movielens-prod");
        for bucket in BUCKETS {
            let bucket = format!("module.{bucket}.aws_s3_bucket.this");
            assert!(
                graph.leads(&bucket, KEY),
                "{}: {bucket} does not need the key",
                engine.name
            );
            assert!(!graph.leads(KEY, &bucket), "the graph says nothing about order");
            assert!(
                graph.leads("terraform_data.retention", &bucket),
                "{}: {bucket} is not retained",
                engine.name
            );
        }
        for retained in [KEY, "module.access_log_bucket.aws_s3_bucket.this"] {
            assert!(
                graph.leads("terraform_data.retention", retained),
                "{}: {retained} is not retained",
                engine.name
            );
        }
    }
}

/// Plans the destruction of a stack whose state has only what stands for retained data: whether there is a plan, and what
/// the engine says.
fn destroy(engine: &Engine, stack: &str) -> (bool, String) {
    const STATE: &str = r#"{"version": 4, "terraform_version": "1.10.0", "serial": 1, "lineage": "8e1f4a52", "outputs": {},
        "resources": [{"mode": "managed", "type": "terraform_data", "name": "retention",
        "provider": "provider[\"terraform.io/builtin/terraform\"]", "instances": [{"schema_version": 0,
        "attributes": {"id": "a", "input": null, "output": null, "triggers_replace": null}}]}]}"#;
    let scratch = initialised(engine, stack);
    std::fs::write(scratch.path().join("terraform.tfstate"), STATE).unwrap();
    let arguments = ["plan", "-destroy", "-refresh=false", "-input=false", "-no-color"];
    let output = call(engine, scratch.path(), &arguments);
    (output.status.success(), said(&output))
}

/// What depends on what, as an engine sees it.
struct Graph(BTreeMap<String, BTreeSet<String>>);

impl Graph {
    fn of(engine: &Engine, stack: &str) -> Graph {
        let scratch = initialised(engine, stack);
        let output = call(engine, scratch.path(), &["graph", "-type=plan"]);
        assert!(output.status.success(), "{}", said(&output));
        let mut edges: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for line in String::from_utf8_lossy(&output.stdout).lines() {
            if let Some((from, to)) = line.split_once(" -> ") {
                edges
                    .entry(from.trim().to_owned())
                    .or_default()
                    .insert(to.trim().to_owned());
            }
        }
        Graph(edges)
    }

    /// Whether the one resource needs the other, on whatever way.
    fn leads(&self, from: &str, to: &str) -> bool {
        let (from, to) = (node(from), node(to));
        let (mut seen, mut next) = (BTreeSet::new(), vec![from.as_str()]);
        while let Some(node) = next.pop() {
            if node == to {
                return true;
            }
            if seen.insert(node) {
                next.extend(self.0.get(node).into_iter().flatten().map(String::as_str));
            }
        }
        false
    }
}

/// A resource as graphs name it.
fn node(address: &str) -> String {
    format!("\"[root] {address} (expand)\"")
}

/// A copy of a golden stack with its provider in place and the state in a file.
fn initialised(engine: &Engine, stack: &str) -> TempDir {
    let scratch = tempfile::tempdir().unwrap();
    copy(&root().join("tests/golden").join(stack), scratch.path());
    let _ = std::fs::remove_file(scratch.path().join("backend.tf"));
    let output = call(engine, scratch.path(), &["init", "-input=false", "-no-color"]);
    assert!(output.status.success(), "{}", said(&output));
    scratch
}

fn call(engine: &Engine, folder: &Path, arguments: &[&str]) -> std::process::Output {
    run(command(&engine.program).args(arguments).current_dir(folder)).unwrap_or_else(|why| panic!("{why}"))
}
