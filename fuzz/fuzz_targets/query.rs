//! A query, over tables of which nothing, something or everything is known.

#![no_main]

#[path = "../checks/mod.rs"]
mod checks;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| checks::query(bytes));
