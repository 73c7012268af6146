//! The arguments that keep data safe, written out as literals. A conditional would pass checkov with either of its ends.

mod rules;

use crate::support::hcl::{Document, label};
use crate::{Folder, holds_in_each_file, holds_in_each_folder};
use hcl_edit::expr::Expression;
use hcl_edit::structure::{Block, Body};
use rules::RULES;
use rules::Want::{self, Absent, Given, Text, True};

#[test]
fn secure_arguments_are_literals() {
    holds_in_each_file(arguments);
}

#[test]
fn buckets_have_all_their_companions() {
    holds_in_each_folder(companions);
}

/// What a bucket needs beside itself, each without `count` or `for_each`, which would make it a choice.
const COMPANIONS: [&str; 8] = [
    "aws_s3_bucket_lifecycle_configuration",
    "aws_s3_bucket_logging",
    "aws_s3_bucket_notification",
    "aws_s3_bucket_ownership_controls",
    "aws_s3_bucket_policy",
    "aws_s3_bucket_public_access_block",
    "aws_s3_bucket_server_side_encryption_configuration",
    "aws_s3_bucket_versioning",
];

/// The module whose bucket is different: S3 delivers access logs to SSE-S3 only, and it does not log itself.
const LOG_BUCKET: &str = "access-log-bucket";

fn arguments(document: &Document) -> Vec<String> {
    let mut found = Vec::new();
    for block in document.blocks("resource") {
        let (kind, place) = (label(block, 0), document.place(block));
        let mut faults: Vec<String> = RULES
            .iter()
            .filter(|(of, _, _)| *of == kind)
            .flat_map(|(_, path, want)| faults(&block.body, path, want))
            .collect();
        match kind {
            "aws_s3_bucket_server_side_encryption_configuration" => faults.extend(encryption(document, block)),
            "aws_sagemaker_notebook_instance" => faults.extend(internet(block)),
            // CloudWatch may not use AWS's own key for topics: no alarm would ever arrive.
            "aws_sns_topic" => faults.extend(
                written(&block.body, "kms_master_key_id")
                    .filter(|key| key.contains("alias/aws"))
                    .map(|key| format!("kms_master_key_id is {key}")),
            ),
            "aws_cloudwatch_log_group" => faults.extend(
                written(&block.body, "name")
                    .filter(|name| !name.contains("/aws/vendedlogs/states/"))
                    .map(|name| format!("name {name} is not below /aws/vendedlogs/states/")),
            ),
            _ => {}
        }
        found.extend(
            faults
                .into_iter()
                .map(|why| format!("{place}: {kind}.{}: {why}", label(block, 1))),
        );
    }
    found
}

/// Holds what stands at a path against what is wanted there, in every block that the path leads through.
fn faults(body: &Body, path: &str, want: &Want) -> Vec<String> {
    let Some((first, rest)) = path.split_once('.') else {
        return fault(body, path, want)
            .into_iter()
            .map(|why| format!("{path} {why}"))
            .collect();
    };
    let inner: Vec<&Body> = body.get_blocks(first).map(|block| &block.body).collect();
    if inner.is_empty() && !matches!(want, Absent) {
        return vec![format!("{path}: there is no block {first}")];
    }
    inner
        .iter()
        .flat_map(|body| faults(body, rest, want))
        .map(|why| format!("{first}.{why}"))
        .collect()
}

fn fault(body: &Body, name: &str, want: &Want) -> Option<String> {
    let value = body.get_attribute(name).map(|attribute| &attribute.value);
    match (want, value) {
        (Absent, None) => None,
        (Absent, Some(_)) => Some("should not be there".to_owned()),
        (Want::Block, _) => (!body.has_blocks(name)).then(|| "is missing".to_owned()),
        (_, None) => Some("is missing".to_owned()),
        (True, Some(Expression::Bool(flag))) if *flag.value() => None,
        (True, Some(_)) => Some("should be the literal true".to_owned()),
        (Text(texts), Some(Expression::String(text))) if texts.contains(&text.as_str()) => None,
        (Text(texts), Some(_)) => Some(format!("should be the literal \"{}\"", texts.join("\" or \""))),
        (Given, Some(value)) => is_choice(value).then(|| format!("may come to nothing: {}", value.to_string().trim())),
    }
}

