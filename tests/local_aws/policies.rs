//! Least privilege as text: each role's policies, action by action and resource by resource, against what the machine's calls
//! need by AWS's own guides, and what stands behind them: Athena, Glue, S3, KMS.

use crate::aws::ACCOUNT;
use crate::stack::Stack;
use crate::uses::{Uses, list, text};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// An action and the resource that it is allowed on.
pub type Grant = (String, String);

/// Actions that know no resource: a policy has to say `*`.
/// <https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsglue.html>, `list_amazoncloudwatchlogs.html` and
/// `list_awsx-ray.html`
const WITHOUT_RESOURCE: [&str; 14] = [
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
    "xray:GetSamplingRules",
    "xray:GetSamplingTargets",
    "xray:PutTelemetryRecords",
    "xray:PutTraceSegments",
];

/// Fails unless every role of the account is one that a service uses, and is allowed exactly what that service needs, and
/// no service was denied a call since the stack was made.
#[track_caller]
pub fn are_exactly_those_of(stack: &mut Stack) {
    crate::privileges::none_was_denied(stack);
    let uses = Uses::of(stack);
    let mut wanted = BTreeMap::from([(role(&uses.machine["roleArn"]), machine(stack, &uses))]);
    if let Some(first) = uses.crawlers.first() {
        wanted.insert(role(&first["Role"]), crawler(stack, &uses));
    }
    for schedule in &uses.schedules {
        wanted.insert(role(&schedule["Target"]["RoleArn"]), scheduler(&uses, schedule));
    }
    let notebook = uses.notebook.as_ref().map(|notebook| role(&notebook["RoleArn"]));

    let mut problems = Vec::new();
    for found in list(stack, "iam", "list_roles", json!({}), "Roles") {
        let name = text(&found["RoleName"]);
        let granted = grants(stack, &name);
        for (action, resource) in &granted {
            if action.contains(['*', '?']) {
                problems.push(format!("{name} may {action}, which is more than one action"));
            }
            if resource == "*" && !WITHOUT_RESOURCE.contains(&action.as_str()) {
                problems.push(format!("{name} may {action} on everything"));
            }
        }
        if Some(&name) == notebook.as_ref() {
            problems.extend(crate::notebook::problems(stack, &uses, &granted));
            continue;
        }
        let Some(needed) = wanted.remove(&name) else {
            problems.push(format!("nothing uses the role {name}"));
            continue;
        };
        let more = granted.difference(&needed);
        problems
            .extend(more.map(|(action, resource)| format!("{name} may {action} on {resource}, which nothing needs")));
        let less = needed.difference(&granted);
        problems.extend(less.map(|(action, resource)| format!("{name} may not {action} on {resource}")));
    }
    problems.extend(wanted.keys().map(|name| format!("there is no role {name}")));
    assert!(problems.is_empty(), "{}: {problems:#?}", stack.name);
}

/// What the tasks need, by <https://docs.aws.amazon.com/step-functions/latest/dg/connect-athena.html>; logs and traces, by
/// `cw-logs.html` and `concepts-xray-tracing.html` there.
fn machine(stack: &Stack, uses: &Uses) -> BTreeSet<Grant> {
    let arn = |service: &str, rest: &str| format!("arn:aws:{service}:{}:{ACCOUNT}:{rest}", stack.region);
    let workgroup = arn("athena", &format!("workgroup/{}", uses.workgroup));
    // The execution's input may name another crawler of the stack.
    let crawlers = arn("glue", &format!("crawler/{}-*", stack.name));
    let (mut needed, mut queries) = (BTreeSet::new(), false);
    let mut need = |actions: &[&str], resources: &[&str]| needed.extend(pairs(actions, resources));
    for call in &uses.calls {
        match call.as_str() {
            "aws-sdk:glue:getCrawler" => need(&["glue:GetCrawler"], &[&crawlers]),
            "aws-sdk:glue:startCrawler" => need(&["glue:StartCrawler"], &[&crawlers]),
            "aws-sdk:athena:getNamedQuery" => need(&["athena:GetNamedQuery"], &[&workgroup]),
            "athena:startQueryExecution.sync" => {
                need(
                    &["athena:GetQueryExecution", "athena:StopQueryExecution"],
                    &[&workgroup],
                );
                queries = true;
            }
            other => panic!("what does {other} need?"),
        }
    }
    if queries {
        needed.extend(athena_query(stack, uses));
    }
    let on_everything = |service: &'static str| {
        let actions = WITHOUT_RESOURCE
            .iter()
            .filter(move |action| action.starts_with(service));
        actions.map(|action| ((*action).to_owned(), "*".to_owned()))
    };
    if uses.machine["loggingConfiguration"]["level"] != "OFF" {
        needed.extend(on_everything("logs:"));
    }
    if uses.machine["tracingConfiguration"]["enabled"] == true {
        needed.extend(on_everything("xray:"));
    }
    needed
}

