//! Aggregates and windows: where they may stand.

use crate::query::ast::Expr;
use crate::query::problem::{Problem, ProblemKind};
use crate::query::scope::Scope;
use crate::query::token::At;
use crate::query::traits::{Cleaned, Traits};
use crate::query::types::Type;

use super::{Analyzer, Clause, Typed, mix};

impl Analyzer<'_> {
    /// Judges an aggregate's place and goes into it. [`Self::leave_aggregate`] has to follow with what this gives.
    pub(super) fn enter_aggregate(&mut self, name: &str, at: At) -> Option<At> {
        let clause = self.clause();
        let (around, window) = self
            .levels
            .last()
            .map_or((None, false), |level| (level.inside_aggregate, level.inside_window));
        if let Some(around) = around.filter(|_| !window) {
            self.problem(
                Problem::new(
                    ProblemKind::MisplacedAggregate,
                    around,
                    format!("The aggregate `{name}` stands inside another aggregate."),
                )
                .help("aggregate in a derived table first"),
            );
        } else if let Some(place) = forbidden(clause) {
            let help = match clause {
                Clause::Where => "filter aggregates with HAVING, after GROUP BY",
                _ => "aggregate in a derived table first",
            };
            self.problem(
                Problem::new(
                    ProblemKind::MisplacedAggregate,
                    at,
                    format!("{place} cannot hold an aggregate such as `{name}`."),
                )
                .help(help),
            );
        }
        if let Some(level) = self.levels.last_mut() {
            level.aggregates.get_or_insert(at);
            level.inside_aggregate = Some(at);
        }
        around
    }

    /// Goes out of an aggregate.
    pub(super) fn leave_aggregate(&mut self, around: Option<At>) {
        if let Some(level) = self.levels.last_mut() {
            level.inside_aggregate = around;
        }
    }

    /// Judges the place of a call with OVER.
    pub(super) fn judge_window(&mut self, name: &str, at: At) {
        let place = match self.clause() {
            Clause::Select | Clause::OrderBy => None,
            Clause::Having => Some("HAVING"),
            clause => forbidden(clause),
        };
        let inside = self.levels.last().is_some_and(|level| level.inside_window);
        if inside {
            let message = format!("The window function `{name}` stands inside another one.");
            self.tell(ProblemKind::MisplacedAggregate, at, message);
        } else if let Some(place) = place {
            self.problem(
                Problem::new(
                    ProblemKind::MisplacedAggregate,
                    at,
                    format!("{place} cannot hold a window function such as `{name}`."),
                )
                .help("put it into a derived table and filter there"),
            );
        }
    }

    pub(super) fn set_inside_window(&mut self, inside: bool) -> bool {
        self.levels
            .last_mut()
            .is_some_and(|level| std::mem::replace(&mut level.inside_window, inside))
    }

    pub(super) fn listagg(&mut self, operands: &[Expr<'_>], at: At, scope: &Scope<'_>) -> Typed {
        let around = self.enter_aggregate("listagg", at);
        let mut cleaned = Cleaned::YES;
        let mut hash = 70;
        for (index, operand) in operands.iter().enumerate() {
            let typed = self.expression(operand, scope);
            hash = mix(hash, typed.hash);
            if index == 0 {
                cleaned = typed.traits.cleaned;
                if !matches!(typed.ty, Type::Varchar(_) | Type::Unknown | Type::Null) {
                    let message = format!("listagg takes text, but this is {}.", typed.ty);
                    self.tell(ProblemKind::WrongArguments, at, message);
                }
            }
        }
        self.leave_aggregate(around);
        let traits = Traits {
            cleaned,
            ..Traits::UNKNOWN
        };
        Typed::new(Type::Text, traits, hash, at)
    }
}

/// Clauses that hold no aggregate.
fn forbidden(clause: Clause) -> Option<&'static str> {
    match clause {
        Clause::Where => Some("WHERE"),
        Clause::GroupBy => Some("GROUP BY"),
        Clause::Join => Some("The condition of a join"),
        Clause::From => Some("FROM"),
        Clause::Select | Clause::Having | Clause::OrderBy => None,
    }
}
