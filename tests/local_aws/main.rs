//! The rendered stacks at work: the real AWS provider applies them to a local AWS (`tests/aws`), the real state machine
//! runs on real data, every call is held against the role's policies, and after destroy nothing is left.
//!
//! `KICKSTART_TF` names the engine, `tofu` or `terraform`; without it the first that is here is taken. `docs/testing.md`
//! says how to look into the local AWS while a test runs.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "clippy allows these in test functions, not in the functions that tests call"
)]

#[path = "../support/mod.rs"]
mod support;

mod aws;
mod changes;
mod clock;
mod csv;
mod data;
mod examples;
mod executions;
mod kept;
mod machine;
mod movielens;
mod notebook;
mod outputs;
mod policies;
mod privileges;
mod root_module;
mod stack;
mod uses;
