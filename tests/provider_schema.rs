//! Every argument, block and attribute that stacks and modules use, held against AWS provider 6.69. Users get 6.x from
//! `init`; the tests that run a provider may have 5.100 only. `tests/provider/aws-6.69.json` says what 6.69 knows of the
//! types that we use, and where those facts come from.

#![allow(clippy::expect_used, reason = "the schema is a file of this repository")]

mod support;

use hcl_edit::structure::{Block, Body};
use serde_json::{Map, Value};
use support::assert_none;
use support::hcl::{Document, label, references, with_ending};
use support::trees::{goldens, modules, root};

#[test]
fn stacks_and_modules_fit_provider_6() {
    let provider = Provider::read();
    let documents: Vec<Document> = [goldens(), modules()]
        .concat()
        .iter()
        .flat_map(|tree| {
            [with_ending(&tree.path, ".tf"), with_ending(&tree.path, ".tftest.hcl")]
                .into_iter()
                .flatten()
        })
        .collect();
    assert!(
        documents
            .iter()
            .any(|document| document.blocks("resource").next().is_some()),
        "no resource was looked at"
    );
    assert_none(
        documents
            .iter()
            .flat_map(|document| provider.findings(document))
            .collect(),
    );
}

/// What the provider knows of each type.
struct Provider(Value);

/// Arguments that Terraform itself gives to resources and data sources.
const META_ARGUMENTS: [&str; 4] = ["count", "depends_on", "for_each", "provider"];
/// Blocks that Terraform itself gives to them.
const META_BLOCKS: [&str; 3] = ["connection", "lifecycle", "provisioner"];

impl Provider {
    fn read() -> Provider {
        let text = std::fs::read_to_string(root().join("tests/provider/aws-6.69.json"));
        Provider(serde_json::from_str(&text.expect("the file is read")).expect("the file is JSON"))
    }

    fn findings(&self, document: &Document) -> Vec<String> {
        let mut found = Vec::new();
        for (kind, schemas) in [("resource", "resource_schemas"), ("data", "data_source_schemas")] {
            for block in document
                .blocks(kind)
                .filter(|block| label(block, 0).starts_with("aws_"))
            {
                match self.0[schemas].get(label(block, 0)) {
                    Some(schema) => {
                        Checker {
                            document,
                            found: &mut found,
                        }
                        .body(block, &block.body, &schema["block"], label(block, 0), true);
                    }
                    None => found.push(format!(
                        "{}: {kind} {} is not among the types in tests/provider/aws-6.69.json",
                        document.place(block),
                        label(block, 0)
                    )),
                }
            }
        }
        for (place, names) in references(document) {
            found.extend(
                self.reference(&names)
                    .map(|why| format!("{place}: {}: {why}", names.join("."))),
            );
        }
        found
    }

    /// What is wrong with a reference such as `data.aws_region.current.name`; nothing where it is not about the provider.
    fn reference(&self, names: &[String]) -> Option<String> {
        let (schemas, rest) = match names {
            [first, rest @ ..] if first == "data" => ("data_source_schemas", rest),
            all => ("resource_schemas", all),
        };
        let [kind, _, attribute, ..] = rest else {
            return None;
        };
        if !kind.starts_with("aws_") {
            return None;
        }
        let Some(schema) = self.0[schemas].get(kind) else {
            return Some("the type is not in tests/provider/aws-6.69.json".to_owned());
        };
        match member(&schema["block"], "attributes", attribute)
            .or_else(|| member(&schema["block"], "block_types", attribute))
        {
            Some(found) => deprecation(found),
            None => Some(format!("{kind} has no attribute {attribute}")),
        }
    }
}

/// Holds the bodies of one file against the schema, and collects what does not fit.
struct Checker<'a> {
    document: &'a Document,
    found: &'a mut Vec<String>,
}

impl Checker<'_> {
    /// One body: its arguments, then its blocks and theirs. `path` says in words where it is.
    fn body(&mut self, at: &Block, body: &Body, schema: &Value, path: &str, top: bool) {
        for argument in body.attributes() {
            let name = argument.key.as_str();
            let fault = match member(schema, "attributes", name) {
                _ if top && META_ARGUMENTS.contains(&name) => None,
                Some(known) if settable(known) => deprecation(known),
                Some(_) => Some("is computed and cannot be set".to_owned()),
                None => Some("is unknown".to_owned()),
            };
            self.tell(argument, fault.map(|fault| format!("{path}: argument {name} {fault}")));
        }
        for (name, _) in members(schema, "attributes").filter(|(_, known)| known["required"] == true) {
            let missing = !body.has_attribute(name);
            self.tell(at, missing.then(|| format!("{path}: argument {name} is missing")));
        }
        self.blocks(at, body, schema, path, top);
    }

    fn blocks(&mut self, at: &Block, body: &Body, schema: &Value, path: &str, top: bool) {
        for block in body
            .blocks()
            .filter(|block| !(top && META_BLOCKS.contains(&block.ident.as_str())))
        {
            let dynamic = block.has_ident("dynamic");
            let name = if dynamic { label(block, 0) } else { block.ident.as_str() };
            let inner = format!("{path}.{name}");
            let Some(known) = member(schema, "block_types", name) else {
                self.tell(block, Some(format!("{path}: block {name} is unknown")));
                continue;
            };
            self.tell(
                block,
                deprecation(known).map(|why| format!("{path}: block {name} {why}")),
            );
            if !dynamic {
                self.body(block, &block.body, &known["block"], &inner, false);
                continue;
            }
            match block.body.get_blocks("content").next() {
                Some(content) => self.body(content, &content.body, &known["block"], &inner, false),
                None => self.tell(block, Some(format!("{inner}: a dynamic block without content"))),
            }
        }
        for (name, known) in members(schema, "block_types") {
            let written = body.get_blocks(name).count();
            let dynamic = body.get_blocks("dynamic").any(|block| label(block, 0) == name);
            if known["min_items"]
                .as_u64()
                .is_some_and(|least| (written as u64) < least)
                && !dynamic
            {
                self.tell(at, Some(format!("{path}: block {name} is missing")));
            }
            if known["max_items"].as_u64().is_some_and(|most| written as u64 > most) {
                self.tell(at, Some(format!("{path}: block {name} stands there {written} times")));
            }
        }
    }

    fn tell(&mut self, at: &impl hcl_edit::Span, fault: Option<String>) {
        self.found
            .extend(fault.map(|fault| format!("{}: {fault}", self.document.place(at))));
    }
}

