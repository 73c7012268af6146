//! Amazon States Language as it is written down: states with the names of what comes next. Made by [`super::link`] only.
//! Fields stand in the order in which people read a state: what it is, what it does, what may go wrong, what comes out,
//! where it goes. <https://states-language.net/spec.html>

use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

use super::expression::Variable;
use super::template::Value;

/// A whole definition.
#[derive(Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Definition {
    pub comment: String,
    pub query_language: &'static str,
    pub timeout_seconds: u64,
    #[serde(flatten)]
    pub scope: States,
}

/// The states of one scope and which of them comes first.
#[derive(Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct States {
    pub start_at: String,
    #[serde(serialize_with = "as_map")]
    pub states: Vec<(String, State)>,
}

#[derive(Debug, Serialize)]
#[serde(tag = "Type")]
pub(super) enum State {
    #[serde(rename_all = "PascalCase")]
    Pass {
        comment: &'static str,
        #[serde(serialize_with = "as_assign")]
        assign: Vec<(Variable, Value)>,
        #[serde(flatten)]
        onward: Onward,
    },
    #[serde(rename_all = "PascalCase")]
    Task {
        resource: String,
        arguments: Value,
        timeout_seconds: u64,
        retry: [Retrier; 1],
        catch: Vec<Catcher>,
        #[serde(serialize_with = "as_assign", skip_serializing_if = "Vec::is_empty")]
        assign: Vec<(Variable, Value)>,
        #[serde(skip_serializing_if = "Option::is_none")]
        output: Option<Value>,
        #[serde(flatten)]
        onward: Onward,
    },
    #[serde(rename_all = "PascalCase")]
    Wait { seconds: u64, next: String },
    #[serde(rename_all = "PascalCase")]
    Choice {
        #[serde(skip_serializing_if = "Option::is_none")]
        comment: Option<&'static str>,
        choices: Vec<Rule>,
        default: String,
    },
    #[serde(rename_all = "PascalCase")]
    Parallel {
        branches: Vec<States>,
        output: Value,
        #[serde(flatten)]
        onward: Onward,
    },
    #[serde(rename_all = "PascalCase")]
    Fail { error: String, cause: Value },
}

/// Where a state leads.
#[derive(Debug, Serialize)]
pub(super) enum Onward {
    Next(String),
    End(bool),
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Rule {
    pub condition: Value,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub output: Option<Value>,
    pub next: String,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Catcher {
    pub error_equals: Vec<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub output: Option<Value>,
    pub next: String,
}

/// The defaults of Step Functions, written out where they are ours.
#[derive(Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Retrier {
    pub error_equals: Vec<&'static str>,
    pub interval_seconds: u32,
    pub backoff_rate: u32,
    pub max_delay_seconds: u32,
    pub max_attempts: u32,
    pub jitter_strategy: &'static str,
}

fn as_map<S: Serializer>(states: &[(String, State)], serializer: S) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(Some(states.len()))?;
    for (name, state) in states {
        map.serialize_entry(name, state)?;
    }
    map.end()
}

fn as_assign<S: Serializer>(variables: &[(Variable, Value)], serializer: S) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(Some(variables.len()))?;
    for (variable, value) in variables {
        map.serialize_entry(variable.name(), value)?;
    }
    map.end()
}
