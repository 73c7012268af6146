//! The trees that are checked: what `render` wrote for the examples, and the modules it is made of.

use std::path::{Path, PathBuf};

/// A folder of Terraform code, and what messages call it.
#[derive(Debug, Clone)]
pub struct Tree {
    /// The path below the repository's root, `tests/golden/movielens/movielens-dev`.
    pub name: String,
    /// Where it lies.
    pub path: PathBuf,
}

/// Each stack below `tests/golden/<example>/`. None at all is a failure: checks over no tree would always pass.
#[track_caller]
pub fn goldens() -> Vec<Tree> {
    let trees: Vec<Tree> = folders(&root().join("tests/golden"))
        .iter()
        .flat_map(|example| folders(example))
        .filter(|stack| stack.join("main.tf").is_file())
        .map(tree)
        .collect();
    assert!(
        !trees.is_empty(),
        "no stack below tests/golden; run `KICKSTART_UPDATE=1 cargo test --test golden`"
    );
    trees
}

/// Each module below `modules/`. None at all is a failure.
#[track_caller]
pub fn modules() -> Vec<Tree> {
    let trees: Vec<Tree> = folders(&root().join("modules")).into_iter().map(tree).collect();
    assert!(!trees.is_empty(), "no module below modules/");
    trees
}

/// Every file below a folder, in order of path; what an engine leaves behind (`.terraform`) is passed over.
pub fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in entries(folder) {
        if entry.is_dir() {
            if entry.file_name().is_some_and(|name| name != ".terraform") {
                found.extend(files(&entry));
            }
        } else {
            found.push(entry);
        }
    }
    found
}

/// Copies a tree, so that an engine writes its `.terraform` folder elsewhere.
pub fn copy(from: &Path, to: &Path) {
    for file in files(from) {
        let target = to.join(file.strip_prefix(from).expect("a file below the folder"));
        std::fs::create_dir_all(target.parent().expect("a file has a folder")).expect("folder is created");
        std::fs::copy(&file, &target).unwrap_or_else(|error| panic!("copy {}: {error}", file.display()));
    }
}

/// The repository's root.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A path as messages show it: below the repository's root, with `/`.
pub fn shown(path: &Path) -> String {
    path.strip_prefix(root())
        .unwrap_or(path)
        .to_string_lossy()
        .replace('\\', "/")
}

fn tree(path: PathBuf) -> Tree {
    Tree {
        name: shown(&path),
        path,
    }
}

fn folders(folder: &Path) -> Vec<PathBuf> {
    entries(folder).into_iter().filter(|path| path.is_dir()).collect()
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = match std::fs::read_dir(folder) {
        Ok(entries) => entries.map(|entry| entry.expect("folder is readable").path()).collect(),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Vec::new(),
        Err(error) => panic!("{}: {error}", folder.display()),
    };
    paths.sort();
    paths
}
