//! The notebook that a stack starts with. Its template is Python with cells marked by `# %%`, as editors know them; here
//! it becomes the JSON that Jupyter reads.

use anyhow::Context;
use serde::Serialize;
use serde_json::{Value as Json, json};

use super::{json, templates};
use crate::stage::Stage;

#[derive(Serialize)]
struct Exploration<'a> {
    stack: &'a str,
    region: &'a str,
    database: String,
    workgroup: &'a str,
    datasets: Vec<&'static str>,
}

/// Marks of cells in the template: code with parameters (papermill's tag), code, Markdown.
const CELL: &str = "# %%";

/// The notebook as JSON, in nbformat 4.5, without outputs.
///
/// # Errors
///
/// Where the template holds no cell or one of an unknown kind, which is a fault of this program.
pub(super) fn write(stage: &Stage) -> anyhow::Result<String> {
    let python = templates::render(
        "data-exploration.py",
        &Exploration {
            stack: &stage.names.stack,
            region: &stage.region,
            database: stage.names.glue_database(),
            workgroup: stage.names.workgroup(),
            datasets: stage.datasets.iter().map(|dataset| dataset.kind.key()).collect(),
        },
    )?;
    let cells: anyhow::Result<Vec<Json>> = cells(&python).map(|(mark, lines)| cell(mark, &lines)).collect();
    json::pretty(&json!({
        "cells": cells?,
        "metadata": {
            "kernelspec": {"display_name": "conda_python3", "language": "python", "name": "conda_python3"},
            "language_info": {"name": "python"}
        },
        "nbformat": 4,
        "nbformat_minor": 5
    }))
}

/// The cells of the template: what follows the mark on its line, and the lines below.
fn cells(python: &str) -> impl Iterator<Item = (&str, Vec<&str>)> {
    python.split(CELL).skip(1).map(|cell| {
        let (mark, body) = cell.split_once('\n').unwrap_or((cell, ""));
        (mark.trim(), body.trim().lines().collect())
    })
}

/// A cell. Its id is its name in the template, so that no run of the program changes it.
fn cell(mark: &str, lines: &[&str]) -> anyhow::Result<Json> {
    let (id, kind) = mark
        .split_once(' ')
        .with_context(|| format!("the notebook's cell `{mark}` has no kind"))?;
    let markdown = kind == "[markdown]";
    let metadata = match kind {
        "[parameters]" => json!({"tags": ["parameters"]}),
        "[code]" | "[markdown]" => json!({}),
        _ => anyhow::bail!("the notebook has a cell of the unknown kind `{kind}`"),
    };
    let last = lines.len().saturating_sub(1);
    let source: Vec<String> = lines
        .iter()
        .enumerate()
        .map(|(position, line)| {
            let text = if markdown {
                line.strip_prefix("# ")
                    .or_else(|| line.strip_prefix('#'))
                    .unwrap_or(line)
            } else {
                line
            };
            format!("{text}{}", if position < last { "\n" } else { "" })
        })
        .collect();
    Ok(if markdown {
        json!({"cell_type": "markdown", "id": id, "metadata": metadata, "source": source})
    } else {
        json!({
            "cell_type": "code",
            "execution_count": null,
            "id": id,
            "metadata": metadata,
            "outputs": [],
            "source": source
        })
    })
}
