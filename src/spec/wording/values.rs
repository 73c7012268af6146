//! Values that the schema refuses: of another type, or none of those allowed.

use jsonschema::ValidationError;
use jsonschema::error::ValidationErrorKind as Kind;
use serde_json::Value as Json;

use crate::diagnostic::{Finding, Fix, closest, list, visible};
use crate::source::{Node, Value};
use crate::spec::{hints, mending, rules};

use super::{Astray, Problem, Teller, characters, join, key_of};

impl Teller<'_> {
    pub(super) fn wrong_type(&self, path: &[String]) -> Problem {
        let key = key_of(path);
        let kinds = self.description.kinds(path);
        let place = self.place(path);
        let written = place.snippet();
        let node = self.node(path);
        let finding = match node.map(|node| &node.value) {
            Some(Value::TooLarge(number)) => {
                let message = format!("`{}` needs more than 64 bits", visible(number));
                Finding::error(rules::NUMBER_TOO_LARGE, place.clone(), message)
            }
            _ => {
                let each = match path.last() {
                    Some(last) if last != key => "each of ",
                    _ => "",
                };
                let wanted = match kinds.split_last() {
                    Some((last, rest)) if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
                    _ => kinds.concat(),
                };
                let found = node.map_or("something else", Node::kind);
                let message = format!("{each}`{key}` must be {wanted}, and this is {found}");
                Finding::error(rules::WRONG_TYPE, place.clone(), message)
            }
        };
        // `stages = 3` at the end of a file stands in whatever table comes last: no table is missing besides.
        let astray = path.len() > 1 && self.description.keys(&[]).contains(&key);
        let wants = |kind| kinds.contains(&kind);
        // A table may stand for a key beside it.
        let table = node.and_then(Node::table).and_then(|_| hints::table(path));
        let beside = table.as_ref().and_then(|(_, key)| {
            let (_, parents) = path.split_last()?;
            Some(join(parents, key)).filter(|beside| self.tree.entry(beside).is_none())
        });
        let other_table = self
            .other_table(path, key)
            .or_else(|| hints::field_among_columns(path, node));
        let strays = other_table.is_some();
        let help = match node.map(|node| &node.value) {
            _ if beside.is_some() => table.map(|(help, _)| help),
            _ if other_table.is_some() => other_table,
            _ if astray => Some(format!("write `[{key}]`, a table of its own")),
            Some(Value::Array(_)) if written.starts_with("[[") => {
                let header = written.trim_start_matches('[').trim_end_matches(']');
                Some(format!("write `[{}]`, in single brackets", visible(header)))
            }
            Some(Value::String(text))
                if wants("an integer") && text.parse::<i64>().is_ok()
                    || wants("a boolean") && text.parse::<bool>().is_ok() =>
            {
                Some(format!("write it without quotes: `{text}`"))
            }
            Some(Value::Integer(_) | Value::Boolean(_) | Value::Datetime(_) | Value::Float(_))
                if self.description.takes_any_string(path) || key == "sample_date" =>
            {
                Some(format!("put it in quotes: `\"{}\"`", visible(written)))
            }
            _ if kinds == ["a table"] && !path.iter().any(|step| step.parse::<usize>().is_ok()) => {
                let text = self.description.text(path).unwrap_or_default();
                let table = match key {
                    "stages" => "stages.dev".to_owned(),
                    "datasets" => "datasets.interactions".to_owned(),
                    _ => path.join("."),
                };
                Some(format!("write `[{}]`, a table of its own. {text}", visible(&table)))
            }
            _ => self.help(path, self.description.text(path)),
        };
        let takes_strings = self.description.takes_any_string(path) || key == "sample_date";
        let node = node.filter(|_| !astray);
        let fix = node.and_then(|node| mending::of_type(&place, node, &kinds, takes_strings));
        Problem {
            meant: match beside.or_else(|| astray.then(|| vec![key.to_owned()])) {
                Some(meant) => vec![meant],
                None if strays => self.missing_homes(path, key),
                None => Vec::new(),
            },
            astray: if strays { Astray::Begins } else { Astray::No },
            ..Problem::new(finding.maybe_help(help).maybe_fix(fix), Some(path.to_vec()))
        }
    }

    pub(super) fn invalid(&self, path: &[String], error: &ValidationError<'_>) -> Problem {
        let value = match error.instance().as_ref() {
            Json::String(text) => text.clone(),
            other => other.to_string(),
        };
        let key = key_of(path);
        let shown = visible(&value);
        let mut fix = None;
        let (message, help) = match error.kind() {
            Kind::Enum { options } => {
                let words: Vec<String> = options
                    .as_array()
                    .into_iter()
                    .flatten()
                    .map(|option| option.as_str().map_or_else(|| option.to_string(), str::to_owned))
                    .collect();
                let strings = words
                    .iter()
                    .map(String::as_str)
                    .filter(|_| error.instance().is_string());
                fix = mending::of_options(&self.place(path), &value, strings);
                let close = closest(&value, words.iter().map(String::as_str));
                let help = match (error.instance().as_i64(), close) {
                    (Some(number), _) => hints::nearest(number, options),
                    (None, Some(meant)) => format!("did you mean `{meant}`?"),
                    (None, None) => format!("write {}", list(words.iter().map(String::as_str))),
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
                Some(format!(
                    "take {} off",
                    characters((value.chars().count() as u64).saturating_sub(*limit))
                )),
            ),
            Kind::MinLength { .. } if value.is_empty() => (format!("`{key}` is empty"), None),
            Kind::MinLength { limit } => (format!("`{key}` is too short: {limit} characters at least"), None),
            Kind::MaxItems { limit } => (format!("`{key}` has too many entries, {limit} at most"), None),
            Kind::MinItems { .. } => (format!("`{key}` is empty"), None),
            Kind::UniqueItems => (format!("`{key}` names something twice"), None),
            Kind::MaxProperties { limit } => (format!("`{key}` has too many entries, {limit} at most"), None),
            _ => {
                let region = mending::region(&value).filter(|_| key == "region");
                fix = region.as_ref().map(|region| Fix::string(&self.place(path), region));
                let help = region.map(|region| format!("did you mean `{region}`?"));
                (format!("`{shown}` cannot be the `{key}`{}", self.strange(&value)), help)
            }
        };
        let rule = if key == "name" {
            rules::INVALID_NAME
        } else {
            rules::INVALID_VALUE
        };
        let other_table = self.other_table(path, key);
        let strays = other_table.is_some();
        let help = other_table.or(help);
        let help = help.or_else(|| self.help(path, self.description.text(path)));
        let finding = Finding::error(rule, self.place(path), message).maybe_help(help);
        Problem {
            meant: if strays {
                self.missing_homes(path, key)
            } else {
                Vec::new()
            },
            astray: if strays { Astray::Begins } else { Astray::No },
            ..Problem::new(finding.maybe_fix(fix), Some(path.to_vec()))
        }
    }
}
