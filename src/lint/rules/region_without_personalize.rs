use crate::diagnostic::{Sink, closest, list};
use crate::facts::{PERSONALIZE_NEAREST, PERSONALIZE_REGIONS, PERSONALIZE_REGIONS_CHINA};
use crate::lint::Check;
use crate::lint::rule::declare_rule;
use crate::source::Place;
use crate::spec::Page;

declare_rule! {
    /// ## What it does
    /// Flags a Region that does not offer Amazon Personalize.
    ///
    /// ## Why is this bad
    /// The stack would apply, and its data could be prepared; the first call to Personalize then finds no endpoint. Personalize
    /// reads buckets of its own Region only, so the whole stack has to move, data included.
    ///
    /// ## Example
    /// ```toml
    /// [project]
    /// region = "eu-west-2"
    /// ```
    ///
    /// ## Use instead
    /// ```toml
    /// [project]
    /// region = "eu-west-1"
    /// ```
    ///
    /// ## References
    /// - [Amazon Personalize endpoints and quotas](https://docs.aws.amazon.com/general/latest/gr/personalize.html)
    /// - [Importing bulk data](https://docs.aws.amazon.com/personalize/latest/dg/bulk-data-import-step.html)
    pub static RULE = "region-without-personalize", Error, Check::Page(check);
}

fn check(page: &Page, sink: &mut Sink) {
    let project = page.spec.project.as_ref();
    if let Some(region) = project.and_then(|project| project.region.as_deref()) {
        judge(region, &page.tree.value_place(&["project", "region"]), sink);
    }
    for (name, stage) in &page.spec.stages {
        if let Some(region) = stage.region.as_deref() {
            judge(region, &page.tree.value_place(&["stages", name, "region"]), sink);
        }
    }
}

fn judge(region: &str, place: &Place, sink: &mut Sink) {
    let offered = || PERSONALIZE_REGIONS.iter().chain(PERSONALIZE_REGIONS_CHINA).copied();
    if offered().any(|known| known == region) {
        return;
    }
    let neighbour = PERSONALIZE_NEAREST.iter().find(|(without, _)| *without == region);
    let help = match neighbour.map(|(_, nearest)| *nearest) {
        Some(nearest) => format!("the nearest Region that has it is `{nearest}`"),
        None => match closest(region, offered()) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => format!("it is offered in {}", list(offered())),
        },
    };
    let message = format!("Amazon Personalize is not offered in `{region}`");
    sink.push(RULE.finding(place, message).help(help));
}
