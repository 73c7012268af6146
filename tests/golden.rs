//! Every example's whole output, byte by byte: `tests/golden/<example>/<stack>/`.
//!
//! `KICKSTART_UPDATE=1 cargo test --test golden` writes what the program writes now, and removes what it no longer writes.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test may

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use kickstart::diagnostic::Sink;
use kickstart::source::{Folder, Loaded, load};
use kickstart::stage::{Kind, Owner, Stage, resolve};
use kickstart::{output, render};

type Tree = BTreeMap<String, Vec<u8>>;

const OWNER: &str = "bob";

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn examples() -> Vec<String> {
    let names: Vec<String> = fs::read_dir(root().join("examples"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    assert!(names.len() >= 3, "examples are missing: {names:?}");
    names
}

/// The shared stages of a spec, and the sandbox of one owner.
fn stages(spec: &Path) -> Vec<Stage> {
    let Loaded::Text(text) = load(spec, "stage.toml").unwrap() else {
        panic!("{} is not UTF-8", spec.display());
    };
    let mut sink = Sink::default();
    let page = kickstart::spec::read(&text, &mut sink).unwrap().unwrap();
    let stages = resolve(&page, &Folder::of(spec), Owner::Named(OWNER), &mut sink);
    kickstart::lint::check(&page, &stages, &mut sink);
    let findings = sink.finish();
    let told: Vec<&str> = findings.iter().map(|finding| finding.message.as_str()).collect();
    assert!(told.is_empty(), "{}: {told:?}", spec.display());
    stages
}

fn tree(stage: &Stage) -> Tree {
    let mut tree: Tree = render::stage(stage)
        .unwrap()
        .into_iter()
        .map(|(path, bytes)| (path, bytes.into_owned()))
        .collect();
    for (path, file) in render::sample_files(stage) {
        let earlier = tree.insert(path.clone(), fs::read(&file.path).unwrap());
        assert!(earlier.is_none(), "{path} is written twice");
    }
    tree
}

/// Every example's trees, as the program writes them: `<example>/<stack>` → path → bytes.
fn rendered(examples_folder: &Path) -> BTreeMap<String, Tree> {
    let mut trees = BTreeMap::new();
    for example in examples() {
        for stage in stages(&examples_folder.join(&example).join("stage.toml")) {
            trees.insert(format!("{example}/{}", stage.names.stack), tree(&stage));
        }
    }
    trees
}

/// The golden trees as they are on disk, in the same form.
fn golden() -> BTreeMap<String, Tree> {
    let mut trees = BTreeMap::new();
    let top = root().join("tests/golden");
    for example in folders(&top) {
        for stack in folders(&top.join(&example)) {
            let mut tree = Tree::new();
            read(&top.join(&example).join(&stack), "", &mut tree);
            trees.insert(format!("{example}/{stack}"), tree);
        }
    }
    trees
}

fn folders(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten();
    entries
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.path().is_dir())
        .map(|entry| entry.file_name().into_string().unwrap())
        .collect()
}

fn read(folder: &Path, prefix: &str, tree: &mut Tree) {
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().into_string().unwrap();
        if entry.path().is_dir() {
            read(&entry.path(), &format!("{prefix}{name}/"), tree);
        } else {
            tree.insert(format!("{prefix}{name}"), fs::read(entry.path()).unwrap());
        }
    }
}

/// What differs between two trees, path by path, with the first line that does.
fn differences(wanted: &Tree, got: &Tree) -> Vec<String> {
    let mut told = Vec::new();
    for path in wanted.keys().filter(|path| !got.contains_key(*path)) {
        told.push(format!("{path} is no longer written"));
    }
    for (path, bytes) in got {
        match wanted.get(path) {
            None => told.push(format!("{path} is new")),
            Some(old) if old != bytes => {
                let (old, new) = (String::from_utf8_lossy(old), String::from_utf8_lossy(bytes));
                let line = old.lines().zip(new.lines()).position(|(old, new)| old != new);
                let line = line.unwrap_or_else(|| old.lines().count().min(new.lines().count()));
                let at = |text: &str| text.lines().nth(line).unwrap_or("(the end)").to_owned();
                told.push(format!("{path}:{}\n    - {}\n    + {}", line + 1, at(&old), at(&new)));
            }
            Some(_) => {}
        }
    }
    told
}

fn update(trees: &BTreeMap<String, Tree>) {
    assert!(
        std::env::var_os("CI").is_none(),
        "golden files are not rewritten under CI"
    );
    let top = root().join("tests/golden");
    let _ = fs::remove_dir_all(&top);
    for (stack, tree) in trees {
        for (path, bytes) in tree {
            let file = top.join(stack).join(path);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, bytes).unwrap();
        }
    }
}

