use crate::diagnostic::{Sink, visible};
use crate::facts::{BUCKET_RESERVED_ENDS, BUCKET_RESERVED_STARTS};
use crate::lint::Check;
use crate::lint::rule::declare_rule;
use crate::spec::{Page, Scalar, Settings};

declare_rule! {
    /// ## What it does
    /// Flags the name of a bucket of your own, in `access_log_bucket` or in an `s3` backend, that no bucket can have.
    ///
    /// ## Why is this bad
    /// Terraform's provider checks only the length of such a name. With a wrong `access_log_bucket` the apply fails at the
    /// logging of the first bucket; with a wrong backend, `init` fails.
    ///
    /// ## Example
    /// ```toml
    /// [stages.dev]
    /// access_log_bucket = "Org_Logs"
    /// ```
    ///
    /// ## Use instead
    /// ```toml
    /// [stages.dev]
    /// access_log_bucket = "org-logs"
    /// ```
    ///
    /// ## References
    /// - [General purpose bucket naming rules](https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html)
    pub static RULE = "invalid-bucket-name", Error, Check::Page(check);
}

fn check(page: &Page, sink: &mut Sink) {
    let mut judge = |name: &str, path: &[&str]| {
        if let Some(why) = problem(name) {
            let message = format!("`{}` cannot be the name of a bucket: {why}", visible(name));
            let help = match name.contains([':', '/']) {
                true => "write the name alone, without `s3://`, `arn:` and a path",
                false => "write the name of a bucket that exists",
            };
            sink.push(RULE.finding(&page.tree.value_place(path), message).help(help));
        }
    };
    let own = |settings: &Settings| settings.access_log_bucket.as_ref()?.as_str().map(str::to_owned);
    if let Some(name) = &own(&page.spec.defaults) {
        judge(name, &["defaults", "access_log_bucket"]);
    }
    for (stage, written) in &page.spec.stages {
        if let Some(name) = &own(&written.settings) {
            judge(name, &["stages", stage, "access_log_bucket"]);
        }
        let backend = written.backend.as_ref();
        let s3 = backend.filter(|backend| backend.kind.as_deref() == Some("s3"));
        if let Some(Scalar::String(name)) = s3.and_then(|backend| backend.arguments.get("bucket")) {
            judge(name, &["stages", stage, "backend", "bucket"]);
        }
    }
}

/// Why no bucket can be called so (S3N-01 to S3N-05).
fn problem(name: &str) -> Option<String> {
    let length = name.chars().count();
    if !(3..=63).contains(&length) {
        return Some(format!("it has {length} characters, and S3 takes 3 to 63"));
    }
    let allowed = |character: char| matches!(character, 'a'..='z' | '0'..='9' | '.' | '-');
    if let Some(strange) = name.chars().find(|character| !allowed(*character)) {
        return Some(format!(
            "it holds `{}`, and S3 takes `a-z`, `0-9`, `.` and `-`",
            visible(&strange.to_string())
        ));
    }
    if name.starts_with(['.', '-']) || name.ends_with(['.', '-']) {
        return Some("its first and last character must be a letter or a digit".into());
    }
    if name.contains("..") {
        return Some("it holds two dots in a row".into());
    }
    let numbers: Vec<&str> = name.split('.').collect();
    if numbers.len() == 4
        && numbers
            .iter()
            .all(|number| number.bytes().all(|byte| byte.is_ascii_digit()))
    {
        return Some("it looks like an IP address".into());
    }
    if let Some(start) = BUCKET_RESERVED_STARTS.iter().find(|start| name.starts_with(**start)) {
        return Some(format!("S3 keeps names that begin with `{start}` for itself"));
    }
    // A bucket that exists may be in the account-regional namespace, whose names are `<prefix>-<account>-<region>-an`.
    let end = BUCKET_RESERVED_ENDS.iter().find(|end| name.ends_with(**end))?;
    (!is_account_regional(name)).then(|| format!("S3 keeps names that end in `{end}` for itself"))
}

fn is_account_regional(name: &str) -> bool {
    let is_account = |part: &&str| part.len() == 12 && part.bytes().all(|byte| byte.is_ascii_digit());
    name.ends_with("-an") && name.split('-').skip(1).any(|part| is_account(&part))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_judged_as_s3_does() {
        for name in [
            "abc",
            "org-logs",
            "a.b.c",
            "logs-111122223333-eu-west-1-an",
            &"x".repeat(63),
        ] {
            assert_eq!(problem(name), None, "{name}");
        }
        for name in [
            "",
            "ab",
            "Org-logs",
            "org_logs",
            "-ab",
            "ab-",
            "a..b",
            "192.168.5.4",
            "xn--abc",
            "sthree-x",
            "a-s3alias",
            "a--x-s3",
            "plan-an",
            "s3://logs",
            "größe",
            &"x".repeat(64),
        ] {
            assert!(problem(name).is_some(), "{name}");
        }
    }
}
