//! Who may do what: policies, trust, and the way to a bucket.

use crate::support::hcl::{Document, label, names, text_of, texts_of};
use crate::{Folder, holds_in_each_file, holds_in_each_folder};
use hcl_edit::expr::{Expression, Object, ObjectKey};
use hcl_edit::structure::{Block, Body};
use hcl_edit::visit::{Visit, visit_object};

#[test]
fn policies_are_narrow() {
    holds_in_each_file(policies);
}

#[test]
fn policies_are_documents() {
    holds_in_each_file(encoded);
}

#[test]
fn buckets_refuse_what_comes_without_tls() {
    holds_in_each_folder(transport);
}

/// Actions for which AWS knows no narrower resource than `*`.
const UNBOUND: [&str; 16] = [
    "glue:GetClassifier",
    "glue:GetSecurityConfiguration",
    "logs:CreateLogDelivery",
    "logs:DeleteLogDelivery",
    "logs:DescribeLogGroups",
    "logs:DescribeResourcePolicies",
    "logs:GetLogDelivery",
    "logs:ListLogDeliveries",
    "logs:PutResourcePolicy",
    "logs:UpdateLogDelivery",
    "personalize:List*",
    "xray:GetSamplingRules",
    "xray:GetSamplingTargets",
    "xray:PutTelemetryRecords",
    "xray:PutTraceSegments",
    "cloudwatch:PutMetricData",
];

/// Services of which AWS documents that they send `aws:SourceArn` when they take a role.
const SEND_SOURCE_ARN: [&str; 3] = [
    "states.amazonaws.com",
    "scheduler.amazonaws.com",
    "personalize.amazonaws.com",
];

fn policies(document: &Document) -> Vec<String> {
    let mut found = Vec::new();
    for policy in document
        .blocks("data")
        .filter(|block| label(block, 0) == "aws_iam_policy_document")
    {
        for statement in policy.body.get_blocks("statement") {
            let place = document.place(statement);
            found.extend(
                statement_faults(&statement.body)
                    .into_iter()
                    .map(|why| format!("{place}: {}: {why}", label(policy, 1))),
            );
        }
    }
    for (number, line) in document
        .text
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.trim_start().starts_with('#'))
    {
        for (sign, why) in [
            ("FullAccess", "an own policy instead of AWS's broad one"),
            ("0.0.0.0/0", "open to everything outside"),
        ] {
            if line.contains(sign) {
                found.push(format!("{}:{}: {sign}: {why}", document.name, number + 1));
            }
        }
    }
    found
}

fn statement_faults(body: &Body) -> Vec<String> {
    let mut found = Vec::new();
    let (actions, resources) = (texts_of(body, "actions"), texts_of(body, "resources"));
    let allows = text_of(body, "effect") != Some("Deny");
    for principals in body.get_blocks("principals") {
        if text_of(&principals.body, "type") == Some("*") {
            found.push("a principal of type `*`; `AWS` means the same".to_owned());
        }
        if allows && texts_of(&principals.body, "identifiers").contains(&"*") {
            found.push("allows everybody".to_owned());
        }
    }
    if !allows {
        return found;
    }
    for action in actions
        .iter()
        .filter(|action| **action == "*" || action.ends_with(":*"))
    {
        found.push(format!("allows {action}"));
    }
    if body.has_attribute("not_actions") || body.has_attribute("not_resources") {
        found.push("allows all but some".to_owned());
    }
    if resources.contains(&"*") {
        for action in actions.iter().filter(|action| !UNBOUND.contains(*action)) {
            found.push(format!("allows {action} on `*`"));
        }
    }
    if actions.contains(&"iam:PassRole") && !has_condition(body, "StringEquals", "iam:PassedToService") {
        found.push("allows iam:PassRole without a condition on iam:PassedToService".to_owned());
    }
    if actions.contains(&"sts:AssumeRole") {
        found.extend(trust(body));
    }
    found
}

/// A service may take a role only on behalf of our own account, or any customer of it could have it used.
fn trust(body: &Body) -> Vec<String> {
    let mut found = Vec::new();
    for service in body
        .get_blocks("principals")
        .flat_map(|block| texts_of(&block.body, "identifiers"))
    {
        let account = if SEND_SOURCE_ARN.contains(&service) {
            "StringEquals"
        } else {
            "StringEqualsIfExists"
        };
        if !has_condition(body, account, "aws:SourceAccount") {
            found.push(format!("trusts {service} without {account} on aws:SourceAccount"));
        }
        if SEND_SOURCE_ARN.contains(&service) && !has_condition(body, "ArnLike", "aws:SourceArn") {
            found.push(format!("trusts {service} without ArnLike on aws:SourceArn"));
        }
    }
    found
}

