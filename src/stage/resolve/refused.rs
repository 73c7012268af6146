//! What the schema refuses in a stage's or a dataset's table.

use crate::stage::refused::Refused;

use super::Resolver;

/// The keys whose absence rules speak of.
const MISSED: [&str; 6] = [
    "alarm_email",
    "backend",
    "notebook.idle_stop_minutes",
    "notebook.subnet_id",
    "sample_data",
    "schedule",
];

impl Resolver<'_> {
    /// Of a stage: in its own table, and in `[defaults]` what it does not say itself.
    pub(super) fn refused(&self, stage: &str) -> Refused {
        let mut refused = Refused::default();
        let own = ["stages", stage];
        self.below(&own, &mut refused);
        let defaults = self.tree.entry(&["defaults"]).and_then(|entry| entry.node.table());
        for key in defaults.into_iter().flat_map(|table| table.keys()) {
            let said = self.tree.entry(&[own[0], own[1], key]).is_some();
            if !said && self.page.refuses(&["defaults", key]) {
                refused.insert(key.as_str());
            }
        }
        // What was meant by a misspelt key is there too, and so is whatever stands where the page could not be read.
        for key in MISSED {
            let at: Vec<&str> = own.into_iter().chain(key.split('.')).collect();
            if self.page.excuses.excuse(&at) || self.page.excuses.excuse(&["defaults", key]) {
                refused.insert(key);
            }
        }
        // A domain that is none says nothing of the fields that a dataset needs.
        if self.page.refuses(&["project", "domain"]) {
            refused.insert("domain");
        }
        refused
    }

    /// Everything refused in the table at `path`, however deep.
    pub(super) fn below(&self, path: &[&str], refused: &mut Refused) {
        for name in self.page.refused_below(path) {
            refused.insert(name);
        }
    }
}
