//! FROM: sources, aliases and joins.

use std::rc::Rc;

use crate::query::ast::{Alias, Criterion, Expr, Factor, Join, JoinKind, Name, Relation, Source};
use crate::query::coerce::common;
use crate::query::problem::ProblemKind;
use crate::query::scope::{Field, Owner, Scope};
use crate::query::token::At;
use crate::query::traits::{FAR_SIDE, FULL_SIDES, Traits};
use crate::query::types::Type;

use super::not_null::Outcome;
use super::{Analyzer, Clause, Output};

/// Columns in the making: those of the sources joined so far.
#[derive(Debug, Default, Clone)]
pub(super) struct Rows {
    pub fields: Vec<Field>,
    pub owners: Vec<Owner>,
}

impl Rows {
    fn append(&mut self, mut other: Self) {
        let offset = self.owners.len();
        for field in &mut other.fields {
            field.owner = field.owner.map(|owner| owner + offset);
        }
        self.fields.append(&mut other.fields);
        self.owners.append(&mut other.owners);
    }

    fn nullable(&mut self, why: &'static str, at: At) {
        for field in &mut self.fields {
            if field.traits.nullable.is_none() {
                field.traits = field.traits.nullable(why, at);
            }
        }
        for owner in &mut self.owners {
            owner.far = owner.far.or(Some((why, at)));
        }
    }
}