fn has_condition(body: &Body, test: &str, variable: &str) -> bool {
    body.get_blocks("condition")
        .any(|block| text_of(&block.body, "test") == Some(test) && text_of(&block.body, "variable") == Some(variable))
}

/// `jsonencode` is for key policies only, and no principal in one may be the bare `*`.
fn encoded(document: &Document) -> Vec<String> {
    struct Principals<'a>(&'a Document, Vec<String>);
    impl Visit for Principals<'_> {
        fn visit_object(&mut self, node: &Object) {
            for (key, value) in node {
                let is_principal = matches!(key, ObjectKey::Ident(name) if name.as_str() == "Principal");
                if is_principal && matches!(value.expr(), Expression::String(text) if text.as_str() == "*") {
                    self.1.push(format!("{}: `Principal = \"*\"`", self.0.place(node)));
                }
            }
            visit_object(self, node);
        }
    }
    let mut principals = Principals(document, Vec::new());
    principals.visit_body(&document.body);
    for resource in document
        .blocks("resource")
        .filter(|block| !label(block, 0).starts_with("aws_kms_key"))
    {
        for argument in ["policy", "assume_role_policy"]
            .iter()
            .filter_map(|name| resource.body.get_attribute(name))
        {
            if matches!(&argument.value, Expression::FuncCall(call) if call.name.name.as_str() == "jsonencode") {
                principals.1.push(format!(
                    "{}: a policy is an aws_iam_policy_document",
                    document.place(argument)
                ));
            }
        }
    }
    principals.1
}

/// Each bucket's policy refuses requests without TLS.
fn transport(folder: &Folder) -> Vec<String> {
    let resources = |kind: &'static str| {
        folder
            .documents
            .iter()
            .flat_map(move |document| document.resources(kind))
    };
    if resources("aws_s3_bucket").next().is_none() {
        return Vec::new();
    }
    let refusing: Vec<&str> = folder
        .documents
        .iter()
        .flat_map(|document| document.blocks("data"))
        .filter(|block| {
            label(block, 0) == "aws_iam_policy_document" && block.body.get_blocks("statement").any(refuses_plain_text)
        })
        .map(|block| label(block, 1))
        .collect();
    let is_attached = resources("aws_s3_bucket_policy").any(|block| match block.body.get_attribute("policy").map(|argument| &argument.value) {
        Some(Expression::Traversal(traversal)) => {
            let names = names(traversal);
            matches!(names.as_slice(), [data, kind, name, json] if data == "data" && kind == "aws_iam_policy_document" && json == "json" && refusing.contains(&name.as_str()))
        }
        _ => false,
    });
    if is_attached {
        Vec::new()
    } else {
        vec![format!("{}: the bucket takes requests without TLS", folder.name)]
    }
}

fn refuses_plain_text(statement: &Block) -> bool {
    let body = &statement.body;
    let resources = match body.get_attribute("resources").map(|argument| &argument.value) {
        Some(Expression::Array(array)) => array.len(),
        _ => 0,
    };
    text_of(body, "effect") == Some("Deny")
        && texts_of(body, "actions") == ["s3:*"]
        && resources == 2
        && body
            .get_blocks("principals")
            .any(|block| text_of(&block.body, "type") == Some("AWS") && texts_of(&block.body, "identifiers") == ["*"])
        && body.get_blocks("condition").any(|block| {
            text_of(&block.body, "test") == Some("Bool")
                && text_of(&block.body, "variable") == Some("aws:SecureTransport")
                && texts_of(&block.body, "values") == ["false"]
        })
}

#[cfg(test)]
mod snippets {
    use super::*;
    use crate::{document, passes, refuses};

    fn found(statement: &str) -> Vec<String> {
        policies(&document(&format!(
            "data \"aws_iam_policy_document\" \"a\" {{\n  statement {{\n{statement}\n  }}\n}}\n"
        )))
    }

