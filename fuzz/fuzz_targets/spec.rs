//! A spec, from its bytes to the reports and to what is rendered.

#![no_main]

#[path = "../checks/mod.rs"]
mod checks;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| checks::spec(bytes));
