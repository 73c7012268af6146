//! What the schema refuses, in our own words and at its place.

use jsonschema::ValidationError;
use jsonschema::error::ValidationErrorKind as Kind;
use serde_json::Value as Json;

use crate::diagnostic::{Finding, Sink, closest, hidden_name, list, visible};
use crate::source::{Place, Tree};

use super::hints;
use super::json::Document;
use super::rules;
use super::schema::{Description, Validator};

/// The finding for what the parser of TOML refused.
pub(super) fn syntax_finding(place: Place, message: &str) -> Finding {
    let finding = Finding::error(rules::TOML_SYNTAX, place, format!("this is not TOML: {message}"));
    match message {
        "duplicate key" => finding.help("a key or table stands once; put what belongs together into one"),
        message if message.starts_with("string values must be quoted") => {
            finding.help("put the value in double quotes")
        }
        _ => finding,
    }
}

/// Runs the schema over `document`, tells what it refuses, and takes that out, so that the rest can be typed. Nothing is
/// told of the lines in `unread`, which the syntax errors already speak of, nor that something is missing where a part
/// could not be read.
pub(super) fn check(tree: &Tree, document: &mut Document, unread: &[usize], sink: &mut Sink) {
    let mut refused: Vec<Vec<String>> = Vec::new();
    {
        let errors: Vec<ValidationError<'_>> = Validator::iter_errors(&document.value).collect();
        if errors.is_empty() {
            return;
        }
        let Some(description) = Description::read() else {
            return;
        };
        let teller = Teller { tree, description };
        let problems: Vec<Problem> = errors
            .iter()
            .flat_map(|error| teller.problems(&segments(error), error))
            .collect();
        // `sorce` is one mistake: it is told as an unknown key, and not once more as the `source` that is missing.
        let meant: Vec<Vec<String>> = problems.iter().filter_map(|problem| problem.meant.clone()).collect();
        for problem in problems {
            refused.extend(problem.leave_out);
            let line = problem.finding.place.start().line;
            let told = problem
                .lacks
                .is_some_and(|path| !unread.is_empty() || meant.contains(&path));
            if !told && !unread.contains(&line) {
                sink.push(problem.finding);
            }
        }
    }
    for path in &refused {
        remove(&mut document.value, path);
    }
}

fn segments(error: &ValidationError<'_>) -> Vec<String> {
    let pointer = error.instance_path().as_str();
    let steps = pointer.split('/').skip(1);
    steps.map(|step| step.replace("~1", "/").replace("~0", "~")).collect()
}

/// Takes the value at `path` out. An element of an array takes the whole array with it.
fn remove(value: &mut Json, path: &[String]) {
    let Some((first, rest)) = path.split_first() else {
        return;
    };
    let Some(object) = value.as_object_mut() else {
        return;
    };
    match object.get_mut(first) {
        Some(next) if !rest.is_empty() && !next.is_array() => remove(next, rest),
        _ => {
            object.shift_remove(first);
        }
    }
}

/// One finding, and what follows from it.
struct Problem {
    finding: Finding,
    /// The path of what cannot be typed because of it.
    leave_out: Option<Vec<String>>,
    /// For an unknown key, the path that was probably meant.
    meant: Option<Vec<String>>,
    /// For a missing key, its path.
    lacks: Option<Vec<String>>,
}

impl Problem {
    fn new(finding: Finding, leave_out: Option<Vec<String>>) -> Self {
        Self {
            finding,
            leave_out,
            meant: None,
            lacks: None,
        }
    }
}

struct Teller<'a> {
    tree: &'a Tree,
    description: Description,
}