/// Whether an expression may come to nothing: null, an empty string, a conditional, or what falls back to something else.
fn is_choice(value: &Expression) -> bool {
    match value {
        Expression::Null(_) | Expression::Conditional(_) => true,
        Expression::String(text) => text.is_empty(),
        Expression::Parenthesis(inner) => is_choice(inner.inner()),
        Expression::FuncCall(call) => ["try", "coalesce", "one"].contains(&call.name.name.as_str()),
        _ => false,
    }
}

fn encryption(document: &Document, block: &Block) -> Vec<String> {
    const PATH: &str = "rule.apply_server_side_encryption_by_default";
    if document.name.contains(LOG_BUCKET) {
        return faults(&block.body, &format!("{PATH}.sse_algorithm"), &Text(&["AES256"]));
    }
    [
        faults(&block.body, &format!("{PATH}.sse_algorithm"), &Text(&["aws:kms"])),
        faults(&block.body, &format!("{PATH}.kms_master_key_id"), &Given),
        faults(&block.body, "rule.bucket_key_enabled", &True),
    ]
    .concat()
}

/// AWS takes a notebook without internet access only in a subnet.
fn internet(block: &Block) -> Option<String> {
    let is_disabled = written(&block.body, "direct_internet_access").is_some_and(|access| access.contains("Disabled"));
    is_disabled
        .then(|| {
            fault(&block.body, "subnet_id", &Given)
                .map(|why| format!("direct_internet_access is Disabled, and subnet_id {why}"))
        })
        .flatten()
}

fn written(body: &Body, name: &str) -> Option<String> {
    body.get_attribute(name)
        .map(|attribute| attribute.value.to_string().trim().to_owned())
}

fn companions(folder: &Folder) -> Vec<String> {
    let resources: Vec<&Block> = folder
        .documents
        .iter()
        .flat_map(|document| document.blocks("resource"))
        .collect();
    if !resources.iter().any(|block| label(block, 0) == "aws_s3_bucket") {
        return Vec::new();
    }
    COMPANIONS
        .iter()
        .filter(|kind| !(folder.name.ends_with(LOG_BUCKET) && **kind == "aws_s3_bucket_logging"))
        .filter_map(|kind| match resources.iter().find(|block| label(block, 0) == *kind) {
            None => Some(format!("{}: a bucket without {kind}", folder.name)),
            Some(block) if ["count", "for_each"].iter().any(|name| block.body.has_attribute(name)) => Some(format!(
                "{}: {kind} is there by choice; it has to be there always",
                folder.name
            )),
            Some(_) => None,
        })
        .collect()
}

#[cfg(test)]
mod snippets {
    use super::*;
    use crate::{document, passes, refuses};

    fn found(kind: &str, body: &str) -> Vec<String> {
        arguments(&document(&format!("resource \"{kind}\" \"this\" {{\n{body}\n}}\n")))
    }

