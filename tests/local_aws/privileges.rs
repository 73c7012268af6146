//! Least privilege, both ways: no call that a service makes in a role's name is denied, and the roles are allowed nothing
//! that neither a call nor AWS's own guide asks for.

use crate::executions::failed_dataset;
use crate::machine::{run, wait_until};
use crate::stack::Stack;
use crate::uses::text;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// What a role needs beside the calls that the local AWS makes, and why.
struct Unseen {
    role: &'static str,
    actions: &'static [&'static str],
    why: &'static str,
}

const UNSEEN: [Unseen; 5] = [
    Unseen {
        role: "movielens-dev-data-preparation",
        actions: &[
            "s3:AbortMultipartUpload",
            "s3:ListBucketMultipartUploads",
            "s3:ListMultipartUploadParts",
        ],
        why: "Athena writes large results in parts: https://docs.aws.amazon.com/step-functions/latest/dg/connect-athena.html",
    },
    Unseen {
        role: "movielens-dev-data-preparation",
        actions: &["glue:BatchGetPartition", "glue:GetPartition", "glue:GetTables"],
        why: "Athena's planner chooses among the reads: https://docs.aws.amazon.com/step-functions/latest/dg/connect-athena.html",
    },
    Unseen {
        role: "movielens-dev-data-preparation",
        actions: &[
            "logs:CreateLogDelivery",
            "logs:DeleteLogDelivery",
            "logs:DescribeLogGroups",
            "logs:DescribeResourcePolicies",
            "logs:GetLogDelivery",
            "logs:ListLogDeliveries",
            "logs:PutResourcePolicy",
            "logs:UpdateLogDelivery",
            "xray:GetSamplingRules",
            "xray:GetSamplingTargets",
            "xray:PutTelemetryRecords",
            "xray:PutTraceSegments",
        ],
        why: "logs and traces: https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html and xray-iam.html",
    },
    Unseen {
        role: "movielens-dev-crawler",
        actions: &[
            "glue:BatchUpdatePartition",
            "glue:CreatePartition",
            "glue:GetPartition",
            "glue:GetPartitions",
            "glue:GetTables",
            "glue:UpdatePartition",
        ],
        why: "a crawl that finds changed partitions: https://docs.aws.amazon.com/glue/latest/dg/crawler-prereqs.html",
    },
    Unseen {
        role: "movielens-dev-crawler",
        actions: &["kms:Encrypt", "kms:GenerateDataKey"],
        why: "encrypted logs and bookmarks: https://docs.aws.amazon.com/glue/latest/dg/set-up-encryption.html",
    },
];

/// Every call that services made in roles' names since there is a stack, executions that failed included; none was denied.
#[track_caller]
pub fn none_was_denied(stack: &mut Stack) -> Vec<Value> {
    let mut answer = stack.aws.ask(&json!({"do": "asked", "ever": true}));
    let Value::Array(asked) = answer["asked"].take() else {
        panic!("no list: {answer}")
    };
    assert!(!asked.is_empty(), "no call was held against a policy");
    let denied: Vec<&Value> = asked.iter().filter(|one| one["allowed"] != true).collect();
    assert!(denied.is_empty(), "denied: {denied:#?}");
    asked
}

/// Holds what was asked ever against what is allowed. To be called after a first crawl and a later one, and an execution that
/// was stopped, but before one that is denied something.
#[track_caller]
pub fn are_exactly_those_needed(stack: &mut Stack) {
    let asked = none_was_denied(stack);
    let roles = [
        ("movielens-dev-data-preparation", ["tasks", "observability"].as_slice()),
        ("movielens-dev-crawler", ["crawl"].as_slice()),
    ];
    let mut problems = Vec::new();
    for (role, policies) in roles {
        let used = asked
            .iter()
            .filter(|one| one["role"] == role)
            .map(|one| text(&one["action"]));
        let used: BTreeSet<String> = used.collect();
        let granted: BTreeSet<String> = policies
            .iter()
            .flat_map(|name| actions(&policy(stack, role, name)))
            .collect();
        let unseen = UNSEEN.iter().filter(|unseen| unseen.role == role);
        let unseen: BTreeSet<String> = unseen
            .flat_map(|unseen| unseen.actions)
            .map(|one| (*one).to_owned())
            .collect();
        for action in granted.difference(&used) {
            if !unseen.contains(action) {
                problems.push(format!("{role} may {action}, which nothing needs"));
            }
        }
        for action in &unseen {
            if !granted.contains(action) || used.contains(action) {
                problems.push(format!("{action} of {role} is needless in this test's list"));
            }
        }
    }
    assert!(problems.is_empty(), "{problems:#?}");
    assert!(
        UNSEEN
            .iter()
            .all(|unseen| unseen.why.contains("https://docs.aws.amazon.com/"))
    );
}

