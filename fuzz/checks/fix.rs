//! `lint --fix`.

use std::fs;
use std::path::Path;

use kickstart::diagnostic::Findings;
use kickstart::fix::mend;
use kickstart::source::{Drafts, Loaded};
use kickstart::stage::Owner;

use super::judge::judge;
use super::{is_toml, text_of};

/// What was TOML is TOML, nothing is told of more places than before, and a second pass changes nothing.
pub fn fix(bytes: &[u8]) {
    let text = text_of(bytes);
    // Files are compared with what stands on the disk before they are written.
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("stage.toml");
    fs::write(&path, &text).expect("a file");
    let before = findings(&path, &Drafts::default());
    let first = mend(|drafts| Ok(findings(&path, drafts))).expect("what can be judged can be mended");
    if first.files.is_empty() {
        return;
    }
    assert!(is_toml(&text), "mended, though it cannot be read: {text}");
    for file in &first.files {
        file.write().expect("the file did not change meanwhile");
    }
    let mended = fs::read_to_string(&path).expect("UTF-8");
    assert_ne!(mended, text);
    assert!(is_toml(&mended), "no TOML any more: {mended}");
    let after = findings(&path, &Drafts::default());
    let fixes = |findings: &Findings| findings.iter().filter(|finding| finding.fix.is_some()).count();
    let second = mend(|drafts| Ok(findings(&path, drafts))).expect("what can be judged can be mended");
    assert!(
        second.files.is_empty(),
        "{} fixes, then {}, and a second pass changes this again: {mended}",
        fixes(&before),
        fixes(&after)
    );
}

fn findings(path: &Path, drafts: &Drafts) -> Findings {
    let Loaded::Text(source) = drafts.load(path, &path.to_string_lossy()).expect("a file") else {
        panic!("it is UTF-8")
    };
    judge(&source, path, drafts, Owner::Nobody).1
}
