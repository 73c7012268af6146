//! The JSON Schema of a spec: compiled in as a validator, and as a tree to look keys and descriptions up in.

use std::collections::HashMap;

use serde_json::Value as Json;

/// The text of `schema/kickstart.schema.json`, which editors use and `kickstart schema` prints.
pub const SCHEMA: &str = include_str!("../../schema/kickstart.schema.json");

/// The schema as a validator, generated when kickstart is compiled: building one at every start would cost more than all the rest.
#[jsonschema::validator(path = "schema/kickstart.schema.json")]
pub(super) struct Validator;

/// The schema as JSON, read only when there is something to explain.
pub(super) struct Description {
    root: Json,
}

impl Description {
    /// Reads it. `None` cannot happen: a test reads it too.
    pub(super) fn read() -> Option<Self> {
        serde_json::from_str(SCHEMA).ok().map(|root| Self { root })
    }

    /// All subschemas that speak of the value at `path`, the most general first.
    fn at(&self, path: &[String]) -> Vec<&Json> {
        let mut current = self.expand(&self.root);
        for step in path {
            let named = current.iter().filter_map(|schema| schema.get("properties")?.get(step));
            let mut next: Vec<&Json> = named.collect();
            // What is said of any key is not said of one that has its own.
            if next.is_empty() {
                let any = current.iter().filter_map(|schema| {
                    let others = schema.get("additionalProperties").filter(|other| other.is_object());
                    others.or_else(|| schema.get("items"))
                });
                next = any.collect();
            }
            current = next.into_iter().flat_map(|schema| self.expand(schema)).collect();
        }
        current
    }

    /// A schema, with what it refers to and its branches.
    fn expand<'a>(&'a self, schema: &'a Json) -> Vec<&'a Json> {
        if let Some(reference) = schema.get("$ref").and_then(Json::as_str) {
            let target = self.root.pointer(reference.trim_start_matches('#'));
            return target.map(|target| self.expand(target)).unwrap_or_default();
        }
        let branches = ["then", "else"].iter().filter_map(|branch| schema.get(branch));
        std::iter::once(schema)
            .chain(branches.flat_map(|branch| self.expand(branch)))
            .collect()
    }

    /// The keys that the table at `path` takes.
    pub(super) fn keys(&self, path: &[String]) -> Vec<&str> {
        let mut keys: Vec<&str> = Vec::new();
        for schema in self.at(path) {
            let properties = schema.get("properties").and_then(Json::as_object);
            // A secret is a key that the schema knows and that nobody is told to write.
            let secret = |schema: &Json| schema.get("writeOnly") == Some(&Json::Bool(true));
            let open = properties.into_iter().flatten().filter(|(_, schema)| !secret(schema));
            keys.extend(open.map(|(key, _)| key.as_str()));
        }
        let mut seen = std::collections::HashSet::new();
        keys.retain(|key| seen.insert(*key));
        keys
    }

    /// What the schema says of the value at `path`.
    pub(super) fn text(&self, path: &[String]) -> Option<&str> {
        self.at(path)
            .into_iter()
            .find_map(|schema| schema.get("description")?.as_str())
    }

    /// An example of the value at `path`, as TOML writes it.
    pub(super) fn example(&self, path: &[String]) -> Option<String> {
        let example = self
            .at(path)
            .into_iter()
            .find_map(|schema| schema.get("examples")?.get(0))?;
        match example {
            Json::Object(_) | Json::Array(_) => None,
            scalar => Some(scalar.to_string()),
        }
    }

    /// The types that the value at `path` may have, each with its article.
    pub(super) fn kinds(&self, path: &[String]) -> Vec<&'static str> {
        let kind = self.at(path).into_iter().find_map(|schema| schema.get("type"));
        let names = match kind {
            Some(Json::Array(names)) => names.iter().collect(),
            one => Vec::from_iter(one),
        };
        let articled = names.into_iter().filter_map(|name| match name.as_str()? {
            "object" => Some("a table"),
            "string" => Some("a string"),
            "integer" => Some("an integer"),
            "boolean" => Some("a boolean"),
            "array" => Some("an array"),
            _ => None,
        });
        articled.collect()
    }

    /// Whether the value at `path` is a string, and any string.
    pub(super) fn takes_any_string(&self, path: &[String]) -> bool {
        let strings_only = self.kinds(path) == ["a string"];
        let narrows = |schema: &&Json| schema.get("enum").is_some() || schema.get("pattern").is_some();
        strings_only && !self.at(path).iter().any(narrows)
    }

    /// The tables that take each key, as people write them: `<stage>` stands for any stage's name, the empty text for the top.
    pub(super) fn homes(&self) -> HashMap<String, Vec<String>> {
        let mut homes: HashMap<String, Vec<String>> = HashMap::new();
        for table in TABLES {
            let path: Vec<String> = table.iter().map(|step| (*step).to_owned()).collect();
            for key in self.keys(&path) {
                homes.entry(key.to_owned()).or_default().push(table.join("."));
            }
        }
        homes
    }
}

/// Every kind of table that a spec has, in the order in which people meet them.
const TABLES: [&[&str]; 10] = [
    &[],
    &["project"],
    &["datasets"],
    &["datasets", "interactions"],
    &["defaults"],
    &["stages", "<stage>"],
    &["stages", "<stage>", "notebook"],
    &["stages", "<stage>", "backend"],
    &["stages", "<stage>", "datasets", "interactions"],
    &["lint"],
];
