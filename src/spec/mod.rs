//! The page of TOML as it was written: parse, check against the JSON Schema, type; every problem collected, none thrown
//! early.
//!
//! The tree is parsed once with spans. Its values go through `schema/kickstart.schema.json`, the file that editors use too.
//! What the schema refuses becomes a finding and is left out, so that the rest of the page can still be typed and judged.

mod astray;
mod foreign;
mod hints;
mod json;
mod mending;
pub mod rules;
mod schema;
mod strings;
mod structure;
mod syntax;
#[cfg(test)]
mod tests;
mod types;
mod wording;

use std::sync::Arc;

use anyhow::Context;
use serde::Deserialize;

pub use schema::SCHEMA;
pub use structure::Excuses;
pub use types::*;

use crate::diagnostic::{Finding, Sink};
use crate::source::{Entry, Place, SourceText, Table, Tree, Unread};

/// A spec that was read.
#[derive(Debug)]
pub struct Page {
    /// The text with the place of everything in it.
    pub tree: Tree,
    /// What it says, as far as it is valid.
    pub spec: Spec,
    /// What only seems to be missing.
    pub excuses: Excuses,
    /// The same as JSON.
    valid: serde_json::Value,
}

impl Page {
    /// Whether something stands at a path of keys that the schema refuses, which was told: it is not in [`Page::spec`], and
    /// is not missing either.
    pub fn refuses<S: AsRef<str>>(&self, path: &[S]) -> bool {
        let mut value = Some(&self.valid);
        for key in path {
            value = value.and_then(|value| value.get(key.as_ref()));
        }
        value.is_none() && self.tree.entry(path).is_some()
    }

    /// What [`Page::refuses`] in the table at a path, however deep: `key`, or `table.key`.
    pub fn refused_below(&self, path: &[&str]) -> Vec<String> {
        let table = self.tree.entry(path).and_then(|entry| entry.node.table());
        let valid = path.iter().try_fold(&self.valid, |value, key| value.get(key));
        let mut refused = Vec::new();
        if let Some(table) = table {
            refused_in(table, valid, &mut Vec::new(), &mut refused);
        }
        refused
    }
}

fn refused_in<'t>(
    table: &'t Table,
    valid: Option<&serde_json::Value>,
    above: &mut Vec<&'t str>,
    refused: &mut Vec<String>,
) {
    for (key, entry) in table {
        let value = valid.and_then(|valid| valid.get(key));
        above.push(key);
        match entry.node.table() {
            _ if value.is_none() => refused.push(above.join(".")),
            Some(within) => refused_in(within, value, above, refused),
            None => {}
        }
        above.pop();
    }
}

/// Reads a spec: syntax, structure, strings. Problems go to `sink`; `None` where the file holds no spec at all.
///
/// # Errors
///
/// Only where the schema and the types of this program contradict each other, which a test excludes.
pub fn read(source: &Arc<SourceText>, sink: &mut Sink) -> anyhow::Result<Option<Page>> {
    let (tree, syntax_errors) = Tree::parse(source);
    if !syntax_errors.is_empty() && source.name().ends_with(".sql") {
        let message = "this is a query, not a spec";
        let help = "lint the spec that names it in a `query_file`; `kickstart query` shows what a query reads";
        sink.push(Finding::error(rules::FOREIGN_TOML, Place::start_of(source), message).help(help));
        return Ok(None);
    }
    for error in &syntax_errors {
        let place = Place::new(source, error.span.clone());
        sink.push(syntax::finding(place, &error.message));
    }
    let unread = Unread::of(&syntax_errors);
    if let Some(finding) = foreign::check(&tree, !syntax_errors.is_empty()) {
        if let Some(finding) = finding.filter(|_| syntax_errors.is_empty()) {
            sink.push(finding);
        }
        return Ok(None);
    }
    let is_read = |entry: &Entry| unread.is_empty() || !unread.contains(source.position(entry.node.span.start).line);
    let mut json = json::convert(&tree, &is_read);
    let excuses = structure::check(&tree, &mut json, &unread, sink);
    strings::check(&tree, &unread, &excuses, sink);
    let valid = json;
    let spec = Spec::deserialize(&valid).context("the schema allows what the program does not know")?;
    Ok(Some(Page {
        tree,
        spec,
        excuses,
        valid,
    }))
}

/// What a query in a file of its own may not hold, whoever reads it; problems go to `sink`.
pub fn check_query_file(source: &Arc<SourceText>, sink: &mut Sink) {
    strings::check_query(source, sink);
}

/// The finding for a file that is not UTF-8.
pub fn not_utf8(place: Place, kind: &str) -> Finding {
    Finding::error(
        rules::NOT_UTF8,
        place,
        format!("this byte is not UTF-8: the file is {kind}"),
    )
    .help("save the file as UTF-8; TOML and Terraform read nothing else")
}
