//! The columns of the result.

use std::collections::{HashMap, HashSet};

use crate::query::OutputColumn;
use crate::query::problem::{Problem, ProblemKind};
use crate::query::token::At;

use super::{Analyzer, Output};

impl Analyzer<'_> {
    pub(super) fn output_columns(&mut self, output: &Output) -> Vec<OutputColumn> {
        let mut seen = HashMap::new();
        let mut columns = Vec::with_capacity(output.fields.len());
        let stars: HashSet<At> = self
            .problems
            .iter()
            .filter(|told| told.kind == ProblemKind::SelectAll)
            .map(|told| told.at)
            .collect();
        for (index, field) in output.fields.iter().enumerate() {
            let name = match &field.name {
                Some(name) => name.to_string(),
                None => {
                    self.unnamed(index, field.at);
                    format!("_col{index}")
                }
            };
            // A `*` that has to be written out has been told.
            let of_star = |index: usize| output.fields.get(index).is_some_and(|field| stars.contains(&field.at));
            if let Some(first) = seen.insert(name.to_lowercase(), index)
                && !of_star(first)
                && !of_star(index)
            {
                self.problem(
                    Problem::new(
                        ProblemKind::DuplicateColumn,
                        field.at,
                        format!(
                            "The query gives two columns the name `{}` (the {} and the {}).",
                            crate::diagnostic::visible(&name),
                            ordinal(first + 1),
                            ordinal(index + 1)
                        ),
                    )
                    .help("give one of them another name with AS"),
                );
            }
            columns.push(OutputColumn {
                name,
                named: field.name.is_some(),
                ty: field.ty.clone(),
                at: field.at,
                traits: field.traits,
                item: field.item,
            });
        }
        columns
    }

    fn unnamed(&mut self, index: usize, at: At) {
        // VALUES cannot name its columns, which has been told.
        if self.problems.iter().any(|told| told.kind == ProblemKind::NotOneSelect) {
            return;
        }
        self.problem(
            Problem::new(
                ProblemKind::UnnamedColumn,
                at,
                format!(
                    "The {} column has no name: Athena calls it `_col{index}`.",
                    ordinal(index + 1)
                ),
            )
            .help("give it a name with AS"),
        );
    }
}

/// `1st`, `2nd` and so on.
pub(super) fn ordinal(number: usize) -> String {
    let ending = match (number % 10, number % 100) {
        (1, rest) if rest != 11 => "st",
        (2, rest) if rest != 12 => "nd",
        (3, rest) if rest != 13 => "rd",
        _ => "th",
    };
    format!("{number}{ending}")
}
