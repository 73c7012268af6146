//! Each example from its spec to an empty account: apply, a plan without changes, outputs, data, a run, destroy. `movielens` has a
//! file of its own.

use crate::aws::tools;
use crate::clock::Clock;
use crate::data::{assert_same_rows, expected, generate};
use crate::kept::{assert_kept, assert_keys_stay, assert_objects};
use crate::machine::{fail, rows, succeed};
use crate::outputs::assert_outputs;
use crate::policies;
use crate::root_module::Choice;
use crate::stack::Stack;
use serde_json::{Value, json};
use std::fs;
use std::path::Path;

#[test]
fn minimal_dev() {
    let Some(tools) = tools() else { return };
    let _clock = Clock::start("minimal-dev");
    let mut stack = Stack::of(&tools, "minimal", Choice::Stage("dev"), "eu-central-1");
    let data = tempfile::tempdir().unwrap();
    let wanted = generate(&tools, "minimal", data.path());
    // The buckets go with the stack here, data and all; by default they stay.
    stack.edit("stage.toml", "[stages.dev]", "[stages.dev]\nretain_data = false");
    stack.render();
    let before = stack.left();
    stack.deploy();
    let outputs = stack.outputs();
    assert_outputs(&stack, &outputs, &["interactions"], false);

    stack.beside_a_plan(|stack| {
        // A crawl of nothing makes no table, and that is no failure; the query then has nothing to read.
        let words = ["interactions: ", "TABLE_NOT_FOUND", "clicks"];
        fail(stack, "{}", "Interactions.PreparationFailed", &words);

        let clicks = data.path().join("clicks/clicks.csv");
        stack.upload("clicks/year=2026/month=01/day=31/clicks.csv", &clicks);
        let output = succeed(stack, "{}");
        let found = rows(stack, &output, "interactions", &["USER_ID", "ITEM_ID", "TIMESTAMP"]);
        assert_same_rows(found, expected(&wanted, "interactions"));
    });
    policies::are_exactly_those_of(&mut stack);
    stack.destroy(&before);
}

#[test]
fn retail_dev() {
    let Some(tools) = tools() else { return };
    let _clock = Clock::start("retail-dev");
    let mut stack = Stack::of(&tools, "retail", Choice::Stage("dev"), "us-east-1");
    let data = tempfile::tempdir().unwrap();
    let wanted = generate(&tools, "retail", data.path());
    let (subnet, group) = network(&mut stack);
    stack.edit("stage.toml", "subnet-0123456789abcdef0", &subnet);
    stack.edit("stage.toml", "sg-0123456789abcdef0", &group);
    stack.render();
    let before = stack.left();
    stack.deploy();
    let outputs = stack.outputs();
    assert_outputs(&stack, &outputs, &["items"], true);
    let notebook = stack.call(
        "sagemaker",
        "describe_notebook_instance",
        json!({"NotebookInstanceName": "retail-dev"}),
    );
    assert_eq!(
        (&notebook["DirectInternetAccess"], &notebook["SubnetId"]),
        (&json!("Disabled"), &json!(subnet))
    );

    stack.beside_a_plan(|stack| {
        upload_retail(stack, data.path());
        let output = succeed(stack, "{}");
        assert_retail(stack, &output, &wanted);
    });
    policies::are_exactly_those_of(&mut stack);
    stack.destroy(&before);
}

/// The organisation's own key and log bucket, its state in S3, and data that outlives the stack.
#[test]
fn retail_prod() {
    let Some(tools) = tools() else { return };
    let _clock = Clock::start("retail-prod");
    let mut stack = Stack::of(&tools, "retail", Choice::Stage("prod"), "us-east-1");
    let data = tempfile::tempdir().unwrap();
    let wanted = generate(&tools, "retail", data.path());
    stack.call("s3", "create_bucket", json!({"Bucket": "example-terraform-state"}));
    log_bucket(&mut stack, "example-access-logs");
    stack.render();
    stack.deploy();
    let outputs = stack.outputs();
    assert_outputs(&stack, &outputs, &["items"], false);
    let state = json!({"Bucket": "example-terraform-state", "Key": "retail/prod/terraform.tfstate"});
    stack.call("s3", "head_object", state);

    let output = stack.beside_a_plan(|stack| {
        upload_retail(stack, data.path());
        let output = succeed(stack, "{}");
        assert_retail(stack, &output, &wanted);
        output
    });

    policies::are_exactly_those_of(&mut stack);
    assert_kept(&mut stack);
    assert_retail(&mut stack, &output, &wanted);
    assert_objects(&mut stack, "raw-data", 3);
}

/// All five datasets of a custom group: three crawled, two declared; Parquet, CSV and JSON.
#[test]
fn next_best_action_test() {
    let Some(tools) = tools() else { return };
    let _clock = Clock::start("next-best-action: loyalty-test");
    let mut stack = Stack::of(&tools, "next-best-action", Choice::Stage("test"), "eu-west-1");
    let data = tempfile::tempdir().unwrap();
    let wanted = generate(&tools, "next-best-action", data.path());
    stack.render();
    let before = stack.left();
    stack.deploy();
    let outputs = stack.outputs();
    assert_outputs(&stack, &outputs, &["action_interactions", "actions", "items"], false);

    stack.beside_a_plan(|stack| {
        upload_next_best_action(stack, data.path(), "purchases");
        let output = succeed(stack, "{}");
        assert_next_best_action(stack, &output, &wanted);
    });
    policies::are_exactly_those_of(&mut stack);
    stack.destroy(&before);
}

