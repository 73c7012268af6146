//! Set operations and VALUES: rows from several places under one heading.

use crate::query::ast::{Branch, Expr, Node};
use crate::query::coerce::common;
use crate::query::problem::{Problem, ProblemKind};
use crate::query::scope::{Field, Scope};
use crate::query::token::At;
use crate::query::types::Type;

use super::{Analyzer, Output, Typed};

impl Analyzer<'_> {
    pub(super) fn set(&mut self, first: Output, branches: &[Branch<'_>], outer: Option<&Scope<'_>>) -> Output {
        let mut joined = first;
        for branch in branches {
            let output = self.branch(&branch.body, outer);
            self.join_branch(&mut joined, output, branch.operator, branch.at);
        }
        // The rows of several tables are new columns.
        for field in &mut joined.fields {
            field.owner = None;
            field.item = None;
        }
        joined
    }

    fn join_branch(&mut self, joined: &mut Output, output: Output, operator: &str, at: At) {
        if joined.open || output.open {
            for field in &mut joined.fields {
                field.ty = Type::Unknown;
            }
            return;
        }
        if joined.fields.len() != output.fields.len() {
            self.tell(
                ProblemKind::ColumnCount,
                at,
                format!(
                    "The branches of this {operator} have different numbers of columns: {} and {}.",
                    joined.fields.len(),
                    output.fields.len()
                ),
            );
            return;
        }
        self.judge_order(joined, &output);
        let mut told = false;
        for (index, (field, other)) in joined.fields.iter_mut().zip(output.fields).enumerate() {
            match common(&field.ty, &other.ty) {
                Some(ty) => field.ty = ty,
                None => {
                    if !told {
                        let message = format!(
                            "Column {} of this {operator} is {} in one branch and {} in the other.",
                            index + 1,
                            field.ty,
                            other.ty
                        );
                        self.tell(ProblemKind::TypeMismatch, at, message);
                    }
                    told = true;
                    field.ty = Type::Unknown;
                }
            }
            let nullable = field.traits.nullable.or(other.traits.nullable);
            field.traits = field.traits.and(other.traits);
            field.traits.nullable = nullable;
        }
    }

    /// Tells a branch whose own aliases say that its columns are in another order than the first branch's.
    fn judge_order(&mut self, joined: &Output, branch: &Output) {
        let is_called =
            |field: &Field, name: &str| field.name.as_ref().is_some_and(|own| own.eq_ignore_ascii_case(name));
        for (index, field) in branch.fields.iter().enumerate() {
            let aliased = field
                .item
                .is_some_and(|item| item.start < field.at.start && item.end == field.at.end);
            let (Some(name), Some(first)) = (field.name.as_ref().filter(|_| aliased), joined.fields.get(index)) else {
                continue;
            };
            let elsewhere = joined.fields.iter().position(|other| is_called(other, name));
            let Some(position) = elsewhere.filter(|_| !is_called(first, name)) else {
                continue;
            };
            let message = format!(
                "`{}` is the {} column of this branch and the {} of the first: branches go together by position.",
                self.quote(field.at),
                super::output::ordinal(index + 1),
                super::output::ordinal(position + 1)
            );
            self.problem(
                Problem::new(ProblemKind::BranchOrder, field.at, message)
                    .help("put the branch's columns into the order of the first branch"),
            );
            return;
        }
    }

    pub(super) fn values(&mut self, rows: &[Expr<'_>], at: At, outer: Option<&Scope<'_>>) -> Output {
        self.push_level();
        let scope = Scope::new(Vec::new(), Vec::new(), self.depth(), outer);
        let mut columns: Vec<Typed> = Vec::new();
        for (index, row) in rows.iter().enumerate() {
            let cells: Vec<Typed> = match &row.node {
                Node::Row(parts) => parts.iter().map(|part| self.expression(part, &scope)).collect(),
                _ => {
                    let cell = self.expression(row, &scope);
                    match &cell.ty {
                        Type::Row(fields) => {
                            let cell_of = |ty: &Type| Typed {
                                ty: ty.clone(),
                                ..cell.clone()
                            };
                            fields.iter().map(|(_, ty)| cell_of(ty)).collect()
                        }
                        _ => vec![cell],
                    }
                }
            };
            if index == 0 {
                columns = cells;
                continue;
            }
            if cells.len() != columns.len() {
                self.tell(
                    ProblemKind::ColumnCount,
                    at,
                    format!(
                        "The rows of VALUES have different numbers of columns: {} and {}.",
                        columns.len(),
                        cells.len()
                    ),
                );
                break;
            }
            for (column, cell) in columns.iter_mut().zip(cells) {
                match common(&column.ty, &cell.ty) {
                    Some(ty) => column.ty = ty,
                    None => {
                        self.tell(
                            ProblemKind::TypeMismatch,
                            at,
                            format!(
                                "A column of VALUES is {} in one row and {} in another.",
                                column.ty, cell.ty
                            ),
                        );
                        column.ty = Type::Unknown;
                    }
                }
                column.traits = column.traits.and(cell.traits);
            }
        }
        self.levels.pop();
        let fields = columns
            .into_iter()
            .map(|cell| Field {
                name: None,
                ty: cell.ty,
                traits: cell.traits,
                at: cell.at,
                id: self.id(),
                owner: None,
                item: None,
            })
            .collect();
        Output { fields, open: false }
    }
}
