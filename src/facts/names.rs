//! How long names may be and how they may look.
//!
//! Every stack's names begin with `<project>-<stage>`; [`GENERATED_NAMES`] lists what is added and what AWS allows, so that
//! no name is refused at apply.

/// A name that a rendered stack gives a resource.
#[derive(Debug, Clone, Copy)]
pub struct GeneratedName {
    /// What is named, for messages.
    pub what: &'static str,
    /// Characters that are added to the stack's name.
    pub added: usize,
    /// Longest name that AWS takes, in characters.
    pub longest: usize,
    /// Where that is written.
    pub source: &'static str,
}

/// Digits of an AWS account id, which end the buckets' names.
pub const ACCOUNT_DIGITS: usize = 12;

/// The names whose length depends on the stack's name alone, the contract's and those of roles. Where several of a kind end
/// differently, the longest stands for them.
pub static GENERATED_NAMES: &[GeneratedName] = &[
    GeneratedName {
        what: "the bucket `<stack>-prepared-data-<account>`",
        added: "-prepared-data-".len() + ACCOUNT_DIGITS,
        longest: 63,
        source: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html",
    },
    GeneratedName {
        what: "the IAM role `<stack>-data-preparation-schedule`",
        added: "-data-preparation-schedule".len(),
        longest: 64,
        source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html",
    },
    GeneratedName {
        what: "the notebook `<stack>`",
        added: 0,
        longest: 63,
        source: "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateNotebookInstance.html",
    },
    GeneratedName {
        what: "the state machine `<stack>-data-preparation`",
        added: "-data-preparation".len(),
        longest: 80,
        source: "https://docs.aws.amazon.com/step-functions/latest/apireference/API_CreateStateMachine.html",
    },
    GeneratedName {
        what: "the schedule `<stack>-data-preparation`",
        added: "-data-preparation".len(),
        longest: 64,
        source: "https://docs.aws.amazon.com/scheduler/latest/APIReference/API_CreateSchedule.html",
    },
    GeneratedName {
        what: "the Athena workgroup `<stack>`",
        added: 0,
        longest: 128,
        source: "https://docs.aws.amazon.com/athena/latest/APIReference/API_CreateWorkGroup.html",
    },
    GeneratedName {
        what: "the named query `<stack>-prepare-action_interactions`",
        added: "-prepare-action_interactions".len(),
        longest: 128,
        source: "https://docs.aws.amazon.com/athena/latest/APIReference/API_CreateNamedQuery.html",
    },
    GeneratedName {
        what: "the crawler `<stack>-action_interactions`",
        added: "-action_interactions".len(),
        longest: 255,
        source: "https://docs.aws.amazon.com/glue/latest/webapi/API_CreateCrawler.html",
    },
    GeneratedName {
        what: "the Glue database",
        added: 0,
        longest: 255,
        source: "https://docs.aws.amazon.com/glue/latest/webapi/API_DatabaseInput.html",
    },
    GeneratedName {
        what: "the log group `/aws/vendedlogs/states/<stack>-data-preparation`",
        added: "/aws/vendedlogs/states/-data-preparation".len(),
        longest: 512,
        source: "https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html",
    },
];

/// How a bucket's name must not begin. Source: the S3 naming rules (S3N-03).
pub static BUCKET_RESERVED_STARTS: &[&str] = &["xn--", "sthree-", "amzn-s3-demo-"];

/// How a bucket's name must not end. Source: the S3 naming rules (S3N-04, S3N-05).
pub static BUCKET_RESERVED_ENDS: &[&str] = &["-s3alias", "--ol-s3", ".mrap", "--x-s3", "--table-s3", "-an"];

/// Names that Windows keeps for devices, with whatever ending: a stack's folder called so cannot be checked out there.
/// Source: <https://learn.microsoft.com/en-us/windows/win32/fileio/naming-a-file>.
pub static WINDOWS_DEVICES: &[&str] = &[
    "con", "prn", "aux", "nul", "com0", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "lpt0",
    "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];
