//! What the templates of the root module are told of a stage.

use anyhow::{Context as _, ensure};
use minijinja::value::Value;
use serde::Serialize;

use super::hcl::{expression, is_identifier, quoted};
use super::policy::{self, PolicyStatement};
use super::tags;
use crate::stage::{Backend, Dataset, Format, Notebook, Scalar, Stage};
use crate::workflow::{Machine, input_key};

/// The context of `main.tf`, `providers.tf`, `outputs.tf` and `backend.tf`.
#[derive(Serialize)]
pub(super) struct Root<'a> {
    stack: &'a str,
    region: &'a str,
    tags: Vec<(&'a str, &'a str)>,
    backend: Option<BackendBlock<'a>>,
    /// A literal where the stage brings its own, the module's output otherwise.
    kms_key_arn: Value,
    owns_key: bool,
    access_log_bucket_name: Value,
    owns_log_bucket: bool,
    retain_data: bool,
    database_name: String,
    crawled: Vec<DatasetBlock<'a>>,
    declared: Vec<DatasetBlock<'a>>,
    datasets: Vec<DatasetBlock<'a>>,
    state_machine_name: String,
    log_retention_days: u32,
    logs_expire_early: bool,
    alarm_email: Option<&'a str>,
    schedule: Option<ScheduleBlock<'a>>,
    definition_values: Vec<(&'a str, Value)>,
    policy: Vec<PolicyStatement>,
    notebook: Option<NotebookBlock<'a>>,
    sample_data: Option<SampleDataBlock<'a>>,
    execution_input: Vec<(String, Value)>,
}

#[derive(Serialize)]
struct BackendBlock<'a> {
    kind: &'a str,
    arguments: Vec<(Value, Value)>,
}

#[derive(Serialize)]
struct DatasetBlock<'a> {
    key: &'a str,
    /// The key as a person says it: `action interactions`.
    label: String,
    source: &'a str,
    format: &'static str,
    table: &'a str,
    columns: Vec<(&'a str, &'a str)>,
    query_path: Value,
}

#[derive(Serialize)]
struct ScheduleBlock<'a> {
    expression: &'a str,
    timezone: &'a str,
}

#[derive(Serialize)]
struct NotebookBlock<'a> {
    instance_type: &'a str,
    volume_size_gb: u32,
    idle_stop_minutes: Option<u32>,
    subnet_id: Option<&'a str>,
    security_group_ids: &'a [String],
}

#[derive(Serialize)]
struct SampleDataBlock<'a> {
    date: String,
    sources: Vec<&'a str>,
}

impl<'a> Root<'a> {
    /// Gathers the context of a stage and its machine.
    ///
    /// # Errors
    ///
    /// Where the machine asks for a value that the root module does not have, or a backend's argument is no identifier.
    pub(super) fn new(stage: &'a Stage, machine: &'a Machine) -> anyhow::Result<Self> {
        let blocks = |wanted: fn(&Dataset) -> bool| {
            let datasets = stage.datasets.iter().map(AsRef::as_ref);
            datasets
                .filter(|dataset| wanted(dataset))
                .map(DatasetBlock::new)
                .collect()
        };
        let days = *stage.log_retention_days;
        Ok(Self {
            stack: &stage.names.stack,
            region: &stage.region,
            tags: tags::tags(stage),
            backend: stage.backend.as_ref().map(BackendBlock::new).transpose()?,
            kms_key_arn: own_or(stage.kms_key_arn.as_deref(), "module.encryption_key.arn"),
            owns_key: stage.kms_key_arn.is_none(),
            access_log_bucket_name: own_or(stage.access_log_bucket.as_deref(), "module.access_log_bucket.name"),
            owns_log_bucket: stage.access_log_bucket.is_none(),
            retain_data: *stage.retain_data,
            database_name: stage.names.glue_database(),
            crawled: blocks(Dataset::is_crawled),
            declared: blocks(|dataset| !dataset.is_crawled()),
            datasets: blocks(|_| true),
            state_machine_name: stage.names.state_machine(),
            log_retention_days: days,
            logs_expire_early: (1..365).contains(&days),
            alarm_email: stage.alarm_email.as_ref().map(|address| address.as_str()),
            schedule: stage.schedule.as_ref().map(|schedule| ScheduleBlock {
                expression: &schedule.expression,
                timezone: &schedule.timezone,
            }),
            definition_values: definition_values(machine)?,
            policy: policy::statements(&machine.policy()),
            notebook: stage.notebook.as_ref().map(NotebookBlock::new),
            sample_data: sample_data(stage),
            execution_input: execution_input(stage),
        })
    }

