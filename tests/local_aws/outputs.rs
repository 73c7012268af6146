//! The outputs of the root module.

use crate::aws::ACCOUNT;
use crate::stack::Stack;
use serde_json::{Value, json};

/// The contract of the root module's outputs.
#[track_caller]
pub fn assert_outputs(stack: &Stack, outputs: &Value, crawled: &[&str], notebook: bool) {
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
        input.insert(camel_case(dataset) + "PreparationQuery", query.clone());
    }
    for (dataset, crawler) in outputs["crawler_names"].as_object().expect("names") {
        input.insert(camel_case(dataset) + "CrawlerName", crawler.clone());
    }
    let written: Value = serde_json::from_str(&text("execution_input")).expect("JSON");
    assert_eq!(written, Value::from(input), "execution_input");
}

/// `actionInteractions` for `action_interactions`.
fn camel_case(dataset: &str) -> String {
    let mut name = String::new();
    for (index, word) in dataset.split('_').enumerate() {
        let (first, rest) = word.split_at(1);
        name += &if index == 0 {
            first.to_owned()
        } else {
            first.to_uppercase()
        };
        name += rest;
    }
    name
}
