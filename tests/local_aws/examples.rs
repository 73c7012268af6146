//! Each example from its spec to an empty account: apply, a plan without changes, outputs, data, a run, destroy.

use crate::aws::{ACCOUNT, tools};
use crate::csv::Cell;
use crate::data::{assert_same_rows, expected, generate, movielens, raw};
use crate::machine::{fail, rows, succeed};
use crate::stack::Stack;
use serde_json::{Value, json};
use std::fs;

const MOVIELENS_INTERACTIONS: [&str; 5] = ["USER_ID", "ITEM_ID", "EVENT_TYPE", "EVENT_VALUE", "TIMESTAMP"];
const MOVIELENS_ITEMS: [&str; 4] = ["ITEM_ID", "TITLE", "GENRES", "YEAR"];

#[test]
fn minimal_dev() {
    let Some(tools) = tools() else { return };
    let mut stack = Stack::of(&tools, "minimal", "dev", "eu-central-1");
    let data = tempfile::tempdir().unwrap();
    let wanted = generate(&tools, "minimal", data.path());
    let before = stack.aws.left(stack.region);
    // The buckets go with the stack here, data and all; by default they stay.
    stack.edit("stage.toml", "[stages.dev]", "[stages.dev]\nretain_data = false");
    stack.render();
    stack.apply();
    let outputs = stack.outputs();
    assert_outputs(&stack, &outputs, &["interactions"], false);

    // A crawl of nothing makes no table, and that is no failure; the query then has nothing to read.
    let words = ["interactions: ", "TABLE_NOT_FOUND", "clicks"];
    fail(&mut stack, "{}", "Interactions.PreparationFailed", &words);

    stack.upload(
        "clicks/year=2026/month=01/day=31/clicks.csv",
        &data.path().join("clicks/clicks.csv"),
    );
    let output = succeed(&mut stack, "{}");
    let found = rows(
        &mut stack,
        &output,
        "interactions",
        &["USER_ID", "ITEM_ID", "TIMESTAMP"],
    );
    assert_same_rows(found, expected(&wanted, "interactions"));
    stack.destroy(&before);
}

#[test]
fn retail_dev() {
    let Some(tools) = tools() else { return };
    let mut stack = Stack::of(&tools, "retail", "dev", "us-east-1");
    let data = tempfile::tempdir().unwrap();
    let wanted = generate(&tools, "retail", data.path());
    let (subnet, group) = network(&mut stack);
    stack.edit("stage.toml", "subnet-0123456789abcdef0", &subnet);
    stack.edit("stage.toml", "sg-0123456789abcdef0", &group);
    let before = stack.aws.left(stack.region);
    stack.render();
    stack.apply();
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

    upload_retail(&mut stack, data.path());
    let output = succeed(&mut stack, "{}");
    assert_retail(&mut stack, &output, &wanted);
    stack.destroy(&before);
}

/// The organisation's own key and log bucket, its state in S3, and data that outlives the stack.
#[test]
fn retail_prod() {
    let Some(tools) = tools() else { return };
    let mut stack = Stack::of(&tools, "retail", "prod", "us-east-1");
    let data = tempfile::tempdir().unwrap();
    let wanted = generate(&tools, "retail", data.path());
    stack.call("s3", "create_bucket", json!({"Bucket": "example-terraform-state"}));
    log_bucket(&mut stack, "example-access-logs");
    stack.render();
    stack.apply();
    let outputs = stack.outputs();
    assert_outputs(&stack, &outputs, &["items"], false);
    let state = json!({"Bucket": "example-terraform-state", "Key": "retail/prod/terraform.tfstate"});
    stack.call("s3", "head_object", state);

    upload_retail(&mut stack, data.path());
    let output = succeed(&mut stack, "{}");
    assert_retail(&mut stack, &output, &wanted);

    let said = stack.refuse_to_destroy();
    assert!(said.contains("prevent_destroy"), "{said}");
    assert_retail(&mut stack, &output, &wanted);
    let raw = stack.bucket("raw-data");
    let kept = stack.call("s3", "list_objects_v2", json!({"Bucket": raw}));
    assert_eq!(kept["KeyCount"], 3, "{kept}");
}

