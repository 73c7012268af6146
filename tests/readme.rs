//! What the README shows is what the program does.

#![allow(
    clippy::unwrap_used,
    reason = "clippy allows it in test functions, not in the functions that tests call"
)]

use std::fs;
use std::path::Path;
use std::process::Command;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

fn kickstart() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kickstart"));
    command.env_remove("NO_COLOR").env_remove("CI");
    command
}

/// A folder that is gone after the test.
fn scratch() -> tempfile::TempDir {
    tempfile::tempdir().unwrap()
}

fn readme() -> String {
    fs::read_to_string(Path::new(ROOT).join("README.md")).unwrap()
}

/// The code blocks of a language in the README.
fn blocks(language: &str) -> Vec<String> {
    let text = readme();
    let fence = format!("```{language}\n");
    let blocks = text.split(&fence).skip(1);
    blocks
        .map(|rest| rest.split("```").next().unwrap_or_default().to_owned())
        .collect()
}

#[test]
fn the_picture_of_lint_is_what_lint_prints() {
    let output = kickstart()
        .current_dir(Path::new(ROOT).join("tests/readme"))
        .args(["lint", "stage.toml", "--color", "always"])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    let shown = String::from_utf8(output.stdout).unwrap();
    let shown = format!("$ kickstart lint stage.toml\n{shown}");
    let picture = anstyle_svg::Term::new().render_svg(&shown);
    let path = Path::new(ROOT).join("docs/images/lint.svg");
    if std::env::var_os("KICKSTART_UPDATE").is_some() && std::env::var_os("CI").is_none() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, &picture).unwrap();
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        kept == picture,
        "docs/images/lint.svg is out of date: KICKSTART_UPDATE=1 cargo test --test readme"
    );
}

#[test]
fn the_page_of_the_readme_lints_without_an_error_and_renders() {
    let folder = scratch();
    let page = blocks("toml").remove(0);
    fs::write(folder.path().join("stage.toml"), page).unwrap();
    let lint = kickstart()
        .current_dir(folder.path())
        .args(["lint", "stage.toml", "--color", "never"])
        .output()
        .unwrap();
    assert_eq!(String::from_utf8_lossy(&lint.stdout), "no findings\n");
    assert_eq!(lint.status.code(), Some(0));
    let render = kickstart()
        .current_dir(folder.path())
        .args(["render", "stage.toml"])
        .output()
        .unwrap();
    assert_eq!(
        render.status.code(),
        Some(0),
        "{}",
        String::from_utf8_lossy(&render.stderr)
    );
    for path in ["movielens-dev/main.tf", "movielens-prod/main.tf"] {
        assert!(folder.path().join("out").join(path).is_file(), "{path}");
    }
    assert!(!folder.path().join("out/movielens-sandbox").exists());
    let sandbox = kickstart()
        .current_dir(folder.path())
        .args(["render", "stage.toml", "--sandbox", "bob"])
        .output()
        .unwrap();
    assert_eq!(sandbox.status.code(), Some(0));
    assert!(folder.path().join("out/movielens-bob/main.tf").is_file());
}

#[test]
fn the_first_command_renders_the_example_that_it_names() {
    let first = blocks("sh").remove(0);
    let arguments = first
        .trim()
        .strip_prefix("cargo run -- ")
        .expect("the first command is cargo run");
    let folder = scratch();
    let status = kickstart()
        .current_dir(ROOT)
        .args(arguments.split(' '))
        .arg("--out")
        .arg(folder.path())
        .status()
        .unwrap();
    assert_eq!(status.code(), Some(0));
    assert!(folder.path().join("movielens-dev/main.tf").is_file());
    assert!(folder.path().join("movielens-prod/main.tf").is_file());
    assert!(
        blocks("sh").iter().any(|block| block.trim() == "cargo test"),
        "the second command runs the tests"
    );
}

#[test]
fn links_of_the_documents_lead_somewhere() {
    for document in ["README.md", "CONTRIBUTING.md", "docs/findings.md"] {
        let document = Path::new(ROOT).join(document);
        let text = fs::read_to_string(&document).unwrap();
        for link in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            if link.starts_with("http") || link.starts_with('#') {
                continue;
            }
            assert!(
                document.parent().unwrap().join(link).exists(),
                "{} links to {link}, which is not there",
                document.display()
            );
        }
    }
}

#[test]
fn the_finding_in_the_documentation_is_printed_so() {
    let folder = scratch();
    fs::write(
        folder.path().join("stage.toml"),
        "[project]\nname = \"m\"\nregoin = \"eu-central-1\"\n[datasets.interactions]\nsource = \"r/\"\nquery = \"SELECT 1\"\nschema = { USER_ID = \"string\" }\n[stages.dev]\n",
    )
    .unwrap();
    let output = kickstart()
        .current_dir(folder.path())
        .args(["lint", "stage.toml", "--format", "json"])
        .output()
        .unwrap();
    let printed: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let text = fs::read_to_string(Path::new(ROOT).join("docs/findings.md")).unwrap();
    let shown = text.split("```json\n").nth(1).unwrap().split("```").next().unwrap();
    let shown: serde_json::Value = serde_json::from_str(shown).unwrap();
    assert_eq!(printed["version"], shown["version"]);
    assert_eq!(printed["findings"][0], shown["findings"][0]);
}
