use crate::diagnostic::{Fix, Sink, slip_of};
use crate::facts::{
    DIRECTIONS, GOVERNMENT_REGIONS, PERSONALIZE_NEAREST, PERSONALIZE_REGIONS, PERSONALIZE_REGIONS_CHINA,
};
use crate::lint::Check;
use crate::lint::rule::declare_rule;
use crate::spec::{Page, Scalar};

declare_rule! {
    /// ## What it does
    /// Flags the `region` of a backend `s3` that is plainly a slip of an AWS Region. A state may lie in any Region, also in one without
    /// Amazon Personalize, and in one that is newer than kickstart: what could be a Region's name passes.
    ///
    /// ## Why is this bad
    /// `init` refuses it with `Invalid AWS Region`, which is seen only where the stack is deployed.
    ///
    /// ## Example
    /// ```toml
    /// [stages.dev.backend]
    /// type   = "s3"
    /// bucket = "org-terraform-state"
    /// region = "us-esat-1"
    /// ```
    ///
    /// ## Use instead
    /// ```toml
    /// [stages.dev.backend]
    /// type   = "s3"
    /// bucket = "org-terraform-state"
    /// region = "us-east-1"
    /// ```
    ///
    /// ## References
    /// - [Terraform's backend s3](https://developer.hashicorp.com/terraform/language/backend/s3)
    /// - [AWS Regions](https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html)
    pub static RULE = "misspelt-backend-region", Warning, Check::Page(check), fix = "writes the Region that is plainly meant";
}

fn check(page: &Page, sink: &mut Sink) {
    for (stage, written) in &page.spec.stages {
        let Some(backend) = &written.backend else { continue };
        let (Some("s3"), Some(Scalar::String(region))) = (backend.kind.as_deref(), backend.arguments.get("region"))
        else {
            continue;
        };
        if let Some(meant) = meant(region) {
            let place = page.tree.value_place(&["stages", stage, "backend", "region"]);
            let message = format!("AWS has no Region `{region}`: `init` refuses it");
            sink.push(
                RULE.finding(&place, message)
                    .help(format!("did you mean `{meant}`?"))
                    .fix(Fix::string(&place, meant)),
            );
        }
    }
}

/// The Region that a name is plainly a slip of. One whose words are those of Regions may be new.
fn meant(region: &str) -> Option<&'static str> {
    let mut words = region.rsplit('-').skip(1);
    if words.next().is_some_and(|direction| DIRECTIONS.contains(&direction)) {
        return None;
    }
    let others = PERSONALIZE_NEAREST.iter().map(|(region, _)| *region);
    let known = PERSONALIZE_REGIONS
        .iter()
        .chain(PERSONALIZE_REGIONS_CHINA)
        .chain(GOVERNMENT_REGIONS)
        .copied()
        .chain(others);
    slip_of(region, known)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_of_one_region_are_recognised() {
        for (written, wanted) in [
            ("us-esat-1", "us-east-1"),
            ("eu-cental-1", "eu-central-1"),
            ("ap-norhteast-3", "ap-northeast-3"),
            ("us-gov-wset-1", "us-gov-west-1"),
            ("eu-weast-2", "eu-west-2"),
        ] {
            assert_eq!(meant(written), Some(wanted), "{written}");
        }
    }

    #[test]
    fn what_is_a_region_or_may_become_one_passes() {
        for written in [
            "us-east-1",
            "us-east-9",
            "ap-southwest-1",
            "sa-west-1",
            "eusc-de-east-1",
            "eu-esat-1",
            "xx-moon-1",
        ] {
            assert_eq!(meant(written), None, "{written}");
        }
    }
}
