//! Names of resources, variables, outputs and the like.

use crate::support::hcl::{Document, label};
use crate::{Folder, holds_in_each_file, holds_in_each_folder};
use hcl_edit::structure::Block;

#[test]
fn names_are_snake_case_and_do_not_repeat_the_type() {
    holds_in_each_file(names);
}

#[test]
fn this_is_the_only_one_of_its_kind() {
    holds_in_each_folder(this);
}

fn names(document: &Document) -> Vec<String> {
    let mut found = Vec::new();
    for block in document.body.blocks() {
        let name = match block.ident.as_str() {
            "resource" | "data" => label(block, 1),
            "variable" | "output" | "module" => label(block, 0),
            _ => continue,
        };
        let place = document.place(block);
        if !is_snake_case(name) {
            found.push(format!("{place}: {name} is not snake_case"));
        }
        let kind = if block.labels.len() == 2 { label(block, 0) } else { "" };
        if let Some(word) = kind
            .rsplit('_')
            .next()
            .filter(|word| !word.is_empty() && name.split('_').any(|part| part == *word))
        {
            found.push(format!("{place}: {kind}.{name} says {word} twice"));
        }
    }
    for local in document.blocks("locals").flat_map(|block| block.body.attributes()) {
        if !is_snake_case(local.key.as_str()) {
            found.push(format!(
                "{}: {} is not snake_case",
                document.place(local),
                local.key.as_str()
            ));
        }
    }
    found
}

fn is_snake_case(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_lowercase())
        && !name.ends_with('_')
        && !name.contains("__")
        && name
            .chars()
            .all(|sign| sign.is_ascii_lowercase() || sign.is_ascii_digit() || sign == '_')
}

/// `this` is for a module's only one of a kind; where there are several, each is called by its role.
fn this(folder: &Folder) -> Vec<String> {
    let resources: Vec<(&Document, &Block)> = folder
        .documents
        .iter()
        .flat_map(|document| document.blocks("resource").map(move |block| (document, block)))
        .collect();
    let of_kind = |kind: &str| resources.iter().filter(|(_, block)| label(block, 0) == kind).count();
    resources
        .iter()
        .filter(|(_, block)| label(block, 1) == "this" && of_kind(label(block, 0)) > 1)
        .map(|(document, block)| {
            let kind = label(block, 0);
            format!(
                "{}: {kind}.this is not the only {kind}; call it by its role",
                document.place(*block)
            )
        })
        .collect()
}

#[cfg(test)]
mod snippets {
    use super::*;
    use crate::{document, passes, refuses};

    #[test]
    fn careless_names() {
        passes(names(&document(
            "resource \"aws_iam_role\" \"crawler\" {\n}\n\nlocals {\n  a_1 = 1\n}\n",
        )));
        refuses(
            names(&document("resource \"aws_iam_role\" \"crawler_role\" {\n}\n")),
            "a.tf:1: aws_iam_role.crawler_role says role twice",
        );
        refuses(
            names(&document("variable \"bucketName\" {\n}\n")),
            "bucketName is not snake_case",
        );
        refuses(names(&document("module \"a-b\" {\n}\n")), "a-b is not snake_case");
        refuses(
            names(&document("locals {\n  A = 1\n}\n")),
            "a.tf:2: A is not snake_case",
        );
    }

    #[test]
    fn this_and_roles() {
        let found = |text: &str| this(&Folder::of(&[("main.tf", text)], true));
        passes(found(
            "resource \"a\" \"this\" {\n}\n\nresource \"b\" \"x\" {\n}\n\nresource \"b\" \"y\" {\n}\n",
        ));
        refuses(
            found("resource \"a\" \"x\" {\n}\n\nresource \"a\" \"this\" {\n}\n"),
            "main.tf:4: a.this is not the only a",
        );
    }
}
