//! Queries: WITH, the body, ORDER BY.

use std::rc::Rc;

use crate::query::ast::{Body, Node, OrderItem, Query};
use crate::query::problem::{Problem, ProblemKind};
use crate::query::scope::{Field, Owner, Scope};
use crate::query::token::At;
use crate::query::traits::Traits;
use crate::query::types::Type;

use super::{Analyzer, Clause, Output};

impl Analyzer<'_> {
    /// The columns of a query; `outer` is what a subquery sees of the query around it.
    pub(super) fn query(&mut self, query: &Query<'_>, outer: Option<&Scope<'_>>) -> Output {
        let before = self.ctes.len();
        for cte in &query.with {
            let name = cte.name.text.to_lowercase();
            if self.ctes.iter().skip(before).any(|(other, _)| *other == name) {
                self.tell(
                    ProblemKind::DuplicateName,
                    cte.name.at,
                    format!("WITH gives the name `{}` twice.", self.quote(cte.name.at)),
                );
            }
            self.inside_with += 1;
            let mut output = self.query(&cte.query, outer);
            self.inside_with -= 1;
            self.rename(&mut output, &cte.columns, cte.name.at);
            self.ctes.push((name, Rc::new(output)));
        }
        let output = self.body(&query.body, &query.order_by, outer);
        self.ctes.truncate(before);
        output
    }

    fn body(&mut self, body: &Body<'_>, order_by: &[OrderItem<'_>], outer: Option<&Scope<'_>>) -> Output {
        let output = match body {
            Body::Select(select) => return self.select(select, order_by, outer),
            Body::Paren(query) => self.query(query, outer),
            Body::Values(rows, at) => self.values(rows, *at, outer),
            Body::Table(name, at) => {
                let rows = self.table(name, *at);
                if rows.owners.iter().any(|owner| owner.open) {
                    self.select_all(*at);
                }
                Output {
                    open: rows.owners.iter().any(|owner| owner.open),
                    fields: rows.fields,
                }
            }
            Body::Set(first, branches) => {
                let first_output = self.body(first, &[], outer);
                self.set(first_output, branches, outer)
            }
        };
        if !order_by.is_empty() {
            self.order_by_output(&output, order_by, outer);
        }
        output
    }

    pub(super) fn branch(&mut self, body: &Body<'_>, outer: Option<&Scope<'_>>) -> Output {
        self.body(body, &[], outer)
    }

    /// ORDER BY of a set operation sees its columns only.
    fn order_by_output(&mut self, output: &Output, order_by: &[OrderItem<'_>], outer: Option<&Scope<'_>>) {
        self.push_level();
        self.enter(Clause::OrderBy);
        let owners = vec![Owner {
            name: Vec::new(),
            open: output.open,
            far: None,
        }];
        let fields = output.fields.clone();
        let scope = Scope::new(fields, owners, self.depth(), outer);
        for item in order_by {
            if !self.position(item, output.fields.len(), output.open, "ORDER BY") {
                self.expression(&item.expression, &scope);
            }
        }
        self.levels.pop();
    }

    /// Whether an item is a position, and judges it if so.
    pub(super) fn position(&mut self, item: &OrderItem<'_>, columns: usize, open: bool, clause: &str) -> bool {
        let Node::Integer(position) = &item.expression.node else {
            return false;
        };
        self.by_position = true;
        let fits = position.is_some_and(|at| at >= 1 && usize::try_from(at).is_ok_and(|at| at <= columns));
        if !fits && !open {
            let at = item.expression.at;
            self.tell(
                ProblemKind::InvalidClause,
                at,
                format!(
                    "{clause} position {} is beyond the {columns} columns of the query.",
                    self.quote(at)
                ),
            );
        }
        true
    }

    /// Gives the columns of a query the names of a list.
    pub(super) fn rename(&mut self, output: &mut Output, names: &[crate::query::ast::Name<'_>], at: At) {
        if names.is_empty() {
            return;
        }
        if output.open {
            // How many columns there are is not known: the names are taken as they stand.
            let fields: Vec<Field> = names
                .iter()
                .enumerate()
                .map(|(index, name)| Field {
                    name: Some(Rc::from(name.text.as_ref())),
                    ty: Type::Unknown,
                    traits: output.fields.get(index).map_or(Traits::UNKNOWN, |field| field.traits),
                    at: name.at,
                    id: self.id(),
                    owner: None,
                    item: None,
                    texts: Vec::new(),
                })
                .collect();
            *output = Output { fields, open: false };
            return;
        }
        if names.len() != output.fields.len() {
            self.problem(Problem::new(
                ProblemKind::ColumnCount,
                at,
                format!(
                    "The list names {} columns, but there are {}.",
                    names.len(),
                    output.fields.len()
                ),
            ));
        }
        for (field, name) in output.fields.iter_mut().zip(names) {
            field.name = Some(Rc::from(name.text.as_ref()));
            field.at = name.at;
        }
        output.open |= names.len() != output.fields.len();
    }

    pub(super) fn select_all(&mut self, at: At) {
        self.problem(
            Problem::new(
                ProblemKind::SelectAll,
                at,
                "The columns of `*` are those of the table: the result changes whenever the table does.",
            )
            .help("name the columns, in the order of the schema"),
        );
    }
}
