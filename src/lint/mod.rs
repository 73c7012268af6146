//! The rules over a spec that could be read, and over its stages.
//!
//! One rule is one file in `rules/`: `declare_rule!` (in `rule.rs`) with the explanation as its doc comment, and a
//! check. To add one:
//!
//! 1. Write `rules/<name>.rs`, the rule's id with `_` for `-`. Name it for what it flags, without "no" and without advice.
//!    Level by consequence: error where AWS, Terraform or the workflow would refuse or the data would be wrong, warning
//!    where it probably costs money, data or an alarm, note for what is worth knowing.
//! 2. Facts about AWS go to the room `facts`, each with its source; the check only compares.
//! 3. Give the value, the limit and who refuses it in the message, what to write instead in the help. Leave the stage's
//!    name out where several stages share the place: findings with the same words at the same place are told once.
//!    Where one thing can have been meant, and only there, add `.fix(…)` to the finding and `, fix = "what that does"` to
//!    the declaration: `lint --fix` then makes the second example of the first, to the letter.
//! 4. Add the file and its `RULE` to `rules/mod.rs`, sorted; run `KICKSTART_UPDATE=1 cargo test --test docs`, which
//!    writes the page in `docs/rules/`. The example and what to use instead are the rule's tests: the first raises this
//!    rule and no other, the second nothing.
//!
//! The runner below, not the rule, knows what else is linted; the sink knows what a project makes of levels.

mod columns;
mod epochs;
mod file_source;
mod glue_type;
mod ignores;
mod levels;
mod personalize;
mod prepared;
mod rule;
mod rules;
mod schedule;
#[cfg(test)]
mod tests;

use std::collections::HashSet;
use std::sync::Arc;

pub use rule::{Check, Rule, SECTIONS};
pub use rules::registry;
pub use rules::state_between as shared_state;

use crate::diagnostic::Sink;
use crate::spec::Page;
use crate::stage::Stage;

/// The rule of an id.
pub fn rule(id: &str) -> Option<&'static Rule> {
    let rules = registry();
    let at = rules.binary_search_by_key(&id, |rule| rule.id).ok()?;
    rules.get(at).copied()
}

/// Runs every rule over a spec and its stages, and hands the levels that the spec wants to the sink.
pub fn check(page: &Page, stages: &[Stage], sink: &mut Sink) {
    let levels = levels::read(page, sink);
    sink.set_levels(levels);
    ignores::read(page, stages, sink);
    let mut seen = HashSet::new();
    let datasets: Vec<_> = stages
        .iter()
        .flat_map(|stage| &stage.datasets)
        .filter(|dataset| seen.insert(Arc::as_ptr(dataset)))
        .collect();
    let prepared = prepared::all(page, stages);
    for rule in registry() {
        match rule.check {
            Check::Page(check) => check(page, sink),
            Check::Stage(check) => stages.iter().for_each(|stage| check(stage, sink)),
            Check::Stages(check) => check(stages, sink),
            Check::Dataset(check) => datasets.iter().for_each(|dataset| check(dataset, sink)),
            Check::Query(check) => prepared.iter().for_each(|query| check(query, sink)),
            Check::Elsewhere => {}
        }
    }
}
