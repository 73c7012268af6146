//! TOML as a tree in which every key and value knows its span.

use std::sync::Arc;

use indexmap::IndexMap;
use toml::de::{DeTable, DeValue};

use super::mistakes::{SyntaxError, each_once};
use super::text::{Place, SourceText, Span};

/// One step from a table or array to what is in it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Step {
    /// A key of a table.
    Key(String),
    /// An element of an array, from 0.
    Index(usize),
}

/// The way from the root of a document to one of its values.
pub type KeyPath = Vec<Step>;

/// A value with its span: of the literal, of a table's header, or of the key that implies the table.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// What stands there.
    pub value: Value,
    /// Where it stands.
    pub span: Span,
}

/// A TOML value.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Any kind of string, unescaped.
    String(String),
    /// An integer of 64 bits.
    Integer(i64),
    /// A number that needs more than 64 bits, as it was written.
    TooLarge(String),
    /// A float, `inf` and `nan` included.
    Float(f64),
    /// `true` or `false`.
    Boolean(bool),
    /// A date, a time or both, as it was written.
    Datetime(String),
    /// An array.
    Array(Vec<Node>),
    /// A table: with a header, inline, dotted or implied by the header of a table in it.
    Table(Table),
}

/// A table's entries, in the order of the text.
pub type Table = IndexMap<String, Entry>;

/// A key and its value.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Where the key stands (of several, the first that is not a header of a table within).
    pub key: Span,
    /// The value.
    pub node: Node,
}

/// A parsed document: what could be read, though there were syntax errors.
#[derive(Debug)]
pub struct Tree {
    source: Arc<SourceText>,
    root: Table,
}

impl Tree {
    /// Parses a document once, with all syntax errors, each mistake once.
    pub fn parse(source: &Arc<SourceText>) -> (Self, Vec<SyntaxError>) {
        let (table, errors) = DeTable::parse_recoverable(source.text());
        let root = convert_table(table.get_ref());
        let errors = errors.iter().map(|error| {
            let span = error.span().unwrap_or_else(|| most_dotted_line(source.text()));
            (error.message().to_owned(), span)
        });
        let tree = Self {
            source: Arc::clone(source),
            root,
        };
        (tree, each_once(source, errors.collect()))
    }

    /// The text that was parsed.
    pub fn source(&self) -> &Arc<SourceText> {
        &self.source
    }

    /// The top table.
    pub fn root(&self) -> &Table {
        &self.root
    }

    /// The entry at a path of keys, if it ends at a table's key.
    pub fn entry<S: AsRef<str>>(&self, path: &[S]) -> Option<&Entry> {
        let (last, parents) = path.split_last()?;
        let mut table = &self.root;
        for key in parents {
            table = table.get(key.as_ref())?.node.table()?;
        }
        table.get(last.as_ref())
    }

    /// Where the value at a path stands; where there is none, the closest that there is on the way.
    pub fn value_place<S: AsRef<str>>(&self, path: &[S]) -> Place {
        self.closest(path, |entry| entry.node.span.clone())
    }

    /// Where the key at a path stands; where there is none, the closest that there is on the way.
    pub fn key_place<S: AsRef<str>>(&self, path: &[S]) -> Place {
        self.closest(path, |entry| entry.key.clone())
    }

    /// Where a finding about something that the table at `path` lacks stands: at its header, at its key where there is no
    /// header, at the start of the text where there is no such table.
    pub fn lacking_place<S: AsRef<str>>(&self, path: &[S]) -> Place {
        match self.entry(path) {
            Some(entry) => Place::new(&self.source, self.header(entry)),
            None => Place::start_of(&self.source),
        }
    }

    /// The span of a table's header, or of its key where there is none.
    fn header(&self, entry: &Entry) -> Span {
        let written = self.source.slice(&entry.node.span);
        match entry.node.value {
            Value::Table(_) if written.starts_with('[') => entry.node.span.clone(),
            _ => entry.key.clone(),
        }
    }

