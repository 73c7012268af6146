//! The page as it was written: every key optional, nothing defaulted, nothing judged.
//!
//! A test holds these types against `schema/kickstart.schema.json`, key by key in both directions.

use std::collections::BTreeMap;

use indexmap::IndexMap;
use serde::{Deserialize, Serialize};

/// A whole spec. What was missing or invalid in the file is `None` here, and a finding.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Spec {
    /// What holds for every stage.
    pub project: Option<Project>,
    /// The datasets, by type, in the order of [`DatasetType`].
    pub datasets: BTreeMap<DatasetType, Dataset>,
    /// Settings of every stage that does not say otherwise.
    pub defaults: Settings,
    /// The stages, by name, in the order of the text.
    pub stages: IndexMap<String, Stage>,
    /// How findings are judged in this project.
    pub lint: Lint,
}

/// `[project]`
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Project {
    /// First part of every resource's name.
    pub name: Option<String>,
    /// AWS Region of the stages that name none.
    pub region: Option<String>,
    /// Domain of the dataset group; a custom group without one.
    pub domain: Option<Domain>,
    /// Tags on every resource that takes tags.
    pub tags: IndexMap<String, String>,
}

/// Domain of a Personalize dataset group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Domain {
    /// Online shops.
    Ecommerce,
    /// Films and series.
    VideoOnDemand,
}

impl Domain {
    /// As the API spells it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ecommerce => "ECOMMERCE",
            Self::VideoOnDemand => "VIDEO_ON_DEMAND",
        }
    }
}

/// The types of dataset that Personalize knows, in the order in which everything lists them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DatasetType {
    /// Who did what with which item, and when. Required.
    Interactions,
    /// What is recommended.
    Items,
    /// To whom.
    Users,
    /// What a user can be moved to do (next best action).
    Actions,
    /// Who took which action, and when.
    ActionInteractions,
}

impl DatasetType {
    /// All types, in order.
    pub const ALL: [Self; 5] = [
        Self::Interactions,
        Self::Items,
        Self::Users,
        Self::Actions,
        Self::ActionInteractions,
    ];

    /// As a sentence names it.
    pub fn label(self) -> &'static str {
        match self {
            Self::ActionInteractions => "action interactions",
            other => other.key(),
        }
    }

    /// The key in the spec, which is also the dataset's part of generated names.
    pub fn key(self) -> &'static str {
        match self {
            Self::Interactions => "interactions",
            Self::Items => "items",
            Self::Users => "users",
            Self::Actions => "actions",
            Self::ActionInteractions => "action_interactions",
        }
    }
}

/// `[datasets.<type>]`
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Dataset {
    /// Folder of the raw-data bucket.
    pub source: Option<String>,
    /// Format of the raw files.
    pub format: Option<Format>,
    /// The query that prepares them.
    pub query: Option<String>,
    /// Or the file that holds it.
    pub query_file: Option<String>,
    /// What the raw files hold: name and Glue type, in order.
    pub columns: Option<IndexMap<String, String>>,
    /// The Personalize schema, in order.
    pub schema: IndexMap<String, Field>,
}

/// Format of raw files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// Comma-separated, with a header line and double quotes.
    Csv,
    /// One JSON object a line.
    Json,
    /// Apache Parquet.
    Parquet,
}

/// A field of a Personalize schema: its type alone, or more.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Field {
    /// `USER_ID = "string"`
    Type(FieldType),
    /// `GENRES = { type = "string", categorical = true }`
    Table(FieldTable),
}

/// A field written as a table.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct FieldTable {
    /// Avro type.
    #[serde(rename = "type")]
    pub kind: Option<FieldType>,
    /// A string that names categories.
    pub categorical: Option<bool>,
    /// Free text.
    pub textual: Option<bool>,
    /// Whether a row may lack it.
    pub nullable: Option<bool>,
}

/// Avro types that Personalize takes. Source: facts PZS-01.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum FieldType {
    String,
    Int,
    Long,
    Float,
    Double,
    Boolean,
}

impl FieldType {
    /// As Avro spells it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::String => "string",
            Self::Int => "int",
            Self::Long => "long",
            Self::Float => "float",
            Self::Double => "double",
            Self::Boolean => "boolean",
        }
    }
}

/// A setting that a stage can take back: `false` says that it has none, whatever `[defaults]` says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Setting {
    /// `false`; the schema lets nothing else through.
    None(bool),
    /// What the stage has.
    Some(String),
}

impl Setting {
    /// The value, if there is one.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::None(_) => None,
            Self::Some(value) => Some(value),
        }
    }
}

/// Settings that a stage and `[defaults]` share.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// Days that logs are kept; 0 for ever.
    pub log_retention_days: Option<u32>,
    /// Whether buckets with data survive a destroy.
    pub retain_data: Option<bool>,
    /// EventBridge Scheduler expression.
    pub schedule: Option<Setting>,
    /// IANA time zone of the schedule.
    pub schedule_timezone: Option<String>,
    /// Who is told of failures.
    pub alarm_email: Option<Setting>,
    /// The user's own KMS key.
    pub kms_key_arn: Option<Setting>,
    /// The user's own bucket for access logs.
    pub access_log_bucket: Option<Setting>,
    /// Minutes that one query may run.
    pub query_timeout_minutes: Option<u32>,
    /// Minutes that one crawl may run.
    pub crawl_timeout_minutes: Option<u32>,
}

/// `[stages.<name>]`
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Stage {
    /// Shared by all, or one per developer.
    pub kind: Option<Kind>,
    /// AWS Region; the project's without one.
    pub region: Option<String>,
    /// What `[defaults]` can hold too.
    #[serde(flatten)]
    pub settings: Settings,
    /// Local folder of sample data.
    pub sample_data: Option<String>,
    /// Partition of the sample data, `YYYY-MM-DD`.
    pub sample_date: Option<String>,
    /// A notebook instance.
    pub notebook: Option<Notebook>,
    /// Where Terraform keeps the state.
    pub backend: Option<Backend>,
    /// What this stage does differently, by dataset.
    pub datasets: BTreeMap<DatasetType, DatasetOverride>,
}

/// Whose a stage is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// One stack for all.
    Shared,
    /// One stack per developer.
    Sandbox,
}

/// `[stages.<name>.notebook]`
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Notebook {
    /// SageMaker instance type.
    pub instance_type: Option<String>,
    /// Size of the volume in GB.
    pub volume_size_gb: Option<u32>,
    /// Minutes of idleness after which it stops.
    pub idle_stop_minutes: Option<u32>,
    /// Subnet of the instance.
    pub subnet_id: Option<String>,
    /// Security groups of the instance.
    pub security_group_ids: Vec<String>,
}

/// `[stages.<name>.backend]`
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Backend {
    /// Kind of backend, such as `s3`.
    #[serde(rename = "type")]
    pub kind: Option<String>,
    /// Its arguments, in order.
    #[serde(flatten)]
    pub arguments: IndexMap<String, Scalar>,
}

/// Value of a backend's argument.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
#[allow(missing_docs)]
pub enum Scalar {
    Boolean(bool),
    Integer(i64),
    String(String),
}

/// `[stages.<name>.datasets.<type>]`
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct DatasetOverride {
    /// Another folder.
    pub source: Option<String>,
    /// Another query.
    pub query: Option<String>,
    /// Another file.
    pub query_file: Option<String>,
}

/// `[lint]`
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Lint {
    /// Level by rule.
    pub rules: IndexMap<String, RuleLevel>,
}

/// What a project makes of a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum RuleLevel {
    Error,
    Warning,
    Off,
}
