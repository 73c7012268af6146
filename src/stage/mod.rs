//! A stage with everything decided: defaults, overrides, names, files. Nothing is optional here that has a default.
//!
//! What a finding may have to point at is a [`Sourced`] value, which knows where it came from. What cannot be decided (no
//! query, or two) is told while resolving; whether a decided value is a good one is for `lint` to say.

mod avro;
mod backend;
mod dataset;
mod names;
mod query;
mod refused;
mod resolve;
pub mod rules;
mod sample;
mod sourced;
mod sql;

use std::collections::BTreeMap;
use std::sync::Arc;

use indexmap::IndexMap;

pub use crate::spec::{DatasetType, Domain, FieldType, Format, Scalar};
pub use avro::AvroSchema;
pub use backend::Backend;
pub use dataset::{Column, Dataset, Field, Query};
pub use names::{Names, is_name};
pub use refused::Refused;
pub use resolve::{Owner, resolve};
pub use sample::{SampleData, SampleDate, SampleFile};
pub use sourced::Sourced;

use crate::source::Place;

/// One stack to render: a stage of a spec, with everything decided.
///
/// Where the spec has an error, a stage is made all the same, for rules to judge what there is: without the datasets that
/// cannot be decided, and with an empty name of the project or region where the spec has none. Such a stage is not rendered.
#[derive(Debug, Clone)]
pub struct Stage {
    /// The project's name.
    pub project: Sourced<String>,
    /// The stage's name in the spec, such as `dev`; its place is the stage's header.
    pub name: Sourced<String>,
    /// Whose it is.
    pub kind: Kind,
    /// The names of everything in the stack.
    pub names: Names,
    /// AWS Region.
    pub region: Sourced<String>,
    /// Domain of the dataset group, a custom group without one.
    pub domain: Option<Domain>,
    /// Tags of the spec, in its order; with the place of the key.
    pub tags: IndexMap<String, Sourced<String>>,
    /// The datasets, in the order of [`DatasetType`]; shared between stages that do not override them.
    pub datasets: Vec<Arc<Dataset>>,
    /// Days that logs are kept; 0 for ever.
    pub log_retention_days: Sourced<u32>,
    /// Whether buckets refuse to be destroyed while they hold data.
    pub retain_data: Sourced<bool>,
    /// When the data preparation runs by itself.
    pub schedule: Option<Schedule>,
    /// A time zone that was given without a schedule.
    pub stray_timezone: Option<Place>,
    /// Who is told of failures.
    pub alarm_email: Option<Sourced<String>>,
    /// The user's own KMS key; the stack has one otherwise.
    pub kms_key_arn: Option<Sourced<String>>,
    /// The user's own bucket for access logs; the stack has one otherwise.
    pub access_log_bucket: Option<Sourced<String>>,
    /// Files that are uploaded with the stack.
    pub sample_data: Option<SampleData>,
    /// The notebook instance.
    pub notebook: Option<Notebook>,
    /// Where Terraform keeps the state; a local file otherwise.
    pub backend: Option<Backend>,
    /// Minutes that one query may run.
    pub query_timeout_minutes: u32,
    /// Minutes that one crawl may run.
    pub crawl_timeout_minutes: u32,
    /// What its table holds and is not valid.
    pub refused: Refused,
}

/// Whose a stage is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// One stack for all.
    Shared,
    /// One stack per developer, of whom this one is named; `None` while only linting, when nobody is.
    Sandbox(Option<String>),
}

/// When the data preparation runs by itself.
#[derive(Debug, Clone)]
pub struct Schedule {
    /// EventBridge Scheduler expression.
    pub expression: Sourced<String>,
    /// IANA time zone; `UTC` where the spec names none.
    pub timezone: Sourced<String>,
}

/// A notebook instance.
#[derive(Debug, Clone)]
pub struct Notebook {
    /// Where its table stands.
    pub place: Place,
    /// SageMaker instance type.
    pub instance_type: Sourced<String>,
    /// Size of the volume in GB.
    pub volume_size_gb: u32,
    /// Minutes of idleness after which it stops; never without them.
    pub idle_stop_minutes: Option<u32>,
    /// Its subnet; internet access of its own without one.
    pub subnet_id: Option<String>,
    /// Its security groups.
    pub security_group_ids: Sourced<Vec<String>>,
}

impl Stage {
    /// The stage's dataset of a type, if it has one.
    pub fn dataset(&self, kind: DatasetType) -> Option<&Dataset> {
        self.datasets
            .iter()
            .find(|dataset| dataset.kind == kind)
            .map(Arc::as_ref)
    }

    /// Whether the stage's name says that customers are served from it: `prd`, `live`, `main` or anything that begins with
    /// `prod`. A sandbox is none, whatever it is called: its stacks are named after their owners.
    pub fn is_production(&self) -> bool {
        let name = self.name.value.as_str();
        self.kind == Kind::Shared && (name.starts_with("prod") || matches!(name, "prd" | "live" | "main"))
    }

    /// The full input of the data preparation workflow, apart from the ids that only AWS knows: keys and what they mean.
    pub fn crawled(&self) -> BTreeMap<DatasetType, &Dataset> {
        self.datasets
            .iter()
            .filter(|dataset| dataset.is_crawled())
            .map(|dataset| (dataset.kind, dataset.as_ref()))
            .collect()
    }
}
