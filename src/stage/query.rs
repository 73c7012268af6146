//! Where a dataset's query comes from: a string of the spec, or a file beside it.

use crate::diagnostic::{Finding, Sink, visible};
use crate::source::{Folder, Loaded, Passage, Place, Refusal, Tree};

use super::dataset::Query;
use super::rules;

/// What a table says of its query.
pub(super) struct Written<'a> {
    pub query: Option<&'a str>,
    pub query_file: Option<&'a str>,
}

/// The query that the table at `path` names, if it names one; what is wrong with it is told.
pub(super) fn resolve(
    tree: &Tree,
    folder: &Folder,
    path: &[&str],
    written: &Written<'_>,
    sink: &mut Sink,
) -> Option<Query> {
    let place = |key: &str| tree.value_place(&[path, &[key]].concat());
    match (written.query, written.query_file) {
        (Some(_), Some(_)) => {
            let message = format!("`[{}]` has both `query` and `query_file`", path.join("."));
            let first = tree.key_place(&[path, &["query"]].concat());
            let second = tree.key_place(&[path, &["query_file"]].concat());
            sink.push(
                Finding::error(rules::QUERY_AND_QUERY_FILE, second, message)
                    .help("keep the one that is meant")
                    .related(first, "the other query"),
            );
            None
        }
        (Some(text), None) => {
            if text.trim().is_empty() {
                let message = "the query is empty: Athena takes no query without a statement";
                sink.push(Finding::error(rules::EMPTY_QUERY, place("query"), message));
            }
            let place = place("query");
            Some(Query {
                passage: Passage::string(tree.source(), &place.span()),
                place,
            })
        }
        (None, Some(file)) => read(folder, file, &place("query_file"), sink),
        (None, None) => None,
    }
}

fn read(folder: &Folder, file: &str, place: &Place, sink: &mut Sink) -> Option<Query> {
    let shown = visible(file);
    let refuse = |message: String, help: Option<&str>| {
        Finding::error(rules::QUERY_FILE_UNREADABLE, place.clone(), message).maybe_help(help.map(str::to_owned))
    };
    let finding = match folder.text(file) {
        Ok(Loaded::Text(text)) if text.text().trim().is_empty() => {
            let message = format!("`{shown}` holds no query: Athena takes no query without a statement");
            Finding::error(rules::EMPTY_QUERY, place.clone(), message)
        }
        Ok(Loaded::Text(text)) => {
            crate::spec::check_query_file(&text, sink);
            return Some(Query {
                passage: Passage::file(&text),
                place: Place::start_of(&text),
            });
        }
        Ok(Loaded::NotUtf8(at, kind)) => crate::spec::not_utf8(at, kind),
        Err(Refusal::Outside) => refuse(
            format!("`{shown}` lies outside the spec's folder, and was not read"),
            Some("put the query beside the spec: a spec has to be whole wherever it is checked out"),
        ),
        Err(Refusal::Missing) => refuse(
            format!("there is no file `{shown}`"),
            Some("the path starts at the spec's folder"),
        ),
        Err(Refusal::NotA(_) | Refusal::Link(_) | Refusal::Name(_)) => refuse(format!("`{shown}` is not a file"), None),
        Err(Refusal::Unreadable(error)) => refuse(format!("`{shown}` cannot be read: {error}"), None),
    };
    sink.push(finding);
    None
}
