//! What a machine's role may do, folded from the machine's own tasks: a call that is not made needs no permission.

use std::collections::{BTreeMap, BTreeSet};

/// Something that a statement grants access to, by what it is; whoever renders Terraform knows its ARN.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Resource {
    /// Every crawler whose name begins with the stack's: those of its datasets, and others that the execution's input names.
    Crawlers,
    /// The stack's Athena workgroup.
    Workgroup,
    /// Athena's name for the Glue catalog: the data catalog `AwsDataCatalog`.
    AthenaDataCatalog,
    /// The account's Glue catalog.
    GlueCatalog,
    /// The stack's Glue database.
    Database,
    /// The Glue database `default`: Athena looks it up whatever the query reads.
    /// <https://docs.aws.amazon.com/athena/latest/ug/fine-grained-access-to-glue-resources.html#full-access-to-default-db-per-region>
    DefaultDatabase,
    /// Every table of the stack's Glue database.
    Tables,
    /// The bucket that holds the raw data.
    RawDataBucket,
    /// Every object in the raw data bucket.
    RawDataObjects,
    /// The bucket that Athena writes the prepared data to.
    PreparedDataBucket,
    /// Every object below the prefix that the workgroup puts results at, in the prepared data bucket.
    QueryResults,
    /// The KMS key of the buckets and of the query results.
    EncryptionKey,
}

/// One statement of the role's policy. Statements stand in the policy in the order of [`Purpose`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// What the statement is for; each purpose has one statement at most.
    pub purpose: Purpose,
    /// IAM actions, sorted.
    pub actions: BTreeSet<&'static str>,
    /// What they are granted on, sorted.
    pub resources: BTreeSet<Resource>,
}

/// What a statement is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Purpose {
    /// Start crawlers and ask how they are doing.
    Crawl,
    /// Read named queries, run them, and stop them when the execution is stopped.
    Query,
    /// Resolve the catalog that a query names.
    ResolveCatalog,
    /// Read the tables' definitions and partitions.
    ReadTables,
    /// Find the raw data.
    ListRawData,
    /// Read the raw data.
    ReadRawData,
    /// Find the place that results go to.
    ListPreparedData,
    /// Write results, in parts where they are large.
    WritePreparedData,
    /// Read and write encrypted objects.
    UseKey,
}

impl Purpose {
    /// The statement's `Sid`: letters and digits only, as IAM wants it.
    pub fn sid(self) -> &'static str {
        match self {
            Self::Crawl => "Crawl",
            Self::Query => "Query",
            Self::ResolveCatalog => "ResolveCatalog",
            Self::ReadTables => "ReadTables",
            Self::ListRawData => "ListRawData",
            Self::ReadRawData => "ReadRawData",
            Self::ListPreparedData => "ListPreparedData",
            Self::WritePreparedData => "WritePreparedData",
            Self::UseKey => "UseKey",
        }
    }

    /// One sentence for the policy's reader.
    pub fn comment(self) -> &'static str {
        match self {
            Self::Crawl => "Start the crawlers and ask how they are doing.",
            Self::Query => "Read the named queries, run them, and stop them with the execution.",
            Self::ResolveCatalog => "Resolve the catalog that a query reads from.",
            Self::ReadTables => "Athena reads the tables' definitions and partitions on the role's behalf.",
            Self::ListRawData => "Athena looks for the raw data on the role's behalf.",
            Self::ReadRawData => "Athena reads the raw data on the role's behalf.",
            Self::ListPreparedData => "Athena looks up the bucket that its results go to.",
            Self::WritePreparedData => "Athena writes its results, in parts where they are large.",
            Self::UseKey => "Both buckets are encrypted with this key.",
        }
    }
}

impl Statement {
    pub(super) fn new(
        purpose: Purpose,
        actions: impl IntoIterator<Item = &'static str>,
        resources: impl IntoIterator<Item = Resource>,
    ) -> Self {
        Self {
            purpose,
            actions: actions.into_iter().collect(),
            resources: resources.into_iter().collect(),
        }
    }
}

/// One statement per purpose, with the actions and resources of all that have it.
pub(super) fn fold(statements: impl IntoIterator<Item = Statement>) -> Vec<Statement> {
    let mut folded: BTreeMap<Purpose, Statement> = BTreeMap::new();
    for statement in statements {
        match folded.entry(statement.purpose) {
            std::collections::btree_map::Entry::Vacant(place) => {
                place.insert(statement);
            }
            std::collections::btree_map::Entry::Occupied(mut place) => {
                let merged = place.get_mut();
                merged.actions.extend(statement.actions);
                merged.resources.extend(statement.resources);
            }
        }
    }
    folded.into_values().collect()
}
