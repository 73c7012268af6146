//! From what is written to what is meant: the one place where defaults and overrides are applied.

mod datasets;
mod parts;
mod refused;
mod settings;

use crate::diagnostic::{Finding, Sink};
use crate::source::{Folder, Place, Tree};
use crate::spec::{self, Page};

use super::{Kind, Names, Schedule, Sourced, Stage, rules};

use datasets::Bases;
use settings::Chain;

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
        page,
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

/// What all of it is decided from.
struct Resolver<'a> {
    page: &'a Page,
    tree: &'a Tree,
    spec: &'a spec::Spec,
    excuses: &'a spec::Excuses,
    folder: &'a Folder,
}

impl Resolver<'_> {
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
        let complete = datasets.len() == self.spec.datasets.len() && !self.excuses.touch("datasets");
        let sample_data = self.sample_data(name, stage, complete.then_some(&sources), sink);
        let settings = Chain {
            resolver: self,
            stage: name,
            own: &stage.settings,
            defaults: &self.spec.defaults,
        };
        let region = match &stage.region {
            Some(region) => written(region.clone(), self.tree.value_place(&at("region"))),
            // Not the project's: the stage is meant to be elsewhere.
            None if self.page.refuses(&at("region")) => written(String::new(), self.tree.value_place(&at("region"))),
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
        let schedule = settings.text("schedule", |settings| settings.schedule.as_ref());
        let mut refused = self.refused(name);
        let backend = self.backend(name, suffix, stage, &project_name, &region);
        if backend.is_none() && self.tree.entry(&at("backend")).is_some() {
            refused.insert("backend");
        }
        let stray_timezone = timezone
            .as_ref()
            .filter(|_| schedule.is_none() && !refused.contains("schedule"))
            .map(|zone| zone.place.clone());
        Stage {
            names: Names::new(&project_name, suffix),
            backend,
            refused,
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
            alarm_email: settings.text("alarm_email", |settings| settings.alarm_email.as_ref()),
            kms_key_arn: settings.text("kms_key_arn", |settings| settings.kms_key_arn.as_ref()),
            access_log_bucket: settings.text("access_log_bucket", |settings| settings.access_log_bucket.as_ref()),
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

fn written<T>(value: T, place: Place) -> Sourced<T> {
    Sourced {
        value,
        place,
        written: true,
    }
}
