//! Executions of a stack's state machine.

use crate::csv::{self, Cell};
use crate::stack::Stack;
use serde_json::{Value, json};
use std::time::{Duration, Instant};

/// No execution may take longer: waits are short here, and the rest is little data. It leaves room for a busy machine.
const LIMIT: Duration = Duration::from_secs(300);

/// Asks again and again until it is so. Nothing here waits for less than an execution may take: how busy the machine is, a test
/// does not know.
#[track_caller]
pub fn wait_until(what: &str, mut is_so: impl FnMut() -> bool) {
    let begun = Instant::now();
    while !is_so() {
        assert!(begun.elapsed() < LIMIT, "in vain: waited until {what}");
        std::thread::sleep(Duration::from_millis(100));
    }
}

/// How an execution ended.
#[derive(Debug)]
pub struct Ended {
    /// `SUCCEEDED`, `FAILED`, `TIMED_OUT` or `ABORTED`.
    pub status: String,
    /// What came out, where it succeeded.
    pub output: Value,
    /// The error's name, where it failed.
    pub error: String,
    /// Why it failed.
    pub cause: String,
}

/// Starts an execution and returns its ARN.
#[track_caller]
pub fn start(stack: &mut Stack, input: &str) -> String {
    let machine = format!(
        "arn:aws:states:{}:{}:stateMachine:{}-data-preparation",
        stack.region,
        crate::aws::ACCOUNT,
        stack.name
    );
    let started = stack.call(
        "stepfunctions",
        "start_execution",
        json!({"stateMachineArn": machine, "input": input}),
    );
    started["executionArn"].as_str().expect("an ARN").to_owned()
}

/// Waits for an execution's end.
#[track_caller]
pub fn end(stack: &mut Stack, execution: &str) -> Ended {
    let begun = Instant::now();
    loop {
        let seen = stack.call(
            "stepfunctions",
            "describe_execution",
            json!({"executionArn": execution}),
        );
        let text = |name: &str| seen[name].as_str().unwrap_or_default().to_owned();
        if seen["status"] != "RUNNING" {
            return Ended {
                status: text("status"),
                output: serde_json::from_str(&text("output")).unwrap_or_default(),
                error: text("error"),
                cause: text("cause"),
            };
        }
        assert!(begun.elapsed() < LIMIT, "the execution runs for ever: {seen}");
        std::thread::sleep(Duration::from_millis(100));
    }
}

/// Runs the machine to its end.
#[track_caller]
pub fn run(stack: &mut Stack, input: &str) -> Ended {
    let execution = start(stack, input);
    end(stack, &execution)
}

/// Runs the machine, which must succeed without one denied call, and returns its output.
#[track_caller]
pub fn succeed(stack: &mut Stack, input: &str) -> Value {
    stack.aws.ask(&json!({"do": "mark"}));
    let ended = run(stack, input);
    assert_eq!(ended.status, "SUCCEEDED", "{} {}", ended.error, ended.cause);
    let answer = stack.aws.ask(&json!({"do": "asked"}));
    let asked = answer["asked"].as_array().expect("a list");
    assert!(!asked.is_empty(), "no call was held against a policy");
    let denied: Vec<&Value> = asked.iter().filter(|one| one["allowed"] != true).collect();
    assert!(denied.is_empty(), "denied: {denied:#?}");
    ended.output
}

/// Runs the machine, which must fail with this error and every one of these words in the cause.
#[track_caller]
pub fn fail(stack: &mut Stack, input: &str, error: &str, words: &[&str]) {
    let ended = run(stack, input);
    assert_eq!(
        (ended.status.as_str(), ended.error.as_str()),
        ("FAILED", error),
        "{}",
        ended.cause
    );
    for word in words {
        assert!(
            ended.cause.contains(word),
            "`{word}` is not in the cause: {}",
            ended.cause
        );
    }
}

/// The rows that a dataset's result holds, without the header, which must be this one. The output names the object itself.
#[track_caller]
pub fn rows(stack: &mut Stack, output: &Value, dataset: &str, header: &[&str]) -> Vec<Vec<Cell>> {
    let location = output[dataset]["location"].as_str().expect("a location").to_owned();
    let id = output[dataset]["queryExecutionId"].as_str().expect("an id");
    let bucket = stack.bucket("prepared-data");
    assert!(location.starts_with(&format!("s3://{bucket}/")), "{location}");
    assert!(location.ends_with(&format!("/{id}.csv")), "{location}");
    let mut rows = csv::parse(&stack.aws.text(stack.region, &location));
    let wanted: Vec<Cell> = header.iter().map(|name| Some((*name).to_owned())).collect();
    assert_eq!(rows.remove(0), wanted, "the header of the {dataset}");
    rows
}
