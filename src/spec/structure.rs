//! What the schema refuses, each mistake once; and what is left of the document without it.

use std::collections::{HashMap, HashSet};

use jsonschema::ValidationError;
use jsonschema::error::ValidationErrorKind as Kind;
use serde_json::Value as Json;

use crate::diagnostic::Sink;
use crate::source::{Tree, Unread};

use super::astray;
use super::rules;
use super::schema::Validator;
use super::wording::{Astray, Problem, Teller};

/// What seems to be missing and is not: it was written under a name that nobody knows, or stands in a part of the page that
/// could not be read. `sorce` is one mistake, told as an unknown key and not once more as the `source` that is missing.
#[derive(Debug, Default)]
pub struct Excuses {
    broken: bool,
    meant: HashSet<Vec<String>>,
    /// Keys that stand in a table that does not take them, for want of a header.
    astray: HashSet<String>,
    /// Where the values of unknown keys begin.
    unknown: HashSet<usize>,
}

impl Excuses {
    /// Whether the lack of what should stand at `path` needs no finding.
    pub fn excuse<S: AsRef<str>>(&self, path: &[S]) -> bool {
        let mut start = Vec::with_capacity(path.len());
        let mut leads_to = |step: &S| {
            start.push(step.as_ref().to_owned());
            self.meant.contains(&start)
        };
        let is_astray = || path.last().is_some_and(|key| self.astray.contains(key.as_ref()));
        self.broken || !self.meant.is_empty() && path.iter().any(&mut leads_to) || is_astray()
    }

    /// Whether the value that begins at an offset is that of a key which nobody knows: what it may hold cannot be told.
    pub(super) fn is_unknown(&self, value: usize) -> bool {
        self.unknown.contains(&value)
    }

    /// Whether something in a table of the top may be there, though it is not found.
    pub fn touch(&self, table: &str) -> bool {
        let is_in = |path: &Vec<String>| path.first().is_some_and(|first| first == table);
        self.broken || self.meant.iter().any(is_in)
    }
}

/// Runs the schema over `document`, tells what it refuses, and takes that out, so that the rest can be typed. Nothing is
/// told of the lines in `unread`, which the syntax errors already speak of.
pub(super) fn check(tree: &Tree, document: &mut Json, unread: &Unread, sink: &mut Sink) -> Excuses {
    let mut excuses = Excuses {
        broken: !unread.is_empty(),
        ..Excuses::default()
    };
    let mut refused = Refused::default();
    {
        let errors: Vec<ValidationError<'_>> = Validator::iter_errors(document).collect();
        if errors.is_empty() {
            return excuses;
        }
        let Some(teller) = Teller::new(tree) else {
            return excuses;
        };
        // A value of the wrong type is none of those allowed either.
        let is_type = |error: &&ValidationError<'_>| matches!(error.kind(), Kind::Type { .. });
        let mistyped: HashSet<Vec<String>> = errors.iter().filter(is_type).map(segments).collect();
        // An empty one is of no pattern either.
        let is_short = |error: &&ValidationError<'_>| matches!(error.kind(), Kind::MinLength { .. });
        let empty: HashSet<Vec<String>> = errors.iter().filter(is_short).map(segments).collect();
        let is_pattern =
            |error: &ValidationError<'_>| matches!(error.kind(), Kind::Pattern { .. } | Kind::Format { .. });
        let problems: Vec<Problem> = errors
            .iter()
            .filter(|error| is_type(error) || !mistyped.contains(&segments(error)))
            .filter(|error| !is_pattern(error) || !empty.contains(&segments(error)))
            .flat_map(|error| teller.problems(&segments(error), error))
            .collect();
        // Of the value of a key that nobody knows nothing else is told.
        let is_unknown = |problem: &&Problem| problem.finding.rule == rules::UNKNOWN_KEY;
        let unknown: HashSet<Vec<String>> = problems
            .iter()
            .filter(is_unknown)
            .filter_map(|problem| problem.leave_out.clone())
            .collect();
        let values = unknown.iter().filter_map(|path| tree.entry(path));
        excuses.unknown = values.map(|entry| entry.node.span.start).collect();
        let stray = |problem: &Problem| {
            let path = problem.leave_out.as_ref().filter(|_| !is_unknown(&problem));
            path.is_some_and(|path| unknown.contains(path))
        };
        excuses.meant = problems.iter().flat_map(|problem| problem.meant.clone()).collect();
        let paths = problems
            .iter()
            .filter_map(|problem| problem.leave_out.as_ref().map(|path| (problem.astray, path)));
        for (astray, path) in paths {
            excuses
                .astray
                .extend(path.last().filter(|_| astray == Astray::Begins).cloned());
            refused.add(path.clone());
        }
        let problems = problems.into_iter().filter(|problem| !stray(problem)).collect();
        for problem in astray::once_per_run(tree, problems) {
            let line = problem.finding.place.start().line;
            let excused = problem.lacks.is_some_and(|path| excuses.excuse(&path));
            if !excused && !unread.contains(line) {
                sink.push(problem.finding);
            }
        }
    }
    refused.take_out_of(document);
    excuses
}

fn segments(error: &ValidationError<'_>) -> Vec<String> {
    let pointer = error.instance_path().as_str();
    let steps = pointer.split('/').skip(1);
    steps.map(|step| step.replace("~1", "/").replace("~0", "~")).collect()
}

/// What is taken out of the document: keys by the path of their table. Thousands of one table go at once.
#[derive(Default)]
struct Refused(HashMap<Vec<String>, HashSet<String>>);

impl Refused {
    fn add(&mut self, mut path: Vec<String>) {
        if let Some(key) = path.pop() {
            self.0.entry(path).or_default().insert(key);
        }
    }

    fn take_out_of(&self, document: &mut Json) {
        for (table, keys) in &self.0 {
            remove(document, table, keys);
        }
    }
}

/// Takes `keys` out of the table at `path`. An element of an array takes the whole array with it.
fn remove(value: &mut Json, path: &[String], keys: &HashSet<String>) {
    let Some(object) = value.as_object_mut() else {
        return;
    };
    match path.split_first() {
        None => object.retain(|key, _| !keys.contains(key)),
        Some((first, rest)) => match object.get_mut(first) {
            Some(next) if !next.is_array() => remove(next, rest, keys),
            _ => {
                object.shift_remove(first);
            }
        },
    }
}
