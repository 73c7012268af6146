//! How much a finding matters.

use serde::Serialize;

/// Levels by consequence, the gravest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// AWS, Terraform or the workflow would refuse, or the data would be wrong.
    Error,
    /// It probably costs money, data or an alarm.
    Warning,
    /// Legal, and worth knowing.
    Note,
}

impl Level {
    /// The word for it in every output.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}
