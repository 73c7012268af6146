use crate::diagnostic::{Sink, visible};
use crate::lint::Check;
use crate::lint::rule::declare_rule;
use crate::stage::Stage;

declare_rule! {
    /// ## What it does
    /// Flags files of the sample data whose own name, or a folder's name, begins with `_`.
    ///
    /// ## Why is this bad
    /// Athena takes such objects for hidden and skips them: they are uploaded, and no query ever sees a row of them. (Names that
    /// begin with a dot are left out of the sample from the start.)
    ///
    /// ## Example
    /// ```toml
    /// # data/ratings/part-0.csv, 1 MiB
    /// # data/ratings/_part-1.csv, 1 MiB
    /// [stages.dev]
    /// sample_data = "data"
    /// sample_date = "2026-01-31"
    /// ```
    ///
    /// ## Use instead
    /// ```toml
    /// # data/ratings/part-0.csv, 1 MiB
    /// # data/ratings/part-1.csv, 1 MiB
    /// [stages.dev]
    /// sample_data = "data"
    /// sample_date = "2026-01-31"
    /// ```
    ///
    /// ## References
    /// - [Creating tables in Athena: hidden files](https://docs.aws.amazon.com/athena/latest/ug/creating-tables.html)
    pub static RULE = "skipped-sample-file", Warning, Check::Stage(check);
}

fn check(stage: &Stage, sink: &mut Sink) {
    let Some(sample) = &stage.sample_data else {
        return;
    };
    let skipped: Vec<&str> = sample
        .files
        .iter()
        .map(|file| file.relative.as_str())
        .filter(|path| path.split('/').any(|name| name.starts_with('_')))
        .collect();
    let Some(first) = skipped.first() else {
        return;
    };
    let message = match skipped.len() {
        1 => format!(
            "Athena skips the sample file `{}`, since its name begins with `_`",
            visible(first)
        ),
        count => format!(
            "Athena skips {count} sample files whose names begin with `_`, `{}` first",
            visible(first)
        ),
    };
    sink.push(
        RULE.finding(&sample.folder.place, message)
            .help("rename what shall be read, and move the rest elsewhere"),
    );
}
