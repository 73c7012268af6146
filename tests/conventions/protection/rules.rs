//! The table of arguments that keep data safe, by resource type.

/// What an argument has to be.
pub enum Want {
    /// One of these strings, written out.
    Text(&'static [&'static str]),
    /// `true`, written out.
    True,
    /// Given in any case: neither null nor a choice.
    Given,
    /// Not there.
    Absent,
    /// A block of this name, given in any case.
    Block,
}
use Want::{Absent, Given, Text, True};

/// By resource type: the path of an argument through its blocks, and what it has to be.
pub const RULES: &[(&str, &str, Want)] = &[
    (
        "aws_athena_workgroup",
        "configuration.enforce_workgroup_configuration",
        True,
    ),
    (
        "aws_athena_workgroup",
        "configuration.result_configuration.encryption_configuration.encryption_option",
        Text(&["SSE_KMS"]),
    ),
    (
        "aws_athena_workgroup",
        "configuration.result_configuration.encryption_configuration.kms_key_arn",
        Given,
    ),
    ("aws_cloudwatch_log_group", "kms_key_id", Given),
    ("aws_cloudwatch_log_group", "retention_in_days", Given),
    ("aws_cloudwatch_metric_alarm", "alarm_actions", Given),
    ("aws_cloudwatch_metric_alarm", "actions_enabled", Absent),
    // Optional in provider 6 only.
    ("aws_cloudwatch_metric_alarm", "comparison_operator", Given),
    ("aws_cloudwatch_metric_alarm", "evaluation_periods", Given),
    ("aws_glue_crawler", "security_configuration", Given),
    (
        "aws_glue_security_configuration",
        "encryption_configuration.cloudwatch_encryption.cloudwatch_encryption_mode",
        Text(&["SSE-KMS"]),
    ),
    (
        "aws_glue_security_configuration",
        "encryption_configuration.cloudwatch_encryption.kms_key_arn",
        Given,
    ),
    (
        "aws_glue_security_configuration",
        "encryption_configuration.job_bookmarks_encryption.job_bookmarks_encryption_mode",
        Text(&["CSE-KMS"]),
    ),
    (
        "aws_glue_security_configuration",
        "encryption_configuration.job_bookmarks_encryption.kms_key_arn",
        Given,
    ),
    (
        "aws_glue_security_configuration",
        "encryption_configuration.s3_encryption.s3_encryption_mode",
        Text(&["SSE-KMS"]),
    ),
    (
        "aws_glue_security_configuration",
        "encryption_configuration.s3_encryption.kms_key_arn",
        Given,
    ),
    ("aws_kms_key", "enable_key_rotation", True),
    ("aws_kms_key", "policy", Given),
    (
        "aws_s3_bucket_lifecycle_configuration",
        "rule.abort_incomplete_multipart_upload.days_after_initiation",
        Given,
    ),
    ("aws_s3_bucket_lifecycle_configuration", "rule.filter", Want::Block),
    (
        "aws_s3_bucket_lifecycle_configuration",
        "rule.status",
        Text(&["Enabled"]),
    ),
    ("aws_s3_bucket_logging", "target_bucket", Given),
    ("aws_s3_bucket_notification", "eventbridge", True),
    (
        "aws_s3_bucket_ownership_controls",
        "rule.object_ownership",
        Text(&["BucketOwnerEnforced"]),
    ),
    ("aws_s3_bucket_public_access_block", "block_public_acls", True),
    ("aws_s3_bucket_public_access_block", "block_public_policy", True),
    ("aws_s3_bucket_public_access_block", "ignore_public_acls", True),
    ("aws_s3_bucket_public_access_block", "restrict_public_buckets", True),
    (
        "aws_s3_bucket_versioning",
        "versioning_configuration.status",
        Text(&["Enabled"]),
    ),
    // With SSE-KMS the etag is no MD5, and S3 takes no more than ten tags an object.
    ("aws_s3_object", "etag", Absent),
    ("aws_s3_object", "source_hash", Given),
    ("aws_s3_object", "override_provider.default_tags.tags", Given),
    // Provider 5 refuses the platform that AWS still offers, and the service's own default is that one.
    ("aws_sagemaker_notebook_instance", "platform_identifier", Absent),
    (
        "aws_sagemaker_notebook_instance",
        "direct_internet_access",
        Text(&["Disabled", "Enabled"]),
    ),
    (
        "aws_sagemaker_notebook_instance",
        "instance_metadata_service_configuration.minimum_instance_metadata_service_version",
        Text(&["2"]),
    ),
    ("aws_sagemaker_notebook_instance", "kms_key_id", Given),
    ("aws_sagemaker_notebook_instance", "root_access", Text(&["Disabled"])),
    ("aws_scheduler_schedule", "kms_key_arn", Given),
    (
        "aws_sfn_state_machine",
        "logging_configuration.include_execution_data",
        True,
    ),
    ("aws_sfn_state_machine", "logging_configuration.level", Text(&["ALL"])),
    ("aws_sfn_state_machine", "tracing_configuration.enabled", True),
    ("aws_sns_topic", "kms_master_key_id", Given),
];
