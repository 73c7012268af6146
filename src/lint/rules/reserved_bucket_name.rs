use crate::diagnostic::Sink;
use crate::facts::BUCKET_RESERVED_STARTS;
use crate::lint::Check;
use crate::lint::rule::declare_rule;
use crate::stage::Stage;

declare_rule! {
    /// ## What it does
    /// Flags a project and stage whose buckets' names would begin with what S3 keeps for itself: `xn--`, `sthree-` and
    /// `amzn-s3-demo-`.
    ///
    /// ## Why is this bad
    /// S3 refuses such a bucket with `InvalidBucketName` during the apply; the provider's own check looks at the length only.
    ///
    /// ## Example
    /// ```toml
    /// [project]
    /// name = "sthree"
    /// ```
    ///
    /// ## Use instead
    /// ```toml
    /// [project]
    /// name = "s-three"
    /// ```
    ///
    /// ## References
    /// - [General purpose bucket naming rules](https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html)
    pub static RULE = "reserved-bucket-name", Error, Check::Stage(check);
}

fn check(stage: &Stage, sink: &mut Sink) {
    let bucket = stage.names.raw_data_bucket();
    let Some(start) = BUCKET_RESERVED_STARTS.iter().find(|start| bucket.starts_with(**start)) else {
        return;
    };
    let project_alone = format!("{}-", stage.project.value).starts_with(start);
    let place = if project_alone {
        &stage.project.place
    } else {
        &stage.name.place
    };
    let message = format!("the stack's buckets would begin with `{start}`, which S3 keeps for itself");
    sink.push(RULE.finding(place, message).help("choose another name for the project"));
}