/// Scheduled and watched; a schedule starts the machine with the input that means "all defaults".
#[test]
fn movielens_prod() {
    let Some(tools) = tools() else { return };
    let mut stack = Stack::of(&tools, "movielens", "prod", "eu-west-1");
    let data = tempfile::tempdir().unwrap();
    let wanted = generate(&tools, "movielens", data.path());
    let place =
        json!({"Bucket": "example-terraform-state", "CreateBucketConfiguration": {"LocationConstraint": "eu-west-1"}});
    stack.call("s3", "create_bucket", place);
    stack.render();
    stack.apply();
    let outputs = stack.outputs();
    assert_outputs(&stack, &outputs, &["interactions", "items"], false);
    let schedule = json!({"Name": "movielens-prod-data-preparation"});
    let schedule = stack.call("scheduler", "get_schedule", schedule);
    assert_eq!(schedule["Target"]["Arn"], outputs["data_preparation_state_machine_arn"]);

    stack.upload(
        "ratings/year=2026/month=01/day=31/ratings.csv",
        &data.path().join("ratings/ratings.csv"),
    );
    stack.upload(
        "movies/year=2026/month=01/day=31/movies.csv",
        &data.path().join("movies/movies.csv"),
    );
    let input = schedule["Target"]["Input"].as_str().expect("an input").to_owned();
    let output = succeed(&mut stack, &input);
    let found = rows(&mut stack, &output, "interactions", &MOVIELENS_INTERACTIONS);
    let liked = |row: &Vec<Cell>| row[3].as_deref().is_some_and(|stars| stars >= "3.5");
    let wanted_rows: Vec<_> = expected(&wanted, "interactions").into_iter().filter(liked).collect();
    assert_same_rows(found, wanted_rows);

    let said = stack.refuse_to_destroy();
    assert!(said.contains("prevent_destroy"), "{said}");
    assert_keys_stay(&mut stack);
    let prepared = stack.bucket("prepared-data");
    let kept = stack.call("s3", "list_objects_v2", json!({"Bucket": prepared}));
    assert_eq!(kept["KeyCount"], 4, "two results and their metadata: {kept}");
}

/// MovieLens latest-small, uploaded by Terraform as the stage's sample data.
#[test]
fn movielens_dev_with_real_data() {
    let Some(tools) = tools() else { return };
    let Some(folder) = movielens() else { return };
    let mut stack = Stack::of(&tools, "movielens", "dev", "eu-central-1");
    let sample = stack.spec_folder().join("data/movielens");
    fs::copy(folder.join("ratings.csv"), sample.join("ratings/ratings.csv")).unwrap();
    fs::copy(folder.join("movies.csv"), sample.join("movies/movies.csv")).unwrap();
    let before = stack.aws.left(stack.region);
    stack.render();
    stack.apply();
    let outputs = stack.outputs();
    assert_outputs(&stack, &outputs, &["interactions", "items"], true);
    assert_notebook_arrives(&mut stack);
    let output = succeed(&mut stack, "{}");

    let ratings = raw(&folder, "ratings.csv");
    assert_eq!(ratings.len(), 100_836);
    let wanted = ratings.into_iter().map(|row| {
        let [user, movie, stars, time] = row.try_into().expect("four columns");
        [user, movie, "rate".to_owned(), stars, time].map(Some).to_vec()
    });
    let found = rows(&mut stack, &output, "interactions", &MOVIELENS_INTERACTIONS);
    assert_same_rows(found, wanted.collect());

    let movies = raw(&folder, "movies.csv");
    assert_eq!(movies.len(), 9_742);
    let found = rows(&mut stack, &output, "items", &MOVIELENS_ITEMS);
    assert_same_rows(found, movies.iter().map(|row| prepared_movie(row)).collect());
    stack.destroy(&before);
}

