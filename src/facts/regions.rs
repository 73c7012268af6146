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

/// Regions without Personalize, with the one nearest to them that has it (REG-02). Which is nearest is geography, not AWS's
/// word; the list of Regions is that of <https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html>.
pub static PERSONALIZE_NEAREST: &[(&str, &str)] = &[
    ("af-south-1", "eu-west-1"),
    ("ap-east-1", "ap-southeast-1"),
    ("ap-east-2", "ap-northeast-1"),
    ("ap-northeast-3", "ap-northeast-1"),
    ("ap-south-2", "ap-south-1"),
    ("ap-southeast-3", "ap-southeast-1"),
    ("ap-southeast-4", "ap-southeast-2"),
    ("ap-southeast-5", "ap-southeast-1"),
    ("ap-southeast-6", "ap-southeast-2"),
    ("ap-southeast-7", "ap-southeast-1"),
    ("ca-west-1", "us-west-2"),
    ("cn-northwest-1", "cn-north-1"),
    ("eu-central-2", "eu-central-1"),
    ("eu-north-1", "eu-central-1"),
    ("eu-south-1", "eu-central-1"),
    ("eu-south-2", "eu-west-1"),
    ("eu-west-2", "eu-west-1"),
    ("eu-west-3", "eu-west-1"),
    ("il-central-1", "eu-central-1"),
    ("me-central-1", "ap-south-1"),
    ("me-south-1", "ap-south-1"),
    ("mx-central-1", "us-east-2"),
    ("sa-east-1", "us-east-1"),
    ("us-west-1", "us-west-2"),
];

/// Regions of the partition `aws-us-gov`, where a state can lie and Personalize is not offered.
/// Source: <https://docs.aws.amazon.com/govcloud-us/latest/UserGuide/using-govcloud-endpoints.html>.
pub static GOVERNMENT_REGIONS: &[&str] = &["us-gov-east-1", "us-gov-west-1"];

/// What Regions are called after, besides their continent or country: a new one may be any of them.
pub static DIRECTIONS: &[&str] = &[
    "central",
    "east",
    "north",
    "northeast",
    "northwest",
    "south",
    "southeast",
    "southwest",
    "west",
];

/// The partition of a region, as ARNs name it.
pub fn partition_of(region: &str) -> &'static str {
    match region {
        region if region.starts_with("cn-") => "aws-cn",
        region if region.starts_with("us-gov-") => "aws-us-gov",
        _ => "aws",
    }
}
