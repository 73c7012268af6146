//! The notebook's role against the code that runs there: the calls of the rendered notebook and of the instance's scripts, what
//! AWS's guides say that they need, and what people do beside.

use crate::aws::ACCOUNT;
use crate::policies::{Grant, athena_query, pairs, s3};
use crate::stack::Stack;
use crate::uses::Uses;
use std::collections::BTreeSet;
use std::fs;

/// What is wrong with the notebook's role, in words: what its code needs and it may not, what it may and nobody needs.
#[track_caller]
pub fn problems(stack: &Stack, uses: &Uses, granted: &BTreeSet<Grant>) -> Vec<String> {
    let calls = calls(stack);
    let needed: BTreeSet<Grant> = calls.iter().flat_map(|call| needs(stack, uses, call)).collect();
    let by_hand = by_hand(stack, uses);
    let mut problems = Vec::new();
    let less = needed
        .iter()
        .filter(|one| !granted.iter().any(|grant| covers(grant, one)));
    problems.extend(less.map(|(action, resource)| format!("the notebook may not {action} on {resource}")));
    for (action, resource) in granted.difference(&needed.union(&by_hand).cloned().collect()) {
        problems.push(format!(
            "the notebook may {action} on {resource}: no code calls it, and nobody asked for it"
        ));
    }
    for (action, resource) in &by_hand {
        if !granted.contains(&(action.clone(), resource.clone())) {
            problems.push(format!("people may not {action} on {resource} in the notebook"));
        }
    }
    problems
}

/// Whether a grant allows an action on a resource, which may itself stand for several.
fn covers(grant: &Grant, wanted: &Grant) -> bool {
    let within = grant
        .1
        .strip_suffix('*')
        .is_some_and(|begin| wanted.1.starts_with(begin));
    grant.0 == wanted.0 && (within || grant.1 == wanted.1)
}

