//! The datasets of a spec, and of a stage that overrides them.

use std::collections::BTreeMap;
use std::sync::Arc;

use indexmap::IndexMap;

use crate::diagnostic::{Finding, Sink, visible};
use crate::source::Passage;
use crate::spec;
use crate::stage::dataset::{Column, Dataset, Field, Query, table_name};
use crate::stage::query::{self, Written};
use crate::stage::{DatasetType, Format, Refused, Sourced, rules};

use super::{Resolver, written};

/// A dataset as `[datasets]` has it; the query may still come from a stage.
pub(super) struct Base {
    source: Sourced<String>,
    query: Option<Query>,
    dataset: Option<Arc<Dataset>>,
    rest: Dataset,
}

pub(super) type Bases = BTreeMap<DatasetType, Base>;

impl Resolver<'_> {
    pub(super) fn datasets(&self, sink: &mut Sink) -> Bases {
        let each = self.spec.datasets.iter();
        each.filter_map(|(kind, written)| Some((*kind, self.dataset(*kind, written, sink)?)))
            .collect()
    }

    fn dataset(&self, kind: DatasetType, written: &spec::Dataset, sink: &mut Sink) -> Option<Base> {
        let path = ["datasets", kind.key()];
        let place = self.tree.lacking_place(&path);
        let wanted = Written {
            query: written.query.as_deref(),
            query_file: written.query_file.as_deref(),
        };
        let query = query::resolve(self.tree, self.folder, &path, &wanted, sink);
        let has_key = |key| self.tree.entry(&[path[0], path[1], key]).is_some();
        let lacks_query = !has_key("query") && !has_key("query_file");
        let excused = |key| self.excuses.excuse(&[path[0], path[1], key]);
        if lacks_query && !excused("query") && !excused("query_file") {
            let message = format!("`[datasets.{}]` lacks a query", kind.key());
            sink.push(
                Finding::error(spec::rules::MISSING_KEY, place.clone(), message)
                    .help("give it `query`, or `query_file` with a path beside the spec"),
            );
        }
        let source = self.source(&path, written.source.as_deref()?, sink)?;
        if !has_key("schema") {
            // That was told; without one, no rule about the dataset says anything new.
            return None;
        }
        let mut refused = Refused::default();
        self.below(&path, &mut refused);
        if excused("format") {
            refused.insert("format");
        }
        let rest = Dataset {
            kind,
            refused,
            place,
            table: table_name(&source),
            source: source.clone(),
            format: self.default(&[path[0], path[1], "format"], written.format, Format::Csv),
            // NOTE: stands for "none yet"; `Base::dataset` is made only where there is one.
            query: query.clone().unwrap_or_else(|| Query {
                passage: Passage::string(self.tree.source(), &(0..0)),
                place: self.tree.lacking_place(&path),
            }),
            columns: written.columns.as_ref().map(|columns| self.columns(&path, columns)),
            schema: self.fields(&path, &written.schema),
            invalid_fields: self.invalid_fields(&path, &written.schema),
            schema_is_whole: !written.schema.is_empty() && !self.excuses.excuse(&[path[0], path[1], "schema", "*"]),
            schema_place: self.tree.lacking_place(&[path[0], path[1], "schema"]),
        };
        Some(Base {
            source,
            dataset: query.is_some().then(|| Arc::new(rest.clone())),
            query,
            rest,
        })
    }

    /// A source with its closing slash, if it names a folder of the bucket.
    fn source(&self, path: &[&str], written: &str, sink: &mut Sink) -> Option<Sourced<String>> {
        let place = self.tree.value_place(&[path, &["source"]].concat());
        let folders: Vec<&str> = written.strip_suffix('/').unwrap_or(written).split('/').collect();
        let wrong = match written {
            "" | "/" => Some("it names no folder, and the bucket as a whole cannot be one dataset's"),
            _ if written.starts_with('/') => Some("it begins with a slash, and keys of a bucket do not"),
            _ if written.contains("://") => Some("it names a bucket, and the stack has its own"),
            _ if folders.iter().any(|folder| matches!(*folder, "." | "..")) => {
                Some("`.` and `..` mean nothing in a bucket")
            }
            _ if folders.iter().any(|folder| folder.trim().is_empty()) => Some("one of its folders has no name"),
            _ => None,
        };
        match wrong {
            Some(why) => {
                let message = format!("`{}` cannot be a source: {why}", visible(written));
                sink.push(
                    Finding::error(rules::INVALID_SOURCE, place, message).help(
                        "write a folder of the raw-data bucket that holds this dataset alone, such as `ratings/`",
                    ),
                );
                None
            }
            None => Some(Sourced {
                value: format!("{}/", folders.join("/")),
                place,
                written: true,
            }),
        }
    }

    fn columns(&self, path: &[&str], columns: &IndexMap<String, String>) -> Vec<Column> {
        let each = columns.iter();
        each.map(|(name, kind)| {
            let at = [path, &["columns", name]].concat();
            Column {
                name: written(name.clone(), self.tree.key_place(&at)),
                kind: written(kind.clone(), self.tree.value_place(&at)),
            }
        })
        .collect()
    }

    fn fields(&self, path: &[&str], schema: &IndexMap<String, spec::Field>) -> Vec<Field> {
        let each = schema.iter();
        each.filter_map(|(name, field)| {
            let at = [path, &["schema", name]].concat();
            let table = match field {
                spec::Field::Type(kind) => spec::FieldTable {
                    kind: Some(*kind),
                    ..spec::FieldTable::default()
                },
                spec::Field::Table(table) => table.clone(),
            };
            let mark = |key: &'static str, value: Option<bool>| Sourced {
                value: value.unwrap_or(false),
                place: match value {
                    Some(_) => self.tree.key_place(&[at.as_slice(), &[key]].concat()),
                    None => self.tree.value_place(&at),
                },
                written: value.is_some(),
            };
            let within = [at.as_slice(), &["type"]].concat();
            Some(Field {
                name: written(name.clone(), self.tree.key_place(&at)),
                kind: written(
                    table.kind?,
                    self.tree.value_place(match field {
                        spec::Field::Type(_) => &at,
                        spec::Field::Table(_) => &within,
                    }),
                ),
                categorical: mark("categorical", table.categorical),
                textual: mark("textual", table.textual),
                nullable: mark("nullable", table.nullable),
            })
        })
        .collect()
    }

    /// Keys of the schema's table that are none of its fields.
    fn invalid_fields(&self, path: &[&str], schema: &IndexMap<String, spec::Field>) -> Vec<String> {
        let table = self.tree.entry(&[path, &["schema"]].concat());
        let keys = table
            .and_then(|entry| entry.node.table())
            .into_iter()
            .flat_map(|table| table.keys());
        let untyped = |name: &&String| match schema.get(name.as_str()) {
            None => true,
            Some(spec::Field::Type(_)) => false,
            Some(spec::Field::Table(table)) => table.kind.is_none(),
        };
        keys.filter(untyped).cloned().collect()
    }

    /// The stage's datasets, overrides applied. Fewer than the spec has where one cannot be decided.
    pub(super) fn stage_datasets(
        &self,
        name: &str,
        stage: &spec::Stage,
        bases: &Bases,
        sink: &mut Sink,
    ) -> Vec<Arc<Dataset>> {
        for kind in stage
            .datasets
            .keys()
            .filter(|kind| !self.spec.datasets.contains_key(kind) && !self.excuses.excuse(&["datasets", kind.key()]))
        {
            let path = ["stages", name, "datasets", kind.key()];
            let message = format!(
                "`{name}` overrides `{}`, and the spec has no `[datasets.{}]`",
                kind.key(),
                kind.key()
            );
            sink.push(
                Finding::error(rules::UNKNOWN_DATASET, self.tree.lacking_place(&path), message)
                    .help("a stage can change a dataset's query or source; it cannot add a dataset"),
            );
        }
        let each = bases.iter();
        each.filter_map(|(kind, base)| match stage.datasets.get(kind) {
            None => base.dataset.clone(),
            Some(over) => self.overridden(name, *kind, base, over, sink).map(Arc::new),
        })
        .collect()
    }

    fn overridden(
        &self,
        name: &str,
        kind: DatasetType,
        base: &Base,
        over: &spec::DatasetOverride,
        sink: &mut Sink,
    ) -> Option<Dataset> {
        let path = ["stages", name, "datasets", kind.key()];
        let wanted = Written {
            query: over.query.as_deref(),
            query_file: over.query_file.as_deref(),
        };
        let own = over.query.is_some() || over.query_file.is_some();
        let query = match own {
            true => query::resolve(self.tree, self.folder, &path, &wanted, sink)?,
            false => base.query.clone()?,
        };
        let source = match &over.source {
            Some(source) => self.source(&path, source, sink)?,
            None => base.source.clone(),
        };
        Some(Dataset {
            query,
            table: table_name(&source),
            source,
            ..base.rest.clone()
        })
    }
}
