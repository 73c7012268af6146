//! What the room `output` promises: all or nothing, and nothing that is not ours.

mod check;
mod crash;
mod files;
mod full_disk;
mod hostile;
mod kill;
mod support;
mod target;
