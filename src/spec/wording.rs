//! What the schema refuses, in our own words and at its place.

mod homes;
mod values;

use std::collections::HashMap;

use jsonschema::ValidationError;
use jsonschema::error::ValidationErrorKind as Kind;

use crate::diagnostic::{Finding, Fix, closest, hidden_name, list, slip_of, visible};
use crate::source::{Node, Place, Tree, Value};

use super::hints;
use super::rules;
use super::schema::Description;

/// One finding, and what follows from it.
pub(super) struct Problem {
    pub finding: Finding,
    /// The path of what cannot be typed because of it.
    pub leave_out: Option<Vec<String>>,
    /// For what stands in the wrong place or under a wrong name, the paths that were probably meant.
    pub meant: Vec<Vec<String>>,
    /// For a missing key, its path.
    pub lacks: Option<Vec<String>>,
    /// Whether the key seems to belong to another table, rather than to be a slip of one that this table takes.
    pub astray: Astray,
}

/// Whether the header of a key's table may be what is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Astray {
    /// It is not.
    No,
    /// It may be, if it is for the key above.
    Follows,
    /// Another table takes the key.
    Begins,
}

impl Problem {
    fn new(finding: Finding, leave_out: Option<Vec<String>>) -> Self {
        Self {
            finding,
            leave_out,
            meant: Vec::new(),
            lacks: None,
            astray: Astray::No,
        }
    }
}

/// Tells what the schema refuses.
pub(super) struct Teller<'a> {
    tree: &'a Tree,
    description: Description,
    /// The tables that take each key.
    homes: HashMap<String, Vec<String>>,
}

impl<'a> Teller<'a> {
    /// `None` cannot happen: a test reads the schema too.
    pub(super) fn new(tree: &'a Tree) -> Option<Self> {
        let description = Description::read()?;
        let homes = description.homes();
        Some(Self {
            tree,
            description,
            homes,
        })
    }

    /// What an error of the schema at `path` means for people.
    pub(super) fn problems(&self, path: &[String], error: &ValidationError<'_>) -> Vec<Problem> {
        match error.kind() {
            Kind::AdditionalProperties { unexpected } => {
                let keys = self.description.keys(path);
                unexpected.iter().map(|key| self.unknown(path, key, &keys)).collect()
            }
            // NOTE: the generated validator gives the name's own error where the library documents `PropertyNames`.
            Kind::PropertyNames { error } => vec![self.name(path, error)],
            _ if error.schema_path().as_str().contains("/propertyNames") => {
                vec![self.name(path, error)]
            }
            Kind::Required { property } => {
                vec![self.missing(path, property.as_str().unwrap_or_default())]
            }
            Kind::MinProperties { .. } => vec![self.empty(path)],
            Kind::Type { .. } => vec![self.wrong_type(path)],
            _ => vec![self.invalid(path, error)],
        }
    }

    /// A key that the table's pattern or list of names refuses.
    fn name(&self, path: &[String], error: &ValidationError<'_>) -> Problem {
        let name = error.instance().as_str().unwrap_or_default().to_owned();
        match error.kind() {
            Kind::Enum { .. } => self.unknown(path, &name, &self.description.keys(path)),
            _ => self.bad_name(path, &name),
        }
    }

