use crate::diagnostic::Sink;
use crate::lint::Check;
use crate::lint::rule::declare_rule;
use crate::stage::Stage;

declare_rule! {
    /// ## What it does
    /// Flags `sample_data` in a production stage: one whose name begins with `prod`, or is `prd`, `live` or `main`.
    ///
    /// ## Why is this bad
    /// The sample is uploaded beside the real data and prepared with it: customers are recommended what nobody did, and an
    /// event that was imported into Personalize cannot be taken out one by one.
    ///
    /// ## Example
    /// ```toml
    /// # data/ratings/part-0.csv, 1 MiB
    /// [stages.prod]
    /// sample_data = "data"
    /// sample_date = "2026-01-31"
    /// alarm_email = "team@example.com"
    /// backend = { type = "s3", bucket = "org-terraform-state" }
    /// ```
    ///
    /// ## Use instead
    /// ```toml
    /// # data/ratings/part-0.csv, 1 MiB
    /// [stages.dev]
    /// sample_data = "data"
    /// sample_date = "2026-01-31"
    /// ```
    ///
    /// ## References
    /// - [Updating existing bulk data](https://docs.aws.amazon.com/personalize/latest/dg/updating-existing-bulk-data.html)
    pub static RULE = "production-with-sample-data", Warning, Check::Stage(check);
}

fn check(stage: &Stage, sink: &mut Sink) {
    let Some(sample) = stage.sample_data.as_ref().filter(|_| stage.is_production()) else {
        return;
    };
    let message = "sample data in a production stage is prepared together with the real data";
    sink.push(
        RULE.finding(&sample.folder.place, message)
            .help("keep sample data to stages that no customer is served from"),
    );
}
