//! The data preparation machine as text (snapshots), its timeouts, and what it refuses.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use kickstart::workflow::{Dataset, Minutes, Timeouts, Unbuildable, data_preparation, input_key};
use serde_json::Value;

const KEYS: [&str; 5] = ["interactions", "items", "users", "actions", "action_interactions"];

fn crawled(key: &str) -> Dataset<'_> {
    Dataset { key, crawled: true }
}

fn declared(key: &str) -> Dataset<'_> {
    Dataset { key, crawled: false }
}

fn definition(datasets: &[Dataset<'_>]) -> String {
    data_preparation(datasets, Timeouts::default())
        .unwrap()
        .definition()
        .to_owned()
}

#[test]
fn one_crawled_dataset() {
    insta::assert_snapshot!(definition(&[crawled("interactions")]));
}

#[test]
fn two_datasets_one_of_them_declared() {
    insta::assert_snapshot!(definition(&[crawled("interactions"), declared("items")]));
}

#[test]
fn five_datasets() {
    let datasets = [
        crawled("interactions"),
        declared("items"),
        crawled("users"),
        declared("actions"),
        crawled("action_interactions"),
    ];
    insta::assert_snapshot!(definition(&datasets));
}

#[test]
fn the_drawing() {
    let datasets = [crawled("interactions"), declared("items")];
    insta::assert_snapshot!(data_preparation(&datasets, Timeouts::default()).unwrap().mermaid());
}

#[test]
fn the_policy() {
    let policy = |datasets: &[Dataset<'_>]| {
        let machine = data_preparation(datasets, Timeouts::default()).unwrap();
        let lines = machine.policy().into_iter().map(|statement| {
            let resources: Vec<String> = statement
                .resources
                .iter()
                .map(|resource| format!("{resource:?}"))
                .collect();
            let actions: Vec<&str> = statement.actions.into_iter().collect();
            format!(
                "{}: {}\n  on {}\n",
                statement.purpose.sid(),
                actions.join(", "),
                resources.join(", ")
            )
        });
        lines.collect::<String>()
    };
    insta::assert_snapshot!(policy(&[crawled("interactions"), crawled("items"), declared("users")]));

    let without_crawlers = policy(&[declared("interactions"), declared("items")]);
    assert!(!without_crawlers.contains("Crawl"), "{without_crawlers}");
}

#[test]
fn a_declared_dataset_has_no_crawl() {
    let text = definition(&[declared("interactions"), declared("action_interactions")]);
    assert!(
        !text.to_lowercase().contains("crawl") && !text.contains("glue"),
        "{text}"
    );
}

#[test]
fn polling_fits_into_the_history_whatever_the_timeout() {
    for minutes in [1, 7, 60, 240, 1440, 10_080, u16::MAX] {
        for count in 1..=5 {
            let datasets: Vec<_> = KEYS[..count].iter().map(|key| crawled(key)).collect();
            let crawl = Minutes::new(minutes).unwrap();
            let machine = data_preparation(
                &datasets,
                Timeouts {
                    crawl,
                    ..Timeouts::default()
                },
            )
            .unwrap();
            let text = machine.definition();
            let number = |before: &str| -> u64 {
                let rest = text.split_once(before).unwrap().1;
                rest.chars()
                    .take_while(char::is_ascii_digit)
                    .collect::<String>()
                    .parse()
                    .unwrap()
            };
            let (pause, turns) = (number("\"Seconds\": "), number("$crawlerChecks = "));
            assert!(turns * 9 * count as u64 <= 20_000, "{turns} turns of {count} crawls");
            assert!(pause >= 15 && turns >= 1);
            // The loop lasts as long as was asked for, and not a turn longer.
            assert!(
                (0..=pause).contains(&(turns * pause - u64::from(minutes) * 60)),
                "{turns} x {pause} s for {minutes} min"
            );
            assert!(
                machine.timeout().get() > turns * pause + 3600,
                "the whole is longer than its parts"
            );
        }
    }
}

#[test]
fn timeouts_arrive_in_the_definition() {
    let timeouts = Timeouts {
        crawl: Minutes::new(10).unwrap(),
        query: Minutes::new(7).unwrap(),
    };
    let machine = data_preparation(&[crawled("items")], timeouts).unwrap();
    let json: Value = serde_json::from_str(machine.definition()).unwrap();
    let query = json.pointer("/States/Prepare all datasets/Branches/0/States/Prepare the items/TimeoutSeconds");
    assert_eq!(query, Some(&Value::from(420)));
    assert_eq!(json["TimeoutSeconds"], (10 + 7) * 60 * 11 / 10 + 900);
    assert!(machine.definition().contains("was not done after 10 minutes"));
}

#[test]
fn what_cannot_be_built_is_told() {
    let build = |datasets: &[Dataset<'_>]| data_preparation(datasets, Timeouts::default()).unwrap_err();
    assert_eq!(build(&[]), Unbuildable::NoDataset);
    assert!(matches!(
        build(&[crawled("items"), declared("items")]),
        Unbuildable::DuplicateState(_)
    ));
    for key in ["", "Items", "items-", "it${ems}", "a__b", "_a", "items'", "caf\u{e9}"] {
        assert_eq!(build(&[crawled(key)]), Unbuildable::DatasetKey(key.to_owned()));
    }
    assert!(matches!(build(&[crawled(&"x".repeat(80))]), Unbuildable::StateName(_)));
}

#[test]
fn the_input_s_keys_are_those_of_the_contract() {
    assert_eq!(
        input_key("interactions", "PreparationQuery"),
        "interactionsPreparationQuery"
    );
    assert_eq!(
        input_key("action_interactions", "CrawlerName"),
        "actionInteractionsCrawlerName"
    );
}
