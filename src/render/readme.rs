//! The README of a stack: what it is, how to run it, what it costs.

use minijinja::value::Value;
use serde::Serialize;

use super::markdown::words;
use super::templates;
use crate::facts::partition_of;
use crate::stage::{Dataset, Domain, Format, Kind, Stage};
use crate::workflow::{Machine, input_key};

#[derive(Serialize)]
struct Readme<'a> {
    stack: &'a str,
    project: &'a str,
    stage: &'a str,
    owner: Option<&'a str>,
    is_production: bool,
    region: &'a str,
    partition: &'a str,
    dns_suffix: &'a str,
    group: Value,
    datasets: Vec<DatasetRow<'a>>,
    database: String,
    retain_data: bool,
    own_key: Option<&'a str>,
    own_log_bucket: Option<&'a str>,
    alarm_email: Option<&'a str>,
    schedule: Option<&'a str>,
    timezone: Option<&'a str>,
    backend: Option<&'a str>,
    notebook: Option<NotebookRow<'a>>,
    sample_partition: Option<String>,
    log_retention_days: u32,
    crawls: bool,
    drawing: Value,
}

#[derive(Serialize)]
struct DatasetRow<'a> {
    key: &'a str,
    source: &'a str,
    format: Value,
    table: &'a str,
    crawled: bool,
    query_key: String,
    crawler_key: String,
}

#[derive(Serialize)]
struct NotebookRow<'a> {
    instance_type: &'a str,
    volume_size_gb: u32,
    idle_stop_minutes: Option<u32>,
    in_subnet: bool,
}

/// The README as Markdown.
///
/// # Errors
///
/// Where a name cannot stand in a shell command.
pub(super) fn write(stage: &Stage, machine: &Machine) -> anyhow::Result<String> {
    let owner = match &stage.kind {
        Kind::Sandbox(owner) => owner.as_deref(),
        Kind::Shared => None,
    };
    let partition = partition_of(&stage.region);
    let sample = stage.sample_data.as_ref().filter(|_| super::has_sample_data(stage));
    let readme = Readme {
        stack: &stage.names.stack,
        project: &stage.project,
        stage: &stage.name,
        owner,
        is_production: stage.is_production(),
        region: &stage.region,
        partition,
        dns_suffix: match partition {
            "aws-cn" => "amazonaws.com.cn",
            _ => "amazonaws.com",
        },
        group: words(match stage.domain {
            None => "a custom dataset group",
            Some(Domain::Ecommerce) => "a dataset group of the domain ECOMMERCE",
            Some(Domain::VideoOnDemand) => "a dataset group of the domain VIDEO_ON_DEMAND",
        }),
        datasets: stage.datasets.iter().map(|dataset| DatasetRow::new(dataset)).collect(),
        database: stage.names.glue_database(),
        retain_data: *stage.retain_data,
        own_key: stage.kms_key_arn.as_ref().map(|arn| arn.as_str()),
        own_log_bucket: stage.access_log_bucket.as_ref().map(|bucket| bucket.as_str()),
        alarm_email: stage.alarm_email.as_ref().map(|address| address.as_str()),
        schedule: stage.schedule.as_ref().map(|schedule| schedule.expression.as_str()),
        timezone: stage.schedule.as_ref().map(|schedule| schedule.timezone.as_str()),
        backend: stage.backend.as_ref().map(|backend| backend.kind.as_str()),
        notebook: stage.notebook.as_ref().map(|notebook| NotebookRow {
            instance_type: &notebook.instance_type,
            volume_size_gb: notebook.volume_size_gb,
            idle_stop_minutes: notebook.idle_stop_minutes,
            in_subnet: notebook.subnet_id.is_some(),
        }),
        sample_partition: sample.map(|sample| sample.date.partition()),
        log_retention_days: *stage.log_retention_days,
        crawls: stage.datasets.iter().any(|dataset| dataset.is_crawled()),
        drawing: words(machine.mermaid()),
    };
    templates::render("README.md", &readme)
}

impl<'a> DatasetRow<'a> {
    fn new(dataset: &'a Dataset) -> Self {
        let key = dataset.kind.key();
        Self {
            key,
            source: &dataset.source,
            format: words(match *dataset.format {
                Format::Csv => "CSV",
                Format::Json => "JSON",
                Format::Parquet => "Parquet",
            }),
            table: &dataset.table,
            crawled: dataset.is_crawled(),
            query_key: input_key(key, "PreparationQuery"),
            crawler_key: input_key(key, "CrawlerName"),
        }
    }
}
