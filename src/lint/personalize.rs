//! The fields of a dataset, told apart: those that Personalize reserves, and one's own.

use std::sync::Arc;

use crate::diagnostic::closest;
use crate::facts::{ReservedField, reserved_fields};
use crate::stage::{Dataset, Domain, Field, Stage};

/// The datasets whose fields can be judged: none where the domain was refused, for it decides which fields there must be.
pub(super) fn datasets(stage: &Stage) -> impl Iterator<Item = &Dataset> {
    let known = !stage.refused.contains("domain");
    stage.datasets.iter().filter(move |_| known).map(Arc::as_ref)
}

/// The fields that Personalize reserves in a dataset of a stage.
pub(super) fn reserved(stage: &Stage, dataset: &Dataset) -> &'static [ReservedField] {
    reserved_fields(stage.domain.map(Domain::as_str), dataset.kind.key())
}

/// The schema's fields with a reserved name, each with what Personalize has under that name.
pub(super) fn reserved_fields_of<'a>(
    stage: &Stage,
    dataset: &'a Dataset,
) -> impl Iterator<Item = (&'a Field, &'static ReservedField)> {
    let reserved = reserved(stage, dataset);
    let each = dataset.schema.iter();
    each.filter_map(|field| Some((field, reserved.iter().find(|other| other.name == field.name.value)?)))
}

/// Whether a field's type is another than Personalize has for its name, which is told of the schema.
pub(super) fn is_mistyped(stage: &Stage, dataset: &Dataset, field: &Field) -> bool {
    let is_it = |other: &ReservedField| other.name == field.name.value && !other.types.contains(&field.kind.as_str());
    reserved(stage, dataset).iter().any(is_it)
}

/// Whether the schema lacks a field of this name that Personalize requires, which is told of the schema.
pub(super) fn lacks(stage: &Stage, dataset: &Dataset, name: &str) -> bool {
    let is_it = |field: &ReservedField| field.required && field.name.eq_ignore_ascii_case(name);
    let has = |wanted: &str| dataset.schema.iter().any(|field| field.name.value == wanted);
    let required = reserved(stage, dataset).iter().find(|field| is_it(field));
    !stage.refused.contains("domain") && required.is_some_and(|field| !has(field.name))
}

/// The schema's fields with a name of one's own.
pub(super) fn own_fields_of<'a>(stage: &Stage, dataset: &'a Dataset) -> impl Iterator<Item = &'a Field> {
    let reserved = reserved(stage, dataset);
    let each = dataset.schema.iter();
    each.filter(|field| !reserved.iter().any(|other| other.name == field.name.value))
}

/// The reserved fields that a schema lacks, for which one of its others may be meant.
pub(super) struct Lacking {
    reserved: &'static [ReservedField],
    fields: Vec<&'static ReservedField>,
}

impl Lacking {
    /// Those of a dataset's schema.
    pub(super) fn of(stage: &Stage, dataset: &Dataset) -> Self {
        let reserved = reserved(stage, dataset);
        let lacks = |name: &str| !dataset.schema.iter().any(|field| field.name.value == name);
        let fields = reserved.iter().filter(|other| lacks(other.name)).collect();
        Self { reserved, fields }
    }

    /// Whether the id is missing that tells the dataset's rows apart.
    pub(super) fn an_id(&self) -> bool {
        let mut required = self.fields.iter().filter(|other| other.required);
        required.any(|other| other.name.ends_with("_ID"))
    }

    /// What a field of the schema is meant for: the same name in another case or without underscores, and for one that
    /// Personalize requires what is close to it. Optional ones are close to words that mean something else.
    pub(super) fn meant(&self, field: &Field) -> Option<&'static ReservedField> {
        if self.reserved.iter().any(|other| other.name == field.name.value) {
            return None;
        }
        let alike = self.fields.iter().find(|other| is_alike(other.name, &field.name));
        let close = || {
            let required = self.fields.iter().filter(|other| other.required);
            let name = closest(&field.name, required.map(|other| other.name))?;
            self.fields.iter().find(|other| other.name == name)
        };
        alike.or_else(close).copied()
    }
}

/// A name as Personalize compares names: letters and digits only. Whether capitals count is not written down; here they do
/// not.
pub(super) fn normal(name: &str) -> String {
    letters(name).collect()
}

/// Whether two names are one as Personalize compares names.
pub(super) fn is_alike(one: &str, other: &str) -> bool {
    letters(one).eq(letters(other))
}

fn letters(name: &str) -> impl Iterator<Item = char> {
    let letters = name.chars().filter(char::is_ascii_alphanumeric);
    letters.map(|character| character.to_ascii_lowercase())
}
