//! What must hold for whatever datasets a machine is built from: the definition is walked as JSON.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeSet;

use kickstart::workflow::{Dataset, Resource, Timeouts, data_preparation};
use serde_json::{Map, Value};

const KEYS: [&str; 5] = ["interactions", "items", "users", "actions", "action_interactions"];

/// Every non-empty choice of datasets, each crawled, declared or absent: 3^5 - 1 machines.
fn every_combination() -> Vec<Vec<Dataset<'static>>> {
    (1..3_usize.pow(5))
        .map(|number| {
            let states = (0..5).map(|digit| number / 3_usize.pow(digit) % 3);
            KEYS.into_iter()
                .zip(states)
                .filter(|(_, state)| *state > 0)
                .map(|(key, state)| Dataset {
                    key,
                    crawled: state == 2,
                })
                .collect()
        })
        .collect()
}

#[test]
fn only_a_machine_that_crawls_may_use_crawlers() {
    for datasets in every_combination() {
        let machine = data_preparation(&datasets, Timeouts::default()).unwrap();
        let mut granted = machine.policy().into_iter().flat_map(|statement| statement.resources);
        let crawls = datasets.iter().any(|dataset| dataset.crawled);
        assert_eq!(granted.any(|resource| resource == Resource::Crawlers), crawls);
    }
}

#[test]
fn every_machine_is_sound() {
    for datasets in every_combination() {
        let machine = data_preparation(&datasets, Timeouts::default()).unwrap();
        let text = machine.definition();
        let context = format!("{datasets:?}\n{text}");
        assert!(
            text.is_ascii() && text.ends_with("}\n") && !text.contains("%{"),
            "{context}"
        );
        let machine: Value = serde_json::from_str(text).unwrap();
        assert_eq!(machine["QueryLanguage"], "JSONata", "{context}");
        assert!(
            machine["TimeoutSeconds"].as_u64().is_some_and(|seconds| seconds > 0),
            "{context}"
        );
        let mut names = BTreeSet::new();
        check_scope(&machine, &mut names, &BTreeSet::new(), &context);
        check_placeholders(text, &datasets, &context);
        // The request limit of CreateStateMachine, with room for longer names.
        assert!(text.len() < 256 * 1024, "{} bytes", text.len());
    }
}

/// `known` are the variables of the scopes around.
fn check_scope(scope: &Value, names: &mut BTreeSet<String>, known: &BTreeSet<String>, context: &str) {
    let states = scope["States"].as_object().unwrap();
    let start = scope["StartAt"].as_str().unwrap();
    let mut reached = BTreeSet::new();
    let mut open = vec![start.to_owned()];
    while let Some(name) = open.pop() {
        if reached.insert(name.clone()) {
            let state = states
                .get(&name)
                .unwrap_or_else(|| panic!("no state {name:?} in its scope: {context}"));
            open.extend(targets(state));
        }
    }
    assert_eq!(
        reached,
        states.keys().cloned().collect(),
        "unreachable states: {context}"
    );

    let ends = states.values().filter(|state| state.get("End").is_some()).count();
    assert_eq!(ends, 1, "one good end per scope: {context}");
    for (name, state) in states {
        assert!(names.insert(name.clone()), "{name:?} is there twice: {context}");
        assert!((1..=80).contains(&name.chars().count()), "{name:?}");
        check_state(name, state, context);
    }
    check_variables(start, states, known, context);
    for (name, state) in states {
        for branch in state["Branches"].as_array().into_iter().flatten() {
            // Whatever is set on each way to the Parallel; here there is one way only.
            let outer = known.union(&set_before(name, start, states)).cloned().collect();
            check_scope(branch, names, &outer, context);
        }
    }
}

fn targets(state: &Value) -> Vec<String> {
    let list = |key: &str| state[key].as_array().cloned().unwrap_or_default();
    let inner = list("Choices").into_iter().chain(list("Catch"));
    inner
        .map(|entry| entry["Next"].as_str().unwrap().to_owned())
        .chain(
            ["Next", "Default"]
                .iter()
                .filter_map(|key| state[*key].as_str().map(str::to_owned)),
        )
        .collect()
}

