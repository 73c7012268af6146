use crate::diagnostic::{Sink, visible};
use crate::facts::partition_of;
use crate::lint::Check;
use crate::lint::rule::declare_rule;
use crate::stage::Stage;

declare_rule! {
    /// ## What it does
    /// Flags a `kms_key_arn` that is not the ARN of a key in the stage's own Region: an alias, a bare id, another service's
    /// ARN, or a key of another Region or partition.
    ///
    /// ## Why is this bad
    /// S3, CloudWatch Logs and SNS use keys of their own Region only, and Personalize takes no aliases: the apply fails with
    /// `InvalidParameterException` or, later, every write to the bucket with `KMS.NotFoundException`.
    ///
    /// ## Example
    /// ```toml
    /// [stages.dev]
    /// kms_key_arn = "arn:aws:kms:eu-central-1:111122223333:alias/data"
    /// ```
    ///
    /// ## Use instead
    /// ```toml
    /// [stages.dev]
    /// kms_key_arn = "arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
    /// ```
    ///
    /// ## References
    /// - [Key identifiers](https://docs.aws.amazon.com/kms/latest/developerguide/concepts.html#key-id)
    /// - [CreateDatasetGroup, `kmsKeyArn`](https://docs.aws.amazon.com/personalize/latest/dg/API_CreateDatasetGroup.html)
    pub static RULE = "invalid-kms-key", Error, Check::Stage(check);
}

fn check(stage: &Stage, sink: &mut Sink) {
    let Some(key) = &stage.kms_key_arn else {
        return;
    };
    if stage.region.is_empty() {
        return;
    }
    if let Some(why) = problem(key, &stage.region) {
        let message = format!("this cannot be the stage's key: {why}");
        let region = stage.region.as_str();
        let help = format!(
            "write the key's own ARN, `arn:{}:kms:{region}:<account>:key/<id>`; stages in other Regions need keys of their own",
            partition_of(region)
        );
        sink.push(RULE.finding(&key.place, message).help(help));
    }
}

/// Why `arn` is not the ARN of a KMS key in `region`.
fn problem(arn: &str, region: &str) -> Option<String> {
    let parts: Vec<&str> = arn.splitn(6, ':').collect();
    let [start, partition, service, key_region, account, resource] = parts[..] else {
        return Some(
            match arn.starts_with("alias/") {
                true => "it is an alias, and what an alias stands for can change",
                false => "it is not an ARN",
            }
            .to_owned(),
        );
    };
    if start != "arn" {
        return Some("it is not an ARN".into());
    }
    if service != "kms" {
        return Some(format!("it is an ARN of `{}`, not of KMS", visible(service)));
    }
    if resource.starts_with("alias/") {
        return Some("it is an alias, and what an alias stands for can change".into());
    }
    if partition != partition_of(region) {
        return Some(format!(
            "it is of the partition `{}`, and `{region}` belongs to `{}`",
            visible(partition),
            partition_of(region)
        ));
    }
    if key_region != region {
        return Some(format!(
            "it is of the Region `{}`, and the stage is in `{region}`",
            visible(key_region)
        ));
    }
    if account.len() != 12 || !account.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(format!("`{}` is not an account of 12 digits", visible(account)));
    }
    match resource.strip_prefix("key/") {
        Some(id) if is_key_id(id) => None,
        Some(id) => Some(format!("`{}` is not the id of a key", visible(id))),
        None => Some("it names no key".into()),
    }
}

/// A UUID, or `mrk-` and 32 hexadecimal digits for a multi-Region key.
fn is_key_id(id: &str) -> bool {
    let hex = |text: &str, length: usize| text.len() == length && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    match id.strip_prefix("mrk-") {
        Some(rest) => hex(rest, 32),
        None => {
            let groups: Vec<&str> = id.split('-').collect();
            groups.len() == 5
                && groups
                    .iter()
                    .zip([8, 4, 4, 4, 12])
                    .all(|(group, length)| hex(group, length))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_of_the_region_pass_and_all_else_is_told_apart() {
        let id = "1234abcd-12ab-34cd-56ef-1234567890ab";
        let good = [
            format!("arn:aws:kms:eu-west-1:111122223333:key/{id}"),
            "arn:aws:kms:eu-west-1:111122223333:key/mrk-1234abcd12ab34cd56ef1234567890ab".into(),
        ];
        for arn in good {
            assert_eq!(problem(&arn, "eu-west-1"), None, "{arn}");
        }
        let cn = format!("arn:aws-cn:kms:cn-north-1:111122223333:key/{id}");
        assert_eq!(problem(&cn, "cn-north-1"), None);
        for (arn, why) in [
            (id.to_owned(), "not an ARN"),
            ("alias/data".into(), "alias"),
            (String::new(), "not an ARN"),
            (format!("arn:aws:s3:eu-west-1:111122223333:key/{id}"), "`s3`"),
            (format!("arn:aws-cn:kms:eu-west-1:111122223333:key/{id}"), "partition"),
            (format!("arn:aws:kms:us-east-1:111122223333:key/{id}"), "us-east-1"),
            (format!("arn:aws:kms:eu-west-1:1111:key/{id}"), "12 digits"),
            ("arn:aws:kms:eu-west-1:111122223333:key/x".into(), "id of a key"),
            ("arn:aws:kms:eu-west-1:111122223333:alias/x".into(), "alias"),
            ("arn:aws:kms:eu-west-1:111122223333:grant".into(), "no key"),
        ] {
            let told = problem(&arn, "eu-west-1").unwrap_or_default();
            assert!(told.contains(why), "{arn}: {told}");
        }
    }
}