    /// Whether there is a `backend.tf` to write.
    pub(super) fn has_backend(&self) -> bool {
        self.backend.is_some()
    }
}

impl<'a> DatasetBlock<'a> {
    fn new(dataset: &'a Dataset) -> Self {
        let key = dataset.kind.key();
        let columns = dataset.columns.iter().flatten();
        Self {
            key,
            label: key.replace('_', " "),
            source: &dataset.source,
            format: match *dataset.format {
                Format::Csv => "csv",
                Format::Json => "json",
                Format::Parquet => "parquet",
            },
            table: &dataset.table,
            columns: columns
                .map(|column| (column.name.as_str(), column.kind.as_str()))
                .collect(),
            query_path: expression(format!("\"${{path.module}}/{}\"", super::query_path(dataset.kind))),
        }
    }
}

impl<'a> BackendBlock<'a> {
    fn new(backend: &'a Backend) -> anyhow::Result<Self> {
        let mut arguments = Vec::new();
        for (name, value) in &backend.arguments {
            ensure!(is_identifier(name), "`{name:?}` cannot be an argument of a backend");
            let value = match value {
                Scalar::Boolean(value) => Value::from(*value),
                Scalar::Integer(value) => Value::from(*value),
                Scalar::String(value) => Value::from(value.as_str()),
            };
            arguments.push((expression(name.as_str()), value));
        }
        Ok(Self {
            kind: &backend.kind,
            arguments,
        })
    }
}

impl<'a> NotebookBlock<'a> {
    fn new(notebook: &'a Notebook) -> Self {
        Self {
            instance_type: &notebook.instance_type,
            volume_size_gb: notebook.volume_size_gb,
            idle_stop_minutes: notebook.idle_stop_minutes,
            subnet_id: notebook.subnet_id.as_deref(),
            security_group_ids: &notebook.security_group_ids,
        }
    }
}

fn own_or(own: Option<&String>, module: &str) -> Value {
    own.map_or_else(|| expression(module), |own| Value::from(own.as_str()))
}

fn crawler_name(dataset: &str) -> Value {
    expression(format!("module.catalog.crawler_names[{}]", quoted(dataset)))
}

fn query_id(dataset: &str) -> Value {
    expression(format!(
        "module.query_workgroup.preparation_query_ids[{}]",
        quoted(dataset)
    ))
}

/// What `templatefile()` fills into the machine's definition.
fn definition_values(machine: &Machine) -> anyhow::Result<Vec<(&str, Value)>> {
    let names = machine.placeholders().into_iter();
    names
        .map(|name| {
            let value = match name {
                "partition" => expression("local.partition"),
                "workgroup_name" => expression("module.query_workgroup.name"),
                _ => {
                    let crawler = name.strip_suffix("_crawler_name").map(crawler_name);
                    let query = || name.strip_suffix("_query_id").map(query_id);
                    crawler.or_else(query).with_context(|| {
                        format!("the workflow asks for `{name}`, which the root module does not have")
                    })?
                }
            };
            Ok((name, value))
        })
        .collect()
}

/// The full input of an execution: keys, and what they default to.
fn execution_input(stage: &Stage) -> Vec<(String, Value)> {
    let mut input = vec![("bypassCrawler".to_owned(), Value::from(false))];
    for dataset in &stage.datasets {
        let key = dataset.kind.key();
        if dataset.is_crawled() {
            input.push((input_key(key, "CrawlerName"), crawler_name(key)));
        }
        input.push((input_key(key, "PreparationQuery"), query_id(key)));
    }
    input
}

fn sample_data(stage: &Stage) -> Option<SampleDataBlock<'_>> {
    let sample = stage.sample_data.as_ref().filter(|sample| !sample.files.is_empty())?;
    let mut sources: Vec<&str> = sample.files.iter().map(|file| file.source.as_str()).collect();
    sources.sort_unstable();
    sources.dedup();
    Some(SampleDataBlock {
        date: format!(
            "{:04}-{:02}-{:02}",
            sample.date.year, sample.date.month, sample.date.day
        ),
        sources,
    })
}
