//! What a rule is: data, words, and a function.

use crate::diagnostic::{Finding, Level, Sink};
use crate::source::Place;
use crate::spec::Page;
use crate::stage::{Dataset, Stage};

use super::prepared::Prepared;

/// A rule: what it flags, how much that matters, and the words that explain it.
#[derive(Debug)]
pub struct Rule {
    /// Its name, in kebab case, for what it flags: "allow `<id>`" reads well.
    pub id: &'static str,
    /// The level of its findings unless `[lint] rules` says otherwise.
    pub level: Level,
    /// Its explanation in Markdown, in the sections of [`SECTIONS`].
    pub doc: &'static str,
    /// What it looks at.
    pub check: Check,
    /// What `lint --fix` does about it, after "`kickstart lint --fix`"; none where people decide.
    pub fix: Option<&'static str>,
}

/// What a rule looks at, and how.
#[derive(Debug, Clone, Copy)]
pub enum Check {
    /// The page as it was written, once.
    Page(fn(&Page, &mut Sink)),
    /// Each stage by itself.
    Stage(fn(&Stage, &mut Sink)),
    /// All stages together, once.
    Stages(fn(&[Stage], &mut Sink)),
    /// Each dataset once, though several stages share it.
    Dataset(fn(&Dataset, &mut Sink)),
    /// Each query, read over the tables of its stage.
    Query(fn(&Prepared<'_>, &mut Sink)),
    /// Nothing here: it is told where the spec is read, its stages are decided or its levels are.
    Elsewhere,
}

/// The sections of every rule's explanation, in order.
pub const SECTIONS: [&str; 5] = [
    "What it does",
    "Why is this bad",
    "Example",
    "Use instead",
    "References",
];

/// How the block of a whole spec begins, which the tests lint as it is; people are shown plain TOML.
const WHOLE: &str = "```toml whole";

impl Rule {
    /// A finding of this rule.
    pub fn finding(&self, place: &Place, message: impl Into<String>) -> Finding {
        Finding::new(self.id, self.level, place.clone(), message)
    }

    /// Whether a project may change the level. What AWS, Terraform or the workflow would refuse stays an error: a spec
    /// that only seems fine helps nobody.
    pub fn is_configurable(&self) -> bool {
        self.level != Level::Error
    }

    /// What `kickstart explain` prints: Markdown, with the rule's name as its title.
    pub fn explain(&self) -> String {
        let configurable = if self.is_configurable() {
            "can be changed in `[lint] rules`"
        } else {
            "cannot be changed"
        };
        let fix = match self.fix {
            Some(what) => format!("Fix: `kickstart lint --fix` {what}.\n\n"),
            None => String::new(),
        };
        format!(
            "# {}\n\nLevel: {}; {configurable}.\n\n{fix}{}\n",
            self.id,
            self.level.as_str(),
            self.text().replace(WHOLE, "```toml")
        )
    }

    /// What the rule flags, in its first sentence.
    pub fn summary(&self) -> String {
        let text = self.section(SECTIONS[0]).unwrap_or_default();
        let paragraph: Vec<&str> = text.lines().take_while(|line| !line.is_empty()).collect();
        let paragraph = paragraph.join(" ");
        // A full stop between backticks ends no sentence.
        let ends = paragraph.match_indices(". ").map(|(at, _)| at);
        let outside = |at: &usize| {
            paragraph
                .get(..*at)
                .is_some_and(|before| before.matches('`').count() % 2 == 0)
        };
        let end = ends.clone().find(outside).map_or(paragraph.len(), |at| at + 1);
        paragraph.get(..end).unwrap_or_default().to_owned()
    }

    /// The explanation's text below one of its headings.
    pub fn section(&self, title: &str) -> Option<String> {
        let text = self.text();
        let heading = format!("## {title}\n");
        let (_, after) = text.split_once(&heading)?;
        let end = after.find("\n## ").unwrap_or(after.len());
        Some(after.get(..end)?.trim().to_owned())
    }

    /// The explanation without the blank that a doc comment has before every line.
    pub fn text(&self) -> String {
        let lines = self.doc.lines().map(|line| line.strip_prefix(' ').unwrap_or(line));
        lines.collect::<Vec<_>>().join("\n").trim().to_owned()
    }
}

/// Declares a rule: `/// explanation` and `pub static RULE = "id", Level, Check;`, with `, fix = "what --fix does"` before the
/// semicolon where findings carry a fix. The doc comment is rustdoc, what
/// `kickstart explain` prints and the page in `docs/rules/`, all in the same words.
macro_rules! declare_rule {
    ($(#[doc = $line:literal])* $visibility:vis static $name:ident = $id:literal, $level:ident, $check:expr $(, fix = $fix:literal)?;) => {
        $(#[doc = $line])*
        $visibility static $name: $crate::lint::Rule = $crate::lint::Rule {
            id: $id,
            level: $crate::diagnostic::Level::$level,
            doc: concat!($($line, "\n"),*),
            check: $check,
            fix: $crate::lint::rule::given!($($fix)?),
        };
    };
}

/// What stands there, as an `Option`.
macro_rules! given {
    () => {
        None
    };
    ($given:literal) => {
        Some($given)
    };
}

pub(super) use {declare_rule, given};
