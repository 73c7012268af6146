//! One SELECT.

use std::rc::Rc;

use crate::diagnostic::Level;
use crate::query::ast::{Expr, Item, Node, OrderItem, Select, Step, Window};
use crate::query::problem::{Problem, ProblemKind};
use crate::query::scope::{Field, Owner, Scope};
use crate::query::token::At;
use crate::query::types::Type;

use super::{Analyzer, Clause, Output, Typed};

/// What SELECT gives, while ORDER BY is still to come.
#[derive(Default)]
pub(super) struct Items {
    pub fields: Vec<Field>,
    pub hashes: Vec<u64>,
    pub open: bool,
    /// Columns that would have to be grouped by.
    pub loose: Vec<At>,
}

impl Analyzer<'_> {
    pub(super) fn select(
        &mut self,
        select: &Select<'_>,
        order_by: &[OrderItem<'_>],
        outer: Option<&Scope<'_>>,
    ) -> Output {
        self.push_level();
        let mistakes = self.problems.len();
        let rows = self.from(&select.from, outer);
        let has_from = !select.from.is_empty();
        self.spend(rows.fields.len(), select.at);
        let scope = Scope::new(rows.fields, rows.owners, self.depth(), outer);
        self.note_names(select);
        self.judge_crossed(select, &scope);
        if let Some(filter) = &select.filter {
            self.enter(Clause::Where);
            let typed = self.expression(filter, &scope);
            self.need_boolean(&typed, "The condition of WHERE");
            self.note_not_null(filter, &scope);
        }
        for (_, window) in &select.windows {
            self.enter(Clause::Select);
            self.window(window, &scope);
        }
        self.group_by(select, &scope);
        self.enter(Clause::Select);
        let mut items = Items::default();
        for item in &select.items {
            self.item(item, &scope, has_from, &mut items);
        }
        if let Some(having) = &select.having {
            self.enter(Clause::Having);
            let typed = self.expression(having, &scope);
            self.need_boolean(&typed, "The condition of HAVING");
            items.loose.extend(typed.loose);
        }
        self.order_by(select, order_by, &scope, &mut items);
        self.judge_grouping(select, &items, mistakes, &scope);
        self.levels.pop();
        Output {
            fields: items.fields,
            open: items.open,
        }
    }

    fn note_names(&mut self, select: &Select<'_>) {
        let aliases = select.items.iter().filter_map(|item| match item {
            Item::One(_, Some(alias), _) => Some(alias.text.to_lowercase()),
            _ => None,
        });
        let aliases = aliases.collect();
        if let Some(level) = self.levels.last_mut() {
            level.aliases = aliases;
        }
        for (name, _) in &select.windows {
            let key = name.text.to_lowercase();
            let new = self.levels.last_mut().is_some_and(|level| level.windows.insert(key));
            if !new {
                let message = format!("WINDOW gives the name `{}` twice.", self.quote(name.at));
                self.tell(ProblemKind::DuplicateName, name.at, message);
            }
        }
    }

    fn group_by(&mut self, select: &Select<'_>, scope: &Scope<'_>) {
        self.enter(Clause::GroupBy);
        let mut hashes = Vec::new();
        for grouping in select.group_by.iter().flatten() {
            for expression in &grouping.expressions {
                let by_position = match &expression.node {
                    Node::Integer(position) if grouping.simple => Some(*position),
                    _ => None,
                };
                let typed = match by_position {
                    Some(position) => self.grouped_item(select, position, expression.at, scope),
                    None if self.groups_by_alias(expression, select, scope) => None,
                    None => Some(self.expression(expression, scope)),
                };
                hashes.extend(typed.map(|typed| typed.hash));
            }
        }
        if let Some(level) = self.levels.last_mut() {
            level.groups.extend(hashes);
        }
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

    fn item(&mut self, item: &Item<'_>, scope: &Scope<'_>, has_from: bool, items: &mut Items) {
        match item {
            Item::All(at) => self.all(*at, scope, has_from, items),
            Item::AllOf(expression, names, at) => self.all_of(expression, names, *at, scope, items),
            Item::One(expression, alias, at) => {
                let typed = self.expression(expression, scope);
                let name = match alias {
                    Some(alias) => Some(Rc::from(alias.text.as_ref())),
                    None => name_of(expression),
                };
                items.loose.extend(typed.loose);
                items.hashes.push(typed.hash);
                let id = self.id();
                items.fields.push(Field {
                    name,
                    ty: typed.ty,
                    traits: typed.traits,
                    at: alias.as_ref().map_or(expression.at, |alias| alias.at),
                    id,
                    owner: None,
                    item: Some(*at),
                });
            }
        }
    }

    fn order_by(&mut self, select: &Select<'_>, order_by: &[OrderItem<'_>], scope: &Scope<'_>, items: &mut Items) {
        if order_by.is_empty() {
            return;
        }
        self.enter(Clause::OrderBy);
        let outputs: Vec<Field> = items
            .fields
            .iter()
            .zip(&items.hashes)
            // The output column is what it was made from: grouped by where that is.
            .map(|(field, hash)| Field {
                id: *hash,
                ..field.clone()
            })
            .collect();
        if let Some(level) = self.levels.last_mut() {
            level.groups.extend(items.hashes.iter().copied());
        }
        let owners = Vec::<Owner>::new();
        let inner = Scope::new(outputs, owners, self.depth(), Some(scope));
        for item in order_by {
            if self.position(item, items.fields.len(), items.open, "ORDER BY") {
                continue;
            }
            let typed = self.expression(&item.expression, &inner);
            if !crate::query::coerce::orderable(&typed.ty) {
                let message = format!("Values of type {} have no order.", typed.ty);
                self.tell(ProblemKind::TypeMismatch, item.expression.at, message);
            }
            if select.distinct && !items.open && typed.ty != Type::Unknown && !items.hashes.contains(&typed.hash) {
                let at = item.expression.at;
                let message = format!(
                    "After SELECT DISTINCT, ORDER BY can only name what is selected; `{}` is not.",
                    self.quote(at)
                );
                self.tell(ProblemKind::InvalidClause, at, message);
            }
            items.loose.extend(typed.loose);
        }
    }

    fn judge_grouping(&mut self, select: &Select<'_>, items: &Items, mistakes: usize, scope: &Scope<'_>) {
        let aggregated = self.levels.last().is_some_and(|level| level.aggregates.is_some());
        if !(aggregated || select.group_by.is_some() || select.having.is_some()) {
            return;
        }
        let grouped = select.group_by.is_some();
        // A misspelt aggregate leaves its columns loose: that mistake has been told.
        let told = self.problems.iter().skip(mistakes);
        if told
            .map(|problem| problem.kind.level())
            .any(|level| level == Level::Error)
        {
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

    /// Looks through a window; the first loose column of it.
    pub(super) fn window(&mut self, window: &Window<'_>, scope: &Scope<'_>) -> Option<At> {
        let mut loose = None;
        if let Some(base) = &window.base {
            let key = base.text.to_lowercase();
            let known = self.levels.last().is_some_and(|level| level.windows.contains(&key));
            if !known {
                let message = format!("No WINDOW is called `{}`.", self.quote(base.at));
                self.tell(ProblemKind::InvalidClause, base.at, message);
            }
        }
        let order_by = window.order_by.iter().map(|item| &item.expression);
        for expression in window.partition_by.iter().chain(order_by).chain(&window.bounds) {
            loose = loose.or(self.expression(expression, scope).loose);
        }
        loose
    }
}

/// The name that a column has without an alias.
fn name_of(expression: &Expr<'_>) -> Option<Rc<str>> {
    match &expression.node {
        Node::Column(name) => Some(Rc::from(name.text.as_ref())),
        Node::Steps(base, steps) if matches!(base.node, Node::Column(_)) => {
            if steps.iter().any(|step| matches!(step, Step::Index(_))) {
                return None;
            }
            match steps.last() {
                Some(Step::Field(name)) => Some(Rc::from(name.text.as_ref())),
                _ => None,
            }
        }
        _ => None,
    }
}
