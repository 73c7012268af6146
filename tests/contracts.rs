//! What others rely on in a rendered stack: the outputs of its root module, and a state machine that Step Functions takes
//! once Terraform has filled in its names.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "clippy allows them in test functions, not in what those call"
)]

mod support;

use hcl_edit::expr::{Expression, FuncCall, ObjectKey};
use hcl_edit::visit::{Visit, visit_func_call};
use kickstart::stage::Owner;
use serde_json::Value;
use std::collections::BTreeSet;
use support::assert_none;
use support::hcl::{Document, label};
use support::process::{command, run, said};
use support::spec::rendered;
use support::tools::{Asl, asl};
use support::trees::{Tree, files, goldens, root};

const OUTPUTS: [&str; 11] = [
    "athena_workgroup_name",
    "crawler_names",
    "data_analysis_bucket_name",
    "data_preparation_state_machine_arn",
    "execution_input",
    "glue_database_name",
    "notebook_instance_name",
    "prepared_data_bucket_name",
    "preparation_query_ids",
    "raw_data_bucket_name",
    "stack_name",
];

#[test]
fn a_stack_has_the_outputs_that_others_read() {
    assert_none(
        goldens()
            .iter()
            .filter_map(|tree| outputs(&Document::read(&tree.path.join("outputs.tf"))))
            .collect(),
    );
}

/// Terraform fills in a template only when all its values are known, which is at apply: `validate` does not tell.
#[test]
fn templates_get_the_names_they_ask_for() {
    assert_none(goldens().iter().flat_map(templates).collect());
}

/// Policies that a README shows are copied by hand: they name the stage's own partition, and its services as they are
/// called there.
#[test]
fn the_policies_of_a_readme_fit_the_region() {
    let spec = |region: &str, partition: &str| {
        format!(
            "[project]\nname = \"m\"\nregion = \"{region}\"\n[datasets.interactions]\nsource = \"r/\"\nquery = \"SELECT 1\"\n\
             schema = {{ USER_ID = \"string\", ITEM_ID = \"string\", TIMESTAMP = \"long\" }}\n[stages.dev]\n\
             kms_key_arn = \"arn:{partition}:kms:{region}:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab\"\n\
             access_log_bucket = \"org-logs\"\n"
        )
    };
    for (region, partition, logs) in [
        ("cn-north-1", "aws-cn", "logs.cn-north-1.amazonaws.com.cn"),
        ("eu-west-1", "aws", "logs.eu-west-1.amazonaws.com"),
    ] {
        let files = rendered(&spec(region, partition), Owner::Nobody).remove(0);
        let readme = String::from_utf8_lossy(&files["README.md"]).into_owned();
        let policies: Vec<Value> = readme
            .split("```json\n")
            .skip(1)
            .map(|rest| serde_json::from_str(rest.split("```").next().unwrap()).unwrap())
            .collect();
        assert_eq!(policies.len(), 3, "the key, the log bucket, the role of an import");
        assert_eq!(policies[0][0]["Principal"]["Service"], logs);
        let text = Value::from(policies).to_string();
        let arns: Vec<&str> = text.split("\"arn:").skip(1).collect();
        assert_eq!(arns.len(), 7);
        for arn in arns {
            assert!(arn.starts_with(&format!("{partition}:")), "{region}: arn:{arn}");
        }
    }
}

#[test]
fn two_validators_accept_every_state_machine() {
    let Some(asl) = asl() else { return };
    let scratch = tempfile::tempdir().unwrap();
    let mut machines = Vec::new();
    for tree in goldens() {
        for file in files(&tree.path)
            .iter()
            .filter(|file| file.to_string_lossy().ends_with(".asl.json"))
        {
            let path = scratch
                .path()
                .join(tree.name.replace('/', "."))
                .with_extension(format!("{}.json", machines.len()));
            std::fs::write(&path, filled(&std::fs::read_to_string(file).unwrap())).unwrap();
            machines.push(path.to_string_lossy().into_owned());
        }
    }
    assert!(!machines.is_empty(), "no stack has a state machine");
    assert_none(validated(&asl, &machines).err().into_iter().collect());
}

/// A template as Terraform fills it in: the partition as it is, any other name by itself.
fn filled(text: &str) -> String {
    let names: BTreeSet<String> = asked(text);
    names.iter().fold(text.to_owned(), |text, name| {
        let value = if name == "partition" {
            "aws".to_owned()
        } else {
            name.replace('_', "-")
        };
        text.replace(&format!("${{{name}}}"), &value)
    })
}

/// The names that a template asks for.
fn asked(text: &str) -> BTreeSet<String> {
    text.split("${")
        .skip(1)
        .map(|rest| rest.split('}').next().unwrap_or_default().to_owned())
        .collect()
}

