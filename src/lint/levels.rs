//! `[lint] rules`: what a project makes of rules.

use crate::diagnostic::{Fix, Level, Levels, Sink, closest, slip_of, visible};
use crate::spec::{Page, RuleLevel};

use super::rules::{RULE_NOT_CONFIGURABLE, UNKNOWN_RULE};
use super::{registry, rule};

/// The levels that the page asks for; what it may not ask for is told.
pub(super) fn read(page: &Page, sink: &mut Sink) -> Levels {
    let mut levels = Levels::default();
    for (id, wanted) in &page.spec.lint.rules {
        let path = ["lint", "rules", id];
        let level = match wanted {
            RuleLevel::Error => Some(Level::Error),
            RuleLevel::Warning => Some(Level::Warning),
            RuleLevel::Off => None,
        };
        match rule(id) {
            Some(rule) if rule.is_configurable() || level == Some(rule.level) => levels.set(id, level),
            Some(_) => {
                let message = format!("`{id}` is always an error: what it tells would fail at render, apply or run");
                sink.push(
                    RULE_NOT_CONFIGURABLE
                        .finding(&page.tree.value_place(&path), message)
                        .help("remove the line and mend what the rule tells"),
                );
            }
            None => {
                let meant = closest(id, registry().iter().map(|rule| rule.id));
                let help = match meant {
                    Some(meant) => format!("did you mean `{meant}`?"),
                    None => "`kickstart rules` lists all rules".to_owned(),
                };
                let message = format!("there is no rule `{}`: the line changes nothing", visible(id));
                let free = |rule: &&str| !page.spec.lint.rules.contains_key(*rule);
                let slip = slip_of(id, registry().iter().map(|rule| rule.id).filter(free));
                let fix = slip.map(|slip| Fix::rename(page.tree.source(), &path, slip));
                let finding = UNKNOWN_RULE.finding(&page.tree.key_place(&path), message);
                sink.push(finding.help(help).maybe_fix(fix));
            }
        }
    }
    levels
}
