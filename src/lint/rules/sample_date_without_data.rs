use crate::diagnostic::Sink;
use crate::lint::Check;
use crate::lint::rule::declare_rule;
use crate::spec::Page;

declare_rule! {
    /// ## What it does
    /// Flags a `sample_date` in a stage without `sample_data`.
    ///
    /// ## Why is this bad
    /// It does nothing: no file is uploaded, and the sample that was meant is missing.
    ///
    /// ## Example
    /// ```toml
    /// [stages.dev]
    /// sample_date = "2026-01-31"
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
    /// - `kickstart schema` prints the JSON Schema of a spec, which editors use too
    pub static RULE = "sample-date-without-data", Warning, Check::Page(check);
}

fn check(page: &Page, sink: &mut Sink) {
    for stage in page.spec.stages.keys() {
        let has = |key: &str| page.tree.entry(&["stages", stage, key]).is_some();
        let excused =
            page.excuses.excuse(&["stages", stage, "sample_data"]) || page.refuses(&["stages", stage, "sample_date"]);
        if has("sample_date") && !has("sample_data") && !excused {
            let message = "there is a date for sample data and no sample data: nothing is uploaded";
            let place = page.tree.value_place(&["stages", stage, "sample_date"]);
            sink.push(
                RULE.finding(&place, message)
                    .help("write `sample_data` too, such as `sample_data = \"data\"`, or leave the date out"),
            );
        }
    }
}
