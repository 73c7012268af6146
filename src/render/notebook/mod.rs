//! The notebook that a stack starts with: is the data good enough? Its sections are templates of Python, with cells marked by
//! `# %%` as editors know them; here they become the JSON that Jupyter reads.

mod cells;
mod datasets;
mod quotas;

use serde::Serialize;
use serde_json::json;

use self::datasets::{Dataset, RawSource, raw_sources};
use self::quotas::{Quotas, UseCase, use_cases};
use super::{json, templates};
use crate::stage::{DatasetType, Format, Stage};

/// What the sections about all datasets are told.
#[derive(Serialize)]
struct Exploration<'a> {
    stack: &'a str,
    region: &'a str,
    database: String,
    workgroup: &'a str,
    raw_data_bucket: String,
    prepared_data_bucket: String,
    data_analysis_bucket: String,
    datasets: &'a [Dataset<'a>],
    raw_sources: Vec<RawSource<'a>>,
    uses_parquet: bool,
    has_actions: bool,
    limits: Quotas,
    use_cases: Vec<UseCase>,
}

/// The notebook as JSON, in nbformat 4.5, without outputs.
///
/// # Errors
///
/// Where a section cannot be written, which is a fault of this program.
pub(super) fn write(stage: &Stage) -> anyhow::Result<String> {
    let datasets: Vec<Dataset<'_>> = stage
        .datasets
        .iter()
        .map(|dataset| Dataset::new(stage, dataset))
        .collect();
    let exploration = Exploration::new(stage, &datasets);
    let section = |name: &str| templates::render(&format!("notebook/{name}.py"), &exploration);

    let mut sections = Vec::new();
    for name in ["start", "reading", "raw", "preparing", "prepared", "keys"] {
        sections.push(section(name)?);
    }
    for dataset in &datasets {
        sections.push(templates::render(
            &format!("notebook/{}.py", dataset.section()),
            dataset,
        )?);
        if dataset.is(DatasetType::Interactions) {
            sections.push(section("holdout")?);
        }
    }
    sections.push(section("requirements")?);

    json::pretty(&json!({
        "cells": cells::cells(&sections)?,
        "metadata": {
            "kernelspec": {"display_name": "conda_python3", "language": "python", "name": "conda_python3"},
            "language_info": {"name": "python"}
        },
        "nbformat": 4,
        "nbformat_minor": 5
    }))
}

impl<'a> Exploration<'a> {
    fn new(stage: &'a Stage, datasets: &'a [Dataset<'a>]) -> Self {
        let has = |kind| stage.dataset(kind).is_some();
        // Only AWS knows the account, so the notebook fills it in.
        let bucket = |name: String| format!("{name}-{{account}}");
        Self {
            stack: &stage.names.stack,
            region: &stage.region,
            database: stage.names.glue_database(),
            workgroup: stage.names.workgroup(),
            raw_data_bucket: bucket(stage.names.raw_data_bucket()),
            prepared_data_bucket: bucket(stage.names.prepared_data_bucket()),
            data_analysis_bucket: bucket(stage.names.data_analysis_bucket()),
            datasets,
            raw_sources: raw_sources(datasets),
            uses_parquet: stage.datasets.iter().any(|dataset| *dataset.format == Format::Parquet),
            has_actions: has(DatasetType::Actions) || has(DatasetType::ActionInteractions),
            limits: Quotas::new(),
            use_cases: use_cases(stage.domain),
        }
    }
}
