//! Whether fixes did what they are for: their findings are gone, and they broke nothing.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

use crate::diagnostic::{Findings, Level};
use crate::source::{Drafts, SourceText, Span, Tree, Value};
use crate::spec::rules::TOML_SYNTAX;

use super::candidate::{Candidate, Files, Identity};

/// How many findings of each kind there are.
#[derive(Debug, Default)]
pub(super) struct Tally {
    each: HashMap<Identity, usize>,
    of_rule: HashMap<(&'static str, PathBuf), usize>,
    /// Files with an error.
    errors: HashSet<PathBuf>,
}

impl Tally {
    pub(super) fn of(findings: &Findings, files: &mut Files) -> Self {
        let mut tally = Self::default();
        for finding in findings.iter() {
            let identity = files.identity(finding);
            *tally.of_rule.entry((identity.0, identity.1.clone())).or_default() += 1;
            if finding.level == Level::Error {
                tally.errors.insert(identity.1.clone());
            }
            *tally.each.entry(identity).or_default() += 1;
        }
        tally
    }

    /// Whether there is an error in a file.
    pub(super) fn has_error(&self, path: &Path) -> bool {
        self.errors.contains(path)
    }

    /// Whether a file is TOML that cannot be read to its end.
    pub(super) fn is_unread(&self, path: &Path) -> bool {
        self.of_rule.contains_key(&(TOML_SYNTAX, path.to_owned()))
    }
}

/// What was tried: the fixes, where their edits stand in the new texts, and what was told before.
pub(super) struct Trial<'a> {
    /// The fixes.
    pub fixes: &'a [Candidate],
    /// Where in the new text of each file values stand that a fix wrote.
    pub written: HashMap<PathBuf, Vec<Span>>,
    /// What was told before.
    pub before: &'a Tally,
}

impl Trial<'_> {
    /// Whether every finding that was to be mended is gone, every file that changed can still be read, a query has no more
    /// of the same mistakes than are left of it, and nothing is wrong with a value that was written or renamed.
    ///
    /// What a fix uncovers is welcome: `sorce` hides all that may be wrong with a `source`.
    pub(super) fn is_good(&self, findings: &Findings, drafts: &Drafts, files: &mut Files) -> bool {
        let after = Tally::of(findings, files);
        let mut fixed: HashMap<&Identity, usize> = HashMap::new();
        let mut words: HashMap<(&'static str, PathBuf), usize> = HashMap::new();
        for fix in self.fixes {
            *fixed.entry(&fix.identity).or_default() += 1;
            if fix.words {
                *words.entry((fix.identity.0, fix.identity.1.clone())).or_default() += 1;
            }
            if after.is_unread(&fix.path) {
                return false;
            }
        }
        let count = |of: Option<&usize>| of.copied().unwrap_or(0);
        let gone = fixed.iter().all(|(identity, fixed)| {
            count(after.each.get(*identity)) + fixed <= count(self.before.each.get(*identity))
        });
        let fewer = words
            .iter()
            .all(|(rule, fixed)| count(after.of_rule.get(rule)) + fixed <= count(self.before.of_rule.get(rule)));
        gone && fewer && !self.breaks_a_value(findings, &after, drafts, files)
    }

    fn breaks_a_value(&self, findings: &Findings, after: &Tally, drafts: &Drafts, files: &mut Files) -> bool {
        let mut written = self.written.clone();
        for (path, spans) in self.renamed(drafts) {
            written.entry(path).or_default().extend(spans);
        }
        findings
            .iter()
            .filter(|finding| finding.level == Level::Error)
            .any(|finding| {
                let identity = files.identity(finding);
                let place = finding.place.span();
                let touches = |span: &Span| span.start < place.end && place.start < span.end;
                let is_new = after.each.get(&identity) > self.before.each.get(&identity);
                is_new && written.get(&identity.1).is_some_and(|spans| spans.iter().any(touches))
            })
    }

    /// The values behind renamed keys. Tables are none: what is wrong in one was there before, and not looked at.
    fn renamed(&self, drafts: &Drafts) -> HashMap<PathBuf, Vec<Span>> {
        let mut trees: HashMap<&Path, Tree> = HashMap::new();
        let mut found: HashMap<PathBuf, Vec<Span>> = HashMap::new();
        for fix in self.fixes {
            let (Some(path), Some(text)) = (&fix.renamed, drafts.get(&fix.path)) else {
                continue;
            };
            let tree = trees.entry(&fix.path);
            let tree = tree.or_insert_with(|| Tree::parse(&SourceText::new(fix.source.name(), text)).0);
            let node = tree.entry(path).map(|entry| &entry.node);
            if let Some(node) = node.filter(|node| !matches!(node.value, Value::Table(_))) {
                let spans = found.entry(fix.path.as_path().to_owned()).or_default();
                spans.push(node.span.clone());
            }
        }
        found
    }
}
