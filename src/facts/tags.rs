//! Tags of resources.

/// Most tags that a resource can have, the provider's default tags included (TAG-04).
/// Source: <https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html>.
pub const TAGS_PER_RESOURCE: usize = 50;

/// The tags that every rendered stack has besides the spec's, unless the spec has one of that key.
pub static STACK_TAGS: &[&str] = &["managed-by", "project", "stage"];

/// The tag that a sandbox has besides.
pub const SANDBOX_TAG: &str = "owner";
