//! A comment that asks to leave a finding out.

use std::collections::HashMap;

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

/// Takes the findings away that comments ask to leave out: same file, line and rule. Of equal comments the first is used.
///
/// Looked up, not searched: a file may hold as many comments as mistakes.
pub(super) fn apply(ignores: &mut [Ignore], findings: &mut Vec<Finding>) {
    let mut used = vec![false; ignores.len()];
    let mut wanted: HashMap<&str, HashMap<(&str, usize), usize>> = HashMap::new();
    for (index, ignore) in ignores.iter().enumerate() {
        let at = (ignore.place.source().name(), ignore.line);
        wanted.entry(&ignore.rule).or_default().entry(at).or_insert(index);
    }
    findings.retain(|finding| {
        let place = &finding.place;
        let index = wanted
            .get(finding.rule)
            .and_then(|lines| lines.get(&(place.source().name(), place.start().line)));
        if let Some(used) = index.and_then(|index| used.get_mut(*index)) {
            *used = true;
        }
        index.is_none()
    });
    for (ignore, used) in ignores.iter_mut().zip(used) {
        ignore.used |= used;
    }
}

impl Ignore {
    /// What to tell of it when all findings are known.
    pub(super) fn unused(self) -> Option<Finding> {
        (!self.used).then_some(self.if_unused)
    }
}
