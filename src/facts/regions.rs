//! Regions that offer Amazon Personalize.
//!
//! Sources: <https://docs.aws.amazon.com/general/latest/gr/personalize.html>, botocore 1.43.11 endpoints (REG-01).

/// Regions of the partition `aws`.
pub static PERSONALIZE_REGIONS: &[&str] = &[
    "ap-northeast-1",
    "ap-northeast-2",
    "ap-south-1",
    "ap-southeast-1",
    "ap-southeast-2",
    "ca-central-1",
    "eu-central-1",
    "eu-west-1",
    "us-east-1",
    "us-east-2",
    "us-west-2",
];

/// Regions of the partition `aws-cn`.
pub static PERSONALIZE_REGIONS_CHINA: &[&str] = &["cn-north-1"];

/// The partition of a region, as ARNs name it.
pub fn partition_of(region: &str) -> &'static str {
    match region {
        region if region.starts_with("cn-") => "aws-cn",
        region if region.starts_with("us-gov-") => "aws-us-gov",
        _ => "aws",
    }
}
