//! The rules that deciding a stage tells. They cannot be switched off: without an answer there is nothing to render.

/// A dataset with two queries.
pub const QUERY_AND_QUERY_FILE: &str = "query-and-query-file";
/// A query file that is missing, elsewhere, or cannot be read.
pub const QUERY_FILE_UNREADABLE: &str = "query-file-unreadable";
/// A query without a statement.
pub const EMPTY_QUERY: &str = "empty-query";
/// A source that is no folder of the bucket.
pub const INVALID_SOURCE: &str = "invalid-source";
/// An override of a dataset that the spec does not have.
pub const UNKNOWN_DATASET: &str = "unknown-dataset";
/// Sample data that cannot be read.
pub const SAMPLE_DATA_UNREADABLE: &str = "sample-data-unreadable";
/// A file of sample data whose name cannot be copied onto every disk.
pub const SAMPLE_DATA_NAME: &str = "sample-data-name";
/// Sample data that belongs to no dataset.
pub const SAMPLE_DATA_WITHOUT_SOURCE: &str = "sample-data-without-source";
/// A date that the calendar does not have.
pub const INVALID_SAMPLE_DATE: &str = "invalid-sample-date";
/// Two stages of one name.
pub const SANDBOX_GIVEN_TWICE: &str = "sandbox-given-twice";
/// A sandbox whose owner is called as a stage is.
pub const OWNER_IS_A_STAGE: &str = "owner-is-a-stage";
/// A stack that two specs of one call give.
pub const STACK_GIVEN_TWICE: &str = "stack-given-twice";