/// Takes away, one by one, each action that a run asks the machine's role for: each time the execution must fail with the
/// dataset's name and AWS's message about the action, or nothing here checks anything.
#[track_caller]
pub fn are_missed(stack: &mut Stack) {
    let role = "movielens-dev-data-preparation";
    let whole = policy(stack, role, "tasks");
    crate::machine::succeed(stack, "{}");
    let answer = stack.aws.ask(&json!({"do": "asked"}));
    let asked = answer["asked"].as_array().expect("a list").iter();
    let used: BTreeSet<String> = asked
        .filter(|one| one["role"] == role)
        .map(|one| text(&one["action"]))
        .collect();
    assert!(used.len() > 10, "{used:?}");
    for action in &used {
        let mut less = whole.clone();
        for statement in less["Statement"].as_array_mut().expect("statements") {
            let left: Vec<String> = several(&statement["Action"])
                .into_iter()
                .filter(|one| one != action)
                .collect();
            // A statement without an action is none; this one is about nothing.
            statement["Action"] = if left.is_empty() {
                json!(["sts:GetCallerIdentity"])
            } else {
                json!(left)
            };
        }
        assert_ne!(less, whole, "{action} is in the policy");
        put_policy(stack, role, "tasks", &less);
        let ended = run(stack, "{}");
        let kind = if action.ends_with("Crawler") {
            "CrawlFailed"
        } else {
            "PreparationFailed"
        };
        let dataset = failed_dataset(&ended, kind);
        assert!(ended.cause.starts_with(&format!("{dataset}: ")), "{}", ended.cause);
        let wanted = format!("is not authorized to perform: {action} on resource: arn:aws:");
        assert!(
            ended.cause.contains(&wanted),
            "without {action}: {} {}",
            ended.error,
            ended.cause
        );
        put_policy(stack, role, "tasks", &whole);
        wait_for_crawlers(stack);
    }
    crate::machine::succeed(stack, "{}");
}

/// A failed execution may leave the other dataset's crawler at work.
#[track_caller]
pub fn wait_for_crawlers(stack: &mut Stack) {
    wait_until("every crawler is READY", || {
        let crawlers = stack.call("glue", "get_crawlers", json!({}));
        let mut crawlers = crawlers["Crawlers"].as_array().expect("crawlers").iter();
        crawlers.all(|one| one["State"] == "READY")
    });
}

/// An inline policy of a role.
#[track_caller]
pub fn policy(stack: &mut Stack, role: &str, name: &str) -> Value {
    let answer = stack.call("iam", "get_role_policy", json!({"RoleName": role, "PolicyName": name}));
    answer["PolicyDocument"].clone()
}

/// Replaces an inline policy of a role.
#[track_caller]
pub fn put_policy(stack: &mut Stack, role: &str, name: &str, policy: &Value) {
    let parameters = json!({"RoleName": role, "PolicyName": name, "PolicyDocument": policy.to_string()});
    stack.call("iam", "put_role_policy", parameters);
}

fn actions(policy: &Value) -> Vec<String> {
    let statements = policy["Statement"].as_array().expect("statements");
    statements
        .iter()
        .flat_map(|statement| several(&statement["Action"]))
        .collect()
}

/// A text, or a list of texts, as a list.
pub fn several(value: &Value) -> Vec<String> {
    match value {
        Value::Array(values) => values.iter().map(text).collect(),
        one => vec![text(one)],
    }
}
