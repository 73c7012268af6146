use std::path::Path;

use crate::diagnostic::{Sink, visible};
use crate::lint::Check;
use crate::lint::rule::declare_rule;
use crate::source::stays_inside;
use crate::spec::Page;

declare_rule! {
    /// ## What it does
    /// Flags a `sample_data` folder outside of the spec's own: an absolute path, or one that leaves it by `..`.
    ///
    /// ## Why is this bad
    /// The folder is there on one machine, or where the repository lies beside another. Everywhere else, in CI above all, the
    /// spec cannot be rendered.
    ///
    /// ## Example
    /// ```toml
    /// # /home/me/movielens/ratings/part-0.csv, 1 MiB
    /// [stages.dev]
    /// sample_data = "/home/me/movielens"
    /// sample_date = "2026-01-31"
    /// ```
    ///
    /// ## Use instead
    /// ```toml
    /// # data/movielens/ratings/part-0.csv, 1 MiB
    /// [stages.dev]
    /// sample_data = "data/movielens"
    /// sample_date = "2026-01-31"
    /// ```
    ///
    /// ## References
    /// - [The filesystem functions of Terraform, and why paths are relative](https://developer.hashicorp.com/terraform/language/expressions/references#filesystem-and-workspace-info)
    pub static RULE = "sample-data-outside", Warning, Check::Page(check);
}

fn check(page: &Page, sink: &mut Sink) {
    for (stage, written) in &page.spec.stages {
        let Some(folder) = written.sample_data.as_deref().filter(|folder| is_outside(folder)) else {
            continue;
        };
        let message = format!(
            "`{}` lies outside the spec's folder: on other machines the stage cannot be rendered",
            visible(folder)
        );
        sink.push(
            RULE.finding(&page.tree.value_place(&["stages", stage, "sample_data"]), message)
                .help("put the files beside the spec, and write the path from there"),
        );
    }
}

/// Absolute, on this system or on Windows, or above where it starts.
fn is_outside(path: &str) -> bool {
    let drive = path.split_once(':').is_some_and(|(letter, _)| letter.len() == 1);
    !stays_inside(Path::new(path)) || path.starts_with(['/', '\\', '~']) || drive
}