#[test]
fn examples_come_out_as_they_always_did() {
    let got = rendered(&root().join("examples"));
    if std::env::var_os("KICKSTART_UPDATE").is_some() {
        update(&got);
    }
    let wanted = golden();
    let stacks = |trees: &BTreeMap<String, Tree>| trees.keys().cloned().collect::<Vec<_>>();
    assert_eq!(stacks(&wanted), stacks(&got), "other stacks than in tests/golden");
    let mut told = Vec::new();
    for (stack, tree) in &got {
        told.extend(
            differences(&wanted[stack], tree)
                .into_iter()
                .map(|line| format!("{stack}/{line}")),
        );
    }
    assert!(
        told.is_empty(),
        "{}\nIf this is meant: KICKSTART_UPDATE=1 cargo test --test golden",
        told.join("\n")
    );
}

#[test]
fn the_same_spec_gives_the_same_bytes_from_anywhere() {
    let first = rendered(&root().join("examples"));
    assert_eq!(first, rendered(&root().join("examples")), "a second run differs");
    // From another place, by a path that is not canonical.
    let elsewhere = copied_examples();
    let indirect: PathBuf = elsewhere.path().join("examples/minimal/../../examples");
    assert_eq!(first, rendered(&indirect), "another folder gives other bytes");
}

/// The examples in a folder of their own.
fn copied_examples() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let mut tree = Tree::new();
    read(&root().join("examples"), "examples/", &mut tree);
    for (path, bytes) in tree {
        let file = folder.path().join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, bytes).unwrap();
    }
    folder
}

#[test]
fn a_stack_has_no_file_that_other_tools_would_change() {
    for (stack, tree) in rendered(&root().join("examples")) {
        for (path, bytes) in tree.iter().filter(|(path, _)| !path.starts_with("sample-data/")) {
            let text = String::from_utf8(bytes.clone()).unwrap();
            assert!(
                !text.contains('\r') && !text.contains('\t'),
                "{stack}/{path}: line ends or tabs"
            );
            assert!(
                text.ends_with('\n') && !text.ends_with("\n\n"),
                "{stack}/{path}: the end"
            );
            for (number, line) in text.lines().enumerate() {
                assert_eq!(
                    line,
                    line.trim_end(),
                    "{stack}/{path}:{}: blanks at the end",
                    number + 1
                );
            }
            if [".json", ".avsc", ".ipynb"].iter().any(|end| path.ends_with(end)) {
                let json: serde_json::Value = serde_json::from_str(&text).unwrap();
                let pretty = serde_json::to_string_pretty(&json).unwrap();
                assert!(
                    text.is_ascii() && text.len() > pretty.chars().count(),
                    "{stack}/{path}: not pretty"
                );
            }
        }
    }
}

#[test]
fn the_root_calls_the_modules_that_lie_beside_it() {
    for (stack, tree) in rendered(&root().join("examples")) {
        let main = String::from_utf8(tree["main.tf"].clone()).unwrap();
        let mut called: Vec<&str> = main
            .lines()
            .filter_map(|line| line.trim().strip_prefix("source = \"./modules/")?.strip_suffix('"'))
            .collect();
        let mut there: Vec<&str> = tree
            .keys()
            .filter_map(|path| path.strip_prefix("modules/")?.split('/').next())
            .collect();
        for names in [&mut called, &mut there] {
            names.sort_unstable();
            names.dedup();
        }
        assert_eq!(called, there, "{stack}");
    }
}

#[test]
fn output_takes_every_path() {
    for (stack, tree) in rendered(&root().join("examples")) {
        let taken = output::Tree::new(tree, output::Layout(render::PATHS));
        assert!(taken.is_ok(), "{stack}: {:#}", taken.err().unwrap());
    }
}

#[test]
fn tags_of_the_spec_win_however_they_are_spelled() {
    let mut stage = stages(&root().join("examples/movielens/stage.toml")).remove(0);
    let tag = stage.tags["client"].clone();
    stage.tags.insert("Project".to_owned(), tag.clone());
    stage.tags.insert("MANAGED-BY".to_owned(), tag);
    let providers = String::from_utf8(tree(&stage)["providers.tf"].clone()).unwrap();
    let keys = providers
        .lines()
        .filter_map(|line| line.trim().strip_prefix('"')?.split('"').next());
    assert_eq!(keys.collect::<Vec<_>>(), ["MANAGED-BY", "Project", "client", "stage"]);
}

#[test]
fn sandboxes_are_named_after_their_owner() {
    let stages = stages(&root().join("examples/movielens/stage.toml"));
    let named = |stage: &&Stage| stage.kind == Kind::Sandbox(Some(OWNER.to_owned()));
    let sandbox = stages.iter().find(named).unwrap();
    assert_eq!(sandbox.names.stack, "movielens-bob");
}