/// What it takes to run a query: Athena reads the tables and writes the result in the name of whoever asks.
pub fn athena_query(stack: &Stack, uses: &Uses) -> BTreeSet<Grant> {
    let arn = |service: &str, rest: &str| format!("arn:aws:{service}:{}:{ACCOUNT}:{rest}", stack.region);
    let (raw, results) = (s3(&uses.raw_bucket), s3(&uses.results));
    let results_bucket = results.split_once('/').map_or(results.as_str(), |(bucket, _)| bucket);
    let mut needed = BTreeSet::new();
    let mut need = |actions: &[&str], resources: &[&str]| needed.extend(pairs(actions, resources));
    need(
        &["athena:StartQueryExecution"],
        &[&arn("athena", &format!("workgroup/{}", uses.workgroup))],
    );
    need(
        &["athena:GetDataCatalog"],
        &[&arn("athena", "datacatalog/AwsDataCatalog")],
    );
    need(
        &[
            "glue:BatchGetPartition",
            "glue:GetDatabase",
            "glue:GetPartition",
            "glue:GetPartitions",
            "glue:GetTable",
            "glue:GetTables",
        ],
        &[
            &arn("glue", "catalog"),
            &arn("glue", "database/default"),
            &arn("glue", &format!("database/{}", uses.database)),
            &arn("glue", &format!("table/{}/*", uses.database)),
        ],
    );
    need(&["s3:GetBucketLocation", "s3:ListBucket"], &[&raw, results_bucket]);
    need(&["s3:ListBucketMultipartUploads"], &[results_bucket]);
    need(&["s3:GetObject"], &[&format!("{raw}/*"), &format!("{results}*")]);
    need(
        &["s3:AbortMultipartUpload", "s3:ListMultipartUploadParts", "s3:PutObject"],
        &[&format!("{results}*")],
    );
    need(&["kms:Decrypt", "kms:GenerateDataKey"], &[&uses.key]);
    needed
}

