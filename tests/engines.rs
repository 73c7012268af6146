//! What the engines themselves say about the rendered stacks and the modules: OpenTofu and Terraform, each with the real
//! provider. An error fails, and so does a warning, for every user would see it at every plan.

mod support;

use serde_json::Value;
use std::path::Path;
use support::assert_none;
use support::process::{command, run, said, side_by_side};
use support::tools::{Engine, engines};
use support::trees::{Tree, copy, goldens, modules};
use tempfile::TempDir;

#[test]
fn stacks_and_modules_are_formatted() {
    let trees = [goldens(), modules()].concat();
    assert_none(with_each_engine(&trees, |engine, tree| formatted(engine, &tree.path)));
}

#[test]
fn stacks_validate_without_a_warning() {
    assert_none(with_each_engine(&goldens(), |engine, tree| valid(engine, &tree.path)));
}

#[test]
fn modules_stand_alone_and_pass_their_tests() {
    assert_none(with_each_engine(&modules(), |engine, tree| tested(engine, &tree.path)));
}

/// Every pair of engine and tree, side by side. A finding begins with both names.
fn with_each_engine(trees: &[Tree], check: impl Fn(&Engine, &Tree) -> Result<(), String> + Sync) -> Vec<String> {
    let pairs: Vec<(Engine, Tree)> = engines()
        .into_iter()
        .flat_map(|engine| trees.iter().map(move |tree| (engine.clone(), tree.clone())))
        .collect();
    side_by_side(&pairs, |(engine, tree)| {
        check(engine, tree)
            .err()
            .map(|why| format!("{}, {}: {why}", tree.name, engine.name))
    })
    .into_iter()
    .flatten()
    .collect()
}

fn formatted(engine: &Engine, folder: &Path) -> Result<(), String> {
    let output = call(engine, folder, &["fmt", "-check", "-diff", "-recursive", "-no-color"])?;
    if output.status.success() {
        Ok(())
    } else {
        Err(format!("not formatted:\n{}", said(&output)))
    }
}

fn valid(engine: &Engine, folder: &Path) -> Result<(), String> {
    validated(engine, &initialised(engine, folder)?)
}

/// Runs a module's tests. Their plans say all that `validate` would say, warnings about what `count` leaves out included,
/// so that one start of the provider does for both.
fn tested(engine: &Engine, folder: &Path) -> Result<(), String> {
    let scratch = initialised(engine, folder)?;
    let output = call(engine, scratch.path(), &["test", "-no-color"])?;
    let text = said(&output);
    if !output.status.success() || warns(&text) {
        return Err(format!("`test` is not content:\n{text}"));
    }
    // An engine that finds no test file ends with success too.
    if !text.contains(" passed, 0 failed") || text.contains("Success! 0 passed") {
        return Err(format!("no test was run:\n{text}"));
    }
    Ok(())
}

/// A copy of the folder with its provider in place: the folder itself is never written to.
fn initialised(engine: &Engine, folder: &Path) -> Result<TempDir, String> {
    let scratch = tempfile::tempdir().map_err(|error| error.to_string())?;
    copy(folder, scratch.path());
    let output = call(
        engine,
        scratch.path(),
        &["init", "-backend=false", "-input=false", "-no-color"],
    )?;
    let text = said(&output);
    if !output.status.success() || warns(&text) {
        return Err(format!("`init` is not content:\n{text}"));
    }
    Ok(scratch)
}

/// Warnings that are not about the code: a mirror that has the provider for this platform only, and a test's own plan
/// that looks at a part of a module.
const NOT_ABOUT_CODE: [&str; 2] = [
    "Warning: Incomplete lock file information for providers",
    "Warning: Resource targeting is in effect",
];

/// Whether a text holds a warning about the code.
fn warns(text: &str) -> bool {
    let other: usize = NOT_ABOUT_CODE.iter().map(|title| text.matches(title).count()).sum();
    text.matches("Warning:").count() > other
}

