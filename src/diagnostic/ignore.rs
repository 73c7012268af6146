//! A comment that asks to leave a finding out.

use crate::source::Place;

use super::finding::Finding;

/// `# kickstart: ignore[rule]`, for one line and one rule.
#[derive(Debug, Clone)]
pub struct Ignore {
    /// The rule's id.
    pub rule: String,
    /// The line, from 1, whose findings are left out.
    pub line: usize,
    /// Where the rule stands in the comment.
    pub place: Place,
    /// What is told if there is nothing to leave out.
    pub if_unused: Finding,
    /// Whether a finding was left out.
    pub used: bool,
}

impl Ignore {
    /// Whether it asks to leave `finding` out: same file, line and rule.
    pub(super) fn takes(&mut self, finding: &Finding) -> bool {
        let takes = self.rule == finding.rule
            && self.place.source().name() == finding.place.source().name()
            && self.line == finding.place.start().line;
        self.used |= takes;
        takes
    }

    /// What to tell of it when all findings are known.
    pub(super) fn unused(self) -> Option<Finding> {
        (!self.used).then_some(self.if_unused)
    }
}