fn check_state(name: &str, state: &Value, context: &str) {
    let kind = state["Type"].as_str().unwrap();
    let has = |key: &str| state.get(key).is_some();
    match kind {
        "Pass" | "Task" | "Wait" | "Parallel" => {
            assert!(
                has("Next") != has("End"),
                "{name}: exactly one of Next and End: {context}"
            );
            assert!(!has("End") || state["End"] == true);
        }
        "Choice" => assert!(has("Default") && !has("Next") && !has("End"), "{name}: {context}"),
        "Fail" => assert!(
            has("Error") && has("Cause") && !has("Next") && !has("End"),
            "{name}: {context}"
        ),
        other => panic!("{name}: unexpected type {other}"),
    }
    if kind == "Task" {
        assert!(
            state["TimeoutSeconds"]
                .as_u64()
                .is_some_and(|seconds| (1..=99_999_999).contains(&seconds)),
            "{name}"
        );
        assert!(!state["Retry"].as_array().unwrap().is_empty(), "{name}");
        let catch = state["Catch"].as_array().unwrap();
        assert_eq!(
            catch.last().unwrap()["ErrorEquals"],
            serde_json::json!(["States.ALL"]),
            "{name}"
        );
        for catcher in &catch[..catch.len() - 1] {
            assert!(
                !catcher["ErrorEquals"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .any(|error| error == "States.ALL"),
                "{name}"
            );
        }
    }
    let retries = state["Retry"].as_array().into_iter().flatten();
    for error in retries.flat_map(|retry| retry["ErrorEquals"].as_array().unwrap()) {
        let error = error.as_str().unwrap();
        assert!(
            error.starts_with(|first: char| first.is_ascii_uppercase()) && error.contains('.'),
            "{error}"
        );
    }
    let mut own = state.clone();
    own.as_object_mut().unwrap().remove("Branches");
    for_each_text(&own, &mut |text| check_expression(text, kind, context));
}

fn for_each_text(value: &Value, check: &mut dyn FnMut(&str)) {
    match value {
        Value::String(text) => check(text),
        Value::Array(items) => items.iter().for_each(|item| for_each_text(item, check)),
        Value::Object(entries) => entries.values().for_each(|entry| for_each_text(entry, check)),
        _ => {}
    }
}

/// The functions that a machine calls; none of them fails for a text.
const FUNCTIONS: [&str; 5] = ["$contains", "$exists", "$string", "$substringAfter", "$substringBefore"];

/// The tokens of the small grammar; anything else is refused.
fn check_expression(text: &str, kind: &str, context: &str) {
    let Some(inner) = text.strip_prefix("{% ").and_then(|rest| rest.strip_suffix(" %}")) else {
        assert!(
            !text.contains("{%") && !text.contains("%}"),
            "half an expression: {text:?}: {context}"
        );
        return;
    };
    assert!(!inner.starts_with(' ') && !inner.ends_with(' '), "{text:?}");
    for token in tokens(inner) {
        let fine = match token.as_str() {
            "=" | "!=" | "and" | "or" | "&" | "+" | "?" | ":" | "(" | ")" | "," | "true" | "false" => true,
            function if FUNCTIONS.contains(&function) => true,
            text if text.starts_with('\'') => text.len() >= 2 && text.ends_with('\''),
            number if number.bytes().all(|byte| byte.is_ascii_digit()) => true,
            path => {
                let result = path.starts_with("$states.result") && matches!(kind, "Task" | "Parallel");
                let caught = path == "$states.errorOutput" && kind == "Task";
                let variable = path
                    .strip_prefix('$')
                    .is_some_and(|name| name.bytes().all(|b| b.is_ascii_alphabetic()));
                result || caught || variable || path.starts_with("$states.input.")
            }
        };
        assert!(fine, "{token:?} in {text:?}: {context}");
    }
}

fn tokens(expression: &str) -> Vec<String> {
    let mut tokens = Vec::new();
    let mut rest = expression;
    while let Some(first) = rest.chars().next() {
        let length = match first {
            ' ' => 1,
            '\'' => 2 + rest[1..].find('\'').expect("a quote that ends"),
            '(' | ')' | ',' => 1,
            _ => rest.find([' ', '(', ')', ',']).unwrap_or(rest.len()),
        };
        if first != ' ' {
            tokens.push(rest[..length].to_owned());
        }
        rest = &rest[length..];
    }
    tokens
}

fn assigned(state: &Value) -> BTreeSet<String> {
    state["Assign"]
        .as_object()
        .into_iter()
        .flat_map(Map::keys)
        .cloned()
        .collect()
}

fn read(state: &Value) -> BTreeSet<String> {
    let mut own = state.clone();
    own.as_object_mut().unwrap().remove("Branches");
    let mut variables = BTreeSet::new();
    for_each_text(&own, &mut |text| {
        if let Some(inner) = text.strip_prefix("{% ") {
            let names = tokens(inner)
                .into_iter()
                .filter(|token| !FUNCTIONS.contains(&token.as_str()))
                .filter_map(|token| token.strip_prefix('$').map(str::to_owned));
            variables.extend(names.filter(|name| !name.starts_with("states.")));
        }
    });
    variables
}

/// The variables that are set on every way from `start` to the state called `name` (which itself does not count).
fn set_before(name: &str, start: &str, states: &Map<String, Value>) -> BTreeSet<String> {
    let all: BTreeSet<String> = states.values().flat_map(assigned).collect();
    all.into_iter()
        .filter(|variable| {
            // Is there a way to `name` that avoids every state that sets it?
            let mut open = vec![start.to_owned()];
            let mut seen = BTreeSet::new();
            while let Some(at) = open.pop() {
                if at == name {
                    return false;
                }
                if seen.insert(at.clone()) && !assigned(&states[&at]).contains(variable) {
                    open.extend(targets(&states[&at]));
                }
            }
            true
        })
        .collect()
}

fn check_variables(start: &str, states: &Map<String, Value>, known: &BTreeSet<String>, context: &str) {
    for (name, state) in states {
        let mut defined = set_before(name, start, states);
        defined.extend(known.iter().cloned());
        // A state's own Choice rules and Output are evaluated before, or without, its Assign.
        let undefined: Vec<_> = read(state).difference(&defined).cloned().collect();
        assert!(
            undefined.is_empty(),
            "{name} reads {undefined:?} before they are set: {context}"
        );
        let shadowed: Vec<_> = assigned(state).intersection(known).cloned().collect();
        assert!(
            shadowed.is_empty(),
            "{name} sets {shadowed:?} of the scope around: {context}"
        );
    }
}

fn check_placeholders(text: &str, datasets: &[Dataset<'_>], context: &str) {
    let mut expected: BTreeSet<String> = ["workgroup_name", "partition"].map(str::to_owned).into();
    for dataset in datasets {
        expected.insert(format!("{}_query_id", dataset.key));
        if dataset.crawled {
            expected.insert(format!("{}_crawler_name", dataset.key));
        }
    }
    let found: BTreeSet<String> = text
        .split("${")
        .skip(1)
        .map(|rest| rest.split_once('}').unwrap().0.to_owned())
        .collect();
    assert_eq!(found, expected, "{context}");
    let machine = data_preparation(datasets, Timeouts::default()).unwrap();
    assert_eq!(machine.placeholders(), expected.iter().map(String::as_str).collect());
}
