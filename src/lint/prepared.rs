//! Queries, read over the tables of their stages, for rules to judge.

use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::diagnostic::{Finding, Sink, hidden_name};
use crate::query::{self, At, LONGEST, Problem, ProblemKind, Reading, Tables, Type, type_of};
use crate::source::Place;
use crate::spec::Page;
use crate::stage::{Dataset, Stage};

use super::columns::{Columns, pair};
use super::rule::Rule;

/// The columns that a crawler makes of folders `year=2026/month=01/day=31`, which is where sample data goes to. They are text.
pub(super) const PARTITIONS: [&str; 3] = ["year", "month", "day"];

/// A dataset's query as a stage runs it.
pub struct Prepared<'a> {
    /// The stage whose tables it reads.
    pub stage: &'a Stage,
    /// All stages of the spec.
    pub stages: &'a [Stage],
    /// The dataset that it prepares.
    pub dataset: &'a Dataset,
    /// What it says.
    pub reading: Reading,
    columns: OnceCell<Columns>,
}

impl Prepared<'_> {
    /// Where a part of the query stands.
    pub fn place(&self, at: At) -> Place {
        self.dataset.query.passage.place(at.into())
    }

    /// A part of the query as it is written.
    pub fn text(&self, at: At) -> &str {
        self.dataset.query.text().get(at.start..at.end).unwrap_or_default()
    }

    /// What the literal of text at a place says; none where it is written with escapes.
    pub fn literal(&self, at: At) -> Option<String> {
        let inner = self.text(at).strip_prefix('\'')?.strip_suffix('\'')?;
        Some(inner.replace("''", "'"))
    }

    /// The result's columns beside the schema's fields.
    pub fn columns(&self) -> &Columns {
        self.columns.get_or_init(|| pair(self))
    }

    /// Tells every mistake of a kind as a finding of its rule.
    pub fn tell(&self, rule: &Rule, kind: ProblemKind, sink: &mut Sink) {
        self.tell_more(rule, kind, sink, |_, finding| finding);
    }

    /// The same, with what the rule adds to each finding.
    pub fn tell_more(
        &self,
        rule: &Rule,
        kind: ProblemKind,
        sink: &mut Sink,
        more: impl Fn(&Problem, Finding) -> Finding,
    ) {
        let last = self.reading.problems.len().saturating_sub(1);
        for (index, problem) in self.reading.problems.iter().enumerate() {
            if problem.kind != kind || self.columns().explains(problem) {
                continue;
            }
            let mut message = problem.clause();
            if index == last && self.reading.left_out > 0 {
                message.push_str(&format!(
                    " ({} more mistakes of this query are not shown)",
                    self.reading.left_out
                ));
            }
            let finding = rule.finding(&self.place(problem.at), message);
            sink.push(more(problem, finding.maybe_help(problem.help.clone())));
        }
    }
}

/// The queries of all stages, each once for the tables that it is read over.
pub(super) fn all<'a>(page: &Page, stages: &'a [Stage]) -> Vec<Prepared<'a>> {
    let wanted = page
        .tree
        .entry(&["datasets"])
        .and_then(|entry| entry.node.table())
        .map_or(0, |table| table.len());
    let mut layouts: HashMap<Vec<&str>, usize> = HashMap::new();
    let mut seen = HashSet::new();
    let mut prepared = Vec::new();
    for stage in stages {
        let names: Vec<&str> = stage.datasets.iter().map(|dataset| dataset.table.as_str()).collect();
        let next = layouts.len();
        let layout = *layouts.entry(names).or_insert(next);
        let mut tables = None;
        for dataset in &stage.datasets {
            let text = dataset.query.text();
            if is_told(text) || seen.contains(&(Arc::as_ptr(dataset), layout)) {
                continue;
            }
            let tables =
                tables.get_or_insert_with(|| tables_of(stage, stage.datasets.len() == wanted && are_named(stage)));
            let reading = query::read(text, tables);
            // What names its database reads something else in another stage.
            if reading.tables.iter().all(|table| table.database.is_none()) {
                seen.insert((Arc::as_ptr(dataset), layout));
            }
            prepared.push(Prepared {
                stage,
                stages,
                dataset,
                reading,
                columns: OnceCell::new(),
            });
        }
    }
    prepared
}

/// Whether other rules say all there is to say of a query: it is empty, too long, or holds what nobody sees.
fn is_told(text: &str) -> bool {
    let hidden = |character: char| !matches!(character, '\n' | '\t' | '\r') && hidden_name(character).is_some();
    let is_plain = text
        .bytes()
        .all(|byte| matches!(byte, b' '..=b'~' | b'\n' | b'\t' | b'\r'));
    text.trim().is_empty() || text.len() > LONGEST || !is_plain && text.chars().any(hidden)
}

/// Whether the tables are called as their sources say: a character that nobody sees gives another name, and is told.
fn are_named(stage: &Stage) -> bool {
    let mut sources = stage.datasets.iter().map(|dataset| dataset.source.value.chars());
    !sources.any(|mut source| source.any(|character| hidden_name(character).is_some()))
}

/// The tables of a stage. Where one of its datasets could not be decided, there may be others.
fn tables_of(stage: &Stage, are_all: bool) -> Tables {
    let mut tables = match are_all {
        true => Tables::only(Some(&stage.names.glue_database())),
        false => Tables::unknown(),
    };
    for dataset in &stage.datasets {
        match &dataset.columns {
            // Two datasets say what the table holds, and it is told that they are two.
            _ if is_disputed(stage, dataset) => tables.crawled(&dataset.table, []),
            Some(columns) if !dataset.refused.touches("columns") => {
                let typed = columns
                    .iter()
                    .map(|column| (column.name.value.clone(), type_of(&column.kind)));
                tables.declare(&dataset.table, typed);
            }
            Some(_) => tables.crawled(&dataset.table, []),
            None => tables.crawled(&dataset.table, PARTITIONS.map(|name| (name.to_owned(), Type::Text))),
        }
    }
    tables
}

/// Whether another dataset of the stage has a table of the same name, and other columns.
fn is_disputed(stage: &Stage, dataset: &Dataset) -> bool {
    let columns = |of: &Dataset| -> Option<Vec<(String, String)>> {
        let columns = of.columns.as_ref()?.iter();
        Some(
            columns
                .map(|column| (column.name.value.clone(), column.kind.value.clone()))
                .collect(),
        )
    };
    let mut others = stage.datasets.iter().filter(|other| other.table == dataset.table);
    others.any(|other| other.kind != dataset.kind && columns(other) != columns(dataset))
}
