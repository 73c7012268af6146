//! One SELECT.

use std::rc::Rc;

use crate::query::ast::{Expr, Item, Node, OrderItem, Select, Step, Window};
use crate::query::problem::ProblemKind;
use crate::query::scope::{Field, Owner, Scope};
use crate::query::token::At;
use crate::query::traits::ROLLED_UP;
use crate::query::types::Type;

use super::not_null::Outcome;
use super::{Analyzer, Clause, Output};

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
        let mistakes = self.mistakes;
        let rows = self.from(&select.from, outer);
        let has_from = !select.from.is_empty();
        self.spend(rows.fields.len(), select.at);
        let scope = Scope::new(rows.fields, rows.owners, self.depth(), outer);
        self.note_names(select);
        self.judge_crossed(select, &scope);
        if let Some(filter) = &select.filter {
            self.enter(Clause::Where);
            let typed = self.condition(filter, &scope);
            self.need_boolean(&typed, "The condition of WHERE");
            let _ = self.assume(self.not_null(filter, Outcome::True));
            self.note_null(filter);
        }
        self.note_choice(select);
        for (_, window) in &select.windows {
            self.enter(Clause::Select);
            self.window(window, &scope);
        }
        self.group_by(select, &scope);
        // Before SELECT: what HAVING keeps from being null is not null there.
        let having = select.having.as_ref().and_then(|having| self.having(having, &scope));
        self.enter(Clause::Select);
        let groupings = self.groupings;
        let mut items = Items::default();
        for item in &select.items {
            self.item(item, &scope, has_from, &mut items);
        }
        items.loose.extend(having);
        // Who asks GROUPING in a derived table tells the rows apart outside.
        if self.groupings > groupings && !self.outermost() {
            for field in &mut items.fields {
                field.traits.nullable = field.traits.nullable.filter(|nullable| nullable.why != ROLLED_UP);
            }
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

    /// Looks through HAVING; its first loose column.
    fn having(&mut self, having: &Expr<'_>, scope: &Scope<'_>) -> Option<At> {
        self.enter(Clause::Having);
        let groupings = self.groupings;
        let typed = self.condition(having, scope);
        self.need_boolean(&typed, "The condition of HAVING");
        let _ = self.assume(self.not_null(having, Outcome::True));
        if self.groupings > groupings
            && let Some(level) = self.levels.last_mut()
        {
            level.rolled.clear();
        }
        typed.loose
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
                    texts: typed.texts,
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
        // `track 'ITEM_ID'`, which has been told.
        Node::Typed(named, alias) if named.named.is_err() => Some(Rc::from(alias.as_ref())),
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
