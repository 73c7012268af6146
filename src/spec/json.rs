//! The TOML tree as JSON values, for the schema and for the types.

use serde_json::{Map, Value as Json};

use crate::source::{Node, Table, Tree, Value};

/// Converts the tree. What no key of a spec takes (floats, dates, numbers past 64 bits) becomes `null`, which the schema
/// refuses wherever it stands: so each is told once, as the wrong type or as the value of an unknown key.
pub(super) fn convert(tree: &Tree) -> Json {
    Json::Object(table(tree.root()))
}

fn table(table: &Table) -> Map<String, Json> {
    let each = table.iter();
    each.map(|(key, entry)| (key.clone(), node(&entry.node))).collect()
}

fn node(written: &Node) -> Json {
    match &written.value {
        Value::String(text) => Json::String(text.clone()),
        Value::Integer(number) => Json::Number((*number).into()),
        Value::Boolean(boolean) => Json::Bool(*boolean),
        Value::Float(_) | Value::TooLarge(_) | Value::Datetime(_) => Json::Null,
        Value::Array(items) => Json::Array(items.iter().map(node).collect()),
        Value::Table(entries) => Json::Object(table(entries)),
    }
}
