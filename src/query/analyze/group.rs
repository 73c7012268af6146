//! GROUP BY.

use std::collections::{HashMap, HashSet};

use crate::query::ast::{Expr, Grouping, Item, Node, Select};
use crate::query::problem::{Problem, ProblemKind};
use crate::query::scope::Scope;
use crate::query::token::At;

use super::select::Items;
use super::{Analyzer, Clause, Typed};

impl Analyzer<'_> {
    pub(super) fn group_by(&mut self, select: &Select<'_>, scope: &Scope<'_>) {
        self.enter(Clause::GroupBy);
        // Those that some set leaves out, and those that are in every set: rows of all sets have them.
        let mut rolled = HashMap::new();
        let mut always = HashSet::new();
        for grouping in select.group_by.iter().flatten() {
            let mut sets: Vec<HashSet<u64>> = Vec::with_capacity(grouping.sets.len());
            for set in &grouping.sets {
                let hashes = set
                    .iter()
                    .filter_map(|expression| self.grouped(select, grouping, expression, scope));
                sets.push(hashes.collect());
            }
            let (first, others) = match sets.split_first() {
                Some((first, others)) => (first.clone(), others),
                None => continue,
            };
            rolled.extend(sets.iter().flatten().map(|hash| (*hash, grouping.at)));
            always.extend(
                first
                    .into_iter()
                    .filter(|hash| others.iter().all(|set| set.contains(hash))),
            );
        }
        if let Some(level) = self.levels.last_mut() {
            level.groups.extend(rolled.keys().copied());
            rolled.retain(|hash, _| !always.contains(hash));
            level.rolled = rolled;
        }
    }

    /// The hash of what is grouped by.
    fn grouped(
        &mut self,
        select: &Select<'_>,
        grouping: &Grouping<'_>,
        expression: &Expr<'_>,
        scope: &Scope<'_>,
    ) -> Option<u64> {
        if self.groups_by_alias(expression, select, scope) {
            return None;
        }
        if !grouping.simple {
            return Some(self.grouped_column(expression, scope).hash);
        }
        let typed = match &expression.node {
            Node::Integer(position) => self.grouped_item(select, *position, expression.at, scope)?,
            _ => self.expression(expression, scope),
        };
        Some(typed.hash)
    }

    /// In GROUPING SETS and its like, which take columns only.
    fn grouped_column(&mut self, expression: &Expr<'_>, scope: &Scope<'_>) -> Typed {
        let (typed, is_column) = match &expression.node {
            Node::Column(name) => (self.column(name, &[], scope).0, true),
            Node::Steps(base, steps) => match &base.node {
                Node::Column(name) => {
                    let (typed, taken) = self.column(name, steps, scope);
                    (typed, taken == steps.len())
                }
                _ => (self.expression(expression, scope), false),
            },
            _ => (self.expression(expression, scope), false),
        };
        if !is_column {
            self.problem(
                Problem::new(
                    ProblemKind::InvalidClause,
                    expression.at,
                    "GROUPING SETS, ROLLUP and CUBE take columns, and no other expressions.",
                )
                .help("give it a name in a derived table, and group by that"),
            );
        }
        typed
    }

    /// `GROUP BY 1`: the item in that place.
    fn grouped_item(&mut self, select: &Select<'_>, position: Option<i64>, at: At, scope: &Scope<'_>) -> Option<Typed> {
        self.by_position = true;
        if select.items.iter().any(|item| !matches!(item, Item::One(..))) {
            return self.grouped_of_all(select, position, scope);
        }
        let index = position.and_then(|position| usize::try_from(position).ok()?.checked_sub(1));
        match index.and_then(|index| select.items.get(index)) {
            Some(Item::One(expression, ..)) => Some(self.expression(expression, scope)),
            _ => {
                let message = format!(
                    "GROUP BY position {} is beyond the {} columns of SELECT.",
                    self.quote(at),
                    select.items.len()
                );
                self.tell(ProblemKind::InvalidClause, at, message);
                None
            }
        }
    }

    /// The same where `*` stands among the items: only what comes before it has a sure place, but `SELECT *` alone has.
    fn grouped_of_all(&mut self, select: &Select<'_>, position: Option<i64>, scope: &Scope<'_>) -> Option<Typed> {
        let index = position.and_then(|position| usize::try_from(position).ok()?.checked_sub(1))?;
        if let Some(Item::One(expression, ..)) = select.items.get(index)
            && select
                .items
                .iter()
                .take(index)
                .all(|item| matches!(item, Item::One(..)))
        {
            return Some(self.expression(expression, scope));
        }
        if matches!(select.items.as_slice(), [Item::All(_)]) && !scope.is_open() {
            let field = scope.fields.get(index)?;
            return Some(Typed::new(field.ty.clone(), field.traits, field.id, field.at));
        }
        None
    }

    pub(super) fn judge_grouping(&mut self, select: &Select<'_>, items: &Items, mistakes: usize, scope: &Scope<'_>) {
        let aggregated = self.levels.last().is_some_and(|level| level.aggregates.is_some());
        if !(aggregated || select.group_by.is_some() || select.having.is_some()) {
            return;
        }
        let grouped = select.group_by.is_some();
        // A misspelt aggregate leaves its columns loose: that mistake has been told.
        if self.mistakes > mistakes {
            return;
        }
        if self.alias_for_loose(select, &items.loose, scope) {
            return;
        }
        if let (Some(having), Some(loose), false, false) = (&select.having, items.loose.first(), grouped, aggregated) {
            let message = format!(
                "HAVING without GROUP BY makes one group of all rows, in which `{}` has no single value.",
                self.quote(*loose)
            );
            let problem = Problem::new(ProblemKind::NotGrouped, having.at, message);
            self.problem(problem.help("for a condition on each row, write WHERE"));
            return;
        }
        for at in &items.loose {
            let shown = self.quote(*at);
            let (message, help) = if grouped {
                (
                    format!("`{shown}` is neither grouped by nor inside an aggregate."),
                    format!("add it to GROUP BY, or write arbitrary({shown})"),
                )
            } else {
                (
                    format!("`{shown}` stands beside an aggregate, but the query has no GROUP BY."),
                    format!("add GROUP BY {shown}, or write arbitrary({shown})"),
                )
            };
            self.problem(Problem::new(ProblemKind::NotGrouped, *at, message).help(help));
            if !grouped {
                // One GROUP BY is missing, however many columns lack it.
                return;
            }
        }
    }
}
