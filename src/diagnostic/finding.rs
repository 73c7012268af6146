//! One problem, for people and for tools.

use crate::source::Place;

use super::fix::Fix;
use super::level::Level;
use super::visible::{hidden_name, revealed};

/// One problem: what, where, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The rule that tells it, in kebab case.
    pub rule: &'static str,
    /// How much it matters.
    pub level: Level,
    /// What is wrong, in a sentence or two: the value, the limit, who refuses it.
    pub message: String,
    /// What to write instead.
    pub help: Option<String>,
    /// The place that has to change.
    pub place: Place,
    /// Another place that explains it, such as the first of two that collide.
    pub related: Option<Related>,
    /// What would mend it, where that is unmistakable: `lint --fix` does it.
    pub fix: Option<Fix>,
}

/// A second place of a finding and what stands there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Related {
    /// Where.
    pub place: Place,
    /// What it is to the finding, in a few words.
    pub label: String,
}

impl Finding {
    /// An error of `rule` at `place`.
    pub fn error(rule: &'static str, place: Place, message: impl Into<String>) -> Self {
        Self::new(rule, Level::Error, place, message)
    }

    /// A warning of `rule` at `place`.
    pub fn warning(rule: &'static str, place: Place, message: impl Into<String>) -> Self {
        Self::new(rule, Level::Warning, place, message)
    }

    /// A finding of any level.
    pub fn new(rule: &'static str, level: Level, place: Place, message: impl Into<String>) -> Self {
        Self {
            rule,
            level,
            message: message.into(),
            help: None,
            place,
            related: None,
            fix: None,
        }
    }

    /// Says what would mend it; only where what was meant is unmistakable.
    #[must_use]
    pub fn fix(self, fix: Fix) -> Self {
        self.maybe_fix(Some(fix))
    }

    /// Says what would mend it, where that is known.
    #[must_use]
    pub fn maybe_fix(mut self, fix: Option<Fix>) -> Self {
        self.fix = fix;
        self
    }

    /// Says what to write instead.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Says what to write instead, where that is known.
    #[must_use]
    pub fn maybe_help(mut self, help: Option<String>) -> Self {
        self.help = help;
        self
    }

    /// Shows a second place.
    #[must_use]
    pub fn related(mut self, place: Place, label: impl Into<String>) -> Self {
        self.related = Some(Related {
            place,
            label: label.into(),
        });
        self
    }

    /// Names the characters in its texts that a terminal obeys or nobody sees: whatever a rule quotes of a spec.
    pub(super) fn reveal(&mut self) {
        let label = self.related.as_mut().map(|related| &mut related.label);
        for text in [Some(&mut self.message), self.help.as_mut(), label]
            .into_iter()
            .flatten()
        {
            if text.chars().any(|character| hidden_name(character).is_some()) {
                *text = revealed(text);
            }
        }
    }
}
