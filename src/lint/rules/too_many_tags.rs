use crate::diagnostic::Sink;
use crate::facts::{SANDBOX_TAG, STACK_TAGS, TAGS_PER_RESOURCE};
use crate::lint::Check;
use crate::lint::rule::declare_rule;
use crate::spec::{Kind, Page};

declare_rule! {
    /// ## What it does
    /// Flags more tags than a resource can have, together with those that every stack has: `managed-by`, `project`, `stage` and,
    /// in a sandbox, `owner`. A tag of the spec with one of these keys stands for it.
    ///
    /// ## Why is this bad
    /// AWS takes 50 tags a resource. With the stack's own, a spec has room for 47, or 46 where there is a sandbox; with more, the
    /// first resource of the apply fails with `TooManyTagsException` or its like.
    ///
    /// ## Example
    /// ```toml
    /// [project.tags]
    /// tag-1 = "x"
    /// tag-2 = "x"
    /// tag-3 = "x"
    /// tag-4 = "x"
    /// tag-5 = "x"
    /// tag-6 = "x"
    /// tag-7 = "x"
    /// tag-8 = "x"
    /// tag-9 = "x"
    /// tag-10 = "x"
    /// tag-11 = "x"
    /// tag-12 = "x"
    /// tag-13 = "x"
    /// tag-14 = "x"
    /// tag-15 = "x"
    /// tag-16 = "x"
    /// tag-17 = "x"
    /// tag-18 = "x"
    /// tag-19 = "x"
    /// tag-20 = "x"
    /// tag-21 = "x"
    /// tag-22 = "x"
    /// tag-23 = "x"
    /// tag-24 = "x"
    /// tag-25 = "x"
    /// tag-26 = "x"
    /// tag-27 = "x"
    /// tag-28 = "x"
    /// tag-29 = "x"
    /// tag-30 = "x"
    /// tag-31 = "x"
    /// tag-32 = "x"
    /// tag-33 = "x"
    /// tag-34 = "x"
    /// tag-35 = "x"
    /// tag-36 = "x"
    /// tag-37 = "x"
    /// tag-38 = "x"
    /// tag-39 = "x"
    /// tag-40 = "x"
    /// tag-41 = "x"
    /// tag-42 = "x"
    /// tag-43 = "x"
    /// tag-44 = "x"
    /// tag-45 = "x"
    /// tag-46 = "x"
    /// tag-47 = "x"
    /// tag-48 = "x"
    /// ```
    ///
    /// ## Use instead
    /// ```toml
    /// [project.tags]
    /// team = "recommendations"
    /// cost-center = "4711"
    /// ```
    ///
    /// ## References
    /// - [Tagging AWS resources](https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html)
    pub static RULE = "too-many-tags", Error, Check::Page(check);
}

fn check(page: &Page, sink: &mut Sink) {
    let Some(project) = &page.spec.project else {
        return;
    };
    let sandbox = page.spec.stages.values().any(|stage| stage.kind == Some(Kind::Sandbox));
    let taken = |key: &str| project.tags.keys().any(|tag| tag.eq_ignore_ascii_case(key));
    let ours = STACK_TAGS.iter().chain(sandbox.then_some(&SANDBOX_TAG));
    let ours = ours.filter(|key| !taken(key)).count();
    let written = project.tags.len();
    let Some(over) = (written + ours).checked_sub(TAGS_PER_RESOURCE).filter(|over| *over > 0) else {
        return;
    };
    let message = format!(
        "with the {ours} tags of every stack these {written} would be {}, and AWS takes {TAGS_PER_RESOURCE} a resource",
        written + ours
    );
    let tags = if over == 1 {
        "1 tag".to_owned()
    } else {
        format!("{over} tags")
    };
    let place = page.tree.lacking_place(&["project", "tags"]);
    sink.push(RULE.finding(&place, message).help(format!("leave {tags} out")));
}