    fn unknown(&self, path: &[String], key: &str, keys: &[&str]) -> Problem {
        let full = join(path, key);
        let homes = self.homes.get(key).map(Vec::as_slice).unwrap_or_default();
        // What is there already is not what was meant; a table may be there by the header of one within.
        let is_free = |key: &&str| {
            let there = self.tree.entry(&join(path, key));
            there.is_none_or(|entry| entry.node.table().is_some())
        };
        let meant = closest(key, keys.iter().copied().filter(is_free)).filter(|_| homes.is_empty());
        let slip = slip_of(key, keys.iter().copied().filter(is_free)).filter(|slip| meant == Some(slip));
        let meant = meant.or_else(|| begun(key, keys.iter().copied().filter(is_free)).filter(|_| homes.is_empty()));
        let fix = slip.map(|slip| Fix::rename(self.tree.source(), &full, slip));
        let hint = hints::unknown_key(path, key);
        let help = match meant {
            _ if !homes.is_empty() => self.belongs(path, key, homes),
            Some(meant) => format!("did you mean `{meant}`?"),
            None if hint.is_some() => hint.unwrap_or_default().to_owned(),
            None if keys.is_empty() => "remove it".into(),
            None => format!("{} takes {}", self.table_name(path), list(keys.iter().copied())),
        };
        let meant = meant.or_else(|| hints::stands_for(path)).map(|meant| join(path, meant));
        // One with a header of its own, or of a table in it.
        let is_table = |node: &Node| node.table().is_some() && !self.tree.source().slice(&node.span).starts_with('{');
        let header = self.tree.entry(&full).is_some_and(|entry| is_table(&entry.node));
        // Fields and columns are called as people like; other keys that no table takes are each a mistake.
        let astray = match () {
            () if meant.is_some() || hint.is_some() || header => Astray::No,
            () if !homes.is_empty() || path.first().is_some_and(|first| first == "datasets") => Astray::Begins,
            () => Astray::Follows,
        };
        let meant = match meant {
            Some(meant) => vec![meant],
            None if header => self.astray(path, key),
            None => self.missing_homes(path, key),
        };
        let mut message = format!("{} knows no `{}`", self.table_name(path), visible(key));
        let foreign: Vec<String> = key
            .chars()
            .filter(|character| !character.is_ascii() && hidden_name(*character).is_none())
            .map(|character| format!("U+{:04X}", character as u32))
            .collect();
        if !foreign.is_empty() {
            message.push_str(&format!(", which is written with {}", foreign.join(", ")));
        }
        let finding = Finding::error(rules::UNKNOWN_KEY, self.tree.key_place(&full), message)
            .help(help)
            .maybe_fix(fix);
        Problem {
            meant,
            astray,
            ..Problem::new(finding, Some(full))
        }
    }

    fn bad_name(&self, path: &[String], name: &str) -> Problem {
        let full = join(path, name);
        if let Some(help) = self.other_table(&full, name) {
            let message = format!("{} knows no `{}`", self.table_name(path), visible(name));
            let finding = Finding::error(rules::UNKNOWN_KEY, self.tree.key_place(&full), message).help(help);
            return Problem::new(finding, Some(full));
        }
        let (what, help) = match path.first().map(String::as_str) {
            Some("stages") => (
                "the name of a stage",
                "lower-case letters, digits and single hyphens between them, a letter first, 40 characters at most: every resource is named after it",
            ),
            _ => (
                "the name of a Personalize field",
                "letters, digits and underscores, no digit first, 150 characters at most",
            ),
        };
        let length = name.chars().count();
        let longest = if path == ["stages"] { 40 } else { 150 };
        let long_name = length > longest;
        let long = match long_name {
            true => format!(": it has {}", characters(length as u64)),
            false => String::new(),
        };
        let message = format!("`{}` cannot be {what}{}{long}", visible(name), self.strange(name));
        let plain = name.to_lowercase().replace(['_', '.', ' '], "-");
        let meant = path == ["stages"] && !long_name && plain != name && hints::is_stage_name(&plain);
        let help = if meant {
            format!("write `{plain}`: {help}")
        } else {
            help.to_owned()
        };
        let finding = Finding::error(rules::INVALID_NAME, self.tree.key_place(&full), message).help(help);
        Problem {
            meant: vec![join(path, &name.to_lowercase())],
            ..Problem::new(finding, Some(full))
        }
    }

    fn missing(&self, path: &[String], key: &str) -> Problem {
        // A table of the top, and the one dataset that everybody needs, are missed at the start of the file.
        let whole_table = path.is_empty() || path == ["datasets"];
        let (place, message) = if whole_table {
            let table = join(path, key).join(".");
            (
                Place::start_of(self.tree.source()),
                format!("the spec has no `[{table}]`"),
            )
        } else {
            (
                self.tree.lacking_place(path),
                format!("{} lacks `{key}`", self.table_name(path)),
            )
        };
        let text = self.description.text(&join(path, key));
        let finding = Finding::error(rules::MISSING_KEY, place, message);
        let help = self.help(&join(path, key), text);
        let help = help.map(|help| match (path, key) {
            ([], "stages") => format!("{help}; for example `[stages.dev]`"),
            ([], "datasets") => format!("{help}; begin with `[datasets.interactions]`"),
            _ => help,
        });
        let lacks = Some(join(path, key));
        Problem {
            lacks,
            ..Problem::new(finding.maybe_help(help), None)
        }
    }

