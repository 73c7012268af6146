//! The tags that the provider puts on every resource that takes tags.

use std::collections::BTreeMap;

use crate::stage::{Kind, Stage};

/// The spec's tags and ours, sorted. Where a key of ours is taken, however it is spelled, the spec's stands: AWS compares
/// some services' keys without case.
pub(super) fn tags(stage: &Stage) -> Vec<(&str, &str)> {
    let mut tags: BTreeMap<&str, &str> = stage
        .tags
        .iter()
        .map(|(key, value)| (key.as_str(), value.as_str()))
        .collect();
    let owner = match &stage.kind {
        Kind::Sandbox(owner) => owner.as_deref(),
        Kind::Shared => None,
    };
    let ours = [
        ("managed-by", Some("kickstart")),
        ("owner", owner),
        ("project", Some(stage.project.as_str())),
        ("stage", Some(stage.name.as_str())),
    ];
    for (key, value) in ours {
        let taken = stage.tags.keys().any(|tag| tag.eq_ignore_ascii_case(key));
        if let Some(value) = value.filter(|_| !taken) {
            tags.insert(key, value);
        }
    }
    tags.into_iter().collect()
}
