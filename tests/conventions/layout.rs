//! Which files there are, what versions they ask for, and that nothing is declared in vain.

use crate::support::hcl::{label, references, text_of};
use crate::{Folder, holds_in_each_folder};
use hcl_edit::expr::Expression;
use hcl_edit::structure::Block;

#[test]
fn every_folder_has_its_files() {
    holds_in_each_folder(files);
}

#[test]
fn versions_are_asked_for_alike() {
    holds_in_each_folder(versions);
}

#[test]
fn nothing_is_declared_in_vain() {
    holds_in_each_folder(unused);
}

#[test]
fn state_is_kept_encrypted_and_locked() {
    holds_in_each_folder(backend);
}

fn files(folder: &Folder) -> Vec<String> {
    let wanted: &[&str] = if folder.is_module {
        &[
            "README.md",
            "main.tf",
            "outputs.tf",
            "variables.tf",
            "versions.tf",
            "tests",
        ]
    } else {
        &[
            ".gitattributes",
            "README.md",
            "main.tf",
            "outputs.tf",
            "providers.tf",
            "versions.tf",
        ]
    };
    wanted
        .iter()
        // The tests of a module stay with the tool: they are no part of a stack.
        .filter(|name| **name != "tests" || folder.name.starts_with("modules/"))
        .filter(|name| !folder.entries.iter().any(|entry| entry == *name))
        .map(|name| format!("{} has no {name}", folder.name))
        .collect()
}

/// Modules give lower bounds only, for callers combine them; a root has an upper end too.
fn versions(folder: &Folder) -> Vec<String> {
    let wanted = if folder.is_module {
        ">= 5.100"
    } else {
        ">= 5.100, < 7.0"
    };
    let Some(document) = folder
        .documents
        .iter()
        .find(|document| document.name.ends_with("versions.tf"))
    else {
        return vec![format!("{} has no versions.tf", folder.name)];
    };
    let mut found = Vec::new();
    let settings: Vec<&Block> = document.blocks("terraform").collect();
    if settings
        .iter()
        .all(|block| text_of(&block.body, "required_version") != Some(">= 1.10"))
    {
        found.push(format!("{}: required_version should be \">= 1.10\"", document.name));
    }
    let providers: Vec<&Block> = settings
        .iter()
        .flat_map(|block| block.body.get_blocks("required_providers"))
        .collect();
    let given = providers
        .iter()
        .find_map(|block| block.body.get_attribute("aws"))
        .map(|attribute| attribute.value.to_string());
    let given = given
        .unwrap_or_default()
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    if given != format!("{{ source = \"hashicorp/aws\" version = \"{wanted}\" }}") {
        found.push(format!(
            "{}: provider aws should have source \"hashicorp/aws\" and version \"{wanted}\", not {given}",
            document.name
        ));
    }
    found
}

/// Variables, locals and data sources that no file of the folder reads.
fn unused(folder: &Folder) -> Vec<String> {
    let used: Vec<Vec<String>> = folder
        .documents
        .iter()
        .flat_map(references)
        .map(|(_, names)| names)
        .collect();
    let is_used = |wanted: &[&str]| {
        used.iter()
            .any(|names| names.len() >= wanted.len() && names.iter().zip(wanted).all(|(name, want)| name == want))
    };
    let mut found = Vec::new();
    for document in &folder.documents {
        for block in document
            .blocks("variable")
            .filter(|block| !is_used(&["var", label(block, 0)]))
        {
            found.push(format!(
                "{}: variable {} is never read",
                document.place(block),
                label(block, 0)
            ));
        }
        for block in document
            .blocks("data")
            .filter(|block| !is_used(&["data", label(block, 0), label(block, 1)]))
        {
            found.push(format!(
                "{}: data {}.{} is never read",
                document.place(block),
                label(block, 0),
                label(block, 1)
            ));
        }
        for local in document.blocks("locals").flat_map(|block| block.body.attributes()) {
            if !is_used(&["local", local.key.as_str()]) {
                found.push(format!(
                    "{}: local {} is never read",
                    document.place(local),
                    local.key.as_str()
                ));
            }
        }
    }
    found
}

