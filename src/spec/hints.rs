//! What to say of keys that people write and a spec does not have, where no key that it has is close.

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
        _ => None,
    }
}

/// The key that an unknown one in the table at `path` stands for, if any does: that one is not told to be missing.
pub(super) fn stands_for(path: &[String]) -> Option<&'static str> {
    (path == ["datasets"]).then_some("interactions")
}
