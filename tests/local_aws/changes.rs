//! A stack that changes while it holds data: only what had to change changes, and no bucket is destroyed or replaced.

use crate::aws::tools;
use crate::machine::succeed;
use crate::stack::Stack;
use serde_json::json;

#[test]
fn changes_lose_nothing() {
    let Some(tools) = tools() else { return };
    let mut stack = Stack::of(&tools, "movielens", "dev", "eu-central-1");
    stack.render();
    stack.apply();
    let kept = json!({"Bucket": stack.bucket("prepared-data")});
    succeed(&mut stack, "{}");
    let results = stack.call("s3", "list_objects_v2", kept.clone())["Contents"].clone();

    stack.edit("queries/interactions.sql", "'rate'", "'rating'");
    change(&stack, &["PLACEHOLDER"]);
    stack.edit(
        "stage.toml",
        "[stages.dev.notebook]\nvolume_size_gb    = 64\nidle_stop_minutes = 60\n",
        "",
    );
    change(&stack, &["PLACEHOLDER"]);

    assert_eq!(
        stack.call("s3", "list_objects_v2", kept)["Contents"],
        results,
        "results of earlier runs"
    );
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
