//! The calls that a task can make: the service integration, its arguments, the errors worth another try, and the
//! permissions it takes. One place for all four, so that they cannot drift apart.

use super::expression::Expr;
use super::policy::{Purpose, Resource, Statement};
use super::template::{Placeholder, Value};

/// One call to AWS.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Call {
    /// Ask Glue about a crawler: its state, and how its last crawl ended.
    GetCrawler {
        /// The crawler's name.
        name: Expr,
    },
    /// Start a crawler. Glue has no `.sync` form of it: the crawl must be polled for.
    StartCrawler {
        /// The crawler's name.
        name: Expr,
    },
    /// Read a saved query. Athena's own integration cannot, so it is the SDK's call.
    GetNamedQuery {
        /// The query's id.
        id: Expr,
    },
    /// Run a query and wait for its end. The workgroup enforces where the result goes and how it is encrypted, so the
    /// call says neither: Athena would ignore it without a word.
    RunQuery {
        /// The SQL text.
        query: Expr,
        /// The database that bare table names are looked up in.
        database: Expr,
    },
}

/// What the service could not do just now. `<Service>Exception` is what an error is called that the SDK's model does not
/// list for the call: throttling, and a role so new that IAM does not know it everywhere yet. `SdkClientException` is a
/// connection that broke. A missing crawler, a wrong query or a failed one stay what they are however often one asks.
const GLUE_TRANSIENT: &[&str] = &[
    "Glue.GlueException",
    "Glue.InternalServiceException",
    "Glue.OperationTimeoutException",
    "Glue.SdkClientException",
    "Glue.ThrottlingException",
    "States.Timeout",
];

/// As [`GLUE_TRANSIENT`], for the SDK's calls to Athena.
const ATHENA_TRANSIENT: &[&str] = &[
    "Athena.AthenaException",
    "Athena.InternalServerException",
    "Athena.SdkClientException",
    "Athena.ThrottlingException",
    "Athena.TooManyRequestsException",
    "States.Timeout",
];

/// As [`ATHENA_TRANSIENT`], for Athena's own integration, which names unlisted errors after the older SDK. A query that
/// ran into its timeout is not run again: it would take as long.
const ATHENA_QUERY_TRANSIENT: &[&str] = &[
    "Athena.AmazonAthenaException",
    "Athena.AthenaException",
    "Athena.InternalServerException",
    "Athena.SdkClientException",
    "Athena.ThrottlingException",
    "Athena.TooManyRequestsException",
];

impl Call {
    /// The constant `Resource` of the task; the partition is Terraform's to fill in.
    pub fn resource(&self) -> String {
        let integration = match self {
            Self::GetCrawler { .. } => "aws-sdk:glue:getCrawler",
            Self::StartCrawler { .. } => "aws-sdk:glue:startCrawler",
            Self::GetNamedQuery { .. } => "aws-sdk:athena:getNamedQuery",
            Self::RunQuery { .. } => "athena:startQueryExecution.sync",
        };
        format!("arn:{}:states:::{integration}", Placeholder::Partition)
    }

    /// The call's arguments, spelled as Step Functions wants them.
    pub fn arguments(&self) -> Value {
        match self {
            Self::GetCrawler { name, .. } | Self::StartCrawler { name, .. } => Value::object([("Name", name.clone())]),
            Self::GetNamedQuery { id } => Value::object([("NamedQueryId", id.clone())]),
            Self::RunQuery { query, database } => Value::object([
                ("QueryString", Value::from(query.clone())),
                ("QueryExecutionContext", Value::object([("Database", database.clone())])),
                ("WorkGroup", Value::FilledIn(Placeholder::WorkgroupName)),
            ]),
        }
    }

    /// Names of the errors that are worth another try.
    pub fn transient_errors(&self) -> &'static [&'static str] {
        match self {
            Self::GetCrawler { .. } | Self::StartCrawler { .. } => GLUE_TRANSIENT,
            Self::GetNamedQuery { .. } => ATHENA_TRANSIENT,
            Self::RunQuery { .. } => ATHENA_QUERY_TRANSIENT,
        }
    }

    /// What the role needs for this call.
    ///
    /// `lakeformation:GetDataAccess` is left out on purpose: it matters only where Lake Formation governs the database,
    /// and then the role needs grants there as well, which are not Terraform's to guess.
    pub fn statements(&self) -> Vec<Statement> {
        match self {
            Self::GetCrawler { .. } => vec![crawlers("glue:GetCrawler")],
            Self::StartCrawler { .. } => vec![crawlers("glue:StartCrawler")],
            Self::GetNamedQuery { .. } => {
                vec![Statement::new(
                    Purpose::Query,
                    ["athena:GetNamedQuery"],
                    [Resource::Workgroup],
                )]
            }
            Self::RunQuery { .. } => run_query(),
        }
    }
}

fn crawlers(action: &'static str) -> Statement {
    Statement::new(Purpose::Crawl, [action], [Resource::Crawlers])
}

/// <https://docs.aws.amazon.com/step-functions/latest/dg/connect-athena.html>, narrowed to the stack's own things: raw
/// data is only read, results are only written where the workgroup puts them.
fn run_query() -> Vec<Statement> {
    vec![
        Statement::new(
            Purpose::Query,
            [
                "athena:GetQueryExecution",
                "athena:StartQueryExecution",
                "athena:StopQueryExecution",
            ],
            [Resource::Workgroup],
        ),
        Statement::new(
            Purpose::ResolveCatalog,
            ["athena:GetDataCatalog"],
            [Resource::AthenaDataCatalog],
        ),
        Statement::new(
            Purpose::ReadTables,
            [
                "glue:BatchGetPartition",
                "glue:GetDatabase",
                "glue:GetPartition",
                "glue:GetPartitions",
                "glue:GetTable",
                "glue:GetTables",
            ],
            [
                Resource::GlueCatalog,
                Resource::Database,
                Resource::DefaultDatabase,
                Resource::Tables,
            ],
        ),
        Statement::new(
            Purpose::ListRawData,
            ["s3:GetBucketLocation", "s3:ListBucket"],
            [Resource::RawDataBucket],
        ),
        Statement::new(Purpose::ReadRawData, ["s3:GetObject"], [Resource::RawDataObjects]),
        Statement::new(
            Purpose::ListPreparedData,
            ["s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads"],
            [Resource::PreparedDataBucket],
        ),
        Statement::new(
            Purpose::WritePreparedData,
            [
                "s3:AbortMultipartUpload",
                "s3:GetObject",
                "s3:ListMultipartUploadParts",
                "s3:PutObject",
            ],
            [Resource::QueryResults],
        ),
        Statement::new(
            Purpose::UseKey,
            ["kms:Decrypt", "kms:GenerateDataKey"],
            [Resource::EncryptionKey],
        ),
    ]
}
