//! A finished machine: its definition, the policy of its role, its drawing.

use std::collections::BTreeSet;
use std::fmt;

use super::asl::{Definition, State, States};
use super::link::link;
use super::mermaid;
use super::policy::{self, Statement};
use super::step::{Scope, Seconds, Task};

/// State names are at most this long, and unique in the whole machine, inner scopes included.
/// <https://states-language.net/spec.html>
const STATE_NAME_MAX: usize = 80;

/// A state machine whose definition Step Functions accepts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Machine {
    comment: String,
    timeout: Seconds,
    scope: Scope,
    definition: String,
}

/// Why a machine cannot be built.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unbuildable {
    /// There is nothing to prepare.
    NoDataset,
    /// A dataset's key is not lower-case letters with single `_` between them.
    DatasetKey(String),
    /// Two states have this name.
    DuplicateState(String),
    /// The name of this state is empty or longer than 80 characters.
    StateName(String),
    /// The definition could not be written as JSON.
    Json(String),
}

impl fmt::Display for Unbuildable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoDataset => write!(f, "a data preparation workflow needs at least one dataset"),
            Self::DatasetKey(key) => {
                write!(
                    f,
                    "the dataset key {key:?} is not lower-case letters with single underscores between them"
                )
            }
            Self::DuplicateState(name) => {
                write!(
                    f,
                    "two states of the workflow are called {name:?}; is a dataset listed twice?"
                )
            }
            Self::StateName(name) => {
                write!(
                    f,
                    "the state name {name:?} is empty or longer than {STATE_NAME_MAX} characters"
                )
            }
            Self::Json(error) => write!(f, "the workflow cannot be written as JSON: {error}"),
        }
    }
}

impl std::error::Error for Unbuildable {}

impl Machine {
    /// A machine that runs `scope` and is stopped after `timeout`.
    ///
    /// # Errors
    /// If a state's name is taken, empty or too long.
    pub fn new(comment: impl Into<String>, timeout: Seconds, scope: Scope) -> Result<Self, Unbuildable> {
        let comment = comment.into();
        let states = link(&scope);
        check_names(&states, &mut BTreeSet::new())?;
        let definition = Definition {
            comment: comment.clone(),
            query_language: "JSONata",
            timeout_seconds: timeout.get(),
            scope: states,
        };
        let json = serde_json::to_string_pretty(&definition).map_err(|error| Unbuildable::Json(error.to_string()))?;
        Ok(Self {
            comment,
            timeout,
            scope,
            definition: ascii(&json),
        })
    }

    /// The definition as JSON for `templatefile()`: two blanks per level, ASCII only, a line end at the end.
    pub fn definition(&self) -> &str {
        &self.definition
    }

    /// One sentence on what the machine does.
    pub fn comment(&self) -> &str {
        &self.comment
    }

    /// Seconds after which Step Functions stops an execution.
    pub fn timeout(&self) -> Seconds {
        self.timeout
    }

    /// Names of the variables that `templatefile()` has to fill in, sorted.
    pub fn placeholders(&self) -> BTreeSet<&str> {
        // `$${` is an escape, not the begin of a name.
        let text = self.definition.as_str();
        text.match_indices("${")
            .filter(|(at, _)| !text.get(..*at).is_some_and(|before| before.ends_with('$')))
            .filter_map(|(at, mark)| text.get(at + mark.len()..)?.split_once('}'))
            .map(|(name, _)| name)
            .collect()
    }

    /// The tasks of the machine, in the order in which they stand in the definition.
    pub fn tasks(&self) -> Vec<&Task> {
        self.scope.tasks()
    }

    /// What the machine's role needs for its tasks: one statement per purpose, nothing for calls that are not made.
    /// Log delivery and tracing are not tasks; they are the Terraform module's.
    pub fn policy(&self) -> Vec<Statement> {
        policy::fold(self.tasks().into_iter().flat_map(|task| task.call.statements()))
    }

    /// The machine as a Mermaid flowchart, without the failures that every call can end in.
    pub fn mermaid(&self) -> String {
        mermaid::draw(&self.scope)
    }
}

fn check_names<'a>(states: &'a States, seen: &mut BTreeSet<&'a str>) -> Result<(), Unbuildable> {
    for (name, state) in &states.states {
        if name.is_empty() || name.chars().count() > STATE_NAME_MAX {
            return Err(Unbuildable::StateName(name.clone()));
        }
        if !seen.insert(name) {
            return Err(Unbuildable::DuplicateState(name.clone()));
        }
        if let State::Parallel { branches, .. } = state {
            for branch in branches {
                check_names(branch, seen)?;
            }
        }
    }
    Ok(())
}

/// Characters beyond ASCII stand in strings only, where JSON can spell them with digits.
fn ascii(json: &str) -> String {
    let mut text = String::with_capacity(json.len() + 1);
    for character in json.chars() {
        if character.is_ascii() {
            text.push(character);
        } else {
            let mut units = [0; 2];
            for unit in character.encode_utf16(&mut units) {
                text.push_str(&format!("\\u{unit:04x}"));
            }
        }
    }
    text.push('\n');
    text
}

#[cfg(test)]
mod tests {
    use super::ascii;

    #[test]
    fn what_is_not_ascii_is_spelled_with_digits() {
        assert_eq!(ascii("\"M\u{fc}ller \u{1f600}\""), "\"M\\u00fcller \\ud83d\\ude00\"\n");
    }
}
