//! From what is written to what is meant: the one place where defaults and overrides are applied.

use std::collections::BTreeMap;
use std::sync::Arc;

use indexmap::IndexMap;

use crate::diagnostic::{Finding, Sink};
use crate::source::{Folder, Place, Tree};
use crate::spec::{self, Page, Settings};

use super::dataset::{Column, Dataset, Field, Query, table_name};
use super::query::{self, Written};
use super::sample::{self, SampleData, SampleDate};
use super::{Backend, DatasetType, Format, Kind, Names, Notebook, Scalar, Schedule, Sourced, Stage, rules};

/// Default of `log_retention_days`.
const LOG_RETENTION_DAYS: u32 = 365;
/// Default of `query_timeout_minutes` and `crawl_timeout_minutes`: the reference's five minutes are too short for MovieLens 25M.
const TIMEOUT_MINUTES: u32 = 60;
/// Default of a notebook's `instance_type`.
const INSTANCE_TYPE: &str = "ml.t3.medium";
/// Default of a notebook's `volume_size_gb`.
const VOLUME_SIZE_GB: u32 = 20;

/// Whose sandbox is meant.
#[derive(Debug, Clone, Copy)]
pub enum Owner<'a> {
    /// Nobody's: the spec is only linted. Names are computed with the shortest owner there can be.
    Nobody,
    /// This developer's.
    Named(&'a str),
}

/// All stages of a spec. What is missing or wrong was told, here or before, and is an error: the stage is made without it,
/// so that rules judge the rest, and is never rendered.
pub fn resolve(page: &Page, folder: &Folder, owner: Owner<'_>, sink: &mut Sink) -> Vec<Stage> {
    let resolver = Resolver {
        tree: &page.tree,
        spec: &page.spec,
        excuses: &page.excuses,
        folder,
    };
    let datasets = resolver.datasets(sink);
    resolver.sandboxes(sink);
    resolver.owner(owner, sink);
    page.spec
        .stages
        .iter()
        .map(|(name, stage)| resolver.stage(name, stage, &datasets, owner, sink))
        .collect()
}

struct Resolver<'a> {
    tree: &'a Tree,
    spec: &'a spec::Spec,
    excuses: &'a spec::Excuses,
    folder: &'a Folder,
}

/// A dataset as `[datasets]` has it; the query may still come from a stage.
struct Base {
    source: Sourced<String>,
    query: Option<Query>,
    dataset: Option<Arc<Dataset>>,
    rest: Dataset,
}

type Bases = BTreeMap<DatasetType, Base>;

