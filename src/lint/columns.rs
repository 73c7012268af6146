//! The columns of a query's result beside the fields of the schema that they are for.
//!
//! Personalize takes a file whose heading names the schema's fields, in the schema's order. Where the two differ, each column
//! is given the field that it is probably meant for, so that one mistake is told once: a misspelt name is neither a column too
//! many nor a field that lacks.

use std::collections::HashSet;

use crate::diagnostic::{closest, visible};
use crate::query::{At, OutputColumn, Problem, ProblemKind};
use crate::stage::{Dataset, Field};

use super::personalize::{is_mistyped, normal};
use super::prepared::Prepared;

/// How the name of a column is that of its field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Likeness {
    /// To the letter.
    Same,
    /// Apart from capitals.
    Case,
    /// Not at all: the column is probably meant for it.
    Meant,
}

/// A column and the field that it is for, by their positions.
#[derive(Debug, Clone, Copy)]
pub struct Pair {
    pub column: usize,
    pub field: usize,
    pub likeness: Likeness,
}

/// What came of the comparison; empty where the two cannot be compared.
#[derive(Debug, Default)]
pub struct Columns {
    /// Columns with their fields, in the order of the columns.
    pub pairs: Vec<Pair>,
    /// Columns for which there is no field.
    pub extra: Vec<usize>,
    /// Fields for which there is no column.
    pub missing: Vec<usize>,
    /// The first pair that stands elsewhere than its field, where all columns have fields and all fields columns.
    pub misplaced: Option<Pair>,
    /// A `*` over a table whose columns are known and not called as the fields.
    pub star: Option<At>,
    compared: bool,
}

impl Columns {
    /// Whether the comparison tells what `problem` tells, and more.
    pub fn explains(&self, problem: &Problem) -> bool {
        match problem.kind {
            ProblemKind::UnnamedColumn => self.compared,
            // Two of one name, where the `*` has to be written out anyway.
            ProblemKind::DuplicateColumn => self.star.is_some(),
            _ => false,
        }
    }
}

impl<'a> Prepared<'a> {
    /// A column of the result.
    pub fn column(&self, index: usize) -> Option<&OutputColumn> {
        self.reading.columns.get(index)
    }

    /// A field of the schema.
    pub fn field(&self, index: usize) -> Option<&'a Field> {
        self.dataset.schema.get(index)
    }

    /// Where what gives a column stands: its item without the alias, as far as that can be told.
    pub fn expression(&self, column: &OutputColumn) -> At {
        let Some(item) = column.item.filter(|_| column.is_aliased()) else {
            return column.at;
        };
        let before = At {
            start: item.start,
            end: column.at.start,
        };
        let text = self.text(before).trim_end();
        let word = text.len().saturating_sub(2);
        let text = match text.get(word..) {
            Some(last) if last.eq_ignore_ascii_case("as") => text.get(..word).unwrap_or(text).trim_end(),
            _ => text,
        };
        At {
            start: item.start,
            end: item.start + text.len(),
        }
    }

    /// What to write for a column to be called as its field.
    pub fn renamed(&self, column: &OutputColumn, field: &Field) -> String {
        let name = visible(&field.name);
        let written = visible(self.text(column.at));
        if column.is_aliased() || written.contains('\n') || written.chars().count() > 60 {
            format!("write `AS {name}`")
        } else {
            format!("write `{written} AS {name}`")
        }
    }

    /// Columns with their fields.
    pub fn matched(&self) -> impl Iterator<Item = (&OutputColumn, &'a Field)> {
        let pairs = self.columns().pairs.iter();
        pairs.filter_map(|pair| Some((self.column(pair.column)?, self.field(pair.field)?)))
    }

    /// The same, for rules that hold the values against the field's type. Where Personalize has another type than the schema,
    /// that is told of the schema, and the query may be right.
    pub fn typed(&self) -> impl Iterator<Item = (&OutputColumn, &'a Field)> {
        self.matched()
            .filter(|(_, field)| !is_mistyped(self.stage, self.dataset, field))
    }
}