    fn empty(&self, path: &[String]) -> Problem {
        let message = match path.last().map(String::as_str) {
            Some("stages") => "`[stages]` has no stage: nothing would be rendered".to_owned(),
            _ => format!("{} is empty", self.table_name(path)),
        };
        let finding = Finding::error(rules::MISSING_KEY, self.tree.lacking_place(path), message);
        let finding = finding.maybe_help(self.help(path, self.description.text(path)));
        Problem {
            lacks: Some(path.to_vec()),
            ..Problem::new(finding, (path.len() > 1).then(|| path.to_vec()))
        }
    }

    /// The description of what was meant, with an example.
    fn help(&self, path: &[String], text: Option<&str>) -> Option<String> {
        let text = text?.trim_end_matches('.');
        let first = text
            .chars()
            .next()
            .map(|first| first.to_lowercase().to_string())
            .unwrap_or_default();
        let rest: String = text.chars().skip(1).collect();
        // Abbreviations and product names keep their capitals.
        let acronym = rest.starts_with(|next: char| next.is_uppercase())
            || ["AWS", "Athena", "Amazon", "SageMaker", "Glue", "Avro"]
                .iter()
                .any(|name| text.starts_with(name));
        let lowered = if acronym {
            text.to_owned()
        } else {
            format!("{first}{rest}")
        };
        Some(match self.description.example(path) {
            Some(example) => format!("{lowered}; for example `{} = {example}`", key_of(path)),
            None => lowered,
        })
    }

    /// Characters of a name that look like others or are not seen, as ` (it holds U+…)`.
    fn strange(&self, value: &str) -> String {
        let strange: Vec<String> = value
            .chars()
            .filter(|character| !character.is_ascii() || hidden_name(*character).is_some())
            .take(5)
            .map(|character| format!("U+{:04X}", character as u32))
            .collect();
        if strange.is_empty() {
            String::new()
        } else {
            format!(" (it holds {})", strange.join(", "))
        }
    }

    fn table_name(&self, path: &[String]) -> String {
        if path.is_empty() {
            "a spec".into()
        } else {
            format!("`[{}]`", visible(&path.join(".")))
        }
    }

    fn place(&self, path: &[String]) -> Place {
        match self.element(path) {
            Some(item) => Place::new(self.tree.source(), item.span.clone()),
            None => self.tree.value_place(path),
        }
    }

    fn node(&self, path: &[String]) -> Option<&Node> {
        self.element(path)
            .or_else(|| self.tree.entry(path).map(|entry| &entry.node))
    }

    /// An array's element, where the path ends at one.
    fn element(&self, path: &[String]) -> Option<&Node> {
        let (last, parents) = path.split_last()?;
        let index: usize = last.parse().ok()?;
        match &self.tree.entry(parents)?.node.value {
            Value::Array(items) => items.get(index),
            _ => None,
        }
    }
}

fn join(path: &[String], key: &str) -> Vec<String> {
    let mut full = path.to_vec();
    full.push(key.to_owned());
    full
}

/// The one of `keys` that begins with `key`, a word of four letters at least.
fn begun<'k>(key: &str, keys: impl Iterator<Item = &'k str>) -> Option<&'k str> {
    let mut longer = keys.filter(|known| key.len() >= 4 && known.starts_with(key));
    longer.next().filter(|_| longer.next().is_none())
}

/// A count of characters, in words.
fn characters(count: u64) -> String {
    match count {
        1 => "1 character".to_owned(),
        many => format!("{many} characters"),
    }
}

/// The last key of a path; an array's for its elements.
fn key_of(path: &[String]) -> &str {
    path.iter()
        .rev()
        .map(String::as_str)
        .find(|step| step.parse::<usize>().is_err())
        .unwrap_or("the spec")
}
