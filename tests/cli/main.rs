//! The command line's contract, through the program: bad input, exit codes, what is written and what is left alone.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "clippy allows these in test functions, not in the functions that tests call"
)]

mod commands;
#[cfg(unix)]
mod disk;
mod files;
mod findings;
mod fix;
mod mistakes;
mod mutations;
mod queries;
mod same_bytes;
mod samples;
mod sandboxes;
mod support;
mod unicode;