    #[test]
    fn what_checkov_lets_through() {
        let sse = |algorithm: &str| {
            format!(
                "rule {{\n  bucket_key_enabled = true\n  apply_server_side_encryption_by_default {{\n    sse_algorithm = {algorithm}\n    kms_master_key_id = var.key\n  }}\n}}"
            )
        };
        let kind = "aws_s3_bucket_server_side_encryption_configuration";
        passes(found(kind, &sse("\"aws:kms\"")));
        refuses(
            found(kind, &sse("var.key == null ? \"AES256\" : \"aws:kms\"")),
            "sse_algorithm should be the literal \"aws:kms\"",
        );
        refuses(found(kind, &sse("\"AES256\"")), "sse_algorithm should be");
        refuses(
            found(kind, &sse("\"aws:kms\"").replace("var.key", "null")),
            "kms_master_key_id may come to nothing: null",
        );
        refuses(found(kind, ""), "there is no block rule");
        let log_bucket = Document::parse(
            "modules/access-log-bucket/main.tf",
            &format!("resource \"{kind}\" \"this\" {{\n{}\n}}\n", sse("\"AES256\"")),
        );
        passes(arguments(&log_bucket));
        refuses(
            found("aws_sns_topic", "kms_master_key_id = \"alias/aws/sns\""),
            "kms_master_key_id is \"alias/aws/sns\"",
        );
        refuses(
            found("aws_sns_topic", "kms_master_key_id = try(var.key, null)"),
            "may come to nothing",
        );
    }

    #[test]
    fn a_machine_or_a_notebook_that_tells_too_little_or_too_much() {
        let machine = "logging_configuration {\n  include_execution_data = true\n  level = \"ALL\"\n}\ntracing_configuration {\n  enabled = true\n}";
        passes(found("aws_sfn_state_machine", machine));
        refuses(
            found("aws_sfn_state_machine", &machine.replace("ALL", "ERROR")),
            "logging_configuration.level should be the literal \"ALL\"",
        );
        refuses(
            found("aws_sfn_state_machine", &machine.replace("= true", "= var.a")),
            "tracing_configuration.enabled should be the literal true",
        );
        let notebook = "direct_internet_access = \"Disabled\"\nsubnet_id = var.subnet_id\nkms_key_id = var.a\nroot_access = \"Disabled\"\ninstance_metadata_service_configuration {\n  minimum_instance_metadata_service_version = \"2\"\n}";
        passes(found("aws_sagemaker_notebook_instance", notebook));
        refuses(
            found(
                "aws_sagemaker_notebook_instance",
                &notebook.replace("var.subnet_id", "null"),
            ),
            "direct_internet_access is Disabled, and subnet_id may come to nothing",
        );
        refuses(
            found(
                "aws_sagemaker_notebook_instance",
                &notebook.replace("\"Disabled\"\nsubnet", "var.b ? \"Disabled\" : \"Enabled\"\nsubnet"),
            ),
            "direct_internet_access should be",
        );
    }

    #[test]
    fn objects_and_rules() {
        let object = "source_hash = filemd5(var.a)\noverride_provider {\n  default_tags {\n    tags = {}\n  }\n}";
        passes(found("aws_s3_object", object));
        refuses(
            found("aws_s3_object", &object.replace("source_hash", "etag")),
            "etag should not be there",
        );
        refuses(
            found("aws_s3_object", "source_hash = var.a"),
            "there is no block override_provider",
        );
        let rule = "rule {\n  status = \"Enabled\"\n  filter {}\n  abort_incomplete_multipart_upload {\n    days_after_initiation = 7\n  }\n}";
        passes(found("aws_s3_bucket_lifecycle_configuration", rule));
        refuses(
            found("aws_s3_bucket_lifecycle_configuration", &rule.replace("filter {}", "")),
            "rule.filter is missing",
        );
    }

    #[test]
    fn a_bucket_alone() {
        let bucket = "resource \"aws_s3_bucket\" \"this\" {\n}\n";
        let whole = COMPANIONS.iter().fold(bucket.to_owned(), |text, kind| {
            format!("{text}\nresource \"{kind}\" \"this\" {{\n}}\n")
        });
        passes(companions(&Folder::of(&[("main.tf", &whole)], true)));
        assert_eq!(
            companions(&Folder::of(&[("main.tf", bucket)], true)).len(),
            COMPANIONS.len()
        );
        let chosen = whole.replace(
            "_versioning\" \"this\" {",
            "_versioning\" \"this\" {\n  count = var.a ? 1 : 0",
        );
        refuses(
            companions(&Folder::of(&[("main.tf", &chosen)], true)),
            "aws_s3_bucket_versioning is there by choice",
        );
    }
}
