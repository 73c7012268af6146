//! The definition under two independent validators, and run with scripted answers by an interpreter whose JSONata is the
//! reference implementation (`tests/asl/`). Needs Node.js and the modules of `tests/asl/package.json`, looked for in
//! `KICKSTART_NODE_MODULES` and in `tests/asl/node_modules` (`npm ci` there).

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stderr)]

use std::path::{Path, PathBuf};
use std::process::Command;

use kickstart::workflow::{Dataset, Minutes, Timeouts, data_preparation};

fn here() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/asl")
}

/// Runs a script of `tests/asl`: whether it was satisfied, and what it said. Without Node.js or the modules it says what it
/// left out and gives nothing; with `asl` in `KICKSTART_REQUIRE` that is a failure.
#[must_use]
fn node(script: &str, arguments: &[PathBuf]) -> Option<(bool, String)> {
    let modules = std::env::var_os("KICKSTART_NODE_MODULES").map_or_else(|| here().join("node_modules"), PathBuf::from);
    let missing = if Command::new("node").arg("--version").output().is_err() {
        Some("there is no `node` on the PATH".to_owned())
    } else if !modules.join("asl-validator").is_dir() {
        Some(format!(
            "{} has no asl-validator; run `npm ci` in tests/asl",
            modules.display()
        ))
    } else {
        None
    };
    if let Some(why) = missing {
        let required = std::env::var("KICKSTART_REQUIRE").unwrap_or_default();
        assert!(
            !required.split(',').any(|name| name.trim() == "asl"),
            "asl is required, but {why}"
        );
        eprintln!("LEFT OUT: {script}: {why}");
        return None;
    }
    let output = Command::new("node")
        .arg(here().join(script))
        .args(arguments)
        .env("NODE_PATH", modules)
        .output()
        .unwrap();
    let text = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    Some((output.status.success(), text))
}

fn satisfies(script: &str, arguments: &[PathBuf]) {
    if let Some((fine, text)) = node(script, arguments) {
        assert!(fine, "{script} says:\n{text}");
        eprintln!("{script}: {}", text.lines().last().unwrap_or_default());
    }
}

/// Writes the definition as Terraform would fill it in.
fn write(name: &str, datasets: &[Dataset<'_>], timeouts: Timeouts) -> PathBuf {
    let mut text = data_preparation(datasets, timeouts).unwrap().definition().to_owned();
    for dataset in datasets {
        text = text.replace(
            &format!("${{{}_query_id}}", dataset.key),
            &format!("{}-query-id", dataset.key),
        );
        text = text.replace(
            &format!("${{{}_crawler_name}}", dataset.key),
            &format!("movielens-dev-{}", dataset.key),
        );
    }
    text = text
        .replace("${workgroup_name}", "movielens-dev")
        .replace("${partition}", "aws");
    assert!(!text.contains("${"), "{text}");
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, text).unwrap();
    path
}

#[test]
fn two_validators_find_nothing() {
    let dataset = |key, crawled| Dataset { key, crawled };
    let long = Timeouts {
        crawl: Minutes::MAX,
        query: Minutes::MAX,
    };
    let files = [
        write("one.asl.json", &[dataset("interactions", true)], Timeouts::default()),
        write(
            "declared.asl.json",
            &[dataset("interactions", false)],
            Timeouts::default(),
        ),
        write(
            "two.asl.json",
            &[dataset("interactions", true), dataset("items", false)],
            Timeouts::default(),
        ),
        write(
            "five.asl.json",
            &["interactions", "items", "users", "actions", "action_interactions"]
                .map(|key| dataset(key, key != "items")),
            long,
        ),
    ];
    satisfies("validate.js", &files);
}

#[test]
fn every_scenario_ends_as_it_should() {
    let datasets = [("interactions", true), ("items", false), ("action_interactions", true)]
        .map(|(key, crawled)| Dataset { key, crawled });
    satisfies(
        "scenarios.js",
        &[write("scenarios.asl.json", &datasets, Timeouts::default())],
    );
}

#[test]
fn the_validators_would_find_a_fault() {
    let sound = write(
        "sound.asl.json",
        &[Dataset {
            key: "items",
            crawled: true,
        }],
        Timeouts::default(),
    );
    let text = std::fs::read_to_string(&sound).unwrap();
    // Every fault is told by at least one of the two: they see different ones.
    let faults = [
        ("\"Next\": \"Is the input valid?\"", "\"Next\": \"Nowhere\""),
        ("\"StartAt\": \"Read the input\"", "\"StartAt\": \"Elsewhere\""),
        ("\"Seconds\": 15", "\"Seconds\": -1"),
        ("\"Default\": \"Wait for the items crawler\"", "\"Default\": 7"),
        ("\"Type\": \"Parallel\"", "\"Type\": \"Parallels\""),
        ("\"Arguments\": {", "\"Parameters\": {"),
    ];
    let files: Vec<PathBuf> = faults
        .iter()
        .enumerate()
        .map(|(number, (from, to))| {
            assert!(text.contains(from), "{from}");
            let path = sound.with_file_name(format!("fault-{number}.asl.json"));
            std::fs::write(&path, text.replacen(from, to, 1)).unwrap();
            path
        })
        .collect();
    if let Some((fine, said)) = node("validate.js", &files) {
        assert!(!fine);
        for ((_, to), file) in faults.iter().zip(&files) {
            let name = format!("{}: ", file.display());
            assert!(said.contains(&name), "{to} was not found:\n{said}");
        }
        for validator in [": asl-validator: ", ": amazon-states-language-service: "] {
            assert!(said.contains(validator), "{validator} found nothing:\n{said}");
        }
    }
}
