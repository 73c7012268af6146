//! What a condition says of nulls: what is not null where it holds, and where it does not.

use std::collections::HashSet;

use crate::query::ast::{Expr, Node, Predicate};
use crate::query::scope::Scope;
use crate::query::token::At;
use crate::query::traits::{FAR_SIDE, FULL_SIDES, Nullable};

use super::{Analyzer, Typed};

/// What is assumed of a condition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outcome {
    True,
    False,
    /// False or unknown: the rows that ELSE gets.
    NotTrue,
    /// True or unknown: the same of what NOT stands before.
    NotFalse,
}

/// Expressions, by their hashes, and outer joins whose far side has a row.
#[derive(Debug, Default)]
pub(super) struct NotNull {
    hashes: HashSet<u64>,
    joins: Vec<Nullable>,
}

/// What an assumption changed, to take it back.
#[must_use]
pub(super) struct Assumed {
    hashes: Vec<u64>,
    joins: usize,
    rolled: Vec<(u64, At)>,
}

impl Outcome {
    fn inverse(self) -> Self {
        match self {
            Self::True => Self::False,
            Self::False => Self::True,
            Self::NotTrue => Self::NotFalse,
            Self::NotFalse => Self::NotTrue,
        }
    }
}

impl NotNull {
    fn add(&mut self, hash: u64, nullable: Option<Nullable>) {
        self.hashes.insert(hash);
        // A far side of which one column is not null has a row.
        if let Some(join) = nullable.filter(|join| is_far_side(join) && !self.joins.contains(join)) {
            self.joins.push(join);
        }
    }

    fn both(mut self, other: Self) -> Self {
        self.hashes.extend(other.hashes);
        let new: Vec<Nullable> = other
            .joins
            .into_iter()
            .filter(|join| !self.joins.contains(join))
            .collect();
        self.joins.extend(new);
        self
    }

    fn either(mut self, other: &Self) -> Self {
        self.hashes.retain(|hash| other.hashes.contains(hash));
        self.joins.retain(|join| other.joins.contains(join));
        self
    }
}

impl Analyzer<'_> {
    /// Looks through a condition, so that [`Self::not_null`] can be asked of it.
    pub(super) fn condition(&mut self, condition: &Expr<'_>, scope: &Scope<'_>) -> Typed {
        let typed = self.expression(condition, scope);
        if matches!(condition.node, Node::Column(_) | Node::Steps(..)) {
            self.note(condition.at, &typed);
        }
        typed
    }

    /// Keeps what an operand of a predicate was found to be: looking through it again would take time that doubles with each
    /// query inside.
    pub(super) fn note(&mut self, at: At, typed: &Typed) {
        self.operands.insert(at, (typed.hash, typed.traits.nullable));
    }

    /// What is not null where a condition that was looked through has this outcome.
    pub(super) fn not_null(&self, condition: &Expr<'_>, outcome: Outcome) -> NotNull {
        let holds = matches!(outcome, Outcome::True | Outcome::NotFalse);
        match &condition.node {
            Node::Not(inner) => self.not_null(inner, outcome.inverse()),
            Node::And(all) => self.of_all(all, outcome, holds),
            Node::Or(all) => self.of_all(all, outcome, !holds),
            Node::Predicate(left, predicate, _) => {
                let sure = matches!(outcome, Outcome::True | Outcome::False);
                match predicate.as_ref() {
                    Predicate::IsNull(inverted) if *inverted == holds => self.noted(&[left]),
                    Predicate::IsNull(_) | Predicate::Distinct(_) => NotNull::default(),
                    Predicate::Compare(_, right) if sure => self.noted(&[left, right]),
                    _ if sure => self.noted(&[left]),
                    _ => NotNull::default(),
                }
            }
            Node::Column(_) | Node::Steps(..) if matches!(outcome, Outcome::True | Outcome::False) => {
                self.noted(&[condition])
            }
            _ => NotNull::default(),
        }
    }

    fn of_all(&self, all: &[Expr<'_>], outcome: Outcome, every: bool) -> NotNull {
        let mut parts = all.iter().map(|one| self.not_null(one, outcome));
        let first = parts.next().unwrap_or_default();
        parts.fold(
            first,
            |whole, part| if every { whole.both(part) } else { whole.either(&part) },
        )
    }

    fn noted(&self, operands: &[&Expr<'_>]) -> NotNull {
        let mut not_null = NotNull::default();
        for operand in operands {
            if let Some((hash, nullable)) = self.operands.get(&operand.at) {
                not_null.add(*hash, *nullable);
            }
        }
        not_null
    }

    /// Takes expressions of this SELECT for not null from here on.
    pub(super) fn assume(&mut self, not_null: NotNull) -> Assumed {
        let Some(level) = self.levels.last_mut() else {
            return Assumed {
                hashes: Vec::new(),
                joins: 0,
                rolled: Vec::new(),
            };
        };
        let joins = level.met.len();
        level.met.extend(not_null.joins);
        let mut assumed = Assumed {
            hashes: Vec::new(),
            joins,
            rolled: Vec::new(),
        };
        for hash in not_null.hashes {
            assumed.rolled.extend(level.rolled.remove_entry(&hash));
            if level.not_null.insert(hash) {
                assumed.hashes.push(hash);
            }
        }
        assumed
    }

    /// Notes of what WHERE keeps nothing but nulls.
    pub(super) fn note_null(&mut self, filter: &Expr<'_>) {
        let conditions = match &filter.node {
            Node::And(all) => all.as_slice(),
            _ => std::slice::from_ref(filter),
        };
        for condition in conditions {
            let Node::Predicate(operand, predicate, _) = &condition.node else {
                continue;
            };
            let noted = self
                .operands
                .get(&operand.at)
                .filter(|_| matches!(predicate.as_ref(), Predicate::IsNull(false)));
            if let (Some((hash, _)), Some(level)) = (noted, self.levels.last_mut()) {
                level.null.insert(*hash, condition.at);
            }
        }
    }

    /// Takes back what was assumed last.
    pub(super) fn forget(&mut self, assumed: Assumed) {
        if let Some(level) = self.levels.last_mut() {
            level.met.truncate(assumed.joins);
            for hash in &assumed.hashes {
                level.not_null.remove(hash);
            }
            level.rolled.extend(assumed.rolled);
        }
    }
}

/// Whether it is an outer join that makes a value null.
fn is_far_side(nullable: &Nullable) -> bool {
    nullable.why == FAR_SIDE || FULL_SIDES.contains(&nullable.why)
}
