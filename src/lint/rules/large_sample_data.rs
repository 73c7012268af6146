use crate::diagnostic::Sink;
use crate::facts::{MIB, SAMPLE_DATA_LARGE, SAMPLE_DATA_LARGEST};
use crate::lint::Check;
use crate::lint::rule::declare_rule;
use crate::stage::Stage;

declare_rule! {
    /// ## What it does
    /// Flags a stage's sample data of more than 50 MiB.
    ///
    /// ## Why is this bad
    /// The files are copied into the rendered folder and, where that is kept in a repository, into its history. Terraform reads each of them
    /// at every plan to see whether it changed.
    ///
    /// ## Example
    /// ```toml
    /// # data/ratings/part-0.csv, 60 MiB
    /// [stages.dev]
    /// sample_data = "data"
    /// sample_date = "2026-01-31"
    /// ```
    ///
    /// ## Use instead
    /// ```toml
    /// # data/ratings/first-10000-lines.csv, 1 MiB
    /// [stages.dev]
    /// sample_data = "data"
    /// sample_date = "2026-01-31"
    /// ```
    ///
    /// ## References
    /// - [`aws_s3_object`](https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/s3_object)
    pub static RULE = "large-sample-data", Warning, Check::Stage(check);
}

fn check(stage: &Stage, sink: &mut Sink) {
    let Some(sample) = &stage.sample_data else {
        return;
    };
    let size = sample
        .files
        .iter()
        .fold(0_u64, |sum, file| sum.saturating_add(file.size));
    if size <= SAMPLE_DATA_LARGE || size > SAMPLE_DATA_LARGEST {
        return;
    }
    let message = format!(
        "the sample data has {} MiB, which are copied into the output and read at every plan",
        size.div_ceil(MIB)
    );
    sink.push(RULE.finding(&sample.folder.place, message).help("take a part of it"));
}
