//! What the notebook is told of the datasets.

use serde::Serialize;

use crate::stage::{self, DatasetType, Field, FieldType, Format, Stage};

/// A dataset: its raw data, its query, its fields, and what its section says.
#[derive(Serialize)]
pub(super) struct Dataset<'a> {
    #[serde(skip)]
    kind: DatasetType,
    key: &'static str,
    source: &'a str,
    format: &'static str,
    table: &'a str,
    query: String,
    fields: Vec<FieldLine<'a>>,
    title: &'static str,
    /// The field whose values its section counts.
    id: &'static str,
    /// What that field identifies.
    thing: &'static str,
    /// What one calls its rows.
    words: String,
    /// The same, where a title begins with it.
    heading: &'static str,
    /// The datasets that say what happens to it.
    events: Vec<&'static str>,
    has_event_type: bool,
    has_event_value: bool,
    categorical: Vec<&'a str>,
    textual: Vec<&'a str>,
}

/// A field of the schema.
#[derive(Serialize)]
struct FieldLine<'a> {
    name: &'a str,
    kind: &'static str,
    categorical: bool,
    textual: bool,
    nullable: bool,
}

/// A folder of raw data, with the datasets that are made of it.
#[derive(Serialize)]
pub(super) struct RawSource<'a> {
    folder: &'a str,
    format: &'static str,
    datasets: String,
}

impl<'a> Dataset<'a> {
    pub(super) fn new(stage: &Stage, dataset: &'a stage::Dataset) -> Self {
        use DatasetType::{ActionInteractions, Actions, Interactions, Items, Users};
        let kind = dataset.kind;
        let has = |name: &str| dataset.schema.iter().any(|field| field.name.as_str() == name);
        let fields = |wanted: fn(&Field) -> bool| {
            let fields = dataset.schema.iter().filter(|field| wanted(field));
            fields.map(|field| field.name.as_str()).collect()
        };
        Self {
            kind,
            key: kind.key(),
            source: &dataset.source,
            format: match *dataset.format {
                Format::Csv => "csv",
                Format::Json => "json",
                Format::Parquet => "parquet",
            },
            table: &dataset.table,
            query: stage.names.named_query(kind),
            fields: dataset.schema.iter().map(FieldLine::new).collect(),
            title: match kind {
                Interactions => "Interactions: who did what with which item",
                Items => "Items: what is recommended",
                Users => "Users: to whom",
                Actions => "Actions: what a user can be moved to do",
                ActionInteractions => "Action interactions: who took which action",
            },
            id: match kind {
                Interactions | Items => "ITEM_ID",
                Users => "USER_ID",
                Actions | ActionInteractions => "ACTION_ID",
            },
            thing: match kind {
                Interactions | Items => "item",
                Users => "user",
                Actions | ActionInteractions => "action",
            },
            words: kind.key().replace('_', " "),
            heading: match kind {
                Interactions => "Interactions",
                Items => "Items",
                Users => "Users",
                Actions => "Actions",
                ActionInteractions => "Action interactions",
            },
            events: match kind {
                Items => vec![Interactions],
                Users => vec![Interactions, ActionInteractions],
                Actions => vec![ActionInteractions],
                Interactions | ActionInteractions => vec![],
            }
            .into_iter()
            .filter(|events| stage.dataset(*events).is_some())
            .map(DatasetType::key)
            .collect(),
            has_event_type: has("EVENT_TYPE"),
            has_event_value: has("EVENT_VALUE"),
            categorical: fields(|field| *field.categorical),
            textual: fields(|field| *field.textual),
        }
    }

    pub(super) fn is(&self, kind: DatasetType) -> bool {
        self.kind == kind
    }

    /// The template of its section: something happened at a time, or something is there.
    pub(super) fn section(&self) -> &'static str {
        match self.kind {
            DatasetType::Interactions | DatasetType::ActionInteractions => "events",
            DatasetType::Items | DatasetType::Users | DatasetType::Actions => "entities",
        }
    }
}

impl<'a> FieldLine<'a> {
    fn new(field: &'a Field) -> Self {
        Self {
            name: &field.name,
            kind: match *field.kind {
                FieldType::String => "string",
                FieldType::Int => "int",
                FieldType::Long => "long",
                FieldType::Float => "float",
                FieldType::Double => "double",
                FieldType::Boolean => "boolean",
            },
            categorical: *field.categorical,
            textual: *field.textual,
            nullable: *field.nullable,
        }
    }
}

/// The folders of raw data, each once.
pub(super) fn raw_sources<'a>(datasets: &[Dataset<'a>]) -> Vec<RawSource<'a>> {
    let mut sources: Vec<RawSource<'a>> = Vec::new();
    for dataset in datasets {
        let same = |source: &&mut RawSource<'_>| source.folder == dataset.source && source.format == dataset.format;
        if let Some(source) = sources.iter_mut().find(same) {
            source.datasets.push_str(", ");
            source.datasets.push_str(dataset.key);
        } else {
            sources.push(RawSource {
                folder: dataset.source,
                format: dataset.format,
                datasets: dataset.key.to_owned(),
            });
        }
    }
    sources
}
