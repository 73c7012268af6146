//! The JSON Schema of a spec: compiled in as a validator, and as a tree to look keys and descriptions up in.

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
            current = current
                .iter()
                .filter_map(|schema| {
                    let properties = schema.get("properties").and_then(|all| all.get(step));
                    properties
                        .or_else(|| schema.get("additionalProperties").filter(|other| other.is_object()))
                        .or_else(|| schema.get("items"))
                })
                .flat_map(|schema| self.expand(schema))
                .collect();
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

    /// The type that the value at `path` must have, with its article.
    pub(super) fn kind(&self, path: &[String]) -> Option<&'static str> {
        let kind = self.at(path).into_iter().find_map(|schema| schema.get("type"))?;
        match kind {
            Json::Array(_) => Some("a string or a table"),
            kind => match kind.as_str()? {
                "object" => Some("a table"),
                "string" => Some("a string"),
                "integer" => Some("an integer"),
                "boolean" => Some("a boolean"),
                "array" => Some("an array"),
                _ => None,
            },
        }
    }
}
