//! The TOML tree as JSON values, for the schema and for the types.

use serde_json::{Map, Value as Json};

use crate::source::{Entry, Node, Table, Tree, Value};

/// Converts what `is_read` of the tree: the rest is the parser's guess. What no key of a spec takes (floats, dates, numbers past 64 bits) becomes `null`, which the schema
/// refuses wherever it stands: so each is told once, as the wrong type or as the value of an unknown key.
pub(super) fn convert(tree: &Tree, is_read: &impl Fn(&Entry) -> bool) -> Json {
    Json::Object(table(tree.root(), is_read))
}

fn table(table: &Table, is_read: &impl Fn(&Entry) -> bool) -> Map<String, Json> {
    let read = table.iter().filter(|(_, entry)| is_read(entry));
    read.map(|(key, entry)| (key.clone(), node(&entry.node, is_read)))
        .collect()
}

fn node(written: &Node, is_read: &impl Fn(&Entry) -> bool) -> Json {
    match &written.value {
        Value::String(text) => Json::String(text.clone()),
        Value::Integer(number) => Json::Number((*number).into()),
        Value::Boolean(boolean) => Json::Bool(*boolean),
        Value::Float(_) | Value::TooLarge(_) | Value::Datetime(_) => Json::Null,
        Value::Array(items) => Json::Array(items.iter().map(|item| node(item, is_read)).collect()),
        Value::Table(entries) => Json::Object(table(entries, is_read)),
    }
}
