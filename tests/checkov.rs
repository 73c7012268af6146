//! checkov over the rendered stacks: no failed check, and no skipped one but those that are listed here.

mod support;

use serde_json::Value;
use std::path::Path;
use support::assert_none;
use support::hcl::{Document, label};
use support::process::{command, run, said};
use support::tools::checkov;
use support::trees::{Tree, copy, files, goldens};

/// The skips that may stand in a module: the check, the end of the address it may be skipped for, and why.
const OURS: [(&str, &str, &str); 3] = [
    (
        "CKV_AWS_144",
        "aws_s3_bucket.this",
        "raw data comes from elsewhere and the rest is computed from it: no copy in another region",
    ),
    (
        "CKV_AWS_18",
        "module.access_log_bucket.aws_s3_bucket.this",
        "a log bucket that logs its own accesses grows for ever",
    ),
    (
        "CKV_AWS_145",
        "module.access_log_bucket.aws_s3_bucket.this",
        "S3 delivers access logs only to buckets with SSE-S3",
    ),
];

/// The skips that a spec asks for, which stand in the root's module call: the check, the call, and how to tell that the
/// call needs it.
const ASKED_FOR: [(&str, &str, Need); 3] = [
    ("CKV_AWS_338", "data_preparation", keeps_logs_for_less_than_a_year),
    ("CKV_AWS_122", "notebook", is_without_subnet),
    ("CKV_AWS_306", "notebook", is_without_subnet),
];

/// Whether a root's call of this name needs the skip.
type Need = fn(&Document, &str) -> bool;

#[test]
fn no_check_fails_and_no_skip_is_unexplained() {
    let Some(program) = checkov() else { return };
    let trees = goldens();
    let report = scan(&program, &trees).unwrap();
    assert_none(trees.iter().flat_map(|tree| findings(&report, tree)).collect());
}

/// One run over all trees: half of a small run is checkov's own start.
fn scan(program: &Path, trees: &[Tree]) -> Result<Value, String> {
    let scratch = tempfile::tempdir().map_err(|error| error.to_string())?;
    for tree in trees {
        copy(&tree.path, &scratch.path().join(&tree.name));
    }
    let arguments = [
        "--framework",
        "terraform",
        "--output",
        "json",
        "--compact",
        "--skip-download",
        "--directory",
        ".",
    ];
    let output = run(command(program).args(arguments).current_dir(scratch.path()))?;
    let report: Value =
        serde_json::from_slice(&output.stdout).map_err(|_| format!("checkov says:\n{}", said(&output)))?;
    match list(&report, "parsing_errors") {
        [] => Ok(report),
        errors => Err(format!("checkov cannot read {errors:?}")),
    }
}

fn findings(report: &Value, tree: &Tree) -> Vec<String> {
    let of_tree = |kind: &str| -> Vec<Value> {
        let folder = format!("/{}/", tree.name);
        let is_here = |one: &&Value| one["file_path"].as_str().is_some_and(|path| path.starts_with(&folder));
        list(report, kind).iter().filter(is_here).cloned().collect()
    };
    let mut found = Vec::new();
    let passed = of_tree("passed_checks");
    if !passed.iter().any(|check| {
        check["resource"]
            .as_str()
            .is_some_and(|address| address.starts_with("module."))
    }) {
        found.push(format!(
            "{}: checkov passed {} checks, none of them of a module's resource",
            tree.name,
            passed.len()
        ));
    }
    for check in of_tree("failed_checks") {
        found.push(format!(
            "{}: {} fails for {}: {}",
            tree.name, check["check_id"], check["resource"], check["check_name"]
        ));
    }
    let root = Document::read(&tree.path.join("main.tf"));
    for check in of_tree("skipped_checks") {
        let (id, address) = (
            check["check_id"].as_str().unwrap_or_default(),
            check["resource"].as_str().unwrap_or_default(),
        );
        if !may_skip(&root, id, address) {
            found.push(format!(
                "{}: {id} is skipped for {address}, and nothing allows that",
                tree.name
            ));
        }
        if matches!(
            check["check_result"]["suppress_comment"].as_str(),
            None | Some("" | "No comment provided")
        ) {
            found.push(format!("{}: {id} is skipped for {address} without a reason", tree.name));
        }
    }
    found.extend(misplaced(tree));
    found
}

/// Whether the check may be skipped for the resource at this address.
fn may_skip(root: &Document, id: &str, address: &str) -> bool {
    let ours = OURS
        .iter()
        .any(|(check, end, _)| *check == id && address.ends_with(end));
    let asked = ASKED_FOR.iter().any(|(check, call, needs)| {
        *check == id && address.starts_with(&format!("module.{call}.")) && needs(root, call)
    });
    ours || asked
}

/// Skips in modules that belong into the root: in a module they would hold for every stack.
fn misplaced(tree: &Tree) -> Vec<String> {
    let mut found = Vec::new();
    for file in files(&tree.path.join("modules")) {
        let text = String::from_utf8_lossy(&std::fs::read(&file).unwrap_or_default()).into_owned();
        for (id, _, _) in ASKED_FOR {
            // Only a comment switches a check off; a README may well speak of it.
            if text
                .lines()
                .any(|line| line.trim_start().starts_with('#') && line.contains(&format!("checkov:skip={id}:")))
            {
                found.push(format!(
                    "{}: {} skips {id}, which only a stack's own main.tf may do",
                    tree.name,
                    file.display()
                ));
            }
        }
    }
    found
}

