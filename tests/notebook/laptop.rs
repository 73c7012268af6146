//! The README's commands for a laptop, as they stand there.

use std::fs;
use std::os::unix::fs::symlink;

use serde_json::Value as Json;

use crate::support::trees::{copy, root};
use crate::workbench::Workbench;

/// Runs the commands in a copy of what they need. Two are stood in for: the program has been built already, and the packages that
/// they install lie in the tests' own environment.
pub fn follow(bench: &Workbench) {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let mut blocks = readme
        .split("```sh\n")
        .skip(1)
        .map(|rest| rest.split("```").next().unwrap());
    let block = blocks.find(|block| block.contains("papermill")).unwrap();

    let clone = bench.data();
    copy(&root().join("examples/movielens"), &clone.join("examples/movielens"));
    copy(&root().join("tests/notebook"), &clone.join("tests/notebook"));
    fs::create_dir_all(clone.join("explore")).unwrap();
    symlink(bench.environment(), clone.join("explore/venv")).unwrap();

    let (installing, commands): (Vec<&str>, Vec<&str>) = block.lines().partition(|line| line.contains("pip install"));
    let [installing] = installing.as_slice() else {
        panic!("one line installs what is needed, not {installing:?}");
    };
    let (venv, packages) = installing.split_once("/pip install ").unwrap();
    assert_eq!(venv, "python3 -m venv explore/venv && explore/venv/bin");
    let pinned = fs::read_to_string(root().join("tests/notebook/requirements.txt")).unwrap();
    for package in packages
        .split(' ')
        .map(|package| package.trim_matches('\'').split('<').next().unwrap())
    {
        assert!(
            pinned.contains(&format!("\n{package}==")),
            "the tests have no {package}"
        );
    }

    let script = commands
        .join("\n")
        .replace("cargo run --", env!("CARGO_BIN_EXE_kickstart"));
    bench.shell(&script, &clone).unwrap();
    let explored = fs::read_to_string(clone.join("explore/explored.ipynb")).unwrap();
    let explored: Json = serde_json::from_str(&explored).unwrap();
    let outputs = explored["cells"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|cell| cell["outputs"].as_array());
    let outputs: Vec<String> = outputs.flatten().map(ToString::to_string).collect();
    assert!(outputs.iter().filter(|output| output.contains("image/png")).count() >= 5);
    assert!(outputs.iter().any(|output| output.contains("requirements are met")));
}
