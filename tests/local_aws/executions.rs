//! What can happen to an execution, on one stack: inputs, crawlers that run or fail, queries that fail, throttling, denial.
//! Every failure ends the execution, in bounded time, with the dataset's name and AWS's message.

use crate::aws::tools;
use crate::data::{assert_same_rows, expected, small_sample};
use crate::machine::{Ended, end, fail, rows, start, succeed, wait_until};
use crate::privileges;
use crate::root_module::Choice;
use crate::stack::Stack;
use serde_json::{Value, json};

#[test]
fn executions() {
    let Some(tools) = tools() else { return };
    let mut stack = Stack::of(&tools, "movielens", Choice::Stage("dev"), "eu-central-1");
    let wanted = small_sample(&tools, &stack);
    let before = stack.left();
    stack.render();
    stack.apply();
    let input = stack.outputs()["execution_input"].as_str().expect("a text").to_owned();

    stack.aws.ask(&json!({"do": "mark"}));
    let output = succeed(&mut stack, "{}");
    let header = ["USER_ID", "ITEM_ID", "EVENT_TYPE", "EVENT_VALUE", "TIMESTAMP"];
    let found = rows(&mut stack, &output, "interactions", &header);
    assert_same_rows(found, expected(&wanted, "interactions"));
    let found = rows(&mut stack, &output, "items", &["ITEM_ID", "TITLE", "GENRES", "YEAR"]);
    assert_same_rows(found, expected(&wanted, "items"));

    succeed(&mut stack, &input);
    results_are_written_as_athena_writes_them(&mut stack);
    bypassing_starts_no_crawler(&mut stack);
    a_running_crawler_is_waited_for(&mut stack);
    a_crawler_that_somebody_starts_first_is_waited_for(&mut stack);
    throttled_calls_are_tried_again(&mut stack);
    a_stopped_execution_stops_its_query(&mut stack);
    privileges::are_exactly_those_needed(&mut stack);

    wrong_input_is_refused(&mut stack);
    a_failed_crawl_fails_the_execution(&mut stack);
    a_crawl_without_end_fails_the_execution(&mut stack);
    a_failed_query_fails_the_execution(&mut stack);
    a_query_without_end_fails_the_execution(&mut stack);
    throttling_without_end_fails_the_execution(&mut stack);
    privileges::are_missed(&mut stack);
    stack.destroy(&before);
}

/// The actions that roles were asked for since the last mark.
fn asked(stack: &mut Stack) -> Vec<String> {
    let answer = stack.aws.ask(&json!({"do": "asked"}));
    let asked = answer["asked"].as_array().expect("a list").iter();
    asked
        .map(|one| one["action"].as_str().expect("an action").to_owned())
        .collect()
}

/// Every value is quoted, null is bare, and the workgroup decides where it goes, whatever the caller says.
fn results_are_written_as_athena_writes_them(stack: &mut Stack) {
    let elsewhere = format!("s3://{}/elsewhere/", stack.bucket("data-analysis"));
    let started = stack.call(
        "athena",
        "start_query_execution",
        json!({
            "QueryString": "SELECT 'x, \"y\"' AS a, CAST(NULL AS varchar) AS b, '' AS c, 1 AS d",
            "WorkGroup": "movielens-dev",
            "ResultConfiguration": {"OutputLocation": elsewhere},
        }),
    );
    let mut execution = Value::Null;
    wait_until("the query has succeeded", || {
        execution = stack.call("athena", "get_query_execution", started.clone())["QueryExecution"].take();
        execution["Status"]["State"] == "SUCCEEDED"
    });
    let location = execution["ResultConfiguration"]["OutputLocation"]
        .as_str()
        .expect("a place");
    let wanted = format!("s3://{}/query-results/", stack.bucket("prepared-data"));
    assert!(location.starts_with(&wanted), "{location}");
    let text = stack.aws.text(stack.region, location);
    assert_eq!(
        text, "\"a\",\"b\",\"c\",\"d\"\n\"x, \"\"y\"\"\",,\"\",\"1\"\n",
        "{execution}"
    );
}

