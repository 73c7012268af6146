//! What the services of a stack use, as the services themselves say: the machine's calls, the workgroup, crawlers, tables.

use crate::stack::Stack;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// A stack's machine and all that stands behind its calls.
pub struct Uses {
    /// The state machine, as `DescribeStateMachine` shows it.
    pub machine: Value,
    /// The service integrations of its tasks: `aws-sdk:glue:getCrawler`, ….
    pub calls: BTreeSet<String>,
    /// The crawlers, as `GetCrawlers` shows them.
    pub crawlers: Vec<Value>,
    /// The schedules, as `GetSchedule` shows them.
    pub schedules: Vec<Value>,
    /// The one workgroup that queries run in.
    pub workgroup: String,
    /// The one database that they read.
    pub database: String,
    /// The bucket of the tables and of the crawlers' targets.
    pub raw_bucket: String,
    /// Where results go: a bucket, a slash, a prefix.
    pub results: String,
    /// The key that they are encrypted with.
    pub key: String,
    /// The notebook instance, as `DescribeNotebookInstance` shows it.
    pub notebook: Option<Value>,
}

impl Uses {
    /// Asks the services. The machine must have run, so that there are tables.
    #[track_caller]
    pub fn of(stack: &mut Stack) -> Uses {
        let outputs = stack.outputs();
        let machine = json!({"stateMachineArn": outputs["data_preparation_state_machine_arn"]});
        let machine = stack.call("stepfunctions", "describe_state_machine", machine);
        let definition: Value = serde_json::from_str(&text(&machine["definition"])).expect("JSON");
        let mut tasks = Vec::new();
        collect_tasks(&definition, &mut tasks);
        let calls = tasks.iter().map(|task| {
            let (_, call) = task.0.split_once(":states:::").expect("an integration");
            call.to_owned()
        });
        let calls: BTreeSet<String> = calls.collect();
        let workgroup = one(tasks.iter().filter_map(|task| task.1["WorkGroup"].as_str()));

        let crawlers = list(stack, "glue", "get_crawlers", json!({}), "Crawlers");
        let starts = tasks.iter().filter(|task| task.0.ends_with(":startCrawler"));
        assert_eq!(starts.count(), crawlers.len(), "crawlers that the machine starts");
        for crawler in &crawlers {
            let name = format!("'{}'", text(&crawler["Name"]));
            assert!(definition.to_string().contains(&name), "the machine knows no {name}");
        }

        let queries = list(
            stack,
            "athena",
            "list_named_queries",
            json!({"WorkGroup": workgroup}),
            "NamedQueryIds",
        );
        let databases: Vec<String> = queries
            .iter()
            .map(|id| {
                let name = format!("'{}'", text(id));
                assert!(
                    definition.to_string().contains(&name),
                    "the machine knows no query {name}"
                );
                let query = stack.call("athena", "get_named_query", json!({"NamedQueryId": id}));
                text(&query["NamedQuery"]["Database"])
            })
            .collect();
        let database = one(databases.iter().map(String::as_str));

        let tables = list(
            stack,
            "glue",
            "get_tables",
            json!({"DatabaseName": database}),
            "TableList",
        );
        let locations = tables.iter().map(|table| &table["StorageDescriptor"]["Location"]);
        let targets = crawlers
            .iter()
            .map(|crawler| &crawler["Targets"]["S3Targets"][0]["Path"]);
        let places: Vec<String> = locations.chain(targets).map(|place| key_of(&text(place))).collect();
        let raw_bucket = one(places
            .iter()
            .map(|place| place.split_once('/').map_or("", |(bucket, _)| bucket)));

        let workgroup_settings = stack.call("athena", "get_work_group", json!({"WorkGroup": workgroup}));
        let settings = &workgroup_settings["WorkGroup"]["Configuration"];
        assert_eq!(settings["EnforceWorkGroupConfiguration"], true);
        let results = &settings["ResultConfiguration"];
        let (results, key) = (
            key_of(&text(&results["OutputLocation"])),
            text(&results["EncryptionConfiguration"]["KmsKey"]),
        );

        let schedules = list(stack, "scheduler", "list_schedules", json!({}), "Schedules");
        let schedules = schedules
            .iter()
            .map(|schedule| stack.call("scheduler", "get_schedule", json!({"Name": schedule["Name"]})))
            .collect();
        let notebook = outputs["notebook_instance_name"].as_str().map(|name| {
            let name = json!({"NotebookInstanceName": name});
            stack.call("sagemaker", "describe_notebook_instance", name)
        });
        Uses {
            machine,
            calls,
            crawlers,
            schedules,
            workgroup,
            database,
            raw_bucket,
            results,
            key,
            notebook,
        }
    }
}

/// What a call lists, in one page.
#[track_caller]
pub fn list(stack: &mut Stack, service: &str, operation: &str, parameters: Value, name: &str) -> Vec<Value> {
    let answer = stack.call(service, operation, parameters);
    answer[name].as_array().expect("a list").clone()
}

/// A value that must be a text.
#[track_caller]
pub fn text(value: &Value) -> String {
    value
        .as_str()
        .unwrap_or_else(|| panic!("{value} is no text"))
        .to_owned()
}

/// The integration and the arguments of every task, however deep it lies.
fn collect_tasks(value: &Value, tasks: &mut Vec<(String, Value)>) {
    match value {
        Value::Object(state) if state.get("Type") == Some(&json!("Task")) => {
            tasks.push((text(&state["Resource"]), state["Arguments"].clone()));
        }
        Value::Object(fields) => fields.values().for_each(|field| collect_tasks(field, tasks)),
        Value::Array(values) => values.iter().for_each(|value| collect_tasks(value, tasks)),
        _ => {}
    }
}

/// The one text that all of these are.
#[track_caller]
fn one<'a>(texts: impl Iterator<Item = &'a str>) -> String {
    let texts: BTreeSet<&str> = texts.collect();
    assert_eq!(texts.len(), 1, "{texts:?}");
    texts.into_iter().collect()
}

/// An address without its `s3://`.
fn key_of(address: &str) -> String {
    let key = address.strip_prefix("s3://").expect("an address in S3");
    key.to_owned()
}
