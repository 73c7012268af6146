//! What is written and not valid.

use std::collections::BTreeSet;

/// The keys of a table whose values are not valid, which was told: rules about something absent leave them alone.
#[derive(Debug, Clone, Default)]
pub struct Refused(BTreeSet<String>);

impl Refused {
    /// Whether the value of a key was refused; of a key in a table within, `notebook.subnet_id`.
    pub fn contains(&self, key: &str) -> bool {
        self.0.contains(key)
    }

    /// Whether something in the table within is not valid, or all of it.
    pub fn touches(&self, table: &str) -> bool {
        let below = |key: &String| key.strip_prefix(table).is_some_and(|rest| rest.starts_with('.'));
        self.contains(table) || self.0.iter().any(below)
    }

    pub(super) fn insert(&mut self, key: impl Into<String>) {
        self.0.insert(key.into());
    }
}
