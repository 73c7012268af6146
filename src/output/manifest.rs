//! The two records that a stack keeps in `.kickstart/`, as text.
//!
//! The manifest says which files are ours and what we wrote; it belongs in version control with the stack. The journal
//! stands there only while a run is writing, and lists for each path every content that is ours: the one before, and the
//! one that comes. Whichever of them a killed run left, the next does not take it for an edit by hand.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::digest::Digest;

/// The folder of the records in a stack's folder.
pub(super) const FOLDER: &str = ".kickstart";
/// The manifest, seen from the stack's folder.
pub(super) const MANIFEST: &str = ".kickstart/manifest.json";
/// The journal, seen from the stack's folder.
pub(super) const JOURNAL: &str = ".kickstart/journal.json";

const VERSION: u64 = 1;
const ABOUT_MANIFEST: &str = "Which files kickstart wrote here, with the SHA-256 of each. Keep it with the stack.";
const ABOUT_JOURNAL: &str = "kickstart was writing here. If no run is going on, one was interrupted: render once more.";

#[derive(Serialize, Deserialize)]
struct Text<Hashes> {
    version: u64,
    #[serde(default)]
    about: String,
    files: BTreeMap<String, Hashes>,
}

#[derive(Deserialize)]
struct Version {
    version: u64,
}

/// Why a record cannot be used.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Unusable {
    /// Not JSON, or not of its shape: cut off, or with the marks of a merge conflict.
    Damaged,
    /// Written by a later kickstart, in this version of the format.
    TooNew(u64),
}

/// The manifest of these files: sorted, one line a file, so that a merge of two branches touches few lines.
pub(super) fn print_manifest<'a>(files: impl Iterator<Item = (&'a str, Digest)>) -> Vec<u8> {
    print(
        ABOUT_MANIFEST,
        files
            .map(|(path, digest)| (path.to_owned(), digest.to_string()))
            .collect(),
    )
}

pub(super) fn print_journal(files: &BTreeMap<String, Vec<Digest>>) -> Vec<u8> {
    let hashes = |digests: &Vec<Digest>| digests.iter().map(Digest::to_string).collect::<Vec<_>>();
    print(
        ABOUT_JOURNAL,
        files
            .iter()
            .map(|(path, digests)| (path.clone(), hashes(digests)))
            .collect(),
    )
}

fn print<Hashes: Serialize>(about: &str, files: BTreeMap<String, Hashes>) -> Vec<u8> {
    let text = Text {
        version: VERSION,
        about: about.to_owned(),
        files,
    };
    // Strings, numbers and maps with string keys cannot fail to become JSON; an empty record would be read as damaged.
    let mut bytes = serde_json::to_vec_pretty(&text).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

pub(super) fn parse_manifest(bytes: &[u8]) -> Result<BTreeMap<String, Digest>, Unusable> {
    parse::<String>(bytes)?
        .into_iter()
        .map(|(path, hash)| Some((path, Digest::parse(&hash)?)))
        .collect::<Option<_>>()
        .ok_or(Unusable::Damaged)
}

pub(super) fn parse_journal(bytes: &[u8]) -> Result<BTreeMap<String, Vec<Digest>>, Unusable> {
    parse::<Vec<String>>(bytes)?
        .into_iter()
        .map(|(path, hashes)| {
            Some((
                path,
                hashes.iter().map(|hash| Digest::parse(hash)).collect::<Option<_>>()?,
            ))
        })
        .collect::<Option<_>>()
        .ok_or(Unusable::Damaged)
}

fn parse<Hashes: for<'de> Deserialize<'de>>(bytes: &[u8]) -> Result<BTreeMap<String, Hashes>, Unusable> {
    if let Ok(text) = serde_json::from_slice::<Text<Hashes>>(bytes)
        && text.version == VERSION
    {
        return Ok(text.files);
    }
    match serde_json::from_slice(bytes) {
        Ok(Version { version }) if version > VERSION => Err(Unusable::TooNew(version)),
        _ => Err(Unusable::Damaged),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manifest_reads_back_and_has_a_line_a_file() {
        let files = [("main.tf", Digest::of(b"a")), ("README.md", Digest::of(b"b"))];
        let bytes = print_manifest(files.into_iter());
        let text = String::from_utf8(bytes.clone()).unwrap();
        assert!(text.ends_with("}\n") && text.lines().count() == 8, "{text}");
        assert!(text.find("README.md") < text.find("main.tf"), "sorted");
        assert_eq!(
            parse_manifest(&bytes),
            Ok(files
                .into_iter()
                .map(|(path, digest)| (path.to_owned(), digest))
                .collect())
        );
    }

    #[test]
    fn what_is_no_manifest_is_damaged_and_a_later_one_is_too_new() {
        let long = format!(r#"{{"version":1,"files":{{"main.tf":"{}"}}}}"#, "z".repeat(64));
        for text in [
            "",
            "{",
            "[]",
            "null",
            r#"{"version":1}"#,
            r#"{"version":0,"files":{}}"#,
            "<<<<<<< HEAD\n{}",
            &long,
        ] {
            assert_eq!(parse_manifest(text.as_bytes()), Err(Unusable::Damaged), "{text}");
            assert_eq!(parse_journal(text.as_bytes()), Err(Unusable::Damaged), "{text}");
        }
        let nested = "[".repeat(100_000);
        assert_eq!(parse_manifest(nested.as_bytes()), Err(Unusable::Damaged));
        assert_eq!(parse_manifest(br#"{"version":7,"files":[]}"#), Err(Unusable::TooNew(7)));
    }
}