/// What crawls need, by <https://docs.aws.amazon.com/glue/latest/dg/crawler-prereqs.html> and `set-up-encryption.html` there.
fn crawler(stack: &Stack, uses: &Uses) -> BTreeSet<Grant> {
    let glue = |rest: &str| format!("arn:aws:glue:{}:{ACCOUNT}:{rest}", stack.region);
    let bucket = s3(&uses.raw_bucket);
    let targets = uses.crawlers.iter();
    let targets =
        targets.map(|one| text(&one["Targets"]["S3Targets"][0]["Path"]).replace("s3://", "arn:aws:s3:::") + "*");
    let targets: Vec<String> = targets.collect();
    let mut needed = pairs(&["s3:GetBucketLocation", "s3:ListBucket"], &[&bucket]);
    let targets: Vec<&str> = targets.iter().map(String::as_str).collect();
    needed.extend(pairs(&["s3:GetObject"], &targets));
    needed.extend(pairs(
        &[
            "glue:BatchCreatePartition",
            "glue:BatchGetPartition",
            "glue:BatchUpdatePartition",
            "glue:CreatePartition",
            "glue:CreateTable",
            "glue:GetDatabase",
            "glue:GetPartition",
            "glue:GetPartitions",
            "glue:GetTable",
            "glue:GetTables",
            "glue:UpdatePartition",
            "glue:UpdateTable",
        ],
        &[
            &glue("catalog"),
            &glue(&format!("database/{}", uses.database)),
            &glue(&format!("table/{}/*", uses.database)),
        ],
    ));
    let some = |field: &str| {
        uses.crawlers
            .iter()
            .any(|one| !matches!(&one[field], Value::Null) && one[field] != json!([]))
    };
    if some("Classifiers") {
        needed.extend(pairs(&["glue:GetClassifier"], &["*"]));
    }
    if some("CrawlerSecurityConfiguration") {
        needed.extend(pairs(&["glue:GetSecurityConfiguration"], &["*"]));
        let logs = format!("arn:aws:logs:{}:{ACCOUNT}:log-group:/aws-glue/crawlers*", stack.region);
        needed.extend(pairs(
            &[
                "logs:AssociateKmsKey",
                "logs:CreateLogGroup",
                "logs:CreateLogStream",
                "logs:PutLogEvents",
            ],
            &[&logs],
        ));
        needed.extend(pairs(
            &["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey"],
            &[&uses.key],
        ));
    }
    needed
}

/// What a schedule needs, by <https://docs.aws.amazon.com/scheduler/latest/UserGuide/setting-up.html> and `encryption-rest.html` there.
fn scheduler(uses: &Uses, schedule: &Value) -> BTreeSet<Grant> {
    assert_eq!(schedule["Target"]["Arn"], uses.machine["stateMachineArn"]);
    let mut needed = pairs(&["states:StartExecution"], &[&text(&schedule["Target"]["Arn"])]);
    if let Some(key) = schedule["KmsKeyArn"].as_str() {
        needed.extend(pairs(&["kms:Decrypt"], &[key]));
    }
    needed
}

/// All that a role's policies allow. A policy from elsewhere, a Deny or a condition would need more thought than this.
#[track_caller]
fn grants(stack: &mut Stack, role: &str) -> BTreeSet<Grant> {
    let attached = list(
        stack,
        "iam",
        "list_attached_role_policies",
        json!({"RoleName": role}),
        "AttachedPolicies",
    );
    assert_eq!(attached, Vec::<Value>::new(), "policies attached to {role}");
    let mut found = BTreeSet::new();
    for name in list(
        stack,
        "iam",
        "list_role_policies",
        json!({"RoleName": role}),
        "PolicyNames",
    ) {
        let policy = crate::privileges::policy(stack, role, &text(&name));
        for statement in policy["Statement"].as_array().expect("statements") {
            let keys: BTreeSet<&str> = statement
                .as_object()
                .expect("a statement")
                .keys()
                .map(String::as_str)
                .collect();
            assert!(
                keys.is_subset(&BTreeSet::from(["Sid", "Effect", "Action", "Resource"]))
                    && statement["Effect"] == "Allow",
                "{statement}"
            );
            let actions = crate::privileges::several(&statement["Action"]);
            for resource in crate::privileges::several(&statement["Resource"]) {
                found.extend(actions.iter().map(|action| (action.clone(), resource.clone())));
            }
        }
    }
    found
}

/// Each of the actions on each of the resources.
pub fn pairs(actions: &[&str], resources: &[&str]) -> BTreeSet<Grant> {
    let each = actions
        .iter()
        .flat_map(|action| resources.iter().map(move |resource| (action, resource)));
    each.map(|(action, resource)| ((*action).to_owned(), (*resource).to_owned()))
        .collect()
}

/// The ARN of a bucket, or of what lies in it.
pub fn s3(place: &str) -> String {
    format!("arn:aws:s3:::{place}")
}

/// A role's name in its ARN, or as it is.
fn role(value: &Value) -> String {
    let arn = text(value);
    arn.rsplit('/').next().unwrap_or_default().to_owned()
}
