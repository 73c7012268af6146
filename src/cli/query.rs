//! `kickstart query`

use std::fs;
use std::io::{BufWriter, Write};
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, bail};
use indexmap::IndexMap;
use serde::Serialize;

use crate::diagnostic::{Finding, Findings, Sink, visible};
use crate::query::{self, Reading, Tables, Type};
use crate::report::{Reporter, Row, rows};
use crate::source::{self, Loaded, Place, SourceText};

use super::arguments::{Query, QueryFormat};
use super::exit::Exit;
use super::terminal::Terminal;

/// The contract for tools. `version` changes when a field's meaning does.
#[derive(Serialize)]
struct Report<'a> {
    version: u32,
    columns: Vec<Column>,
    tables: Vec<String>,
    findings: Vec<Row<'a>>,
}

/// An output column: its type in Trino's spelling, or null where it cannot be told; its place, counted from 1.
#[derive(Serialize)]
struct Column {
    name: String,
    #[serde(rename = "type")]
    of: Option<String>,
    line: usize,
    column: usize,
}

/// Shows what a query reads and yields, on standard output.
///
/// # Errors
///
/// Where a file cannot be read or the output cannot be written.
pub fn run(command: &Query, terminal: Terminal) -> anyhow::Result<Exit> {
    let tables = match &command.columns {
        Some(path) => tables(path)?,
        None => Tables::unknown(),
    };
    let mut sink = Sink::default();
    let name = command.file.display().to_string();
    if command.file.extension().is_some_and(|ending| ending == "toml") {
        bail!(
            "`{}` is no query: `kickstart lint` reads specs, and the queries in them",
            visible(&name)
        );
    }
    let (text, reading) = match source::load(&command.file, &name)? {
        Loaded::Text(text) => {
            let reading = query::read(text.text(), &tables);
            (text, reading)
        }
        Loaded::NotUtf8(place, kind) => {
            let text = Arc::clone(place.source());
            sink.push(crate::spec::not_utf8(place, kind));
            (text, Reading::default())
        }
    };
    for problem in &reading.problems {
        let place = Place::new(&text, problem.at.into());
        let finding = Finding::new(problem.kind.name(), problem.kind.level(), place, problem.clause());
        sink.push(finding.maybe_help(problem.help.clone()));
    }
    let findings = sink.finish();
    let mut out = BufWriter::new(std::io::stdout().lock());
    match command.format {
        QueryFormat::Json => json(&text, &reading, &findings, &mut out)?,
        QueryFormat::Human => human(
            &text,
            &reading,
            &findings,
            terminal,
            command.columns.is_some(),
            &mut out,
        )?,
    }
    out.flush()?;
    Ok(if findings.has_errors() {
        Exit::Findings
    } else {
        Exit::Clean
    })
}

/// The tables of a file `{"table": {"column": "type"}}`; types in Glue's spelling or Trino's.
fn tables(path: &Path) -> anyhow::Result<Tables> {
    let name = path.display();
    let text = fs::read_to_string(path).with_context(|| format!("cannot read `{name}`"))?;
    let declared: IndexMap<String, IndexMap<String, String>> = serde_json::from_str(&text)
        .with_context(|| format!("`{name}` is not of the form {{\"table\": {{\"column\": \"type\"}}}}"))?;
    let mut tables = Tables::only(None);
    for (table, columns) in declared {
        let mut typed = Vec::with_capacity(columns.len());
        for (column, of) in columns {
            let ty = query::type_of(&of);
            if ty == Type::Unknown {
                bail!(
                    "`{name}` gives the column `{}` of `{}` the type `{}`, which Athena does not have",
                    visible(&column),
                    visible(&table),
                    visible(&of)
                );
            }
            typed.push((column, ty));
        }
        tables.declare(&table, typed);
    }
    Ok(tables)
}

fn columns(text: &Arc<SourceText>, reading: &Reading) -> Vec<Column> {
    let column = |column: &query::OutputColumn| {
        let position = text.position(column.at.start);
        Column {
            name: column.name.clone(),
            of: column.ty.told(),
            line: position.line,
            column: position.column,
        }
    };
    reading.columns.iter().map(column).collect()
}

/// Each table once, in the order in which they are named.
fn table_names(reading: &Reading) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for table in &reading.tables {
        let name = match &table.database {
            Some(database) => format!("{database}.{}", table.name),
            None => table.name.clone(),
        };
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

fn json(text: &Arc<SourceText>, reading: &Reading, findings: &Findings, out: &mut dyn Write) -> anyhow::Result<()> {
    let report = Report {
        version: 1,
        columns: columns(text, reading),
        tables: table_names(reading),
        findings: rows(findings),
    };
    serde_json::to_writer_pretty(&mut *out, &report)?;
    writeln!(out)?;
    Ok(())
}

fn human(
    text: &Arc<SourceText>,
    reading: &Reading,
    findings: &Findings,
    terminal: Terminal,
    typed: bool,
    out: &mut dyn Write,
) -> anyhow::Result<()> {
    let columns = columns(text, reading);
    if !columns.is_empty() {
        writeln!(out, "columns")?;
    }
    let shown: Vec<String> = columns.iter().map(|column| visible(&column.name)).collect();
    let width = shown.iter().map(|name| name.chars().count()).max().unwrap_or(0);
    for (column, name) in columns.iter().zip(&shown) {
        let of = column.of.as_deref().unwrap_or("?");
        let pad = width.saturating_sub(name.chars().count());
        writeln!(
            out,
            "  {name}{:pad$}  {}  ({}:{})",
            "",
            visible(of),
            column.line,
            column.column
        )?;
    }
    if columns.iter().any(|column| column.of.is_none()) && !findings.has_errors() {
        writeln!(
            out,
            "  ?  cannot be told{}",
            if typed {
                ""
            } else {
                "; `--columns` gives the tables' columns"
            }
        )?;
    }
    if !reading.complete && !findings.has_errors() {
        writeln!(out, "  and those of a table whose columns are not known")?;
    }
    let tables = table_names(reading);
    if !tables.is_empty() {
        writeln!(out, "tables")?;
    }
    for table in &tables {
        writeln!(out, "  {}", visible(table))?;
    }
    if !columns.is_empty() || !tables.is_empty() {
        writeln!(out)?;
    }
    Reporter::Human(terminal.human(false).closing(true)).write(findings, out)?;
    if reading.left_out > 0 {
        writeln!(out, "{} more mistakes of this query are not kept", reading.left_out)?;
    }
    Ok(())
}
