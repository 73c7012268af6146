//! The one place where findings are collected, ordered and counted.

use super::causes;
use super::finding::Finding;
use super::ignore::{self, Ignore};
use super::level::Level;
use super::levels::Levels;
use super::secret;
use crate::source::Place;

/// Collects findings while a spec is read and judged.
#[derive(Debug, Default)]
pub struct Sink {
    findings: Vec<Finding>,
    /// Findings that explain whatever else is wrong where they stand.
    causes: Vec<Finding>,
    levels: Levels,
    ignores: Vec<Ignore>,
    secrets: Vec<Place>,
}

/// Findings in the order in which they are shown: by file in the order of the call, by place, the gravest first; each told
/// once.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Findings {
    findings: Vec<Finding>,
    switched_off: usize,
}

impl Sink {
    /// Adds a finding.
    pub fn push(&mut self, finding: Finding) {
        self.findings.push(finding);
    }

    /// Adds a finding that explains whatever else is wrong at its place, or around it in the same line: a character that
    /// nobody sees makes a key unknown and a file missing, and is one mistake.
    pub fn push_cause(&mut self, finding: Finding) {
        self.causes.push(finding);
    }

    /// Says what the project makes of rules; [`Sink::finish`] applies it, and nothing else does.
    pub fn set_levels(&mut self, levels: Levels) {
        self.levels = levels;
    }

    /// Says which findings comments ask to ignore; [`Sink::finish`] applies it, and tells those that ignore nothing.
    pub fn add_ignores(&mut self, ignores: impl IntoIterator<Item = Ignore>) {
        self.ignores.extend(ignores);
    }

    /// Says that a secret stands at `place`: no finding will show it, not even one about something else in its line.
    pub fn hide(&mut self, place: Place) {
        self.secrets.push(place);
    }

    /// Whether an error was told so far, by the level that its rule comes with.
    pub fn has_errors(&self) -> bool {
        let told = self.findings.iter().chain(&self.causes);
        told.into_iter().any(|finding| finding.level == Level::Error)
    }

    /// Gives every finding the level that the project wants, orders them and drops those that say the same of the same place
    /// (one mistake in a table that several stages share is one finding).
    pub fn finish(self) -> Findings {
        let Self {
            mut findings,
            causes,
            levels,
            mut ignores,
            secrets,
        } = self;
        causes::explain(&mut findings, causes);
        findings.iter_mut().for_each(Finding::reveal);
        in_order(&mut findings, &levels);
        findings.dedup_by(|a, b| a.rule == b.rule && a.place == b.place && a.message == b.message);
        let before = findings.len();
        ignore::apply(&mut ignores, &mut findings);
        let ignored = before - findings.len();
        findings.extend(ignores.into_iter().filter_map(Ignore::unused));
        secret::hide(&secrets, &mut findings);
        in_order(&mut findings, &levels);
        let told = findings.len();
        findings.retain_mut(|finding| match levels.of(finding.rule, finding.level) {
            Some(level) => {
                finding.level = level;
                true
            }
            None => false,
        });
        Findings {
            switched_off: ignored + told - findings.len(),
            findings,
        }
    }
}

/// By file, place and gravity.
fn in_order(findings: &mut [Finding], levels: &Levels) {
    findings.sort_by_cached_key(|finding| {
        (
            finding.place.source().name().to_owned(),
            finding.place.span().start,
            finding.place.span().end,
            levels.of(finding.rule, finding.level),
            finding.rule,
            finding.message.clone(),
        )
    });
}

impl Findings {
    /// Adds another spec's findings behind these.
    pub fn extend(&mut self, other: Self) {
        self.findings.extend(other.findings);
        self.switched_off += other.switched_off;
    }

    /// The findings, in order.
    pub fn iter(&self) -> std::slice::Iter<'_, Finding> {
        self.findings.iter()
    }

    /// How many findings of a level there are.
    pub fn count(&self, level: Level) -> usize {
        self.iter().filter(|finding| finding.level == level).count()
    }

    /// How many findings were left out because their rules are off, or a comment says so.
    pub fn switched_off(&self) -> usize {
        self.switched_off
    }

    /// Whether there is nothing to tell.
    pub fn is_empty(&self) -> bool {
        self.findings.is_empty()
    }

    /// Whether an error is among them.
    pub fn has_errors(&self) -> bool {
        self.count(Level::Error) > 0
    }
}
