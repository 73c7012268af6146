//! Limits of queries.

/// Longest query, in bytes of UTF-8 (ATH-05): <https://docs.aws.amazon.com/athena/latest/ug/service-limits.html>. It is also
/// all that Step Functions hands from one state to the next (SFN-07), the rest of that data included:
/// <https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html>.
pub const QUERY_BYTES: usize = 262_144;

/// Bytes of a query, as JSON, from which the names and ids that are handed with it may be too much: ours.
pub const QUERY_BYTES_LONG: usize = 250_000;