fn member<'a>(schema: &'a Value, kind: &str, name: &str) -> Option<&'a Value> {
    schema.get(kind)?.get(name)
}

fn members<'a>(schema: &'a Value, kind: &str) -> impl Iterator<Item = (&'a String, &'a Value)> {
    schema
        .get(kind)
        .and_then(Value::as_object)
        .into_iter()
        .flat_map(Map::iter)
}

fn settable(attribute: &Value) -> bool {
    attribute["required"] == true || attribute["optional"] == true
}

fn deprecation(known: &Value) -> Option<String> {
    (known["deprecated"] == true)
        .then(|| format!("is deprecated: {}", known["deprecation"].as_str().unwrap_or_default()))
}

/// The check itself, on code that it must refuse, or let pass.
#[cfg(test)]
mod snippets {
    use super::*;

    fn findings(text: &str) -> Vec<String> {
        Provider::read().findings(&Document::parse("a.tf", text))
    }

    #[track_caller]
    fn refuses(text: &str, why: &str) {
        let found = findings(text);
        assert!(
            found.iter().any(|finding| finding.contains(why)),
            "`{why}` is not among {found:?}"
        );
    }

    #[test]
    fn what_fits_passes() {
        let text = r#"
resource "aws_sns_topic" "this" {
  count    = 1
  provider = aws
  name     = "a"

  lifecycle {
    prevent_destroy = true
  }

  depends_on = [aws_sns_topic.other]
}

data "aws_iam_policy_document" "this" {
  dynamic "statement" {
    for_each = [1]

    content {
      actions = ["s3:GetObject"]
    }
  }
}

output "a" {
  value = [aws_sns_topic.this[0].arn, data.aws_partition.current.partition, var.aws_sns_topic.this.x, aws_sns_topic.all[*].name]
}
"#;
        assert_eq!(findings(text), Vec::<String>::new());
    }

    #[test]
    fn an_unknown_type_argument_or_block() {
        refuses(
            "resource \"aws_lambda_function\" \"a\" {\n}\n",
            "a.tf:1: resource aws_lambda_function is not among",
        );
        refuses(
            "resource \"aws_sns_topic\" \"a\" {\n  names = 1\n}\n",
            "a.tf:2: aws_sns_topic: argument names is unknown",
        );
        refuses(
            "resource \"aws_sns_topic\" \"a\" {\n  x {\n  }\n}\n",
            "block x is unknown",
        );
        refuses(
            "data \"aws_iam_policy_document\" \"a\" {\n  statement {\n    action = []\n  }\n}\n",
            "statement: argument action is unknown",
        );
        refuses(
            "data \"aws_iam_policy_document\" \"a\" {\n  dynamic \"statement\" {\n    for_each = []\n    content {\n      action = []\n    }\n  }\n}\n",
            "a.tf:5: aws_iam_policy_document.statement: argument action is unknown",
        );
        refuses(
            "data \"aws_iam_policy_document\" \"a\" {\n  statement {\n    count = 1\n  }\n}\n",
            "argument count is unknown",
        );
    }

    #[test]
    fn what_is_missing_or_too_many() {
        refuses(
            "resource \"aws_s3_object\" \"a\" {\n  bucket = \"b\"\n}\n",
            "argument key is missing",
        );
        refuses(
            "resource \"aws_s3_bucket_versioning\" \"a\" {\n  bucket = \"b\"\n}\n",
            "block versioning_configuration is missing",
        );
        refuses(
            "resource \"aws_athena_workgroup\" \"a\" {\n  name = \"b\"\n  configuration {\n  }\n  configuration {\n  }\n}\n",
            "block configuration stands there 2 times",
        );
    }

    #[test]
    fn what_is_computed_or_deprecated() {
        refuses(
            "resource \"aws_sns_topic\" \"a\" {\n  arn = \"b\"\n}\n",
            "argument arn is computed",
        );
        refuses(
            "resource \"aws_iam_role\" \"a\" {\n  managed_policy_arns = []\n}\n",
            "argument managed_policy_arns is deprecated",
        );
        refuses(
            "resource \"aws_iam_role\" \"a\" {\n  inline_policy {\n  }\n}\n",
            "block inline_policy is deprecated",
        );
        refuses(
            "resource \"aws_s3_bucket_versioning\" \"a\" {\n  expected_bucket_owner = \"1\"\n}\n",
            "argument expected_bucket_owner is deprecated",
        );
    }

    #[test]
    fn a_reference_to_what_is_deprecated_or_not_there() {
        refuses(
            "locals {\n\n  a = data.aws_region.current.name\n}\n",
            "a.tf:3: data.aws_region.current.name: is deprecated",
        );
        refuses(
            "locals {\n  a = \"x-${data.aws_partition.current.id}\"\n}\n",
            "data.aws_partition.current.id: is deprecated",
        );
        refuses(
            "locals {\n  a = [for k in [1] : aws_sns_topic.a[0].arm]\n}\n",
            "aws_sns_topic has no attribute arm",
        );
    }
}
