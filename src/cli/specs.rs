//! Reading specs: every command that takes some judges them in the same way.

use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};

use crate::diagnostic::{Finding, Findings, Sink};
use crate::lint;
use crate::source::{Drafts, Folder, Loaded};
use crate::spec;
use crate::stage::{self, Kind, Owner, Stage};

use super::cores::on_all_cores;
use super::exit::Exit;
use super::samples;
use super::terminal::complain;

/// A spec that was read and judged.
pub struct Spec {
    /// Its stages.
    pub stages: Vec<Stage>,
}

/// All specs of a call.
pub struct Specs {
    /// Those that could be read.
    pub specs: Vec<Spec>,
    /// What is wrong with them, in the order of the call.
    pub findings: Findings,
    /// [`Exit::CouldNotRun`] where a file could not be read; that was said already.
    pub exit: Exit,
    /// Why files could not be read.
    failures: Vec<String>,
}

/// Reads and judges the files at `paths`, each once, on all cores.
///
/// # Errors
///
/// Only where kickstart contradicts itself.
pub fn read(paths: &[PathBuf], owner: Owner<'_>) -> anyhow::Result<Specs> {
    let specs = judge_all(paths, owner, &Drafts::default())?;
    specs.failures.iter().for_each(|failure| complain(failure));
    Ok(specs)
}

/// As [`read`], with drafts in place of their files, and without saying which files could not be read.
///
/// # Errors
///
/// Only where kickstart contradicts itself.
pub fn judge_all(paths: &[PathBuf], owner: Owner<'_>, drafts: &Drafts) -> anyhow::Result<Specs> {
    let mut seen = HashSet::new();
    let paths: Vec<&PathBuf> = paths
        .iter()
        .filter(|path| seen.insert(path.canonicalize().unwrap_or_else(|_| (*path).clone())))
        .collect();
    let judged = on_all_cores(paths, |path| Ok(judge(path, owner, drafts)))?;
    let mut specs = Vec::new();
    let mut sinks = Vec::new();
    let mut failures = Vec::new();
    for judged in judged {
        match judged {
            Ok((stages, sink)) => {
                specs.push(Spec { stages });
                sinks.push(sink);
            }
            Err(error) => failures.push(format!("{error:#}")),
        }
    }
    collisions(&specs, &mut sinks);
    shared_states(&specs, &mut sinks);
    let mut findings = Findings::default();
    for sink in sinks {
        findings.extend(sink.finish());
    }
    let exit = match failures.is_empty() {
        true => Exit::Clean,
        false => Exit::CouldNotRun,
    };
    Ok(Specs {
        specs,
        findings,
        exit,
        failures,
    })
}

fn judge(path: &Path, owner: Owner<'_>, drafts: &Drafts) -> anyhow::Result<(Vec<Stage>, Sink)> {
    let mut sink = Sink::default();
    let stages = match drafts.load(path, &path.to_string_lossy())? {
        Loaded::NotUtf8(place, kind) => {
            sink.push(spec::not_utf8(place, kind));
            Vec::new()
        }
        Loaded::Text(text) => match spec::read(&text, &mut sink)? {
            Some(page) => {
                let stages = stage::resolve(&page, &Folder::of(path).with(drafts), owner, &mut sink);
                lint::check(&page, &stages, &mut sink);
                stages
            }
            None => Vec::new(),
        },
    };
    stages.iter().for_each(|stage| samples::check(stage, &mut sink));
    Ok((stages, sink))
}

/// Two specs that give one stack would overwrite each other's folder, and each other's resources.
fn collisions(specs: &[Spec], sinks: &mut [Sink]) {
    let mut first: BTreeMap<(&str, bool), (usize, &Stage)> = BTreeMap::new();
    for (index, spec) in specs.iter().enumerate() {
        for stage in &spec.stages {
            // While only linting, every sandbox is nobody's: it collides with other sandboxes alone.
            let unnamed = stage.kind == Kind::Sandbox(None);
            let (other, earlier) = *first
                .entry((stage.names.stack.as_str(), unnamed))
                .or_insert((index, stage));
            if other == index {
                continue;
            }
            let stack = if unnamed {
                format!("{}-<owner>", stage.project.value)
            } else {
                stage.names.stack.clone()
            };
            let finding = Finding::error(
                stage::rules::STACK_GIVEN_TWICE,
                stage.name.place.clone(),
                format!("this stage gives the stack `{stack}`, which another spec gives already"),
            )
            .help("rename the project or the stage: a stack's name is `<project>-<stage>`")
            .related(earlier.name.place.clone(), "the first");
            if let Some(sink) = sinks.get_mut(index) {
                sink.push(finding);
            }
        }
    }
}

/// Stages of two specs that keep one state destroy each other's stacks; within a spec, lint tells it.
fn shared_states(specs: &[Spec], sinks: &mut [Sink]) {
    let mut first: BTreeMap<Vec<String>, (usize, &Stage)> = BTreeMap::new();
    for (index, spec) in specs.iter().enumerate() {
        for stage in spec.stages.iter().filter(|stage| stage.kind == Kind::Shared) {
            let Some(state) = stage.backend.as_ref().and_then(|backend| backend.state()) else {
                continue;
            };
            let (other, earlier) = *first.entry(state).or_insert((index, stage));
            // Of one stack it was told that it is given twice.
            if other == index || earlier.names.stack == stage.names.stack {
                continue;
            }
            if let (Some(finding), Some(sink)) = (lint::shared_state(earlier, stage), sinks.get_mut(index)) {
                sink.push(finding);
            }
        }
    }
}