/// Every call to AWS in the rendered notebook (`s3.get_object`) and in the scripts of the instance (`aws s3 cp`).
#[track_caller]
fn calls(stack: &Stack) -> BTreeSet<String> {
    let read =
        |path: &str| fs::read_to_string(stack.folder().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"));
    let notebook: serde_json::Value = serde_json::from_str(&read("notebooks/data-exploration.ipynb")).expect("JSON");
    let cells = notebook["cells"].as_array().expect("cells").iter();
    let lines = cells
        .filter(|cell| cell["cell_type"] == "code")
        .flat_map(|cell| cell["source"].as_array().expect("lines"));
    let code: String = lines.filter_map(|line| line.as_str()).collect();
    let mut calls = clients_calls(&code);
    for script in fs::read_dir(stack.folder().join("modules/notebook/scripts")).expect("scripts") {
        let script = fs::read_to_string(script.expect("a script").path()).expect("text");
        // A list of Python's, or words of a shell's.
        let words = script.replace(['[', ']', '"', ','], " ");
        let words: Vec<&str> = words.split_whitespace().collect();
        let commands = words.windows(3).filter(|words| words[0] == "aws");
        calls.extend(commands.map(|words| words.join(" ")));
    }
    calls
}

/// The calls of the clients that Python code makes with `session.client("…")`, each named after its service.
#[track_caller]
fn clients_calls(code: &str) -> BTreeSet<String> {
    let made = code.split(".client(\"").skip(1);
    let made: Vec<&str> = made.filter_map(|rest| rest.split('"').next()).collect();
    assert_eq!(
        code.matches("client(").count(),
        made.len(),
        "clients that are made otherwise"
    );
    let name = |text: &str| -> String {
        text.chars()
            .take_while(|one| one.is_alphanumeric() || *one == '_')
            .collect()
    };
    let mut calls = BTreeSet::new();
    for service in made {
        let client = format!("{service}.");
        for (place, _) in code.match_indices(&client) {
            if code[..place].ends_with(|before: char| before.is_alphanumeric() || before == '_' || before == '.') {
                continue;
            }
            let rest = &code[place + client.len()..];
            let operation = rest.strip_prefix("get_paginator(\"").unwrap_or(rest);
            calls.insert(client.clone() + &name(operation));
        }
    }
    calls
}

/// What a call needs, by <https://docs.aws.amazon.com/service-authorization/latest/reference/> (`list_amazonathena.html`,
/// `list_amazons3.html`, `list_amazonsagemaker.html`); objects are encrypted, so reading one asks for the key.
fn needs(stack: &Stack, uses: &Uses, call: &str) -> BTreeSet<Grant> {
    let workgroup = workgroup(stack, uses);
    let (raw, analysis) = (s3(&uses.raw_bucket), s3(&stack.bucket("data-analysis")));
    let results = format!("{}*", s3(&uses.results));
    let mut needed = match call {
        "athena.get_work_group" => pairs(&["athena:GetWorkGroup"], &[&workgroup]),
        "athena.list_named_queries" => pairs(&["athena:ListNamedQueries"], &[&workgroup]),
        "athena.get_named_query" => pairs(&["athena:GetNamedQuery"], &[&workgroup]),
        "athena.get_query_execution" => pairs(&["athena:GetQueryExecution"], &[&workgroup]),
        "athena.start_query_execution" => athena_query(stack, uses),
        "s3.list_objects_v2" => pairs(&["s3:ListBucket"], &[&raw]),
        "s3.get_object" => pairs(&["s3:GetObject"], &[&format!("{raw}/*"), &results]),
        "s3.head_object" => pairs(&["s3:GetObject"], &[&results]),
        "aws s3 cp" => {
            let mut needed = pairs(&["s3:ListBucket"], &[&analysis]);
            needed.extend(pairs(&["s3:GetObject"], &[&format!("{analysis}/notebooks/*")]));
            needed
        }
        "aws sagemaker stop-notebook-instance" => pairs(&["sagemaker:StopNotebookInstance"], &[&instance(stack)]),
        other => panic!("what does {other} need?"),
    };
    if call.starts_with("s3.get") || call == "aws s3 cp" {
        needed.extend(pairs(&["kms:Decrypt"], &[&uses.key]));
    }
    needed
}

/// What no rendered code calls: what people do in a notebook, and what the instance does in the role's name.
fn by_hand(stack: &Stack, uses: &Uses) -> BTreeSet<Grant> {
    let arn = |service: &str, rest: &str| format!("arn:aws:{service}:{}:{ACCOUNT}:{rest}", stack.region);
    let (analysis, prepared) = (s3(&stack.bucket("data-analysis")), s3(&stack.bucket("prepared-data")));
    let logs = arn("logs", "log-group:/aws/sagemaker/NotebookInstances");
    let (workgroup, catalog) = (workgroup(stack, uses), arn("athena", "datacatalog/AwsDataCatalog"));
    [
        // Their own files, large ones too, and what was prepared, whoever put it there.
        // https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html
        pairs(&["s3:GetBucketLocation", "s3:ListBucketMultipartUploads"], &[&analysis]),
        pairs(
            &[
                "s3:AbortMultipartUpload",
                "s3:DeleteObject",
                "s3:GetObject",
                "s3:ListMultipartUploadParts",
                "s3:PutObject",
            ],
            &[&format!("{analysis}/*")],
        ),
        pairs(&["s3:GetObject"], &[&format!("{prepared}/*")]),
        // Queries of their own, with Athena's drivers and libraries such as PyAthena and awswrangler.
        // https://docs.aws.amazon.com/athena/latest/ug/example-policies-workgroup.html
        pairs(
            &[
                "athena:BatchGetNamedQuery",
                "athena:BatchGetQueryExecution",
                "athena:GetQueryResults",
                "athena:GetQueryResultsStream",
                "athena:ListQueryExecutions",
                "athena:StopQueryExecution",
            ],
            &[&workgroup],
        ),
        // The tables that there are. https://docs.aws.amazon.com/athena/latest/ug/fine-grained-access-to-glue-resources.html
        pairs(
            &[
                "athena:GetDatabase",
                "athena:GetTableMetadata",
                "athena:ListDatabases",
                "athena:ListTableMetadata",
            ],
            &[&catalog],
        ),
        pairs(
            &["glue:GetDatabases"],
            &[
                &arn("glue", "catalog"),
                &arn("glue", "database/default"),
                &arn("glue", &format!("database/{}", uses.database)),
                &arn("glue", &format!("table/{}/*", uses.database)),
            ],
        ),
        // What the instance says at its start. https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-roles.html
        pairs(
            &["logs:CreateLogGroup", "logs:DescribeLogStreams"],
            &[&logs, &format!("{logs}:*")],
        ),
        pairs(
            &["logs:CreateLogStream", "logs:PutLogEvents"],
            &[&format!("{logs}:log-stream:{}/*", stack.name)],
        ),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn workgroup(stack: &Stack, uses: &Uses) -> String {
    format!("arn:aws:athena:{}:{ACCOUNT}:workgroup/{}", stack.region, uses.workgroup)
}

fn instance(stack: &Stack) -> String {
    format!(
        "arn:aws:sagemaker:{}:{ACCOUNT}:notebook-instance/{}",
        stack.region, stack.name
    )
}

#[test]
fn calls_are_found_in_code() {
    let code = "athena, s3 = session.client(\"athena\"), session.client(\"s3\")\n\
                pages = s3.get_paginator(\"list_objects_v2\").paginate()\nathena.get_work_group(WorkGroup=workgroup)\nnot_s3.call()";
    let found: Vec<String> = clients_calls(code).into_iter().collect();
    assert_eq!(found, ["athena.get_work_group", "s3.list_objects_v2"]);
}