fn validated(engine: &Engine, scratch: &TempDir) -> Result<(), String> {
    let output = call(engine, scratch.path(), &["validate", "-json"])?;
    let answer: Value =
        serde_json::from_slice(&output.stdout).map_err(|_| format!("`validate` says:\n{}", said(&output)))?;
    let diagnostics = answer["diagnostics"].as_array().map(Vec::as_slice).unwrap_or_default();
    if answer["valid"] == true && diagnostics.is_empty() {
        return Ok(());
    }
    let told: Vec<String> = diagnostics
        .iter()
        .map(|one| {
            let place = format!(
                "{}:{}",
                one["range"]["filename"].as_str().unwrap_or("?"),
                one["range"]["start"]["line"]
            );
            format!("  {} {place} {} {}", one["severity"], one["summary"], one["detail"])
        })
        .collect();
    Err(format!("`validate` is not content:\n{}", told.join("\n")))
}

fn call(engine: &Engine, folder: &Path, arguments: &[&str]) -> Result<std::process::Output, String> {
    run(command(&engine.program).args(arguments).current_dir(folder))
}

/// The checks themselves, on code that each of them must refuse.
#[cfg(test)]
mod refuses {
    use super::*;

    const VERSIONS: &str = r#"terraform {
  required_version = ">= 1.10"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.100"
    }
  }
}
"#;

    fn folder(files: &[(&str, &str)]) -> TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (path, text) in files {
            let path = folder.path().join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        }
        folder
    }

    #[test]
    fn code_that_fmt_would_change() {
        let folder = folder(&[("modules/a/main.tf", "locals {\n  a   = 1\n  bcd = 2\n   e = 3\n}\n")]);
        for engine in engines() {
            let why = formatted(&engine, folder.path()).unwrap_err();
            assert!(why.contains("+  e   = 3"), "{why}");
        }
    }

    #[test]
    fn a_deprecated_argument() {
        let main = "resource \"aws_s3_bucket\" \"this\" {\n  bucket = \"a\"\n  acl    = \"private\"\n}\n";
        let folder = folder(&[("versions.tf", VERSIONS), ("main.tf", main)]);
        for engine in engines() {
            let why = valid(&engine, folder.path()).unwrap_err();
            assert!(why.contains("\"warning\" main.tf:3"), "{why}");
        }
    }

    #[test]
    fn any_warning_about_the_code() {
        assert!(!warns("Warning: Incomplete lock file information for providers"));
        assert!(warns(
            "Warning: Incomplete lock file information for providers\nWarning: Deprecated Parameter"
        ));
    }

    #[test]
    fn an_argument_that_does_not_exist() {
        let main = "resource \"aws_s3_bucket\" \"this\" {\n  buckets = \"a\"\n}\n";
        let folder = folder(&[("versions.tf", VERSIONS), ("main.tf", main)]);
        for engine in engines() {
            let why = valid(&engine, folder.path()).unwrap_err();
            assert!(why.contains("\"error\" main.tf:2"), "{why}");
        }
    }

    #[test]
    fn a_module_that_warns_though_its_tests_pass() {
        let main =
            "resource \"aws_s3_bucket\" \"this\" {\n  count = 0\n\n  bucket = \"a\"\n  acl    = \"private\"\n}\n";
        let test = "mock_provider \"aws\" {}\n\nrun \"none\" {\n  command = plan\n\n  assert {\n    condition     = length(aws_s3_bucket.this) == 0\n    error_message = \"There is one.\"\n  }\n}\n";
        let folder = folder(&[
            ("versions.tf", VERSIONS),
            ("main.tf", main),
            ("tests/none.tftest.hcl", test),
        ]);
        for engine in engines() {
            let why = tested(&engine, folder.path()).unwrap_err();
            assert!(
                why.contains("Warning: Argument is deprecated") && why.contains("1 passed, 0 failed"),
                "{why}"
            );
        }
    }

    #[test]
    fn a_module_without_tests_or_with_one_that_fails() {
        let main = "output \"one\" {\n  description = \"One.\"\n  value       = 1\n}\n";
        let untested = folder(&[("main.tf", main)]);
        let test = "run \"one\" {\n  command = plan\n\n  assert {\n    condition     = output.one == 2\n    error_message = \"It is not two.\"\n  }\n}\n";
        let failing = folder(&[("main.tf", main), ("tests/one.tftest.hcl", test)]);
        for engine in engines() {
            let why = tested(&engine, untested.path()).unwrap_err();
            assert!(why.contains("no test was run"), "{why}");
            let why = tested(&engine, failing.path()).unwrap_err();
            assert!(why.contains("It is not two."), "{why}");
        }
    }
}