/// Credentials come from the environment, so a backend names none; DynamoDB locks are deprecated.
fn backend(folder: &Folder) -> Vec<String> {
    let mut found = Vec::new();
    for document in &folder.documents {
        for backend in document
            .blocks("terraform")
            .flat_map(|block| block.body.get_blocks("backend"))
            // Other kinds encrypt and lock by themselves, or by arguments of their own.
            .filter(|backend| backend.labels.iter().any(|label| label.as_str() == "s3"))
        {
            for wanted in ["encrypt", "use_lockfile"] {
                let is_on = backend
                    .body
                    .get_attribute(wanted)
                    .is_some_and(|attribute| matches!(&attribute.value, Expression::Bool(flag) if *flag.value()));
                if !is_on {
                    found.push(format!("{}: {wanted} should be true", document.place(backend)));
                }
            }
            for argument in backend.body.attributes() {
                if !["bucket", "key", "region", "encrypt", "use_lockfile"].contains(&argument.key.as_str()) {
                    found.push(format!(
                        "{}: {} does not belong into a backend",
                        document.place(argument),
                        argument.key.as_str()
                    ));
                }
            }
        }
    }
    found
}

#[cfg(test)]
mod snippets {
    use super::*;
    use crate::{passes, refuses};

    fn versions_of(required: &str, aws: &str, is_module: bool) -> Vec<String> {
        let text = format!(
            "terraform {{\n  required_version = \"{required}\"\n\n  required_providers {{\n    aws = {{\n      source  = \"hashicorp/aws\"\n      version = \"{aws}\"\n    }}\n  }}\n}}\n"
        );
        versions(&Folder::of(&[("versions.tf", &text)], is_module))
    }

    #[test]
    fn missing_files() {
        let all = [
            ".gitattributes",
            "README.md",
            "main.tf",
            "outputs.tf",
            "providers.tf",
            "versions.tf",
        ]
        .map(|name| (name, ""));
        passes(files(&Folder::of(&all, false)));
        refuses(files(&Folder::of(&all[1..], false)), "folder has no .gitattributes");
        refuses(files(&Folder::of(&all, true)), "folder has no variables.tf");
    }

    #[test]
    fn other_versions() {
        passes(versions_of(">= 1.10", ">= 5.100", true));
        passes(versions_of(">= 1.10", ">= 5.100, < 7.0", false));
        refuses(versions_of(">= 1.5", ">= 5.100", true), "required_version should be");
        refuses(versions_of(">= 1.10", ">= 5.100, < 7.0", true), "version \">= 5.100\"");
        refuses(versions_of(">= 1.10", ">= 5.100", false), "version \">= 5.100, < 7.0\"");
        refuses(versions(&Folder::of(&[], true)), "no versions.tf");
    }

    #[test]
    fn what_nobody_reads() {
        let main = "locals {\n  a = var.a\n  b = local.a\n}\n\ndata \"aws_partition\" \"current\" {}\n";
        let variables = "variable \"a\" {}\n\nvariable \"b\" {}\n";
        let found = unused(&Folder::of(&[("main.tf", main), ("variables.tf", variables)], true));
        assert_eq!(
            found,
            [
                "main.tf:6: data aws_partition.current is never read",
                "main.tf:3: local b is never read",
                "variables.tf:3: variable b is never read"
            ]
        );
    }

    #[test]
    fn a_careless_backend() {
        let text =
            "terraform {\n  backend \"s3\" {\n    bucket  = \"a\"\n    encrypt = false\n    profile = \"me\"\n  }\n}\n";
        let found = backend(&Folder::of(&[("backend.tf", text)], false));
        assert_eq!(found.len(), 3, "{found:?}");
        refuses(found, "backend.tf:5: profile does not belong");
    }
}