fn keeps_logs_for_less_than_a_year(root: &Document, call: &str) -> bool {
    let days = argument(root, call, "log_retention_days").and_then(|days| days.trim().parse::<u32>().ok());
    days.is_some_and(|days| days > 0 && days < 365)
}

fn is_without_subnet(root: &Document, call: &str) -> bool {
    argument(root, call, "subnet_id").is_none_or(|subnet| subnet.trim() == "null")
}

/// An argument of a module call, as it is written.
fn argument(root: &Document, call: &str, name: &str) -> Option<String> {
    let block = root.blocks("module").find(|block| label(block, 0) == call)?;
    block
        .body
        .get_attribute(name)
        .map(|attribute| attribute.value.to_string())
}

fn list<'a>(report: &'a Value, kind: &str) -> &'a [Value] {
    report["results"][kind]
        .as_array()
        .map(Vec::as_slice)
        .unwrap_or_default()
}

/// The check itself, on trees that it must refuse.
#[cfg(test)]
mod refuses {
    use super::*;
    use tempfile::TempDir;

    const BUCKET: &str =
        "resource \"aws_s3_bucket\" \"this\" {\n  #checkov:skip=CKV_AWS_21:versions cost money\n  bucket = \"a\"\n}\n";
    const NOTEBOOK: &str =
        "resource \"aws_sagemaker_notebook_instance\" \"this\" {\n  #checkov:skip=CKV_AWS_306:\n  name = \"a\"\n}\n";
    const ROOT: &str = "module \"raw_data_bucket\" {\n  source = \"./modules/bucket\"\n}\n\nmodule \"notebook\" {\n  source    = \"./modules/notebook\"\n  subnet_id = \"subnet-1\"\n}\n";

    fn tree() -> (TempDir, Tree) {
        let folder = tempfile::tempdir().unwrap();
        for (path, text) in [
            ("main.tf", ROOT),
            ("modules/bucket/main.tf", BUCKET),
            ("modules/notebook/main.tf", NOTEBOOK),
        ] {
            let path = folder.path().join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        }
        let tree = Tree {
            name: "faulty/stack".to_owned(),
            path: folder.path().to_owned(),
        };
        (folder, tree)
    }

    #[test]
    fn failed_checks_and_unexplained_skips() {
        let Some(program) = checkov() else { return };
        let (_folder, tree) = tree();
        let found = findings(&scan(&program, std::slice::from_ref(&tree)).unwrap(), &tree).join("\n");
        for part in [
            "\"CKV2_AWS_6\" fails for \"module.raw_data_bucket.aws_s3_bucket.this\"",
            "CKV_AWS_21 is skipped for module.raw_data_bucket.aws_s3_bucket.this, and nothing allows that",
            "CKV_AWS_306 is skipped for module.notebook.aws_sagemaker_notebook_instance.this, and nothing allows that",
            "CKV_AWS_306 is skipped for module.notebook.aws_sagemaker_notebook_instance.this without a reason",
            "modules/notebook/main.tf skips CKV_AWS_306, which only a stack's own main.tf may do",
        ] {
            assert!(found.contains(part), "`{part}` is not in:\n{found}");
        }
        let other = Tree {
            name: "another/stack".to_owned(),
            ..tree
        };
        assert!(
            findings(&Value::Null, &other)
                .concat()
                .contains("checkov passed 0 checks")
        );
    }

    #[test]
    fn a_skip_that_the_stack_does_not_need() {
        let call = |arguments: &str| {
            Document::parse(
                "main.tf",
                &format!("module \"data_preparation\" {{\n{arguments}}}\n\nmodule \"notebook\" {{\n{arguments}}}\n"),
            )
        };
        let (log_group, notebook) = (
            "module.data_preparation.aws_cloudwatch_log_group.this",
            "module.notebook.aws_sagemaker_notebook_instance.this",
        );
        assert!(may_skip(&call("  log_retention_days = 30\n"), "CKV_AWS_338", log_group));
        assert!(!may_skip(
            &call("  log_retention_days = 365\n"),
            "CKV_AWS_338",
            log_group
        ));
        assert!(!may_skip(&call("  log_retention_days = 0\n"), "CKV_AWS_338", log_group));
        assert!(!may_skip(&call(""), "CKV_AWS_338", log_group));
        assert!(may_skip(&call(""), "CKV_AWS_122", notebook));
        assert!(!may_skip(
            &call("  subnet_id = \"subnet-1\"\n"),
            "CKV_AWS_122",
            notebook
        ));
        assert!(may_skip(
            &call(""),
            "CKV_AWS_18",
            "module.access_log_bucket.aws_s3_bucket.this"
        ));
        assert!(!may_skip(
            &call(""),
            "CKV_AWS_18",
            "module.raw_data_bucket.aws_s3_bucket.this"
        ));
    }
}
