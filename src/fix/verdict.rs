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
    /// Where in the new text of each file something stands that a fix wrote, and which of the fixes.
    pub written: HashMap<PathBuf, Vec<(Span, usize)>>,
    /// What was told before.
    pub before: &'a Tally,
}

/// What came of a trial.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// The fixes did what they are for.
    Good,
    /// Not all of them did, and these surely did not; none where that cannot be told.
    Bad(HashSet<usize>),
}

impl Trial<'_> {
    /// Good where every finding that was to be mended is gone, every file that changed can still be read, a query has no more
    /// of the same mistakes than are left of it, and nothing is wrong with what was written or with a renamed value.
    ///
    /// What a fix uncovers is welcome: `sorce` hides all that may be wrong with a `source`.
    pub(super) fn verdict(&self, findings: &Findings, drafts: &Drafts, files: &mut Files) -> Verdict {
        let after = Tally::of(findings, files);
        if self.fixes.iter().any(|fix| after.is_unread(&fix.path)) {
            return Verdict::Bad(HashSet::new());
        }
        let mut fixed: HashMap<&Identity, usize> = HashMap::new();
        let mut words: HashMap<(&'static str, PathBuf), usize> = HashMap::new();
        for fix in self.fixes {
            *fixed.entry(&fix.identity).or_default() += 1;
            if fix.words {
                *words.entry((fix.identity.0, fix.identity.1.clone())).or_default() += 1;
            }
        }
        let count = |of: Option<&usize>| of.copied().unwrap_or(0);
        let mut bad = self.broken(findings, &after, drafts, files);
        for (index, fix) in self.fixes.iter().enumerate() {
            let left = count(after.each.get(&fix.identity)) + count(fixed.get(&fix.identity));
            if left > count(self.before.each.get(&fix.identity)) {
                bad.insert(index);
            }
        }
        let fewer = words
            .iter()
            .all(|(rule, fixed)| count(after.of_rule.get(rule)) + fixed <= count(self.before.of_rule.get(rule)));
        match fewer && bad.is_empty() {
            true => Verdict::Good,
            false => Verdict::Bad(bad),
        }
    }

    /// The fixes that made something wrong where they wrote.
    fn broken(&self, findings: &Findings, after: &Tally, drafts: &Drafts, files: &mut Files) -> HashSet<usize> {
        let mut written = self.written.clone();
        for (path, spans) in self.renamed(drafts) {
            written.entry(path).or_default().extend(spans);
        }
        for spans in written.values_mut() {
            spans.sort_by_key(|(span, _)| span.end);
        }
        let mut broken = HashSet::new();
        for finding in findings.iter().filter(|finding| finding.level == Level::Error) {
            let identity = files.identity(finding);
            let Some(spans) = written.get(&identity.1) else {
                continue;
            };
            if after.each.get(&identity) > self.before.each.get(&identity) {
                let place = finding.place.span();
                let first = spans.partition_point(|(span, _)| span.end <= place.start);
                let from_first = spans.iter().skip(first);
                let touched = from_first.take_while(|(span, _)| span.start < place.end);
                // What a renamed key uncovers and can be mended is the next round's: `fromat = "CSV"`.
                let is_renamed = |fix: &usize| self.fixes.get(*fix).is_some_and(|fix| fix.renamed.is_some());
                let to_blame = touched.map(|(_, fix)| *fix);
                broken.extend(to_blame.filter(|fix| finding.fix.is_none() || !is_renamed(fix)));
            }
        }
        broken
    }

    /// The values behind renamed keys. Tables are none: what is wrong in one was there before, and not looked at.
    fn renamed(&self, drafts: &Drafts) -> HashMap<PathBuf, Vec<(Span, usize)>> {
        let mut trees: HashMap<&Path, Tree> = HashMap::new();
        let mut found: HashMap<PathBuf, Vec<(Span, usize)>> = HashMap::new();
        for (index, fix) in self.fixes.iter().enumerate() {
            let (Some(path), Some(text)) = (&fix.renamed, drafts.get(&fix.path)) else {
                continue;
            };
            let tree = trees.entry(&fix.path);
            let tree = tree.or_insert_with(|| Tree::parse(&SourceText::new(fix.source.name(), text)).0);
            let node = tree.entry(path).map(|entry| &entry.node);
            if let Some(node) = node.filter(|node| !matches!(node.value, Value::Table(_))) {
                let spans = found.entry(fix.path.as_path().to_owned()).or_default();
                spans.push((node.span.clone(), index));
            }
        }
        found
    }
}
