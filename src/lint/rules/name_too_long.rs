use crate::diagnostic::Sink;
use crate::facts::{GENERATED_NAMES, GeneratedName};
use crate::lint::Check;
use crate::lint::rule::declare_rule;
use crate::stage::{Kind, Stage};

declare_rule! {
    /// ## What it does
    /// Flags a project and stage whose names make the name of a resource longer than AWS takes. Every resource of a stack
    /// is called `<project>-<stage>` (`<project>-<owner>` in a sandbox) with something behind it, and the bucket
    /// `<stack>-prepared-data-<account>` has the least room.
    ///
    /// ## Why is this bad
    /// S3 refuses the bucket with `InvalidBucketName` in the middle of the first apply, when other resources stand already;
    /// IAM and SageMaker have limits of their own. Renaming later means new buckets, and the data moved by hand.
    ///
    /// ## Example
    /// ```toml
    /// [project]
    /// name = "recommendations-of-the-shop"
    ///
    /// [stages.acceptance-test]
    /// ```
    ///
    /// ## Use instead
    /// ```toml
    /// [project]
    /// name = "shop-recommendations"
    ///
    /// [stages.acceptance-test]
    /// ```
    ///
    /// ## References
    /// - [General purpose bucket naming rules](https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html)
    /// - [IAM quotas](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html)
    pub static RULE = "name-too-long", Error, Check::Stage(check);
}

fn check(stage: &Stage, sink: &mut Sink) {
    let Some((tightest, room)) = tightest() else {
        return;
    };
    let project = stage.project.chars().count();
    if project + 2 > room {
        let message = format!(
            "this leaves no letter for a stage's name: {} takes {} characters",
            tightest.what, tightest.longest
        );
        let help = format!("take at least {} letters off the project's name", project + 2 - room);
        sink.push(RULE.finding(&stage.project.place, message).help(help));
        return;
    }
    let length = stage.names.stack.chars().count();
    if matches!(stage.kind, Kind::Sandbox(None)) || length <= room {
        return;
    }
    let message = format!(
        "{} would have {} characters, {} at most",
        tightest.what,
        length + tightest.added,
        tightest.longest
    );
    let name = match stage.kind {
        Kind::Shared => "the stage's name",
        Kind::Sandbox(_) => "the owner's name",
    };
    let letters = match length - room {
        1 => "1 letter".to_owned(),
        more => format!("{more} letters"),
    };
    sink.push(
        RULE.finding(&stage.name.place, message)
            .help(format!("take {letters} off `project.name` or off {name}"))
            .related(stage.project.place.clone(), "the project's name"),
    );
}

/// The generated name with the least room, and the most characters that a stack's name can have for it.
pub(super) fn tightest() -> Option<(&'static GeneratedName, usize)> {
    GENERATED_NAMES
        .iter()
        .map(|name| (name, name.longest.saturating_sub(name.added)))
        .min_by_key(|(_, room)| *room)
}