    #[test]
    fn broad_policies() {
        passes(found("actions = [\"s3:GetObject\"]\nresources = [var.a]"));
        passes(found("actions = [\"logs:DescribeLogGroups\"]\nresources = [\"*\"]"));
        refuses(
            found("actions = [\"s3:*\"]\nresources = [var.a]"),
            "a.tf:2: a: allows s3:*",
        );
        refuses(
            found("actions = [\"s3:GetObject\"]\nresources = [\"*\"]"),
            "allows s3:GetObject on `*`",
        );
        refuses(found("not_actions = [\"s3:GetObject\"]"), "allows all but some");
        refuses(
            found("principals {\n  type = \"AWS\"\n  identifiers = [\"*\"]\n}"),
            "allows everybody",
        );
        refuses(
            found("effect = \"Deny\"\nprincipals {\n  type = \"*\"\n  identifiers = [\"*\"]\n}"),
            "type `*`",
        );
        refuses(
            found("actions = [\"iam:PassRole\"]\nresources = [var.a]"),
            "without a condition on iam:PassedToService",
        );
        refuses(
            policies(&document(
                "locals {\n  a = \"arn:aws:iam::aws:policy/AmazonSageMakerFullAccess\"\n}\n",
            )),
            "a.tf:2: FullAccess",
        );
        refuses(
            policies(&document("locals {\n  a = [\"0.0.0.0/0\"]\n}\n")),
            "open to everything outside",
        );
    }

    #[test]
    fn careless_trust() {
        let trust = |service: &str, conditions: &[(&str, &str)]| {
            let conditions: String = conditions
                .iter()
                .map(|(test, variable)| format!("condition {{\n  test = \"{test}\"\n  variable = \"{variable}\"\n}}\n"))
                .collect();
            found(&format!(
                "actions = [\"sts:AssumeRole\"]\nprincipals {{\n  type = \"Service\"\n  identifiers = [\"{service}\"]\n}}\n{conditions}"
            ))
        };
        passes(trust(
            "glue.amazonaws.com",
            &[("StringEqualsIfExists", "aws:SourceAccount")],
        ));
        passes(trust(
            "states.amazonaws.com",
            &[("StringEquals", "aws:SourceAccount"), ("ArnLike", "aws:SourceArn")],
        ));
        refuses(
            trust("states.amazonaws.com", &[("StringEquals", "aws:SourceAccount")]),
            "without ArnLike on aws:SourceArn",
        );
        refuses(
            trust("scheduler.amazonaws.com", &[]),
            "without StringEquals on aws:SourceAccount",
        );
        refuses(
            trust("glue.amazonaws.com", &[("StringEquals", "aws:SourceAccount")]),
            "without StringEqualsIfExists",
        );
    }

    #[test]
    fn encoded_policies() {
        refuses(
            encoded(&document(
                "resource \"aws_iam_role\" \"a\" {\n  assume_role_policy = jsonencode({})\n}\n",
            )),
            "a.tf:2: a policy is an aws_iam_policy_document",
        );
        passes(encoded(&document(
            "resource \"aws_kms_key\" \"a\" {\n  policy = jsonencode({ Principal = { AWS = \"x\" } })\n}\n",
        )));
        refuses(
            encoded(&document(
                "resource \"aws_kms_key\" \"a\" {\n  policy = jsonencode({ Statement = [{ Principal = \"*\" }] })\n}\n",
            )),
            "`Principal = \"*\"`",
        );
    }

    #[test]
    fn a_bucket_that_takes_plain_text() {
        let text = "resource \"aws_s3_bucket\" \"this\" {\n}\n\nresource \"aws_s3_bucket_policy\" \"this\" {\n  policy = data.aws_iam_policy_document.this.json\n}\n\ndata \"aws_iam_policy_document\" \"this\" {\n  statement {\n    effect    = \"Deny\"\n    actions   = [\"s3:*\"]\n    resources = [var.a, var.b]\n\n    principals {\n      type        = \"AWS\"\n      identifiers = [\"*\"]\n    }\n\n    condition {\n      test     = \"Bool\"\n      variable = \"aws:SecureTransport\"\n      values   = [\"false\"]\n    }\n  }\n}\n";
        let found = |text: &str| transport(&Folder::of(&[("main.tf", text)], true));
        passes(found(text));
        for (from, to) in [
            ("Deny", "Allow"),
            ("\"false\"", "\"true\""),
            ("SecureTransport", "SourceIp"),
            ("document.this.json", "document.that.json"),
            (", var.b", ""),
        ] {
            refuses(found(&text.replace(from, to)), "takes requests without TLS");
        }
    }
}
