//! What to say of keys that people write and a spec does not have, where no key that it has is close.

use serde_json::Value as Json;

use crate::diagnostic::{list, visible};
use crate::source::Node;

/// What to write instead of the unknown `key` in the table at `path`, where that is known better than from the keys' names.
pub(super) fn unknown_key(path: &[String], key: &str) -> Option<&'static str> {
    let path: Vec<&str> = path.iter().map(String::as_str).collect();
    match (path.as_slice(), key) {
        (["datasets"], _) => Some(
            "datasets are named by type: what users did is `interactions`, what is recommended `items`, to whom `users`, \
             and what they are moved to do `actions` and `action_interactions`",
        ),
        (["stages", _, "backend"], "dynamodb_table") => {
            Some("leave it out: a lock table is deprecated, and `use_lockfile`, which is on, takes its place")
        }
        (["stages", _, "backend"], "assume_role" | "assume_role_with_web_identity" | "endpoints" | "workspaces") => {
            Some(
                "write it in a file for `tofu init -backend-config=FILE`: what a spec holds of a backend are plain values",
            )
        }
        _ => None,
    }
}

/// The key that an unknown one in the table at `path` stands for, if any does: that one is not told to be missing.
pub(super) fn stands_for(path: &[String]) -> Option<&'static str> {
    (path == ["datasets"]).then_some("interactions")
}

/// What to write instead of a table at `path` where a plain value belongs, and the key that it stands for.
pub(super) fn table(path: &[String]) -> Option<(String, &'static str)> {
    match path {
        // As Terraform's own `backend "s3" { … }` has it.
        [stages, stage, backend, kind] if stages == "stages" && backend == "backend" => {
            let help = format!(
                "write `type = \"{kind}\"` in `[stages.{stage}.backend]`, with the arguments beside it",
                kind = visible(kind)
            );
            Some((help, "type"))
        }
        _ => None,
    }
}

/// Where a field of a schema belongs that stands among the columns of a table.
pub(super) fn field_among_columns(path: &[String], node: Option<&Node>) -> Option<String> {
    match path {
        [datasets, dataset, columns, _] if datasets == "datasets" && columns == "columns" => {
            node?.table()?;
            Some(format!(
                "a column has a type; fields of the schema belong below `[datasets.{dataset}.schema]`"
            ))
        }
        _ => None,
    }
}

/// Whether a stage could be called so, but for its length.
pub(super) fn is_stage_name(name: &str) -> bool {
    let plain = |part: &str| {
        !part.is_empty()
            && part
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
    };
    name.starts_with(|first: char| first.is_ascii_lowercase()) && name.split('-').all(plain)
}

/// Headers of tables, for messages: `[a]`, `[b]` or `[c]`.
pub(super) fn bracketed(tables: impl Iterator<Item = String>) -> String {
    let headers: Vec<String> = tables.map(|table| format!("[{table}]")).collect();
    list(headers.iter().map(String::as_str))
}

/// The allowed numbers next to one that is not.
pub(super) fn nearest(number: i64, options: &Json) -> String {
    let allowed = || options.as_array().into_iter().flatten().filter_map(Json::as_i64);
    let below = allowed().filter(|option| *option < number).max();
    let above = allowed().filter(|option| *option > number).min();
    let words: Vec<String> = below
        .into_iter()
        .chain(above)
        .map(|option| option.to_string())
        .collect();
    format!("the closest that there is: {}", list(words.iter().map(String::as_str)))
}