fn bypassing_starts_no_crawler(stack: &mut Stack) {
    stack.aws.ask(&json!({"do": "mark"}));
    succeed(stack, r#"{"bypassCrawler": true}"#);
    let asked = asked(stack);
    assert!(!asked.iter().any(|action| action.ends_with("Crawler")), "{asked:?}");
    assert!(asked.contains(&"athena:StartQueryExecution".to_owned()), "{asked:?}");
}

/// Two crawls already run; the execution starts none, waits for both, and goes on.
fn a_running_crawler_is_waited_for(stack: &mut Stack) {
    stack.aws.ask(&json!({"do": "pace", "crawl_seconds": 100_000.0}));
    for crawler in ["movielens-dev-interactions", "movielens-dev-items"] {
        stack.call("glue", "start_crawler", json!({"Name": crawler}));
    }
    stack.aws.ask(&json!({"do": "mark"}));
    let execution = start(stack, "{}");
    let mut seen = Vec::new();
    // Twice: a call is noted before it is made, and only the second one shows that the first was answered.
    for _ in 0..2 {
        for crawler in ["movielens-dev-interactions", "movielens-dev-items"] {
            wait_until_asked(stack, "glue:GetCrawler", crawler);
        }
        seen.extend(asked(stack));
        stack.aws.ask(&json!({"do": "mark"}));
    }
    stack.aws.ask(&json!({"do": "pace", "crawl_seconds": 40.0}));
    let ended = end(stack, &execution);
    assert_eq!(ended.status, "SUCCEEDED", "{} {}", ended.error, ended.cause);
    seen.extend(asked(stack));
    assert!(!seen.contains(&"glue:StartCrawler".to_owned()), "{seen:?}");
}

/// Between the look at each crawler, which is READY, and its start, somebody else starts it.
fn a_crawler_that_somebody_starts_first_is_waited_for(stack: &mut Stack) {
    let crawlers = ["movielens-dev-interactions", "movielens-dev-items"];
    stack.aws.ask(&json!({"do": "pace", "crawl_seconds": 100_000.0}));
    stack.aws.ask(&json!({"do": "mark"}));
    stack
        .aws
        .ask(&json!({"do": "overtake", "action": "glue:StartCrawler", "times": 2}));
    let execution = start(stack, "{}");
    for action in ["glue:StartCrawler", "glue:GetCrawler"] {
        for crawler in crawlers {
            wait_until_asked(stack, action, crawler);
        }
        // The first look at a crawler came before its start; the next one shows that the execution waits.
        stack.aws.ask(&json!({"do": "mark"}));
    }
    stack.aws.ask(&json!({"do": "pace", "crawl_seconds": 40.0}));
    let ended = end(stack, &execution);
    assert_eq!(ended.status, "SUCCEEDED", "{} {}", ended.error, ended.cause);
    for crawler in crawlers {
        let seen = stack.call("glue", "get_crawler", json!({"Name": crawler}));
        assert_eq!(seen["Crawler"]["State"], "READY", "{crawler} was not waited for");
    }
    let history = json!({"executionArn": execution, "maxResults": 1000});
    let history = stack.call("stepfunctions", "get_execution_history", history);
    let events = history["events"].as_array().expect("events").iter();
    let errors: Vec<&Value> = events
        .map(|event| &event["taskFailedEventDetails"]["error"])
        .filter(|error| !error.is_null())
        .collect();
    assert_eq!(errors, ["Glue.CrawlerRunningException"; 2]);
}

/// Waits until a service made this call, about a resource of this name, in a role's name.
#[track_caller]
fn wait_until_asked(stack: &mut Stack, action: &str, name: &str) {
    wait_until(&format!("{action} is called for {name}"), || {
        let answer = stack.aws.ask(&json!({"do": "asked"}));
        let asked = answer["asked"].as_array().expect("a list");
        asked.iter().any(|one| {
            let resource = one["resource"].as_str().unwrap_or_default();
            one["action"] == action && resource.ends_with(name)
        })
    });
}

fn throttled_calls_are_tried_again(stack: &mut Stack) {
    for (action, code) in [
        ("glue:GetCrawler", "ThrottlingException"),
        ("glue:StartCrawler", "OperationTimeoutException"),
        ("athena:GetNamedQuery", "ThrottlingException"),
        ("athena:StartQueryExecution", "TooManyRequestsException"),
    ] {
        plan_fault(stack, action, 2, code);
    }
    succeed(stack, "{}");
    assert_eq!(stack.aws.ask(&json!({"do": "faults"}))["left"], json!({}));
}

fn throttling_without_end_fails_the_execution(stack: &mut Stack) {
    plan_fault(stack, "athena:GetNamedQuery", 100, "ThrottlingException");
    let input = r#"{"bypassCrawler": true}"#;
    let ended = crate::machine::run(stack, input);
    let dataset = failed_dataset(&ended, "PreparationFailed");
    let wanted = format!("{dataset}: Athena.AthenaException: Rate exceeded");
    assert!(ended.cause.starts_with(&wanted), "{}", ended.cause);
    stack.aws.ask(&json!({"do": "no faults"}));
}

fn plan_fault(stack: &mut Stack, action: &str, times: u32, code: &str) {
    stack
        .aws
        .ask(&json!({"do": "fault", "action": action, "times": times, "code": code, "message": "Rate exceeded"}));
}

fn a_stopped_execution_stops_its_query(stack: &mut Stack) {
    stack.aws.ask(&json!({"do": "pace", "query_seconds": 100_000.0}));
    stack.aws.ask(&json!({"do": "mark"}));
    let execution = start(stack, r#"{"bypassCrawler": true}"#);
    wait_until_asked(stack, "athena:GetQueryExecution", "movielens-dev");
    stack.call("stepfunctions", "stop_execution", json!({"executionArn": execution}));
    assert_eq!(end(stack, &execution).status, "ABORTED");
    wait_until_asked(stack, "athena:StopQueryExecution", "movielens-dev");
    stack.aws.ask(&json!({"do": "pace", "query_seconds": 3.0}));
}

fn wrong_input_is_refused(stack: &mut Stack) {
    fail(
        stack,
        r#"{"bypassCrawler": "yes"}"#,
        "InvalidInput",
        &["bypassCrawler", "yes"],
    );
    fail(
        stack,
        r#"{"itemsCrawlerName": 1}"#,
        "InvalidInput",
        &["itemsCrawlerName"],
    );
}

/// The crawler may not read the ratings any more.
fn a_failed_crawl_fails_the_execution(stack: &mut Stack) {
    let policy = privileges::policy(stack, "movielens-dev-crawler", "crawl");
    let mut less = policy.clone();
    let ratings = format!("arn:aws:s3:::{}/ratings/*", stack.bucket("raw-data"));
    for statement in less["Statement"].as_array_mut().expect("statements") {
        if let Some(resources) = statement["Resource"].as_array_mut() {
            resources.retain(|resource| *resource != json!(ratings));
        }
    }
    assert_ne!(less, policy, "{ratings} is in the policy");
    privileges::put_policy(stack, "movielens-dev-crawler", "crawl", &less);
    let words = [
        "interactions: CrawlFailed",
        "movielens-dev-interactions",
        "FAILED",
        "not authorized to perform: s3:GetObject",
    ];
    fail(stack, "{}", "Interactions.CrawlFailed", &words);
    privileges::put_policy(stack, "movielens-dev-crawler", "crawl", &policy);
}

/// 240 looks at a crawler, fifteen seconds each.
fn a_crawl_without_end_fails_the_execution(stack: &mut Stack) {
    stack
        .aws
        .ask(&json!({"do": "pace", "factor": 0.001, "crawl_seconds": 10_000_000.0}));
    let ended = crate::machine::run(stack, "{}");
    let dataset = failed_dataset(&ended, "CrawlFailed");
    let wanted = format!("{dataset}: CrawlTimeout: the crawler movielens-dev-{dataset} was not done after 60 minutes");
    assert_eq!(ended.cause, wanted);
    for crawler in ["movielens-dev-interactions", "movielens-dev-items"] {
        stack.call("glue", "stop_crawler", json!({"Name": crawler}));
    }
    stack
        .aws
        .ask(&json!({"do": "pace", "factor": 0.01, "crawl_seconds": 40.0}));
    privileges::wait_for_crawlers(stack);
}

/// Of both datasets at one time, whichever comes first: the one that the error names.
#[track_caller]
pub fn failed_dataset(ended: &Ended, error: &str) -> &'static str {
    assert_eq!(ended.status, "FAILED", "{ended:?}");
    match ended.error.split_once('.') {
        Some(("Interactions", rest)) if rest == error => "interactions",
        Some(("Items", rest)) if rest == error => "items",
        _ => panic!("{} is not {error} of a dataset: {}", ended.error, ended.cause),
    }
}

/// The task's timeout runs out, cut from an hour to ten seconds.
fn a_query_without_end_fails_the_execution(stack: &mut Stack) {
    let pace = json!({"do": "pace", "query_seconds": 100_000.0, "longest_task_seconds": 10.0});
    stack.aws.ask(&pace);
    let ended = crate::machine::run(stack, r#"{"bypassCrawler": true}"#);
    let dataset = failed_dataset(&ended, "PreparationFailed");
    let wanted = format!("{dataset}: States.Timeout: \"Prepare the {dataset}\" did not end within 3600 seconds");
    assert_eq!(ended.cause, wanted);
    let pace = json!({"do": "pace", "query_seconds": 3.0, "longest_task_seconds": null});
    stack.aws.ask(&pace);
}

fn a_failed_query_fails_the_execution(stack: &mut Stack) {
    let query = |stack: &mut Stack, text: &str| -> String {
        let parameters = json!({
            "Name": "wrong", "Database": "movielens_dev", "WorkGroup": "movielens-dev", "QueryString": text,
        });
        let made = stack.call("athena", "create_named_query", parameters);
        made["NamedQueryId"].as_str().expect("an id").to_owned()
    };
    let input = |id: &str| json!({"bypassCrawler": true, "itemsPreparationQuery": id}).to_string();
    // Athena takes it and fails the execution of the query; it does not take the second at all.
    let planned = query(stack, "SELECT nope FROM movies");
    let ended = crate::machine::run(stack, &input(&planned));
    let wanted = "items: States.TaskFailed: COLUMN_NOT_FOUND: line 1:8: Column 'nope' cannot be resolved or requester is not \
                  authorized to access requested resources";
    assert_eq!(
        (failed_dataset(&ended, "PreparationFailed"), ended.cause.as_str()),
        ("items", wanted)
    );
    let parsed = query(stack, "SELECT FROM FROM movies");
    fail(
        stack,
        &input(&parsed),
        "Items.PreparationFailed",
        &["items: Athena.InvalidRequestException", "line 1:8"],
    );
    fail(
        stack,
        &input("no-such-query"),
        "Items.PreparationFailed",
        &["items: ", "no-such-query"],
    );
    for id in [planned, parsed] {
        stack.call("athena", "delete_named_query", json!({"NamedQueryId": id}));
    }
}
