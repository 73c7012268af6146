//! Tables by their names.

use std::rc::Rc;

use crate::query::TableUse;
use crate::query::ast::Name;
use crate::query::problem::{Problem, ProblemKind};
use crate::query::scope::{Field, Owner, lower};
use crate::query::tables::Found;
use crate::query::token::At;
use crate::query::traits::{Origin, Traits};

use super::Analyzer;
use super::from::{Rows, unnamed};

impl Analyzer<'_> {
    /// A table, or what WITH calls so.
    pub(super) fn table(&mut self, name: &[Name<'_>], at: At) -> Rows {
        let parts = lower(name);
        if let [only] = parts.as_slice()
            && let Some((_, output)) = self.ctes.iter().rev().find(|(cte, _)| cte == only)
        {
            let output = Rc::clone(output);
            if !self.spend(output.fields.len(), at) {
                return Rows {
                    fields: Vec::new(),
                    owners: vec![unnamed(true)],
                };
            }
            let mut rows = Rows {
                fields: output.fields.clone(),
                owners: vec![Owner {
                    name: parts,
                    open: output.open,
                    far: None,
                }],
            };
            self.own(&mut rows);
            return rows;
        }
        let place = name
            .first()
            .map_or(at, |first| name.last().map_or(first.at, |last| first.at.to(last.at)));
        let back = |places: usize| {
            parts
                .len()
                .checked_sub(places)
                .and_then(|index| parts.get(index))
                .cloned()
        };
        if parts.len() > 3 {
            let message = "A table's name has three parts at most: its catalog, its database and its own.";
            self.tell(ProblemKind::UnknownTable, place, message);
        }
        self.used.push(TableUse {
            catalog: back(3),
            database: back(2),
            name: back(1).unwrap_or_default(),
            at: place,
        });
        let (columns, open) = match self.tables.find(&parts) {
            Found::Table(table) => (table.columns().to_vec(), !table.is_complete()),
            Found::Elsewhere => (Vec::new(), true),
            Found::Nothing(near) => {
                let names: Vec<&str> = self.tables.names().take(20).collect();
                let help = match near {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!("tables here are {}", crate::diagnostic::list(names)),
                };
                let message = format!("There is no table `{}`.", self.quote(place));
                self.problem(Problem::new(ProblemKind::UnknownTable, place, message).help(help));
                (Vec::new(), true)
            }
        };
        let table = self.used.len().saturating_sub(1);
        let mut rows = Rows {
            fields: columns
                .into_iter()
                .enumerate()
                .map(|(index, (column, ty))| Field {
                    name: Some(Rc::from(column)),
                    traits: Traits::of_column(&ty, Origin::Column { table, column: index }),
                    ty,
                    at,
                    id: 0,
                    owner: Some(0),
                    item: None,
                    texts: Vec::new(),
                })
                .collect(),
            owners: vec![Owner {
                name: parts,
                open,
                far: None,
            }],
        };
        self.own(&mut rows);
        rows
    }

    /// Each time that a table is named, its columns are others.
    fn own(&mut self, rows: &mut Rows) {
        for field in &mut rows.fields {
            field.id = self.id();
            field.owner = Some(0);
        }
    }
}