impl Resolver<'_> {
    fn datasets(&self, sink: &mut Sink) -> Bases {
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
        if lacks_query && !self.excuses.excuse(&[path[0], path[1], "query"]) {
            let message = format!("`[datasets.{}]` lacks a query", kind.key());
            sink.push(
                Finding::error(spec::rules::MISSING_KEY, place.clone(), message)
                    .help("give it `query`, or `query_file` with a path beside the spec"),
            );
        }
        let source = self.source(&path, written.source.as_deref()?, sink)?;
        let rest = Dataset {
            kind,
            place,
            table: table_name(&source),
            source: source.clone(),
            format: self.default(&[path[0], path[1], "format"], written.format, Format::Csv),
            // NOTE: stands for "none yet"; `Base::dataset` is made only where there is one.
            query: query.clone().unwrap_or_else(|| Query {
                text: String::new(),
                place: self.tree.lacking_place(&path),
            }),
            columns: written.columns.as_ref().map(|columns| self.columns(&path, columns)),
            schema: self.fields(&path, &written.schema),
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
                let message = format!("`{}` cannot be a source: {why}", crate::diagnostic::visible(written));
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
            Some(Field {
                name: written(name.clone(), self.tree.key_place(&at)),
                kind: written(table.kind?, self.tree.value_place(&at)),
                categorical: table.categorical.unwrap_or(false),
                textual: table.textual.unwrap_or(false),
                nullable: table.nullable.unwrap_or(false),
            })
        })
        .collect()
    }

    fn sandboxes(&self, sink: &mut Sink) {
        let is_sandbox = |stage: &spec::Stage| stage.kind == Some(spec::Kind::Sandbox);
        let mut sandboxes = self.spec.stages.iter().filter(|(_, stage)| is_sandbox(stage));
        let Some((first, _)) = sandboxes.next() else {
            return;
        };
        for (name, _) in sandboxes {
            let message =
                format!("`{name}` and `{first}` are both sandboxes: their stacks would have one name, the owner's");
            sink.push(
                Finding::error(rules::SANDBOX_GIVEN_TWICE, self.header(name), message)
                    .help("keep one; developers differ by `--sandbox OWNER`")
                    .related(self.header(first), "the other sandbox"),
            );
        }
    }

    fn owner(&self, owner: Owner<'_>, sink: &mut Sink) {
        let Owner::Named(owner) = owner else { return };
        if self.spec.stages.contains_key(owner) {
            let message = format!("`--sandbox {owner}` would give a stack the name that the stage `{owner}` has");
            sink.push(
                Finding::error(rules::OWNER_IS_A_STAGE, self.header(owner), message)
                    .help("an owner is a person; name one who is not called as a stage is"),
            );
        }
    }

    fn stage(&self, name: &str, stage: &spec::Stage, bases: &Bases, owner: Owner<'_>, sink: &mut Sink) -> Stage {
        let header = self.header(name);
        let nothing = spec::Project::default();
        let project = self.spec.project.as_ref().unwrap_or(&nothing);
        let at = |key: &'static str| vec!["stages", name, key];
        let sandbox = stage.kind == Some(spec::Kind::Sandbox);
        let kind = match (sandbox, owner) {
            (false, _) => Kind::Shared,
            (true, Owner::Nobody) => Kind::Sandbox(None),
            (true, Owner::Named(owner)) => Kind::Sandbox(Some(owner.to_owned())),
        };
        let datasets = self.stage_datasets(name, stage, bases, sink);
        let sources: Vec<(String, Place)> = datasets
            .iter()
            .map(|dataset| (dataset.source.value.clone(), dataset.source.place.clone()))
            .collect();
        let complete = datasets.len() == self.spec.datasets.len();
        let sample_data = self.sample_data(name, stage, complete.then_some(&sources), sink);
        let settings = Chain {
            resolver: self,
            stage: name,
            own: &stage.settings,
            defaults: &self.spec.defaults,
        };
        let region = match &stage.region {
            Some(region) => written(region.clone(), self.tree.value_place(&at("region"))),
            None => written(
                project.region.clone().unwrap_or_default(),
                self.tree.value_place(&["project", "region"]),
            ),
        };
        let project_name = written(
            project.name.clone().unwrap_or_default(),
            self.tree.value_place(&["project", "name"]),
        );
        let suffix = match &kind {
            Kind::Shared => name,
            Kind::Sandbox(owner) => owner.as_deref().unwrap_or(SHORTEST_OWNER),
        };
        let timezone = settings.get("schedule_timezone", |settings| settings.schedule_timezone.clone());
        let schedule = settings.get("schedule", |settings| settings.schedule.clone());
        let stray_timezone = timezone
            .as_ref()
            .filter(|_| schedule.is_none())
            .map(|zone| zone.place.clone());
        Stage {
            names: Names::new(&project_name, suffix),
            backend: self.backend(name, stage, &project_name, &region),
            project: project_name,
            name: written(name.to_owned(), header.clone()),
            kind,
            region,
            domain: project.domain,
            tags: project.tags.iter().map(|(key, value)| self.tag(key, value)).collect(),
            datasets,
            log_retention_days: settings.or("log_retention_days", LOG_RETENTION_DAYS, |settings| {
                settings.log_retention_days
            }),
            retain_data: settings.or("retain_data", !sandbox, |settings| settings.retain_data),
            schedule: schedule.map(|expression| Schedule {
                timezone: timezone.unwrap_or_else(|| Sourced {
                    value: "UTC".into(),
                    place: expression.place.clone(),
                    written: false,
                }),
                expression,
            }),
            stray_timezone,
            alarm_email: settings.get("alarm_email", |settings| settings.alarm_email.clone()),
            kms_key_arn: settings.get("kms_key_arn", |settings| settings.kms_key_arn.clone()),
            access_log_bucket: settings.get("access_log_bucket", |settings| settings.access_log_bucket.clone()),
            sample_data,
            notebook: stage.notebook.as_ref().map(|notebook| self.notebook(name, notebook)),
            query_timeout_minutes: settings
                .or("query_timeout_minutes", TIMEOUT_MINUTES, |settings| {
                    settings.query_timeout_minutes
                })
                .value,
            crawl_timeout_minutes: settings
                .or("crawl_timeout_minutes", TIMEOUT_MINUTES, |settings| {
                    settings.crawl_timeout_minutes
                })
                .value,
        }
    }

    fn tag(&self, key: &str, value: &str) -> (String, Sourced<String>) {
        (
            key.to_owned(),
            written(value.to_owned(), self.tree.key_place(&["project", "tags", key])),
        )
    }

    /// The stage's datasets, overrides applied. Fewer than the spec has where one cannot be decided.
    fn stage_datasets(&self, name: &str, stage: &spec::Stage, bases: &Bases, sink: &mut Sink) -> Vec<Arc<Dataset>> {
        for kind in stage
            .datasets
            .keys()
            .filter(|kind| !self.spec.datasets.contains_key(kind))
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

    fn sample_data(
        &self,
        name: &str,
        stage: &spec::Stage,
        sources: Option<&Vec<(String, Place)>>,
        sink: &mut Sink,
    ) -> Option<SampleData> {
        let at = |key: &'static str| self.tree.value_place(&["stages", name, key]);
        let date = match &stage.sample_date {
            Some(date) => {
                let parsed = SampleDate::parse(date);
                if parsed.is_none() {
                    let message = format!("the calendar has no {date}");
                    sink.push(Finding::error(rules::INVALID_SAMPLE_DATE, at("sample_date"), message));
                }
                parsed
            }
            None => None,
        };
        let folder = written(stage.sample_data.clone()?, at("sample_data"));
        let files = sample::list(
            self.folder,
            &folder,
            sources.map_or(&[], Vec::as_slice),
            sources.is_some(),
            sink,
        )?;
        let date_path = ["stages", name, "sample_date"];
        if self.tree.entry(&date_path).is_none() && !self.excuses.excuse(&date_path) {
            let message = format!("`[stages.{name}]` has `sample_data` and lacks `sample_date`");
            sink.push(
                Finding::error(spec::rules::MISSING_KEY, self.header(name), message)
                    .help("name the partition it goes to, such as `sample_date = \"2026-01-31\"`: it is never taken from the clock"),
            );
        }
        Some(SampleData {
            folder,
            date: date?,
            files,
        })
    }

    fn notebook(&self, name: &str, notebook: &spec::Notebook) -> Notebook {
        let path = ["stages", name, "notebook"];
        let at = |key: &'static str| [path[0], path[1], path[2], key];
        Notebook {
            place: self.tree.lacking_place(&path),
            instance_type: self.default(
                &at("instance_type"),
                notebook.instance_type.clone(),
                INSTANCE_TYPE.to_owned(),
            ),
            volume_size_gb: notebook.volume_size_gb.unwrap_or(VOLUME_SIZE_GB),
            idle_stop_minutes: notebook.idle_stop_minutes,
            subnet_id: notebook.subnet_id.clone(),
            security_group_ids: written(
                notebook.security_group_ids.clone(),
                self.tree.value_place(&at("security_group_ids")),
            ),
        }
    }

    fn backend(&self, name: &str, stage: &spec::Stage, project: &str, region: &str) -> Option<Backend> {
        let backend = stage.backend.as_ref()?;
        let kind = backend.kind.clone()?;
        let mut arguments = IndexMap::new();
        if kind == "s3" {
            arguments.insert("bucket".to_owned(), backend.arguments.get("bucket").cloned()?);
            arguments.insert(
                "key".into(),
                Scalar::String(format!("{project}/{name}/terraform.tfstate")),
            );
            arguments.insert("region".into(), Scalar::String(region.to_owned()));
            arguments.insert("encrypt".into(), Scalar::Boolean(true));
            arguments.insert("use_lockfile".into(), Scalar::Boolean(true));
        }
        arguments.extend(backend.arguments.clone());
        Some(Backend {
            kind,
            arguments,
            place: self.tree.lacking_place(&["stages", name, "backend"]),
        })
    }

    fn header(&self, stage: &str) -> Place {
        self.tree.lacking_place(&["stages", stage])
    }

    /// What is written at `path`, or the default with the place of the closest header.
    fn default<T>(&self, path: &[&str], value: Option<T>, default: T) -> Sourced<T> {
        Sourced {
            written: value.is_some(),
            value: value.unwrap_or(default),
            place: self.tree.value_place(path),
        }
    }
}

/// The owner with whom names are computed while nobody is named.
const SHORTEST_OWNER: &str = "o";

/// A setting's way: the stage, then `[defaults]`, then what kickstart says.
struct Chain<'a> {
    resolver: &'a Resolver<'a>,
    stage: &'a str,
    own: &'a Settings,
    defaults: &'a Settings,
}

impl Chain<'_> {
    fn get<T>(&self, key: &str, get: impl Fn(&Settings) -> Option<T>) -> Option<Sourced<T>> {
        let tree = self.resolver.tree;
        match (get(self.own), get(self.defaults)) {
            (Some(value), _) => Some(written(value, tree.value_place(&["stages", self.stage, key]))),
            (None, Some(value)) => Some(written(value, tree.value_place(&["defaults", key]))),
            (None, None) => None,
        }
    }

    fn or<T>(&self, key: &str, default: T, get: impl Fn(&Settings) -> Option<T>) -> Sourced<T> {
        self.get(key, get).unwrap_or_else(|| Sourced {
            value: default,
            place: self.resolver.header(self.stage),
            written: false,
        })
    }
}

fn written<T>(value: T, place: Place) -> Sourced<T> {
    Sourced {
        value,
        place,
        written: true,
    }
}
