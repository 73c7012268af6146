//! The names of everything in a stack: the contract of what a rendered module calls its resources.

use crate::facts::WINDOWS_DEVICES;

use super::DatasetType;

/// Whether a project, a stage or an owner can be called so: `[a-z][a-z0-9]*(-[a-z0-9]+)*`, and not as Windows calls a device.
pub fn is_name(name: &str) -> bool {
    let words_are_fine = name.split('-').all(|word| {
        !word.is_empty()
            && word
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
    });
    words_are_fine && name.starts_with(|first: char| first.is_ascii_lowercase()) && !WINDOWS_DEVICES.contains(&name)
}

/// Names of one stack. Buckets end in the account's id, which only AWS knows: what is here is their part before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Names {
    /// `<project>-<stage>`, or `<project>-<owner>` for a sandbox. Also the workgroup's and the notebook's name.
    pub stack: String,
}

impl Names {
    /// The names of the stack of a project's stage, or of its owner's sandbox.
    pub fn new(project: &str, stage_or_owner: &str) -> Self {
        Self {
            stack: format!("{project}-{stage_or_owner}"),
        }
    }

    /// Bucket of raw data, without `-<account>`.
    pub fn raw_data_bucket(&self) -> String {
        format!("{}-raw-data", self.stack)
    }

    /// Bucket of query results, without `-<account>`.
    pub fn prepared_data_bucket(&self) -> String {
        format!("{}-prepared-data", self.stack)
    }

    /// Bucket of the notebook, without `-<account>`.
    pub fn data_analysis_bucket(&self) -> String {
        format!("{}-data-analysis", self.stack)
    }

    /// Bucket of S3 access logs, without `-<account>`.
    pub fn access_logs_bucket(&self) -> String {
        format!("{}-access-logs", self.stack)
    }

    /// Glue database: the stack with `_` for `-`, since Athena takes no hyphen bare.
    pub fn glue_database(&self) -> String {
        self.stack.replace('-', "_")
    }

    /// Athena workgroup.
    pub fn workgroup(&self) -> &str {
        &self.stack
    }

    /// SageMaker notebook instance.
    pub fn notebook(&self) -> &str {
        &self.stack
    }

    /// Crawler of a dataset.
    pub fn crawler(&self, dataset: DatasetType) -> String {
        format!("{}-{}", self.stack, dataset.key())
    }

    /// Named query of a dataset.
    pub fn named_query(&self, dataset: DatasetType) -> String {
        format!("{}-prepare-{}", self.stack, dataset.key())
    }

    /// State machine of the data preparation.
    pub fn state_machine(&self) -> String {
        format!("{}-data-preparation", self.stack)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_words_with_single_hyphens() {
        for name in ["a", "movielens", "a1-b2-3c"] {
            assert!(is_name(name), "{name}");
        }
        for name in ["", "-a", "a-", "a--b", "1a", "A", "a_b", "ä", "con", "nul", "a b"] {
            assert!(!is_name(name), "{name}");
        }
    }
}
