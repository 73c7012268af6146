//! A stage → the files of its stack, in memory: path → bytes. The same stage gives the same bytes, everywhere.
//!
//! The Terraform of the root module stands in `templates/`, one template per file. Whatever a template writes goes through
//! a writer of literals (`hcl`), so that no string of a spec becomes code. The modules that the root calls are copied as
//! they are (`modules`). Sample data is the one thing that is not in memory: [`sample_files`] says what goes where.

mod canonical;
mod hcl;
mod json;
mod markdown;
mod modules;
mod notebook;
mod policy;
mod python;
mod readme;
mod root;
mod tags;
mod templates;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::num::NonZeroU16;

use anyhow::Context;

use crate::stage::{DatasetType, SampleFile, Stage};
use crate::workflow::{self, Machine, Timeouts};

/// The files of a stack: path below the stack's folder, with `/`, → bytes.
pub type Files = BTreeMap<String, Cow<'static, [u8]>>;

/// Every path that a stack of any stage can have, as patterns: `*` within a name, `**` for all that lies below.
pub static PATHS: &[&str] = &[
    ".gitattributes",
    ".gitignore",
    "README.md",
    "backend.tf",
    "main.tf",
    "modules/**",
    "notebooks/data-exploration.ipynb",
    "outputs.tf",
    "providers.tf",
    "queries/*.sql",
    "sample-data/**",
    "schemas/*.avsc",
    "versions.tf",
    "workflows/data-preparation.asl.json",
];

/// Files that are the same in every stack.
static CONSTANT: &[(&str, &str)] = &[
    (".gitattributes", include_str!("templates/gitattributes")),
    (".gitignore", include_str!("templates/gitignore")),
    ("versions.tf", include_str!("templates/versions.tf")),
];

/// All files of a stage's stack but its sample data.
///
/// # Errors
///
/// Where a value cannot be written in the language of its file. Lint refuses such values, so this is a fault of this
/// program.
pub fn stage(stage: &Stage) -> anyhow::Result<Files> {
    let machine = machine(stage)?;
    let root = root::Root::new(stage, &machine)?;
    let mut files: Files = modules::files(stage).collect();
    for (path, text) in CONSTANT {
        files.insert((*path).to_owned(), Cow::Borrowed(text.as_bytes()));
    }
    let mut add = |path: String, text: String| files.insert(path, Cow::Owned(text.into_bytes()));
    for name in ["main.tf", "outputs.tf", "providers.tf"] {
        add(name.to_owned(), templates::render(name, &root)?);
    }
    if root.has_backend() {
        add("backend.tf".to_owned(), templates::render("backend.tf", &root)?);
    }
    add("README.md".to_owned(), readme::write(stage, &machine)?);
    add(WORKFLOW_PATH.to_owned(), machine.definition().to_owned());
    for dataset in &stage.datasets {
        add(query_path(dataset.kind), dataset.query.tidied());
        add(
            format!("schemas/{}.avsc", dataset.kind.key()),
            json::pretty(&dataset.avro())?,
        );
    }
    if stage.notebook.is_some() {
        add("notebooks/data-exploration.ipynb".to_owned(), notebook::write(stage)?);
    }
    Ok(files)
}

/// The sample data of a stage: path in the stack's folder → the file that is copied there.
pub fn sample_files(stage: &Stage) -> impl Iterator<Item = (String, &SampleFile)> {
    let files = stage.sample_data.iter().flat_map(|sample| &sample.files);
    files.map(|file| (format!("sample-data/{}{}", file.source, file.relative), file))
}

/// Where the state machine's definition stands.
const WORKFLOW_PATH: &str = "workflows/data-preparation.asl.json";

fn query_path(dataset: DatasetType) -> String {
    format!("queries/{}.sql", dataset.key())
}

fn has_sample_data(stage: &Stage) -> bool {
    sample_files(stage).next().is_some()
}

fn machine(stage: &Stage) -> anyhow::Result<Machine> {
    let datasets: Vec<workflow::Dataset<'_>> = stage
        .datasets
        .iter()
        .map(|dataset| workflow::Dataset {
            key: dataset.kind.key(),
            crawled: dataset.is_crawled(),
        })
        .collect();
    let timeouts = Timeouts {
        crawl: minutes(stage.crawl_timeout_minutes)?,
        query: minutes(stage.query_timeout_minutes)?,
    };
    workflow::data_preparation(&datasets, timeouts).with_context(|| format!("`{}` has no workflow", stage.names.stack))
}

fn minutes(minutes: u32) -> anyhow::Result<NonZeroU16> {
    let narrow = u16::try_from(minutes).ok().and_then(NonZeroU16::new);
    narrow.with_context(|| format!("a timeout of {minutes} minutes is none"))
}
