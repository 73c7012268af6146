//! `*` and `t.*`.

use std::rc::Rc;

use crate::query::ast::{Expr, Name, Node, Step};
use crate::query::problem::ProblemKind;
use crate::query::scope::{Field, Scope};
use crate::query::token::At;
use crate::query::types::Type;

use super::select::Items;
use super::{Analyzer, Typed};

impl Analyzer<'_> {
    pub(super) fn all(&mut self, at: At, scope: &Scope<'_>, has_from: bool, items: &mut Items) {
        if !has_from {
            self.tell(
                ProblemKind::InvalidClause,
                at,
                "`*` needs a FROM: there are no columns here.",
            );
            items.open = true;
            return;
        }
        if scope.is_open() {
            if self.outermost() {
                self.select_all(at);
            }
            items.open = true;
        }
        if !self.spend(scope.fields.len() + items.fields.len() / 8, at) {
            items.open = true;
            return;
        }
        self.take_all(scope.fields.iter(), at, items);
    }

    fn take_all<'f>(&mut self, fields: impl Iterator<Item = &'f Field>, at: At, items: &mut Items) {
        for field in fields {
            let typed = Typed::new(field.ty.clone(), field.traits, field.id, at).loose(Some(at));
            let typed = self.seal(typed);
            items.loose.extend(typed.loose);
            items.hashes.push(typed.hash);
            let id = self.id();
            items.fields.push(Field {
                id,
                traits: typed.traits,
                at: if self.outermost() { at } else { field.at },
                owner: None,
                item: None,
                texts: Vec::new(),
                ..field.clone()
            });
        }
    }

    pub(super) fn all_of(
        &mut self,
        expression: &Expr<'_>,
        names: &[Name<'_>],
        at: At,
        scope: &Scope<'_>,
        items: &mut Items,
    ) {
        if let Some(qualifier) = qualifier_of(expression)
            && let Some((fields, open)) = scope.all_of(&qualifier)
        {
            if open {
                if self.outermost() {
                    self.select_all(at);
                }
                items.open = true;
            }
            let before = items.fields.len();
            if self.spend(fields.len(), at) {
                self.take_all(fields.into_iter(), at, items);
            }
            let taken = items.fields.len() - before;
            if !names.is_empty() && taken != names.len() && !open {
                let message = format!("The list names {} columns, but there are {taken}.", names.len());
                self.tell(ProblemKind::ColumnCount, at, message);
            }
            for (field, name) in items.fields.iter_mut().skip(before).zip(names) {
                let text = if name.quoted {
                    name.text.to_string()
                } else {
                    name.text.to_uppercase()
                };
                field.name = Some(Rc::from(text));
                field.at = name.at;
            }
            return;
        }
        if let Node::Column(name) = &expression.node
            && !scope.is_open()
        {
            let message = format!("No table of this query is called `{}`.", self.quote(name.at));
            self.tell(ProblemKind::UnknownTable, at, message);
            items.open = true;
            return;
        }
        let typed = self.expression(expression, scope);
        items.loose.extend(typed.loose);
        match &typed.ty {
            Type::Row(parts) => {
                for (index, (part, ty)) in parts.iter().enumerate() {
                    let alias = names.get(index).map(|name| name.text.to_uppercase());
                    let id = self.id();
                    items.hashes.push(id);
                    items.fields.push(Field {
                        name: alias.or_else(|| part.clone()).map(Rc::from),
                        ty: ty.clone(),
                        traits: typed.traits,
                        at,
                        id,
                        owner: None,
                        item: None,
                        texts: Vec::new(),
                    });
                }
            }
            Type::Unknown => items.open = true,
            other => {
                let message = format!("`.*` takes rows and tables, but this is {other}.");
                self.tell(ProblemKind::TypeMismatch, at, message);
                items.open = true;
            }
        }
    }
}

/// `a.b` as what may stand before a column.
fn qualifier_of(expression: &Expr<'_>) -> Option<Vec<String>> {
    match &expression.node {
        Node::Column(name) => Some(vec![name.text.to_lowercase()]),
        Node::Steps(base, steps) => {
            let mut parts = qualifier_of(base)?;
            for step in steps {
                match step {
                    Step::Field(name) => parts.push(name.text.to_lowercase()),
                    Step::Index(_) => return None,
                }
            }
            Some(parts)
        }
        _ => None,
    }
}
