//! What the integration tests share: the tools they call, the trees they look at, and how HCL is read.

#![allow(
    dead_code,
    reason = "every test binary compiles this module and uses its own part of it"
)]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "clippy allows these in test functions, not in the functions that tests call"
)]

pub mod hcl;
pub mod process;
pub mod spec;
pub mod tools;
pub mod trees;

/// Fails with every finding, one a line; a test that stopped at the first would hide the rest.
#[track_caller]
pub fn assert_none(findings: Vec<String>) {
    assert!(
        findings.is_empty(),
        "{} findings:\n{}",
        findings.len(),
        findings.join("\n")
    );
}