impl Teller<'_> {
    fn problems(&self, path: &[String], error: &ValidationError<'_>) -> Vec<Problem> {
        match error.kind() {
            Kind::AdditionalProperties { unexpected } => unexpected.iter().map(|key| self.unknown(path, key)).collect(),
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
            Kind::Enum { .. } => self.unknown(path, &name),
            _ => self.bad_name(path, &name),
        }
    }

    fn unknown(&self, path: &[String], key: &str) -> Problem {
        let full = join(path, key);
        let keys = self.description.keys(path);
        let meant = closest(key, keys.iter().copied()).map(|meant| join(path, meant));
        let help = match (
            meant.as_ref().and_then(|path| path.last()),
            hints::unknown_key(path, key),
        ) {
            (Some(meant), _) => format!("did you mean `{meant}`?"),
            (None, Some(hint)) => hint.into(),
            (None, None) if keys.is_empty() => "remove it".into(),
            (None, None) => format!("{} takes {}", self.table_name(path), list(keys)),
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
        let finding = Finding::error(rules::UNKNOWN_KEY, self.tree.key_place(&full), message).help(help);
        let meant = meant.or_else(|| Some(join(path, hints::stands_for(path)?)));
        Problem {
            meant,
            ..Problem::new(finding, Some(full))
        }
    }

    fn bad_name(&self, path: &[String], name: &str) -> Problem {
        let full = join(path, name);
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
        let message = format!("`{}` cannot be {what}{}", visible(name), self.strange(name));
        let finding = Finding::error(rules::INVALID_NAME, self.tree.key_place(&full), message).help(help);
        Problem::new(finding, Some(full))
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
        let lacks = Some(join(path, key));
        Problem {
            lacks,
            ..Problem::new(finding.maybe_help(self.help(&join(path, key), text)), None)
        }
    }

    fn empty(&self, path: &[String]) -> Problem {
        let message = match path.last().map(String::as_str) {
            Some("stages") => "`[stages]` has no stage: nothing would be rendered".to_owned(),
            _ => format!("{} is empty", self.table_name(path)),
        };
        let finding = Finding::error(rules::MISSING_KEY, self.tree.lacking_place(path), message);
        Problem::new(
            finding.maybe_help(self.help(path, self.description.text(path))),
            (path.len() > 1).then(|| path.to_vec()),
        )
    }

    fn wrong_type(&self, path: &[String]) -> Problem {
        let found = self.node_kind(path);
        let wanted = self.description.kind(path).unwrap_or("something else");
        let message = format!("`{}` must be {wanted}, and this is {found}", key_of(path));
        let finding = Finding::error(rules::WRONG_TYPE, self.place(path), message);
        Problem::new(
            finding.maybe_help(self.help(path, self.description.text(path))),
            Some(path.to_vec()),
        )
    }

    fn invalid(&self, path: &[String], error: &ValidationError<'_>) -> Problem {
        let value = match error.instance().as_ref() {
            Json::String(text) => text.clone(),
            other => other.to_string(),
        };
        let key = key_of(path);
        let shown = visible(&value);
        let (message, help) = match error.kind() {
            Kind::Enum { options } => {
                let words: Vec<String> = options
                    .as_array()
                    .into_iter()
                    .flatten()
                    .map(|option| option.as_str().map_or_else(|| option.to_string(), str::to_owned))
                    .collect();
                let help = match closest(&value, words.iter().map(String::as_str)) {
                    Some(meant) if !error.instance().is_number() => {
                        format!("did you mean `{meant}`?")
                    }
                    _ => format!("write {}", list(words.iter().map(String::as_str))),
                };
                (
                    format!("`{key}` cannot be `{shown}`{}", self.strange(&value)),
                    Some(help),
                )
            }
            Kind::Minimum { limit } => (format!("`{key}` is at least {limit}, and this is {shown}"), None),
            Kind::Maximum { limit } => (format!("`{key}` is at most {limit}, and this is {shown}"), None),
            Kind::MaxLength { limit } => (
                format!(
                    "`{key}` is too long: {} characters, {limit} at most",
                    value.chars().count()
                ),
                None,
            ),
            Kind::MinLength { .. } => (format!("`{key}` is too short"), None),
            Kind::MaxItems { limit } => (format!("`{key}` has too many entries, {limit} at most"), None),
            Kind::MinItems { .. } => (format!("`{key}` is empty"), None),
            Kind::UniqueItems => (format!("`{key}` names something twice"), None),
            Kind::MaxProperties { limit } => (format!("`{key}` has too many entries, {limit} at most"), None),
            _ => (format!("`{shown}` cannot be the `{key}`{}", self.strange(&value)), None),
        };
        let rule = if key == "name" {
            rules::INVALID_NAME
        } else {
            rules::INVALID_VALUE
        };
        let help = help.or_else(|| self.help(path, self.description.text(path)));
        let finding = Finding::error(rule, self.place(path), message).maybe_help(help);
        Problem::new(finding, Some(path.to_vec()))
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
            Some((span, _)) => Place::new(self.tree.source(), span),
            None => self.tree.value_place(path),
        }
    }

    fn node_kind(&self, path: &[String]) -> &'static str {
        match self.element(path) {
            Some((_, kind)) => kind,
            None => self
                .tree
                .entry(path)
                .map_or("something else", |entry| entry.node.kind()),
        }
    }

    /// The span and kind of an array's element, where the path ends at one.
    fn element(&self, path: &[String]) -> Option<(crate::source::Span, &'static str)> {
        let (last, parents) = path.split_last()?;
        let index: usize = last.parse().ok()?;
        match &self.tree.entry(parents)?.node.value {
            crate::source::Value::Array(items) => items.get(index).map(|item| (item.span.clone(), item.kind())),
            _ => None,
        }
    }
}

fn join(path: &[String], key: &str) -> Vec<String> {
    let mut full = path.to_vec();
    full.push(key.to_owned());
    full
}

/// The last key of a path; an array's for its elements.
fn key_of(path: &[String]) -> &str {
    path.iter()
        .rev()
        .map(String::as_str)
        .find(|step| step.parse::<usize>().is_err())
        .unwrap_or("the spec")
}
