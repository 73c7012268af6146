//! What has to hold for any bytes: the bodies of the fuzz targets, which the tests run on known inputs as well.

#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    unused_imports,
    reason = "a panic is what a fuzzer looks for, and each target uses its own part"
)]

mod fix;
mod ignores;
pub mod judge;
mod query;
mod report;
mod spec;

use kickstart::source::{SourceText, Tree};

pub use fix::fix;
pub use ignores::ignores;
pub use query::query;
pub use report::holds;
pub use spec::spec;

/// Whether a text is TOML to its end.
fn is_toml(text: &str) -> bool {
    Tree::parse(&SourceText::new("stage.toml", text)).1.is_empty()
}

/// Text of any bytes: those that are not UTF-8 are replaced.
fn text_of(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    text.strip_prefix('\u{feff}').unwrap_or(&text).to_owned()
}
