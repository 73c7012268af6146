//! House rules for Terraform code: what neither an engine nor checkov sees. checkov reads text and not values, so a
//! conditional that ends in "no encryption" passes it; here the arguments that keep data safe must be written out.
//!
//! Each file holds the rules about one thing, and the snippets that each rule must refuse.

#![allow(
    clippy::panic,
    reason = "clippy allows it in test functions, not in the functions that tests call"
)]

#[path = "../support/mod.rs"]
mod support;

mod access;
mod language;
mod layout;
mod naming;
mod protection;
mod text;
mod variables;

use support::assert_none;
use support::hcl::{Document, code};
use support::trees::{Tree, goldens, modules};

/// Holds a rule about single files against each code file of stacks and modules.
#[track_caller]
fn holds_in_each_file(rule: impl Fn(&Document) -> Vec<String>) {
    let documents: Vec<Document> = all_trees().iter().flat_map(|tree| code(&tree.path)).collect();
    assert!(!documents.is_empty(), "there is no code to look at");
    assert_none(documents.iter().flat_map(rule).collect());
}

/// Holds a rule about the code of one folder against each module, each stack's root and each module copied into it.
#[track_caller]
fn holds_in_each_folder(rule: impl Fn(&Folder) -> Vec<String>) {
    assert_none(all_folders().iter().flat_map(rule).collect());
}

fn all_trees() -> Vec<Tree> {
    [goldens(), modules()].concat()
}

/// The code that an engine sees as one: the `.tf` files that lie directly in a folder.
struct Folder {
    name: String,
    /// Names of the files and folders in it.
    entries: Vec<String>,
    is_module: bool,
    documents: Vec<Document>,
}

impl Folder {
    fn read(tree: &Tree, is_module: bool) -> Folder {
        let direct = format!("{}/", tree.name);
        let entries = std::fs::read_dir(&tree.path)
            .unwrap_or_else(|error| panic!("{}: {error}", tree.name))
            .flatten()
            .map(|entry| entry.file_name().to_string_lossy().into_owned())
            .collect();
        let documents = code(&tree.path)
            .into_iter()
            .filter(|document| {
                document
                    .name
                    .strip_prefix(&direct)
                    .is_some_and(|rest| !rest.contains('/'))
            })
            .collect();
        Folder {
            name: tree.name.clone(),
            entries,
            is_module,
            documents,
        }
    }

    #[cfg(test)]
    fn of(files: &[(&str, &str)], is_module: bool) -> Folder {
        Folder {
            name: "folder".to_owned(),
            entries: files.iter().map(|(name, _)| (*name).to_owned()).collect(),
            is_module,
            documents: files
                .iter()
                .filter(|(name, _)| name.ends_with(".tf"))
                .map(|(name, text)| Document::parse(name, text))
                .collect(),
        }
    }
}

fn all_folders() -> Vec<Folder> {
    let mut folders: Vec<Folder> = modules().iter().map(|module| Folder::read(module, true)).collect();
    for stack in goldens() {
        folders.push(Folder::read(&stack, false));
        for entry in std::fs::read_dir(stack.path.join("modules"))
            .into_iter()
            .flatten()
            .flatten()
        {
            let name = format!("{}/modules/{}", stack.name, entry.file_name().to_string_lossy());
            folders.push(Folder::read(
                &Tree {
                    name,
                    path: entry.path(),
                },
                true,
            ));
        }
    }
    folders
}

/// Fails unless one of the findings holds the text.
#[cfg(test)]
#[track_caller]
fn refuses(found: Vec<String>, why: &str) {
    assert!(
        found.iter().any(|finding| finding.contains(why)),
        "`{why}` is not among {found:?}"
    );
}

/// Fails if there is a finding.
#[cfg(test)]
#[track_caller]
fn passes(found: Vec<String>) {
    assert_eq!(found, Vec::<String>::new());
}

#[cfg(test)]
fn document(text: &str) -> Document {
    Document::parse("a.tf", text)
}
