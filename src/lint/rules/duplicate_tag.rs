use std::collections::HashMap;

use crate::diagnostic::{Sink, visible};
use crate::lint::Check;
use crate::lint::rule::declare_rule;
use crate::spec::Page;

declare_rule! {
    /// ## What it does
    /// Flags two tags whose keys differ in capitals only.
    ///
    /// ## Why is this bad
    /// Most services keep both. IAM does not tell capitals apart in keys, so the apply stops at the first role, with
    /// `Duplicate tag keys found`.
    ///
    /// ## Example
    /// ```toml
    /// [project.tags]
    /// client = "movielens"
    /// Client = "MovieLens"
    /// ```
    ///
    /// ## Use instead
    /// ```toml
    /// [project.tags]
    /// client = "movielens"
    /// ```
    ///
    /// ## References
    /// - [Tags for IAM resources](https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html)
    pub static RULE = "duplicate-tag", Error, Check::Page(check);
}

fn check(page: &Page, sink: &mut Sink) {
    let Some(project) = &page.spec.project else {
        return;
    };
    let mut seen: HashMap<String, &str> = HashMap::new();
    for key in project.tags.keys() {
        let Some(first) = seen.insert(key.to_lowercase(), key) else {
            continue;
        };
        let place = |key: &str| page.tree.key_place(&["project", "tags", key]);
        let message = format!(
            "`{}` and `{}` are one key for IAM, which does not tell capitals apart",
            visible(key),
            visible(first)
        );
        sink.push(
            RULE.finding(&place(key), message)
                .help("keep one of them")
                .related(place(first), "the other tag"),
        );
    }
}