impl Analyzer<'_> {
    pub(super) fn from(&mut self, relations: &[Relation<'_>], outer: Option<&Scope<'_>>) -> Rows {
        self.enter(Clause::From);
        let mut rows = Rows::default();
        for relation in relations {
            let right = self.relation(relation, &rows, outer);
            rows.append(right);
        }
        rows
    }

    /// `left` is what LATERAL and UNNEST see.
    fn relation(&mut self, relation: &Relation<'_>, left: &Rows, outer: Option<&Scope<'_>>) -> Rows {
        let mut rows = self.factor(&relation.first, left, outer);
        for join in &relation.joins {
            if !self.spend(rows.fields.len(), join.at) {
                return rows;
            }
            let right = if looks_left(&join.right) {
                let mut seen = left.clone();
                seen.append(rows.clone());
                self.relation(&join.right, &seen, outer)
            } else {
                self.relation(&join.right, left, outer)
            };
            rows = self.join(rows, right, join, outer);
        }
        rows
    }

    fn join(&mut self, mut left: Rows, mut right: Rows, join: &Join<'_>, outer: Option<&Scope<'_>>) -> Rows {
        let (left_far, right_far) = match join.kind {
            JoinKind::Left => (false, true),
            JoinKind::Right => (true, false),
            JoinKind::Full => (true, true),
            JoinKind::Cross | JoinKind::Inner => (false, false),
        };
        let sides = sides_of((left_far, right_far));
        if let Criterion::Using(names) = &join.criterion {
            return self.using(left, right, names, (left_far, right_far), join.at);
        }
        if let Criterion::On(condition) = &join.criterion {
            let mut both = left.clone();
            both.append(right.clone());
            self.enter(Clause::Join);
            let scope = Scope::new(both.fields, both.owners, self.depth(), outer);
            let typed = self.condition(condition, &scope);
            self.need_boolean(&typed, "The condition of a join");
            // What an inner join compares is null in no row that it leaves.
            if join.kind == JoinKind::Inner {
                let _ = self.assume(self.not_null(condition, Outcome::True));
            }
            self.enter(Clause::From);
        }
        if left_far {
            left.nullable(sides.0, join.at);
        }
        if right_far {
            right.nullable(sides.1, join.at);
        }
        left.append(right);
        left
    }

    /// The shared columns come first and once, and belong to neither side.
    fn using(&mut self, mut left: Rows, mut right: Rows, names: &[Name<'_>], far: (bool, bool), at: At) -> Rows {
        let mut shared = Vec::new();
        for name in names {
            let key = name.text.to_lowercase();
            let one = self.shared(&mut left, &key, name);
            let other = self.shared(&mut right, &key, name);
            let (Some(mut field), Some(other)) = (one, other) else {
                continue;
            };
            match common(&field.ty, &other.ty) {
                Some(ty) => field.ty = ty,
                None => {
                    self.tell(
                        ProblemKind::TypeMismatch,
                        name.at,
                        format!(
                            "`{}` is {} on one side and {} on the other, which cannot be compared.",
                            self.quote(name.at),
                            field.ty,
                            other.ty
                        ),
                    );
                    field.ty = Type::Unknown;
                }
            }
            field.owner = None;
            shared.push(field);
        }
        let sides = sides_of(far);
        if far.0 {
            left.nullable(sides.0, at);
        }
        if far.1 {
            right.nullable(sides.1, at);
        }
        left.append(right);
        shared.append(&mut left.fields);
        Rows {
            fields: shared,
            owners: left.owners,
        }
    }

    /// Takes a column that both sides share out of one side.
    fn shared(&mut self, rows: &mut Rows, key: &str, name: &Name<'_>) -> Option<Field> {
        let is_it = |field: &Field| field.name.as_ref().is_some_and(|name| name.to_lowercase() == key);
        if let Some(position) = rows.fields.iter().position(is_it) {
            return Some(rows.fields.remove(position));
        }
        if rows.owners.iter().any(|owner| owner.open) {
            return Some(Field {
                name: Some(Rc::from(name.text.as_ref())),
                ty: Type::Unknown,
                traits: Traits::UNKNOWN,
                at: name.at,
                id: self.id(),
                owner: None,
                item: None,
                texts: Vec::new(),
            });
        }
        self.tell(
            ProblemKind::UnknownColumn,
            name.at,
            format!("One side of this join has no column `{}`.", self.quote(name.at)),
        );
        None
    }

    fn factor(&mut self, factor: &Factor<'_>, left: &Rows, outer: Option<&Scope<'_>>) -> Rows {
        let mut rows = match &factor.source {
            Source::Table(name, version) => {
                if let Some(version) = version {
                    self.expression(version, &Scope::default());
                }
                self.table(name, factor.at)
            }
            Source::Query(query) => output_rows(self.query(query, outer)),
            Source::Lateral(query) => {
                let scope = Scope::new(left.fields.clone(), left.owners.clone(), self.depth(), outer);
                output_rows(self.query(query, Some(&scope)))
            }
            Source::Unnest(arrays, ordinality) => {
                let scope = Scope::new(left.fields.clone(), left.owners.clone(), self.depth(), outer);
                self.unnest(arrays, *ordinality, &scope)
            }
            Source::Joined(relation) => self.relation(relation, left, outer),
            Source::Opaque(inner) => {
                if let Some(inner) = inner {
                    self.factor(inner, left, outer);
                }
                Rows {
                    fields: Vec::new(),
                    owners: vec![unnamed(true)],
                }
            }
        };
        if let Some(sample) = &factor.sample {
            self.expression(sample, &Scope::default());
        }
        if let Some(alias) = &factor.alias {
            self.alias(&mut rows, alias, factor.at);
        }
        rows
    }

    fn alias(&mut self, rows: &mut Rows, alias: &Alias<'_>, at: At) {
        let mut output = Output {
            open: rows.owners.iter().any(|owner| owner.open),
            fields: std::mem::take(&mut rows.fields),
        };
        self.rename(&mut output, &alias.columns, at);
        for field in &mut output.fields {
            field.owner = Some(0);
        }
        rows.fields = output.fields;
        rows.owners = vec![Owner {
            name: vec![alias.name.text.to_lowercase()],
            open: output.open,
            far: None,
        }];
    }

    fn unnest(&mut self, arrays: &[Expr<'_>], ordinality: bool, scope: &Scope<'_>) -> Rows {
        let mut types: Vec<(Option<Rc<str>>, Type, Traits)> = Vec::new();
        let mut open = false;
        for array in arrays {
            let typed = self.expression(array, scope);
            match &typed.ty {
                Type::Array(element) => match element.as_ref() {
                    // The fields of a row are columns of their own, under their names.
                    Type::Row(fields) => types.extend(
                        fields
                            .iter()
                            .map(|(name, ty)| (name.as_deref().map(Rc::from), ty.clone(), typed.traits)),
                    ),
                    Type::Unknown => open = true,
                    element => types.push((None, element.clone(), typed.traits)),
                },
                Type::Map(key, value) => {
                    types.push((None, key.as_ref().clone(), typed.traits));
                    types.push((None, value.as_ref().clone(), typed.traits));
                }
                Type::Unknown => open = true,
                other => {
                    let message = format!("UNNEST takes arrays and maps, but this is {other}.");
                    self.tell(ProblemKind::TypeMismatch, array.at, message);
                    open = true;
                }
            }
        }
        if ordinality {
            types.push((None, Type::Bigint, Traits::PLAIN));
        }
        if open {
            types.clear();
        }
        let fields = types.into_iter().map(|(name, ty, traits)| Field {
            name,
            traits: Traits {
                nullable: None,
                ..traits
            },
            ty,
            at: arrays.first().map(|array| array.at).unwrap_or_default(),
            id: self.id(),
            owner: Some(0),
            item: None,
            texts: Vec::new(),
        });
        Rows {
            fields: fields.collect(),
            owners: vec![unnamed(open)],
        }
    }
}

/// Why the columns of either side can be null.
fn sides_of(far: (bool, bool)) -> (&'static str, &'static str) {
    match far {
        (true, true) => (FULL_SIDES[0], FULL_SIDES[1]),
        _ => (FAR_SIDE, FAR_SIDE),
    }
}

pub(super) fn unnamed(open: bool) -> Owner {
    Owner {
        name: Vec::new(),
        open,
        far: None,
    }
}

fn output_rows(output: Output) -> Rows {
    let mut fields = output.fields;
    for field in &mut fields {
        field.owner = Some(0);
    }
    Rows {
        fields,
        owners: vec![unnamed(output.open)],
    }
}

/// Whether a source of the relation may name columns of what stands before it.
fn looks_left(relation: &Relation<'_>) -> bool {
    let factor = |factor: &Factor<'_>| match &factor.source {
        Source::Lateral(_) | Source::Unnest(..) | Source::Opaque(_) => true,
        Source::Joined(inner) => looks_left(inner),
        Source::Table(..) | Source::Query(_) => false,
    };
    factor(&relation.first) || relation.joins.iter().any(|join| looks_left(&join.right))
}
