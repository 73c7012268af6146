//! The TOML tree as JSON values, for the schema and for the types.

use serde_json::{Map, Number, Value as Json};

use crate::diagnostic::{Finding, Sink, visible};
use crate::source::{Node, Place, Table, Tree, Value};

use super::rules;

/// A document as JSON. Values that JSON cannot hold are left out of it, and have a finding.
pub(super) struct Document {
    /// The values.
    pub value: Json,
}

/// Converts the tree. Numbers past 64 bits, `inf`, `nan` and dates become findings here.
pub(super) fn convert(tree: &Tree, sink: &mut Sink) -> Document {
    let mut converter = Converter { tree, sink };
    Document {
        value: Json::Object(converter.table(tree.root())),
    }
}

struct Converter<'a> {
    tree: &'a Tree,
    sink: &'a mut Sink,
}

impl Converter<'_> {
    fn table(&mut self, table: &Table) -> Map<String, Json> {
        table
            .iter()
            .filter_map(|(key, entry)| Some((key.clone(), self.node(key, &entry.node)?)))
            .collect()
    }

    fn node(&mut self, key: &str, node: &Node) -> Option<Json> {
        match &node.value {
            Value::String(text) => Some(Json::String(text.clone())),
            Value::Integer(number) => Some(Json::Number((*number).into())),
            Value::Boolean(boolean) => Some(Json::Bool(*boolean)),
            Value::Float(float) => match Number::from_f64(*float) {
                Some(number) => Some(Json::Number(number)),
                None => self.refuse(rules::WRONG_TYPE, node, format!("`{key}` cannot be `{float}`"), None),
            },
            Value::TooLarge(number) => self.refuse(
                rules::NUMBER_TOO_LARGE,
                node,
                format!("`{}` needs more than 64 bits", visible(number)),
                None,
            ),
            Value::Datetime(datetime) => self.refuse(
                rules::WRONG_TYPE,
                node,
                format!("`{key}` is a string, and this is a date"),
                Some(format!("put it in quotes: `\"{datetime}\"`")),
            ),
            Value::Array(items) => {
                let converted: Vec<Json> = items.iter().filter_map(|item| self.node(key, item)).collect();
                // An array with a refused element is left out whole: a shorter one would shift the places of the rest.
                (converted.len() == items.len()).then_some(Json::Array(converted))
            }
            Value::Table(table) => Some(Json::Object(self.table(table))),
        }
    }

    fn refuse(&mut self, rule: &'static str, node: &Node, message: String, help: Option<String>) -> Option<Json> {
        let place = Place::new(self.tree.source(), node.span.clone());
        self.sink.push(Finding::error(rule, place, message).maybe_help(help));
        None
    }
}
