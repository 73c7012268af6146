//! Mending what findings say, where it is unmistakable: `lint --fix`.
//!
//! Fixes become edits of a text, and the texts are judged before they are written: a fix that does not do away with its
//! finding, that breaks the TOML or makes a value wrong is not done. Where fixes clash the first is done, and the next round
//! sees to the others. All of this happens in memory; each file is then written once, in one step.

mod candidate;
mod disk;
mod edit;
mod toml;
mod verdict;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::PathBuf;
use std::rc::Rc;

use crate::diagnostic::Findings;
use crate::source::{Drafts, Span};

use candidate::{Candidate, Files, Identity, candidates};
use edit::{Edit, Edits};
use verdict::{Tally, Trial, Verdict};

/// Most rounds. Each needs one for what the last has uncovered; a page has no ten layers of mistakes.
const ROUNDS: usize = 10;

/// Most texts that are judged to find out which of a round's fixes are no good.
const TRIALS: usize = 100;

/// What was mended, and is not written yet.
#[derive(Debug, Default)]
pub struct Mended {
    /// The files that change, by path.
    pub files: Vec<File>,
    /// Why fixes of other files were not tried: a sentence a file.
    pub refusals: Vec<String>,
}

/// A file that changes.
#[derive(Debug)]
pub struct File {
    /// What findings call it.
    pub name: String,
    /// How many findings were mended.
    pub fixed: usize,
    path: PathBuf,
    before: String,
    after: String,
}

impl File {
    /// Writes it, in one step. A byte-order mark and the mode stay.
    ///
    /// # Errors
    ///
    /// The file holds something else by now, is a link, or cannot be written; it is as it was then.
    pub fn write(&self) -> anyhow::Result<()> {
        disk::write(&self.name, &self.path, &self.before, &self.after)
    }
}

/// Mends what `judge` tells of the files as they would be with some drafts.
///
/// # Errors
///
/// Those of `judge`.
pub fn mend(judge: impl Fn(&Drafts) -> anyhow::Result<Findings>) -> anyhow::Result<Mended> {
    let mut mending = Mending {
        files: Files::default(),
        drafts: Drafts::default(),
        findings: judge(&Drafts::default())?,
        refused: HashSet::new(),
        obstacles: BTreeMap::new(),
        changed: BTreeMap::new(),
        judge,
        trials: TRIALS,
    };
    for _ in 0..ROUNDS {
        if !mending.round()? {
            break;
        }
    }
    Ok(mending.end())
}

struct Mending<J> {
    judge: J,
    files: Files,
    drafts: Drafts,
    findings: Findings,
    /// What cannot be mended.
    refused: HashSet<Identity>,
    /// Files that cannot be written, and why.
    obstacles: BTreeMap<Rc<PathBuf>, Option<String>>,
    changed: BTreeMap<Rc<PathBuf>, Changed>,
    trials: usize,
}

/// A file that changes: its name, what it held, how many findings were mended.
struct Changed {
    name: String,
    before: String,
    fixed: usize,
}

/// Texts that were tried, and what is told of them.
struct Tried {
    drafts: Drafts,
    findings: Findings,
}

impl<J: Fn(&Drafts) -> anyhow::Result<Findings>> Mending<J> {
    /// Does what can be done at once; whether anything was.
    fn round(&mut self) -> anyhow::Result<bool> {
        let before = Tally::of(&self.findings, &mut self.files);
        let refused = self.refused.len();
        let chosen = self.choose(&before);
        let mut done = Vec::new();
        let mut result = None;
        self.grow(&mut done, &mut result, &chosen, &before)?;
        let Some(result) = result else {
            // What clashed with a fix that is no good has its turn now.
            return Ok(self.refused.len() > refused);
        };
        let mut seen = HashSet::new();
        for fix in &done {
            let changed = self.changed.entry(Rc::clone(&fix.path)).or_insert_with(|| Changed {
                name: fix.source.name().to_owned(),
                before: fix.source.text().to_owned(),
                fixed: 0,
            });
            // One mistake in a query that two specs share is told twice and mended once.
            changed.fixed += usize::from(seen.insert((&fix.path, &fix.edits)));
        }
        self.drafts = result.drafts;
        self.findings = result.findings;
        Ok(true)
    }

