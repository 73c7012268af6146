//! The parts of a stage that have a table of their own: sample data, notebook, backend.

use indexmap::IndexMap;

use crate::diagnostic::{Finding, Sink};
use crate::source::Place;
use crate::spec;
use crate::stage::sample::{self, SampleData, SampleDate};
use crate::stage::{Backend, Notebook, Scalar, rules};

use super::{INSTANCE_TYPE, Resolver, VOLUME_SIZE_GB, written};

impl Resolver<'_> {
    pub(super) fn sample_data(
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
        let date_path = ["stages", name, "sample_date"];
        if self.tree.entry(&date_path).is_none() && !self.excuses.excuse(&date_path) {
            let message = format!("`[stages.{name}]` has `sample_data` and lacks `sample_date`");
            sink.push(
                Finding::error(spec::rules::MISSING_KEY, self.header(name), message)
                    .help("name the partition it goes to, such as `sample_date = \"2026-01-31\"`: it is never taken from the clock"),
            );
        }
        let known = sources.is_some();
        let sources = sources.map(Vec::as_slice).unwrap_or_default();
        let files = sample::list(self.folder, &folder, sources, known, sink)?;
        Some(SampleData {
            folder,
            date: date?,
            files,
        })
    }

    pub(super) fn notebook(&self, name: &str, notebook: &spec::Notebook) -> Notebook {
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

    /// Where the state of a stage's stack is kept. `suffix` is the last part of the stack's name: the stage, or the owner of
    /// a sandbox, for owners that shared a state would take each other's stacks for their own.
    pub(super) fn backend(
        &self,
        name: &str,
        suffix: &str,
        stage: &spec::Stage,
        project: &str,
        region: &str,
    ) -> Option<Backend> {
        let backend = stage.backend.as_ref()?;
        let kind = backend.kind.clone()?;
        let mut arguments = IndexMap::new();
        if kind == "s3" {
            arguments.insert("bucket".to_owned(), backend.arguments.get("bucket").cloned()?);
            arguments.insert(
                "key".into(),
                Scalar::String(format!("{project}/{suffix}/terraform.tfstate")),
            );
            arguments.insert("region".into(), Scalar::String(region.to_owned()));
            arguments.insert("encrypt".into(), Scalar::Boolean(true));
            arguments.insert("use_lockfile".into(), Scalar::Boolean(true));
        }
        arguments.extend(backend.arguments.clone());
        let place = |key: &String| self.tree.value_place(&["stages", name, "backend", key]);
        let places = backend.arguments.keys().map(|key| (key.clone(), place(key)));
        Some(Backend {
            kind,
            places: places.collect(),
            arguments,
            place: self.tree.lacking_place(&["stages", name, "backend"]),
        })
    }
}