    fn closest<S: AsRef<str>>(&self, path: &[S], span: impl Fn(&Entry) -> Span) -> Place {
        if let Some(entry) = self.entry(path) {
            return Place::new(&self.source, span(entry));
        }
        (0..path.len())
            .rev()
            .find_map(|length| self.entry(path.get(..length)?))
            .map_or_else(
                || Place::start_of(&self.source),
                |entry| Place::new(&self.source, self.header(entry)),
            )
    }
}

impl Node {
    /// The table that stands here, if one does.
    pub fn table(&self) -> Option<&Table> {
        match &self.value {
            Value::Table(table) => Some(table),
            _ => None,
        }
    }

    /// What kind of value it is, with its article, for messages.
    pub fn kind(&self) -> &'static str {
        match self.value {
            Value::String(_) => "a string",
            Value::Integer(_) | Value::TooLarge(_) => "an integer",
            Value::Float(_) => "a float",
            Value::Boolean(_) => "a boolean",
            Value::Datetime(_) => "a date or time",
            Value::Array(_) => "an array",
            Value::Table(_) => "a table",
        }
    }
}

fn convert_table(table: &DeTable<'_>) -> Table {
    table
        .iter()
        .map(|(key, value)| {
            let entry = Entry {
                key: key.span(),
                node: convert(value.get_ref(), value.span()),
            };
            (key.get_ref().to_string(), entry)
        })
        .collect()
}

fn convert(value: &DeValue<'_>, span: Span) -> Node {
    let value = match value {
        DeValue::String(text) => Value::String(text.to_string()),
        DeValue::Integer(number) => i64::from_str_radix(number.as_str(), number.radix())
            .map_or_else(|_| Value::TooLarge(number.to_string()), Value::Integer),
        DeValue::Float(number) => match number.as_str().parse::<f64>() {
            Ok(float) if float.is_finite() || number.as_str().contains("inf") || float.is_nan() => Value::Float(float),
            _ => Value::TooLarge(number.to_string()),
        },
        DeValue::Boolean(boolean) => Value::Boolean(*boolean),
        DeValue::Datetime(datetime) => Value::Datetime(datetime.to_string()),
        DeValue::Array(array) => Value::Array(array.iter().map(|item| convert(item.get_ref(), item.span())).collect()),
        DeValue::Table(table) => Value::Table(convert_table(table)),
    };
    Node { value, span }
}

/// The line with the longest dotted key, which is the one thing that the parser refuses without saying where.
fn most_dotted_line(text: &str) -> Span {
    let mut start = 0;
    let lines = text.split_inclusive('\n').map(|line| {
        let at = start;
        start += line.len();
        (line.matches('.').count(), at, at + line.trim_end().len())
    });
    // Of several the first.
    let most = lines.reduce(|most, next| if next.0 > most.0 { next } else { most });
    most.map_or(0..0, |(_, at, end)| at..end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(text: &str) -> (Tree, Vec<SyntaxError>) {
        Tree::parse(&SourceText::new("t", text))
    }

    #[test]
    fn a_lacking_place_is_the_header_the_key_or_the_start() {
        let (tree, errors) = tree("[a.b]\nx = { y = 1 }\n");
        assert!(errors.is_empty());
        assert_eq!(tree.lacking_place(&["a", "b"]).snippet(), "[a.b]");
        assert_eq!(tree.lacking_place(&["a"]).snippet(), "a");
        assert_eq!(tree.lacking_place(&["a", "b", "x"]).snippet(), "x");
        assert_eq!(tree.lacking_place(&["c"]).span(), 0..0);
    }

    #[test]
    fn numbers_past_64_bits_keep_their_text() {
        let (tree, _) = tree("a = 99999999999999999999\nb = 1e999\n");
        let large = |key: &str| tree.entry(&[key]).map(|entry| entry.node.value.clone());
        assert_eq!(large("a"), Some(Value::TooLarge("99999999999999999999".into())));
        assert_eq!(large("b"), Some(Value::TooLarge("1e999".into())));
    }
}