fn outputs(document: &Document) -> Option<String> {
    let there: BTreeSet<&str> = document.blocks("output").map(|block| label(block, 0)).collect();
    let wanted = BTreeSet::from(OUTPUTS);
    (there != wanted).then(|| {
        let (lacking, more) = (wanted.difference(&there), there.difference(&wanted));
        format!(
            "{} lacks {:?} and has {:?} beyond the contract",
            document.name,
            lacking.collect::<Vec<_>>(),
            more.collect::<Vec<_>>()
        )
    })
}

/// Holds what each template of a stack's root asks for against what `templatefile` gives it.
fn templates(tree: &Tree) -> Vec<String> {
    let calls = calls(&Document::read(&tree.path.join("main.tf")));
    if calls.is_empty() {
        return vec![format!("{}: main.tf fills in no template", tree.name)];
    }
    let read = |path: &str| {
        std::fs::read_to_string(tree.path.join(path)).unwrap_or_else(|error| panic!("{}: {path}: {error}", tree.name))
    };
    calls
        .iter()
        .filter_map(|(path, given)| template(&read(path), given).map(|why| format!("{}: {path} {why}", tree.name)))
        .collect()
}

/// The calls of `templatefile`: the path below the root module, and the names that are given.
fn calls(document: &Document) -> Vec<(String, BTreeSet<String>)> {
    struct Calls(Vec<(String, BTreeSet<String>)>);
    impl Visit for Calls {
        fn visit_func_call(&mut self, node: &FuncCall) {
            let arguments: Vec<&Expression> = node.args.iter().collect();
            if let ("templatefile", [path, Expression::Object(names)]) = (node.name.name.as_str(), arguments.as_slice())
            {
                let names = names.iter().map(|(name, _)| match name {
                    ObjectKey::Ident(name) => name.to_string(),
                    ObjectKey::Expression(name) => name.to_string().trim().trim_matches('"').to_owned(),
                });
                let path = path.to_string().trim().trim_matches('"').replace("${path.module}/", "");
                self.0.push((path, names.collect()));
            }
            visit_func_call(self, node);
        }
    }
    let mut calls = Calls(Vec::new());
    calls.visit_body(&document.body);
    calls.0
}

fn template(text: &str, given: &BTreeSet<String>) -> Option<String> {
    if text.contains("%{") {
        return Some("has `%{`, which Terraform takes for a directive of its own".to_owned());
    }
    let asked = asked(text);
    (asked != *given).then(|| format!("asks for {asked:?} and is given {given:?}"))
}

fn validated(asl: &Asl, machines: &[String]) -> Result<(), String> {
    let script = root().join("tests/asl/validate.js");
    let output = run(command(&asl.node)
        .env("NODE_PATH", &asl.modules)
        .arg(script)
        .args(machines))?;
    if output.status.success() {
        Ok(())
    } else {
        Err(said(&output))
    }
}

/// The checks themselves, on what they must refuse.
#[cfg(test)]
mod refuses {
    use super::*;

    #[test]
    fn an_output_too_many_or_too_few() {
        let text: String = OUTPUTS
            .iter()
            .map(|name| format!("output \"{name}\" {{\n}}\n"))
            .collect();
        assert_eq!(outputs(&Document::parse("outputs.tf", &text)), None);
        let why = outputs(&Document::parse("outputs.tf", &text.replace("stack_name", "stack"))).unwrap();
        assert_eq!(
            why,
            "outputs.tf lacks [\"stack_name\"] and has [\"stack\"] beyond the contract"
        );
    }

    #[test]
    fn a_template_that_lacks_a_name() {
        let main = "module \"a\" {\n  definition = templatefile(\"${path.module}/workflows/a.asl.json\", {\n    one   = 1\n    \"two\" = 2\n  })\n}\n";
        let calls = calls(&Document::parse("main.tf", main));
        let given = BTreeSet::from(["one".to_owned(), "two".to_owned()]);
        assert_eq!(calls, [("workflows/a.asl.json".to_owned(), given.clone())]);
        assert_eq!(template("${one} ${two} ${one}", &given), None);
        assert_eq!(
            template("${one}", &given).unwrap(),
            "asks for {\"one\"} and is given {\"one\", \"two\"}"
        );
        assert!(template("${one} ${two} {%{}%}", &given).unwrap().contains("directive"));
    }

    #[test]
    fn what_is_filled_in() {
        assert_eq!(
            filled("arn:${partition}:x ${items_query_id} ${partition}"),
            "arn:aws:x items-query-id aws"
        );
    }

    #[test]
    fn a_machine_with_a_dangling_next() {
        let Some(asl) = asl() else { return };
        let folder = tempfile::tempdir().unwrap();
        let machine = folder.path().join("a.asl.json");
        std::fs::write(&machine, "{\n  \"StartAt\": \"A\",\n  \"States\": {\n    \"A\": {\n      \"Type\": \"Pass\",\n      \"Next\": \"B\"\n    }\n  }\n}\n").unwrap();
        let why = validated(&asl, &[machine.to_string_lossy().into_owned()]).unwrap_err();
        for validator in ["asl-validator: ", "amazon-states-language-service: "] {
            assert!(why.contains(validator), "{validator} finds nothing: {why}");
        }
    }
}
