//! A stack that changes while it holds data: only what had to change changes, and no bucket is destroyed or replaced.

use crate::aws::tools;
use crate::machine::{rows, succeed};
use crate::root_module::Choice;
use crate::stack::Stack;
use serde_json::{Value, json};

/// A dataset more, with a crawler of its own.
const USERS: &str = r#"
[datasets.users]
source = "people/"
query  = "SELECT id AS USER_ID, CAST(age AS integer) AS AGE FROM people"

[datasets.users.schema]
USER_ID = "string"
AGE     = "int"
"#;

#[test]
fn changes_lose_nothing() {
    let Some(tools) = tools() else { return };
    let mut stack = Stack::of(&tools, "movielens", Choice::Stage("dev"), "eu-central-1");
    stack.render();
    stack.apply();
    let kept = stack.bucket("prepared-data");
    succeed(&mut stack, "{}");
    let results = objects(&mut stack, &kept);

    stack.edit("queries/interactions.sql", "'rate'", "'rating'");
    change(
        &stack,
        &[
            "update module.data_preparation.aws_sfn_state_machine.this",
            "create+delete module.query_workgroup.aws_athena_named_query.preparation[\"interactions\"]",
        ],
    );

    stack.edit(
        "stage.toml",
        "[stages.dev.notebook]\nvolume_size_gb    = 64\nidle_stop_minutes = 60\n",
        "",
    );
    change(
        &stack,
        &[
            "delete module.notebook.aws_iam_role.this",
            "delete module.notebook.aws_iam_role_policy.this",
            "delete module.notebook.aws_s3_object.notebook[\"data-exploration.ipynb\"]",
            "delete module.notebook.aws_sagemaker_notebook_instance.with_internet[0]",
            "delete module.notebook.aws_sagemaker_notebook_instance_lifecycle_configuration.this",
        ],
    );

    stack.edit("stage.toml", "[datasets.items]", &format!("{USERS}\n[datasets.items]"));
    std::fs::create_dir_all(stack.spec_folder().join("data/movielens/people")).unwrap();
    std::fs::write(
        stack.spec_folder().join("data/movielens/people/people.csv"),
        "id,age\n1,30\n2,40\n",
    )
    .unwrap();
    change(
        &stack,
        &[
            "create module.catalog.aws_glue_crawler.this[\"users\"]",
            "update module.catalog.aws_iam_role_policy.crawler[0]",
            "update module.data_preparation.aws_sfn_state_machine.this",
            "create module.query_workgroup.aws_athena_named_query.preparation[\"users\"]",
            "create module.sample_data.aws_s3_object.this[\"people/people.csv\"]",
        ],
    );
    let output = succeed(&mut stack, "{}");
    assert_eq!(rows(&mut stack, &output, "users", &["USER_ID", "AGE"]).len(), 2);

    stack.edit("stage.toml", USERS, "");
    std::fs::remove_dir_all(stack.spec_folder().join("data/movielens/people")).unwrap();
    change(
        &stack,
        &[
            "delete module.catalog.aws_glue_crawler.this[\"users\"]",
            "update module.catalog.aws_iam_role_policy.crawler[0]",
            "update module.data_preparation.aws_sfn_state_machine.this",
            "delete module.query_workgroup.aws_athena_named_query.preparation[\"users\"]",
            "delete module.sample_data.aws_s3_object.this[\"people/people.csv\"]",
        ],
    );
    succeed(&mut stack, "{}");

    let now = objects(&mut stack, &kept);
    assert!(
        results.iter().all(|result| now.contains(result)),
        "{results:?} in {now:?}"
    );
}

/// Key and hash of each object.
fn objects(stack: &mut Stack, bucket: &str) -> Vec<(Value, Value)> {
    let found = stack.call("s3", "list_objects_v2", json!({"Bucket": bucket}));
    let objects = found["Contents"].as_array().expect("objects").iter();
    objects.map(|one| (one["Key"].clone(), one["ETag"].clone())).collect()
}

/// Renders again; the plan must do exactly this, and after it nothing.
#[track_caller]
fn change(stack: &Stack, wanted: &[&str]) {
    stack.render();
    let planned = stack.planned();
    let lost = planned
        .iter()
        .find(|(address, action)| address.contains(".aws_s3_bucket.") && action.contains("delete"));
    assert_eq!(lost, None, "a bucket goes");
    let planned: Vec<String> = planned
        .iter()
        .map(|(address, action)| format!("{action} {address}"))
        .collect();
    assert_eq!(planned, wanted);
    stack.apply();
}