    /// The fixes that can be done at once: of those that clash the first.
    fn choose(&mut self, before: &Tally) -> Vec<Candidate> {
        let all = candidates(&self.findings, &mut self.files, &self.refused);
        let busy: HashSet<Rc<PathBuf>> = all
            .iter()
            .filter(|fix| !fix.last)
            .map(|fix| Rc::clone(&fix.path))
            .collect();
        let mut edits: HashMap<Rc<PathBuf>, Edits> = HashMap::new();
        let mut chosen = Vec::new();
        for fix in all {
            let waits = fix.last && (busy.contains(&fix.path) || before.has_error(&fix.path));
            if waits || before.is_unread(&fix.path) || self.obstacle(&fix) {
                continue;
            }
            if edits.entry(Rc::clone(&fix.path)).or_default().add(&fix.edits) {
                chosen.push(fix);
            }
        }
        chosen
    }

    fn obstacle(&mut self, fix: &Candidate) -> bool {
        let path = Rc::clone(&fix.path);
        let found = self.obstacles.entry(path);
        found.or_insert_with(|| disk::obstacle(fix.source.name())).is_some()
    }

    /// Adds to `done` what is good of `fixes`, halving them where something is not; `result` is what comes of all of `done`.
    fn grow(
        &mut self,
        done: &mut Vec<Candidate>,
        result: &mut Option<Tried>,
        fixes: &[Candidate],
        before: &Tally,
    ) -> anyhow::Result<()> {
        if fixes.is_empty() {
            return Ok(());
        }
        let known = done.len();
        let mut bad = HashSet::new();
        if self.trials > 0 {
            self.trials -= 1;
            done.extend_from_slice(fixes);
            match self.try_out(done, before)? {
                Ok(tried) => {
                    *result = Some(tried);
                    return Ok(());
                }
                Err(blamed) => bad = blamed.into_iter().filter_map(|at| at.checked_sub(known)).collect(),
            }
            done.truncate(known);
        }
        let refuse = |fix: &Candidate| fix.identity.clone();
        if !bad.is_empty() {
            let (worse, rest): (Vec<_>, Vec<_>) = fixes.iter().enumerate().partition(|(at, _)| bad.contains(at));
            self.refused.extend(worse.into_iter().map(|(_, fix)| refuse(fix)));
            let rest: Vec<Candidate> = rest.into_iter().map(|(_, fix)| fix.clone()).collect();
            return self.grow(done, result, &rest, before);
        }
        let (first, second) = fixes.split_at(fixes.len() / 2);
        if first.is_empty() || self.trials == 0 {
            self.refused.extend(fixes.iter().map(refuse));
            return Ok(());
        }
        self.grow(done, result, first, before)?;
        self.grow(done, result, second, before)
    }

    /// The texts with all of `fixes`, if that is good; otherwise those that are surely to blame.
    fn try_out(&mut self, fixes: &[Candidate], before: &Tally) -> anyhow::Result<Result<Tried, HashSet<usize>>> {
        let mut edits: BTreeMap<&PathBuf, (&Candidate, Edits)> = BTreeMap::new();
        let mut writers: HashMap<(&PathBuf, &Edit), Vec<usize>> = HashMap::new();
        for (index, fix) in fixes.iter().enumerate() {
            let entry = edits.entry(&fix.path);
            entry.or_insert_with(|| (fix, Edits::default())).1.add(&fix.edits);
            if fix.renamed.is_none() {
                let each = fix.edits.iter();
                each.for_each(|edit| writers.entry((&fix.path, edit)).or_default().push(index));
            }
        }
        let mut written: HashMap<PathBuf, Vec<(Span, usize)>> = HashMap::new();
        let mut texts = Vec::new();
        for (path, (fix, edits)) in edits {
            let (text, places) = edits.apply(fix.source.text());
            let spans = written.entry(path.clone()).or_default();
            for (edit, span) in &places {
                let writers = writers.get(&(path, edit)).into_iter().flatten();
                spans.extend(writers.map(|index| (span.clone(), *index)));
            }
            texts.push((path.clone(), text));
        }
        let drafts = self.drafts.with(texts);
        let findings = (self.judge)(&drafts)?;
        let trial = Trial { fixes, written, before };
        Ok(match trial.verdict(&findings, &drafts, &mut self.files) {
            Verdict::Good => Ok(Tried { drafts, findings }),
            Verdict::Bad(blamed) => Err(blamed),
        })
    }

    fn end(self) -> Mended {
        let drafts = &self.drafts;
        let files = self.changed.into_iter().filter_map(|(path, changed)| {
            let after = drafts.get(&path)?.to_owned();
            Some(File {
                name: changed.name,
                fixed: changed.fixed,
                path: path.as_path().to_owned(),
                before: changed.before,
                after,
            })
        });
        Mended {
            files: files.filter(|file| file.before != file.after).collect(),
            refusals: self.obstacles.into_values().flatten().collect(),
        }
    }
}
