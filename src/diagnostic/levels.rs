//! What a project makes of rules: `[lint] rules`, as the sink applies it.

use std::collections::BTreeMap;

use super::level::Level;

/// The rules whose level a project changed. Empty: every rule has the level that it comes with.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Levels {
    by_rule: BTreeMap<String, Option<Level>>,
}

impl Levels {
    /// Gives the findings of `rule` another level; `None` leaves them out.
    pub fn set(&mut self, rule: impl Into<String>, level: Option<Level>) {
        self.by_rule.insert(rule.into(), level);
    }

    /// The level of a finding of `rule` that comes with `level`; `None` where it is left out.
    pub fn of(&self, rule: &str, level: Level) -> Option<Level> {
        self.by_rule.get(rule).copied().unwrap_or(Some(level))
    }
}
