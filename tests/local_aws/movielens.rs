//! The example `movielens`: production, the stage with real data, sandboxes.

use crate::aws::tools;
use crate::clock::Clock;
use crate::csv::Cell;
use crate::data::{assert_same_rows, expected, generate, movielens, raw, small_sample};
use crate::kept::{assert_kept, assert_keys_stay, assert_objects};
use crate::machine::{rows, succeed};
use crate::outputs::assert_outputs;
use crate::policies;
use crate::root_module::{Choice, RootModule};
use crate::stack::Stack;
use crate::support::process::side_by_side;
use serde_json::json;
use std::fs;

const INTERACTIONS: [&str; 5] = ["USER_ID", "ITEM_ID", "EVENT_TYPE", "EVENT_VALUE", "TIMESTAMP"];
const ITEMS: [&str; 4] = ["ITEM_ID", "TITLE", "GENRES", "YEAR"];

/// Scheduled and watched; a schedule starts the machine with the input that means "all defaults".
#[test]
fn movielens_prod() {
    let Some(tools) = tools() else { return };
    let _clock = Clock::start("movielens-prod");
    let mut stack = Stack::of(&tools, "movielens", Choice::Stage("prod"), "eu-west-1");
    let data = tempfile::tempdir().unwrap();
    let wanted = generate(&tools, "movielens", data.path());
    let place =
        json!({"Bucket": "example-terraform-state", "CreateBucketConfiguration": {"LocationConstraint": "eu-west-1"}});
    stack.call("s3", "create_bucket", place);
    stack.render();
    stack.deploy();
    let outputs = stack.outputs();
    assert_outputs(&stack, &outputs, &["interactions", "items"], false);
    let schedule = json!({"Name": "movielens-prod-data-preparation"});
    let schedule = stack.call("scheduler", "get_schedule", schedule);
    assert_eq!(schedule["Target"]["Arn"], outputs["data_preparation_state_machine_arn"]);

    let input = schedule["Target"]["Input"].as_str().expect("an input").to_owned();
    let output = stack.beside_a_plan(|stack| {
        for (source, file) in [("ratings", "ratings.csv"), ("movies", "movies.csv")] {
            let key = format!("{source}/year=2026/month=01/day=31/{file}");
            stack.upload(&key, &data.path().join(source).join(file));
        }
        succeed(stack, &input)
    });
    let found = rows(&mut stack, &output, "interactions", &INTERACTIONS);
    let liked = |row: &Vec<Cell>| row[3].as_deref().is_some_and(|stars| stars >= "3.5");
    let wanted_rows: Vec<_> = expected(&wanted, "interactions").into_iter().filter(liked).collect();
    assert_same_rows(found, wanted_rows);

    policies::are_exactly_those_of(&mut stack);
    assert_kept(&mut stack);
    assert_keys_stay(&mut stack);
    // Two results and their metadata.
    assert_objects(&mut stack, "prepared-data", 4);
}

/// MovieLens latest-small, uploaded by Terraform as the stage's sample data.
#[test]
fn movielens_dev_with_real_data() {
    let Some(tools) = tools() else { return };
    let Some(folder) = movielens() else { return };
    let _clock = Clock::start("movielens-dev");
    let mut stack = Stack::of(&tools, "movielens", Choice::Stage("dev"), "eu-central-1");
    let sample = stack.spec_folder().join("data/movielens");
    fs::copy(folder.join("ratings.csv"), sample.join("ratings/ratings.csv")).unwrap();
    fs::copy(folder.join("movies.csv"), sample.join("movies/movies.csv")).unwrap();
    stack.render();
    let before = stack.left();
    stack.deploy();
    let outputs = stack.outputs();
    assert_outputs(&stack, &outputs, &["interactions", "items"], true);
    assert_notebook_arrives(&mut stack);
    let output = stack.beside_a_plan(|stack| succeed(stack, "{}"));

    let ratings = raw(&folder, "ratings.csv");
    assert_eq!(ratings.len(), 100_836);
    let wanted = ratings.into_iter().map(|row| {
        let [user, movie, stars, time] = row.try_into().expect("four columns");
        [user, movie, "rate".to_owned(), stars, time].map(Some).to_vec()
    });
    let found = rows(&mut stack, &output, "interactions", &INTERACTIONS);
    assert_same_rows(found, wanted.collect());

    let movies = raw(&folder, "movies.csv");
    assert_eq!(movies.len(), 9_742);
    let found = rows(&mut stack, &output, "items", &ITEMS);
    assert_same_rows(found, movies.iter().map(|row| prepared_movie(row)).collect());
    policies::are_exactly_those_of(&mut stack);
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

/// Two sandboxes of one spec in one account: neither touches the other, whoever comes and goes first.
#[test]
fn movielens_sandboxes() {
    let Some(tools) = tools() else { return };
    let _clock = Clock::start("movielens-bob and movielens-alice");
    let mut stack = Stack::of(&tools, "movielens", Choice::Sandbox("bob"), "eu-central-1");
    let wanted = small_sample(&tools, &stack);
    let before = stack.left();
    let alice = stack.beside("alice");
    let bob: &RootModule = &stack;
    for sandbox in [bob, &alice] {
        sandbox.render();
    }
    side_by_side(&[bob, &alice], |sandbox| sandbox.apply());
    let (outputs, others) = (stack.outputs(), alice.outputs());
    assert_eq!(outputs["stack_name"], "movielens-bob");
    assert_outputs(&stack, &outputs, &["interactions", "items"], false);
    for (name, value) in outputs.as_object().expect("outputs") {
        assert!(
            value.is_null() || *value != others[name],
            "both sandboxes have {name} {value}"
        );
    }

    alice.tear_down();
    let left = stack.left();
    let of = |owner: &str| left.iter().filter(|one| one.contains(owner)).count();
    assert_eq!(of("alice"), 0, "{left:#?}");
    assert!(of("bob") > 10, "{left:#?}");
    let output = succeed(&mut stack, "{}");
    let found = rows(&mut stack, &output, "interactions", &INTERACTIONS);
    assert_same_rows(found, expected(&wanted, "interactions"));
    let found = rows(&mut stack, &output, "items", &ITEMS);
    assert_same_rows(found, expected(&wanted, "items"));
    policies::are_exactly_those_of(&mut stack);
    stack.destroy(&before);
}