/// Compares a query with the schema of its dataset.
pub(super) fn pair(prepared: &Prepared<'_>) -> Columns {
    let reading = &prepared.reading;
    let dataset = prepared.dataset;
    let unread = reading.columns.is_empty() || reading.problems.iter().any(|problem| is_unread(problem.kind));
    if unread || !is_whole(dataset) {
        return Columns::default();
    }
    let stars = |column: &&OutputColumn| prepared.text(column.at).ends_with('*');
    let differs = |column: &&OutputColumn| !dataset.schema.iter().any(|field| field.name.value == column.name);
    let star = reading
        .columns
        .iter()
        .filter(stars)
        .find(differs)
        .map(|column| column.at);
    if star.is_some() {
        return Columns {
            star,
            ..Columns::default()
        };
    }
    let mut columns = Columns {
        compared: true,
        ..match_names(&reading.columns, &dataset.schema)
    };
    if !reading.complete {
        columns.missing.clear();
        return columns;
    }
    if columns.missing.is_empty() && columns.extra.is_empty() && columns.pairs.len() == dataset.schema.len() {
        columns.misplaced = columns.pairs.iter().find(|pair| pair.column != pair.field).copied();
    }
    columns
}

/// Whether such a mistake keeps the columns from being known.
fn is_unread(kind: ProblemKind) -> bool {
    use ProblemKind::{Backticks, ColumnCount, Limit, NotOneSelect, SelectAll, Syntax, Unsupported};
    matches!(
        kind,
        Syntax | NotOneSelect | Limit | Unsupported | Backticks | SelectAll | ColumnCount
    )
}

/// Whether all fields of the schema are known.
fn is_whole(dataset: &Dataset) -> bool {
    dataset.schema_is_whole && dataset.invalid_fields.is_empty() && !dataset.refused.touches("schema")
}

fn match_names(columns: &[OutputColumn], fields: &[Field]) -> Columns {
    let mut open: Vec<usize> = (0..fields.len()).collect();
    let mut pairs = Vec::with_capacity(columns.len());
    let mut rest = Vec::new();
    let mut names = HashSet::new();
    let mut twice = 0;
    for (column, output) in columns.iter().enumerate() {
        if !names.insert(output.name.to_lowercase()) {
            // That two have one name was told; one of them is probably meant for a field that none is called after.
            twice += 1;
            continue;
        }
        let same = |field: &usize| fields.get(*field).is_some_and(|field| field.name.value == output.name);
        let alike = |field: &usize| {
            fields
                .get(*field)
                .is_some_and(|field| field.name.eq_ignore_ascii_case(&output.name))
        };
        let found = open.iter().position(same).map(|at| (at, Likeness::Same));
        match found.or_else(|| open.iter().position(alike).map(|at| (at, Likeness::Case))) {
            Some((at, likeness)) => {
                let field = open.remove(at);
                pairs.push(Pair {
                    column,
                    field,
                    likeness,
                });
            }
            None => rest.push(column),
        }
    }
    let mut extra = Vec::new();
    let as_many = rest.len() == open.len();
    for column in rest {
        let Some(at) = columns
            .get(column)
            .and_then(|output| meant(output, column, &open, fields, as_many))
        else {
            extra.push(column);
            continue;
        };
        let field = open.remove(at);
        let likeness = Likeness::Meant;
        pairs.push(Pair {
            column,
            field,
            likeness,
        });
    }
    pairs.sort_by_key(|pair| pair.column);
    open.truncate(open.len().saturating_sub(twice));
    Columns {
        pairs,
        extra,
        missing: open,
        ..Columns::default()
    }
}

/// Which of the open fields a column is probably meant for: one of a similar name, or the one at its place.
fn meant(output: &OutputColumn, column: usize, open: &[usize], fields: &[Field], as_many: bool) -> Option<usize> {
    let named = |at: &usize| fields.get(*at).map(|field| field.name.as_str());
    let bare = normal(&output.name);
    let similar = || {
        open.iter()
            .position(|at| named(at).is_some_and(|name| normal(name) == bare))
    };
    let close = || {
        let close = closest(&output.name.to_uppercase(), open.iter().filter_map(named))?;
        open.iter().position(|at| named(at) == Some(close))
    };
    let at_its_place = || open.iter().position(|at| *at == column);
    let first = || (as_many && !open.is_empty()).then_some(0);
    similar().or_else(close).or_else(at_its_place).or_else(first)
}
