//! The fields of a dataset, told apart: those that Personalize reserves, and one's own.

use std::sync::Arc;

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

/// A name as Personalize compares names: letters and digits only. Whether capitals count is not written down; here they do
/// not.
pub(super) fn normal(name: &str) -> String {
    let letters = name.chars().filter(|character| character.is_ascii_alphanumeric());
    letters.map(|character| character.to_ascii_lowercase()).collect()
}
