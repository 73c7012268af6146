//! The definition is read by Terraform's `templatefile()`: the names that it fills in, and text that it must leave alone.

use std::fmt;

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::expression::Expr;

/// A value that is known when Terraform applies; `${…}` in the definition.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Placeholder {
    /// The name of the dataset's crawler.
    CrawlerName {
        /// The dataset's key, such as `interactions`.
        dataset: String,
    },
    /// The id of the dataset's named query.
    QueryId {
        /// The dataset's key, such as `interactions`.
        dataset: String,
    },
    /// The name of the Athena workgroup.
    WorkgroupName,
    /// The AWS partition: `aws`, `aws-cn`, `aws-us-gov`.
    Partition,
}

impl Placeholder {
    /// The name as a key of `templatefile()`'s variables.
    pub fn name(&self) -> String {
        match self {
            Self::CrawlerName { dataset } => format!("{dataset}_crawler_name"),
            Self::QueryId { dataset } => format!("{dataset}_query_id"),
            Self::WorkgroupName => "workgroup_name".to_owned(),
            Self::Partition => "partition".to_owned(),
        }
    }
}

impl fmt::Display for Placeholder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "${{{}}}", self.name())
    }
}

/// `text` so that `templatefile()` gives it back unchanged.
pub(super) fn literal(text: &str) -> String {
    text.replace("${", "$${").replace("%{", "%%{")
}

/// A value in a state: a constant, something Terraform fills in, or something that is evaluated when the state runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Text that stands as it is.
    Text(String),
    /// A whole number.
    Number(u64),
    /// What Terraform fills in.
    FilledIn(Placeholder),
    /// What Step Functions evaluates.
    Expression(Expr),
    /// An object, its keys in this order.
    Object(Vec<(String, Value)>),
}

impl Value {
    /// An object with these keys in this order.
    pub fn object<K: Into<String>, V: Into<Value>>(entries: impl IntoIterator<Item = (K, V)>) -> Self {
        Self::Object(
            entries
                .into_iter()
                .map(|(key, value)| (key.into(), value.into()))
                .collect(),
        )
    }
}

impl From<Expr> for Value {
    fn from(expression: Expr) -> Self {
        Self::Expression(expression)
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) => serializer.serialize_str(&literal(text)),
            Self::Number(number) => serializer.serialize_u64(*number),
            Self::FilledIn(placeholder) => serializer.collect_str(placeholder),
            Self::Expression(expression) => serializer.collect_str(expression),
            Self::Object(entries) => {
                let mut map = serializer.serialize_map(Some(entries.len()))?;
                for (key, value) in entries {
                    map.serialize_entry(key, value)?;
                }
                map.end()
            }
        }
    }
}
