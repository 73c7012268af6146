//! Variables and outputs.

use crate::holds_in_each_file;
use crate::support::hcl::{Document, flag_of, label, text_of};
use hcl_edit::expr::Expression;
use hcl_edit::structure::Block;

const ORDER: [&str; 6] = ["type", "description", "default", "sensitive", "nullable", "validation"];

#[test]
fn variables_are_complete_and_in_order() {
    holds_in_each_file(variables);
}

#[test]
fn outputs_are_described() {
    holds_in_each_file(outputs);
}

fn variables(document: &Document) -> Vec<String> {
    let blocks: Vec<&Block> = document.blocks("variable").collect();
    let mut found = Vec::new();
    for block in &blocks {
        let place = format!("{}: variable {}", document.place(*block), label(block, 0));
        found.extend(variable(block).into_iter().map(|why| format!("{place} {why}")));
    }
    for pair in blocks.windows(2) {
        if let [first, second] = pair
            && label(first, 0) > label(second, 0)
        {
            found.push(format!(
                "{}: variable {} belongs before {}",
                document.place(*second),
                label(second, 0),
                label(first, 0)
            ));
        }
    }
    found
}

fn variable(block: &Block) -> Vec<String> {
    let mut found = Vec::new();
    let parts: Vec<&str> = block
        .body
        .iter()
        .filter_map(|part| {
            part.as_attribute()
                .map(|one| one.key.as_str())
                .or_else(|| part.as_block().map(|one| one.ident.as_str()))
        })
        .collect();
    let ranks: Vec<Option<usize>> = parts
        .iter()
        .map(|part| ORDER.iter().position(|known| known == part))
        .collect();
    if ranks.contains(&None) || !ranks.is_sorted() {
        found.push(format!("has {}; the order is {}", parts.join(", "), ORDER.join(", ")));
    }
    if text_of(&block.body, "description").is_none_or(|text| text.trim().is_empty()) {
        found.push("has no description".to_owned());
    }
    match block
        .body
        .get_attribute("type")
        .map(|attribute| attribute.value.to_string())
    {
        None => found.push("has no type".to_owned()),
        Some(written)
            if written
                .split(|sign: char| !sign.is_alphanumeric())
                .any(|word| word == "any") =>
        {
            found.push("has `any` in its type".to_owned());
        }
        Some(_) => {}
    }
    // Null means something where it is the default; anywhere else it must be refused, or it reaches the provider.
    let null_by_default = block
        .body
        .get_attribute("default")
        .is_some_and(|default| matches!(default.value, Expression::Null(_)));
    if !null_by_default && flag_of(&block.body, "nullable") != Some(false) {
        found.push("lacks `nullable = false`".to_owned());
    }
    found
}

fn outputs(document: &Document) -> Vec<String> {
    document
        .blocks("output")
        .filter(|block| text_of(&block.body, "description").is_none_or(|text| text.trim().is_empty()))
        .map(|block| {
            format!(
                "{}: output {} has no description",
                document.place(block),
                label(block, 0)
            )
        })
        .collect()
}

#[cfg(test)]
mod snippets {
    use super::*;
    use crate::{document, passes, refuses};

    fn found(body: &str) -> Vec<String> {
        variables(&document(&format!("variable \"a\" {{\n{body}\n}}\n")))
    }

    #[test]
    fn careless_variables() {
        passes(found(
            "type = string\ndescription = \"A.\"\nnullable = false\nvalidation {\n}",
        ));
        passes(found("type = map(string)\ndescription = \"A.\"\ndefault = null"));
        refuses(
            found("type = string\ndescription = \"A.\""),
            "variable a lacks `nullable = false`",
        );
        refuses(
            found("type = string\ndescription = \"A.\"\ndefault = {}\nnullable = true"),
            "lacks `nullable = false`",
        );
        refuses(
            found("description = \"A.\"\ntype = string\nnullable = false"),
            "the order is type, description",
        );
        refuses(
            found("type = string\ndescription = \"A.\"\nnullable = false\nephemeral = true"),
            "the order is",
        );
        refuses(found("type = string\nnullable = false"), "no description");
        refuses(found("description = \"A.\"\nnullable = false"), "no type");
        refuses(
            found("type = map(any)\ndescription = \"A.\"\nnullable = false"),
            "`any`",
        );
        passes(found(
            "type = object({ company = string })\ndescription = \"A.\"\nnullable = false",
        ));
    }

    #[test]
    fn variables_out_of_order() {
        let text = "variable \"b\" {\n  type = string\n}\n\nvariable \"a\" {\n  type = string\n}\n";
        refuses(variables(&document(text)), "a.tf:5: variable a belongs before b");
    }

    #[test]
    fn an_output_without_a_description() {
        refuses(
            outputs(&document("output \"a\" {\n  value = 1\n}\n")),
            "a.tf:1: output a has no description",
        );
        passes(outputs(&document(
            "output \"a\" {\n  description = \"A.\"\n  value = 1\n}\n",
        )));
    }
}
