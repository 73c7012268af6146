//! Names → columns.

use std::collections::HashMap;

use crate::diagnostic::closest;
use crate::query::ast::{Name, Step};
use crate::query::problem::{Problem, ProblemKind};
use crate::query::scope::{Lookup, Scope};
use crate::query::token::At;
use crate::query::traits::Traits;
use crate::query::types::Type;

use super::{Analyzer, Clause, ToldOnce, Typed, hash_text, mix};

/// Most parts that a column's name has: catalog, database, table, column.
const MOST_PARTS: usize = 4;

/// How a message ends that one FROM would answer, however many columns lack it.
const NO_FROM: &str = ": the query has no FROM.";

impl Analyzer<'_> {
    /// A name with the steps behind it; how many of the steps were part of the column's name.
    pub(super) fn column(&mut self, first: &Name<'_>, steps: &[Step<'_>], scope: &Scope<'_>) -> (Typed, usize) {
        if first.refused {
            return (unknown(first.at), steps.len());
        }
        let mut parts = vec![first.text.to_lowercase()];
        let mut ends = vec![first.at];
        for step in steps.iter().take(MOST_PARTS - 1) {
            let Step::Field(name) = step else { break };
            parts.push(name.text.to_lowercase());
            ends.push(name.at);
        }
        let mut known_owner = false;
        let mut open = None;
        for length in (1..=parts.len()).rev() {
            let (Some((name, qualifier)), Some(end)) = (
                parts.get(..length).and_then(|parts| parts.split_last()),
                ends.get(length - 1),
            ) else {
                continue;
            };
            let at = first.at.to(*end);
            match scope.find(qualifier, name) {
                Lookup::Field(field, level) => {
                    let typed = Typed::new(field.ty.clone(), field.traits, field.id, at);
                    return (self.found(typed, level), length - 1);
                }
                Lookup::Open(far) if open.is_none() => open = Some((at, length, name.clone(), far)),
                Lookup::Open(_) => {}
                Lookup::Ambiguous if qualifier.is_empty() => {
                    self.problem(
                        Problem::new(
                            ProblemKind::AmbiguousColumn,
                            at,
                            format!("More than one table of this query has a column `{}`.", self.quote(at)),
                        )
                        .help("write the table's name and a dot before it"),
                    );
                    return (unknown(at), length - 1);
                }
                Lookup::Ambiguous => {
                    if self.told_owners.insert(qualifier.join(".")) {
                        let message = format!(
                            "More than one table of this query is called `{}`.",
                            self.quote(first.at)
                        );
                        self.problem(
                            Problem::new(ProblemKind::AmbiguousColumn, at, message)
                                .help("give each of them a name of its own behind it in FROM"),
                        );
                    }
                    return (unknown(at), length - 1);
                }
                Lookup::Nothing { known_owner: known } => known_owner |= known,
            }
        }
        if let Some((at, length, name, far)) = open {
            // A source whose columns are not known has it, perhaps: always the same one for the same name.
            let traits = match far {
                Some((why, join)) => Traits::UNKNOWN.nullable(why, join),
                None => Traits::UNKNOWN,
            };
            let typed = Typed::new(Type::Unknown, traits, mix(hash_text(&name), 1), at).loose(Some(at));
            return (self.seal(typed), length - 1);
        }
        // Columns such as `"$path"` are in every table of files, and in no `*`.
        if let Some(hidden) = parts.iter().find(|part| part.starts_with('$')) {
            let ty = if hidden == "$path" { Type::Text } else { Type::Unknown };
            let at = ends.last().map_or(first.at, |last| first.at.to(*last));
            let typed = Typed::new(ty, Traits::UNKNOWN, mix(hash_text(hidden), 1), at).loose(Some(at));
            return (self.seal(typed), steps.len());
        }
        self.no_column(first, &ends, known_owner, scope);
        (unknown(first.at), steps.len())
    }

    fn found(&mut self, typed: Typed, level: usize) -> Typed {
        let at = typed.at;
        if level == self.depth() {
            return self.seal(typed.loose(Some(at)));
        }
        if level > 0 {
            self.outer.push((level, at, typed.hash));
        }
        typed
    }

    fn no_column(&mut self, first: &Name<'_>, ends: &[At], known_owner: bool, scope: &Scope<'_>) {
        let at = match ends.get(1) {
            Some(second) if known_owner => first.at.to(*second),
            _ => first.at,
        };
        let shown = self.quote(at);
        let last = shown.rsplit('.').next().unwrap_or(&shown).trim_matches('"').to_owned();
        let names = scope.names();
        let near = closest(&last, names.iter().copied()).map(str::to_owned);
        if first.quoted && near.is_none() && ends.len() == 1 {
            self.problem(
                Problem::new(
                    ProblemKind::QuotedLiteral,
                    at,
                    format!("Double quotes make a name, and there is no column {shown}."),
                )
                .help(format!("for a text, write '{}'", first.text.replace('\'', "''"))),
            );
            return;
        }
        let called: Vec<&str> = scope
            .owners
            .iter()
            .filter_map(|owner| owner.name.last())
            .map(String::as_str)
            .collect();
        if ends.len() > 1 && !known_owner && !called.is_empty() && !names.contains(&first.text.as_ref()) {
            if self.told_owners.insert(first.text.to_lowercase()) {
                let message = format!(
                    "Neither a table nor a column of this query is called `{}`.",
                    self.quote(first.at)
                );
                let help = match closest(&first.text.to_lowercase(), called.iter().copied()) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!("in FROM there is {}", crate::diagnostic::list(called)),
                };
                self.problem(Problem::new(ProblemKind::UnknownColumn, first.at, message).help(help));
            }
            return;
        }
        let no_from = names.is_empty() && scope.owners.is_empty();
        if no_from && self.problems.iter().any(|told| told.message.ends_with(NO_FROM)) {
            return;
        }
        // The same column of the same tables is one mistake, wherever it is read.
        let owners = scope.owners.iter().map(|owner| owner.name.join("."));
        let tables: Vec<String> = owners.chain([names.len().to_string()]).collect();
        let which = format!("{} of {}", shown.to_lowercase(), tables.join(","));
        let is_told = |told: At| self.problems.iter().any(|problem| problem.at == told);
        if let Some(known) = self.unknown_columns.get_mut(&which).filter(|known| is_told(known.told)) {
            known.places.insert(at);
            self.mistakes += 1;
            return;
        }
        let places = [at].into();
        self.unknown_columns.insert(which, ToldOnce { told: at, places });
        let clause = self.clause();
        let alias = self
            .levels
            .last()
            .is_some_and(|level| level.aliases.contains(&last.to_lowercase()));
        let message = if no_from {
            format!("There is no column `{shown}` here{NO_FROM}")
        } else {
            format!("There is no column `{shown}`.")
        };
        let help = match near {
            _ if alias && matches!(clause, Clause::Where | Clause::GroupBy | Clause::Having) => Some(format!(
                "`{last}` is a name that SELECT gives; write the expression here"
            )),
            Some(near) => Some(format!("did you mean `{near}`?")),
            None if !names.is_empty() && names.len() <= 12 => {
                Some(format!("columns here are {}", crate::diagnostic::list(names)))
            }
            None => None,
        };
        self.problem(Problem::new(ProblemKind::UnknownColumn, at, message).maybe_help(help));
    }
}

impl Analyzer<'_> {
    /// Says of each unknown column how often it is read.
    pub(super) fn count_unknown_columns(&mut self) {
        let columns = std::mem::take(&mut self.unknown_columns).into_values();
        let counts: HashMap<At, usize> = columns.map(|column| (column.told, column.places.len())).collect();
        let unknown = |problem: &&mut Problem| problem.kind == ProblemKind::UnknownColumn;
        for problem in self.problems.iter_mut().filter(unknown) {
            let count = counts.get(&problem.at).copied().unwrap_or_default();
            if count > 1 {
                let told = problem.message.trim_end_matches('.');
                problem.message = format!("{told}, which this query reads {count} times.");
            }
        }
    }
}

/// What has a mistake, so that nothing more is told of it.
pub(super) fn unknown(at: At) -> Typed {
    Typed::new(Type::Unknown, Traits::UNKNOWN, mix(at.start as u64, at.end as u64), at)
}
