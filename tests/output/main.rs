//! What the room `output` promises: all or nothing, and nothing that is not ours.

#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout)] // clippy spares test functions only, not their helpers

mod check;
mod crash;
mod files;
mod full_disk;
mod hostile;
mod kill;
mod order;
mod support;
mod target;