/// What `queries/items.sql` makes of a movie, by hand: the year leaves the title, and what Personalize does not take.
fn prepared_movie(row: &[String]) -> Vec<Cell> {
    let [id, title, genres] = row else { panic!("{row:?}") };
    let trimmed = title.trim_end_matches(' ');
    let year = trimmed
        .strip_suffix(')')
        .and_then(|rest| rest.rsplit_once('('))
        .filter(|(_, year)| year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit()));
    let name = year.map_or(title.as_str(), |(name, _)| name.trim_end_matches(' '));
    vec![
        Some(id.clone()),
        Some(name.replace('"', "'").replace('\\', "/")),
        (genres != "(no genres listed)").then(|| genres.clone()),
        year.map(|(_, year)| year.to_owned()),
    ]
}

/// The exploration notebook lies in the bucket that the instance copies it from, byte for byte as it was rendered.
fn assert_notebook_arrives(stack: &mut Stack) {
    let bucket = stack.bucket("data-analysis");
    let key = "notebooks/data-exploration.ipynb";
    let object = stack.call("s3", "get_object", json!({"Bucket": bucket, "Key": key}));
    let rendered = fs::read_to_string(stack.folder().join(key)).expect("the rendered notebook");
    assert!(object["Body"].as_str() == Some(rendered.as_str()), "{key} differs");
}

/// The contract of the root module's outputs.
#[track_caller]
fn assert_outputs(stack: &Stack, outputs: &Value, crawled: &[&str], notebook: bool) {
    let (name, region) = (&stack.name, stack.region);
    let text = |output: &str| outputs[output].as_str().unwrap_or_default().to_owned();
    assert_eq!(text("stack_name"), *name);
    for kind in ["raw_data", "prepared_data", "data_analysis"] {
        let bucket = format!("{name}-{}-{ACCOUNT}", kind.replace('_', "-"));
        assert_eq!(text(&format!("{kind}_bucket_name")), bucket);
    }
    assert_eq!(text("glue_database_name"), name.replace('-', "_"));
    assert_eq!(text("athena_workgroup_name"), *name);
    let machine = format!("arn:aws:states:{region}:{ACCOUNT}:stateMachine:{name}-data-preparation");
    assert_eq!(text("data_preparation_state_machine_arn"), machine);
    assert_eq!(
        outputs["notebook_instance_name"],
        if notebook { json!(name) } else { Value::Null }
    );
    let crawlers: serde_json::Map<String, Value> = crawled
        .iter()
        .map(|dataset| ((*dataset).to_owned(), json!(format!("{name}-{dataset}"))))
        .collect();
    assert_eq!(outputs["crawler_names"], Value::from(crawlers));

    let mut input = serde_json::Map::from_iter([("bypassCrawler".to_owned(), json!(false))]);
    for (dataset, query) in outputs["preparation_query_ids"].as_object().expect("ids") {
        input.insert(format!("{dataset}PreparationQuery"), query.clone());
    }
    for (dataset, crawler) in outputs["crawler_names"].as_object().expect("names") {
        input.insert(format!("{dataset}CrawlerName"), crawler.clone());
    }
    let written: Value = serde_json::from_str(&text("execution_input")).expect("JSON");
    assert_eq!(written, Value::from(input), "execution_input");
}

/// What is kept can still be read: no key waits for its deletion.
#[track_caller]
fn assert_keys_stay(stack: &mut Stack) {
    let keys = stack.call("kms", "list_keys", json!({}))["Keys"].take();
    let keys = keys.as_array().expect("keys");
    assert!(!keys.is_empty());
    for key in keys {
        let key = stack.call("kms", "describe_key", json!({"KeyId": key["KeyId"]}));
        assert_eq!(key["KeyMetadata"]["KeyState"], "Enabled", "{key}");
    }
}

fn upload_retail(stack: &mut Stack, data: &std::path::Path) {
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
