//! Telling a spec from another tool's TOML.
//!
//! A `#:schema` line decides: editors obey it too. Its file name begins with `kickstart` for a spec, whatever tables follow; with
//! another one the file is another tool's, whatever tables follow. Without the line, the tables tell.

use crate::diagnostic::{Finding, closest, list};
use crate::source::{Place, SourceText, Span, Tree};

use super::rules;

const OURS: [&str; 5] = ["project", "datasets", "defaults", "stages", "lint"];
/// The tables that no other tool has under these names together with our keys in them.
const DECISIVE: [&str; 2] = ["datasets", "stages"];
/// The key that no other tool has in its `[project]`: pyproject.toml's allows none but its own
/// (<https://packaging.python.org/en/latest/specifications/pyproject-toml/>).
const OURS_IN_PROJECT: [&str; 2] = ["project", "region"];
const OURS_IN_SHARED: [&str; 14] = [
    "name",
    "region",
    "domain",
    "tags",
    "rules",
    "log_retention_days",
    "retain_data",
    "schedule",
    "schedule_timezone",
    "alarm_email",
    "kms_key_arn",
    "access_log_bucket",
    "query_timeout_minutes",
    "crawl_timeout_minutes",
];

/// `None` for a spec; otherwise it is none, with the one finding to tell (none where the syntax errors say enough).
pub(super) fn check(tree: &Tree, broken: bool) -> Option<Option<Finding>> {
    let root = tree.root();
    let start = Place::start_of(tree.source());
    if root.is_empty() {
        let finding = Finding::error(
            rules::EMPTY_SPEC,
            start,
            "the file holds no spec: there is nothing in it",
        )
        .help("`kickstart init` writes a spec to start from");
        return Some((!broken).then_some(finding));
    }
    if let Some(span) = schema_line(tree.source()) {
        let place = Place::new(tree.source(), span);
        return (!names_ours(place.snippet())).then(|| Some(of_another_schema(place)));
    }
    let has = |name: &&str| root.contains_key(*name);
    if DECISIVE.iter().any(has) || tree.entry(&OURS_IN_PROJECT).is_some() {
        return None;
    }
    // pyproject.toml has a `[project]`, ruff.toml a `[lint]`: what stands beside and inside them tells whose they are.
    let strange =
        |key: &String, known: &[&str]| !known.contains(&key.as_str()) && closest(key, known.iter().copied()).is_none();
    let strange_inside = root
        .iter()
        .filter(|(name, _)| OURS.contains(&name.as_str()))
        .filter_map(|(_, entry)| entry.node.table())
        .any(|table| table.keys().any(|key| strange(key, &OURS_IN_SHARED)));
    let strange_beside = root.keys().any(|key| strange(key, &OURS));
    if OURS.iter().any(has) && !strange_inside && !strange_beside {
        return None;
    }
    let typo = root.keys().find_map(|key| Some((key, closest(key, OURS)?)));
    let help = match typo {
        Some((written, meant)) if !OURS.iter().any(has) => format!("did you mean `{meant}` where `{written}` stands?"),
        _ => "name the spec on the command line (`stage.toml`, `kickstart.toml` or `*.kickstart.toml`), or leave this file out".into(),
    };
    let absent = ["project", "datasets", "stages"].into_iter().filter(|name| !has(name));
    let message = format!(
        "this is another tool's TOML, not a kickstart spec: it lacks {}",
        list(absent).replace(" or ", " and ")
    );
    Some(Some(Finding::error(rules::FOREIGN_TOML, start, message).help(help)))
}

/// What a `#:schema` line among the first comments names, as in Taplo and the editors that follow it; the first such line counts.
///
/// Source: <https://taplo.tamasfe.dev/configuration/directives.html#the-schema-directive>.
fn schema_line(source: &SourceText) -> Option<Span> {
    let text = source.text();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let comment = line.trim_start_matches('\u{feff}').trim();
        if !(comment.is_empty() || comment.starts_with('#')) {
            break;
        }
        let named = comment
            .strip_prefix("#:schema")
            .filter(|rest| rest.starts_with([' ', '\t']));
        if let Some(named) = named.map(str::trim_start).filter(|named| !named.is_empty()) {
            let end = start + line.trim_end().len();
            return Some(end - named.len()..end);
        }
        start += line.len();
    }
    None
}

/// Whether a path or URL names kickstart's schema: `kickstart.schema.json`, or a copy with a version behind the first word.
fn names_ours(schema: &str) -> bool {
    let path = schema.split(['?', '#']).next().unwrap_or_default();
    path.rsplit(['/', '\\'])
        .next()
        .is_some_and(|file| file.starts_with("kickstart"))
}

fn of_another_schema(place: Place) -> Finding {
    let message = "this is another tool's TOML, not a kickstart spec: its `#:schema` line names another schema";
    Finding::error(rules::FOREIGN_TOML, place, message).help(
        "leave this file out (`exclude:` in pre-commit), or name `kickstart.schema.json`, which `kickstart schema` prints",
    )
}
