//! Findings as text: for people, as JSON, as SARIF, as annotations of GitHub. A reporter shows what it is given; it neither sorts nor
//! filters.

mod excerpt;
mod github;
mod human;
mod json;
mod sarif;
mod wrap;

use std::io::{self, Write};

use crate::diagnostic::Findings;

pub use human::Human;
pub use sarif::RuleText;
pub use wrap::{wrap, wrap_markdown};

/// A way to show findings.
#[derive(Debug, Clone)]
pub enum Reporter {
    /// For people: the line, underlined, and a summary.
    Human(Human),
    /// One JSON object: the contract for tools.
    Json,
    /// SARIF 2.1.0, with the words of all rules.
    Sarif(Vec<RuleText>),
    /// Workflow commands of GitHub Actions, which become annotations of a pull request.
    Github,
}

impl Reporter {
    /// Writes all findings.
    ///
    /// # Errors
    ///
    /// Where `out` cannot be written to.
    pub fn write(&self, findings: &Findings, out: &mut dyn Write) -> io::Result<()> {
        match self {
            Self::Human(human) => human.write(findings, out),
            Self::Sarif(rules) => sarif::write(findings, rules, out),
            Self::Json => json::write(findings, out),
            Self::Github => github::write(findings, out),
        }
    }
}