/// Its purchases lie in another folder, it runs twice a day, and its data stays.
#[test]
fn next_best_action_live() {
    let Some(tools) = tools() else { return };
    let _clock = Clock::start("next-best-action: loyalty-live");
    let mut stack = Stack::of(&tools, "next-best-action", Choice::Stage("live"), "eu-west-1");
    let data = tempfile::tempdir().unwrap();
    let wanted = generate(&tools, "next-best-action", data.path());
    stack.render();
    // There is no Google Cloud here. An override beside what is rendered is a user's own way to another backend.
    let backend = fs::read_to_string(stack.folder().join("backend.tf")).unwrap();
    assert!(backend.contains("backend \"gcs\""), "{backend}");
    let elsewhere = "terraform {\n  backend \"local\" {}\n}\n";
    fs::write(stack.folder().join("backend_override.tf"), elsewhere).unwrap();
    stack.deploy();
    let outputs = stack.outputs();
    assert_outputs(&stack, &outputs, &["action_interactions", "actions", "items"], false);
    let schedule = stack.call(
        "scheduler",
        "get_schedule",
        json!({"Name": "loyalty-live-data-preparation"}),
    );
    assert_eq!(schedule["ScheduleExpression"], "rate(12 hours)");

    let input = schedule["Target"]["Input"].as_str().expect("an input").to_owned();
    let output = stack.beside_a_plan(|stack| {
        upload_next_best_action(stack, data.path(), "erp/purchases");
        let output = succeed(stack, &input);
        assert_next_best_action(stack, &output, &wanted);
        output
    });

    policies::are_exactly_those_of(&mut stack);
    assert_kept(&mut stack);
    assert_keys_stay(&mut stack);
    assert_next_best_action(&mut stack, &output, &wanted);
    assert_objects(&mut stack, "raw-data", 6);
}

fn upload_next_best_action(stack: &mut Stack, data: &Path, purchases: &str) {
    for file in ["old.parquet", "new.parquet"] {
        stack.upload(&format!("{purchases}/{file}"), &data.join("purchases").join(file));
    }
    for file in [
        "products/products.csv",
        "customers/customers.json",
        "offers/offers.csv",
        "offer-log/offer-log.csv",
    ] {
        stack.upload(file, &data.join(file));
    }
}

#[track_caller]
fn assert_next_best_action(stack: &mut Stack, output: &Value, wanted: &Value) {
    for (dataset, header) in [
        ("interactions", ["USER_ID", "ITEM_ID", "TIMESTAMP"].as_slice()),
        ("items", &["ITEM_ID", "CATEGORY", "PRICE"]),
        ("users", &["USER_ID", "TIER"]),
        ("actions", &["ACTION_ID", "VALUE", "CHANNEL"]),
        (
            "action_interactions",
            &["USER_ID", "ACTION_ID", "EVENT_TYPE", "TIMESTAMP"],
        ),
    ] {
        let found = rows(stack, output, dataset, header);
        assert_same_rows(found, expected(wanted, dataset));
    }
}

fn upload_retail(stack: &mut Stack, data: &Path) {
    stack.upload("events/events.csv", &data.join("events/events.csv"));
    stack.upload("products/products.json", &data.join("products/products.json"));
    stack.upload(
        "crm/customers/customers.parquet",
        &data.join("crm/customers/customers.parquet"),
    );
}

#[track_caller]
fn assert_retail(stack: &mut Stack, output: &Value, wanted: &Value) {
    let items = [
        "ITEM_ID",
        "PRICE",
        "CATEGORY_L1",
        "CATEGORY_L2",
        "PRODUCT_DESCRIPTION",
        "CREATION_TIMESTAMP",
    ];
    for (dataset, header) in [
        (
            "interactions",
            ["USER_ID", "ITEM_ID", "TIMESTAMP", "EVENT_TYPE"].as_slice(),
        ),
        ("items", items.as_slice()),
        ("users", ["USER_ID", "AGE_GROUP", "SEGMENTS"].as_slice()),
    ] {
        let found = rows(stack, output, dataset, header);
        assert_same_rows(found, expected(wanted, dataset));
    }
}

/// A subnet and a security group of the account's default network.
fn network(stack: &mut Stack) -> (String, String) {
    let subnets = stack.call("ec2", "describe_subnets", json!({}));
    let groups = stack.call("ec2", "describe_security_groups", json!({}));
    let text = |value: &Value| value.as_str().expect("an id").to_owned();
    (
        text(&subnets["Subnets"][0]["SubnetId"]),
        text(&groups["SecurityGroups"][0]["GroupId"]),
    )
}

/// A log bucket as an organisation has one: S3 may write to it.
fn log_bucket(stack: &mut Stack, name: &str) {
    let policy = json!({"Version": "2012-10-17", "Statement": [{
        "Effect": "Allow",
        "Principal": {"Service": "logging.s3.amazonaws.com"},
        "Action": ["s3:PutObject"],
        "Resource": format!("arn:aws:s3:::{name}/*"),
    }]});
    stack.call("s3", "create_bucket", json!({"Bucket": name}));
    stack.call(
        "s3",
        "put_bucket_policy",
        json!({"Bucket": name, "Policy": policy.to_string()}),
    );
}
