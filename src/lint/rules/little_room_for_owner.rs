use crate::diagnostic::Sink;
use crate::lint::Check;
use crate::lint::rule::declare_rule;
use crate::stage::{Kind, Stage};

use super::name_too_long::tightest;

/// Letters that most people's account names need.
const ENOUGH: usize = 8;

declare_rule! {
    /// ## What it does
    /// Flags a sandbox in a project whose name leaves its owners fewer than eight letters.
    ///
    /// ## Why is this bad
    /// A sandbox's stack is called `<project>-<owner>`, and its buckets end in `-prepared-data-<account>`. S3 takes names of
    /// 63 characters, so `kickstart render --sandbox OWNER` has to refuse everybody whose name is longer than what is left.
    ///
    /// ## Example
    /// ```toml
    /// [project]
    /// name = "online-shop-recommendations-eu"
    ///
    /// [stages.sandbox]
    /// kind = "sandbox"
    /// ```
    ///
    /// ## Use instead
    /// ```toml
    /// [project]
    /// name = "shop-recommendations"
    ///
    /// [stages.sandbox]
    /// kind = "sandbox"
    /// ```
    ///
    /// ## References
    /// - [General purpose bucket naming rules](https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html)
    pub static RULE = "little-room-for-owner", Warning, Check::Stage(check);
}

fn check(stage: &Stage, sink: &mut Sink) {
    let Some((tightest, room)) = tightest() else {
        return;
    };
    let left = room.saturating_sub(stage.project.chars().count() + 1);
    if stage.kind != Kind::Sandbox(None) || left == 0 || left >= ENOUGH {
        return;
    }
    let letters = if left == 1 { "letter" } else { "letters" };
    let message = format!(
        "{left} {letters} are left for an owner: {} takes {} characters",
        tightest.what, tightest.longest
    );
    sink.push(
        RULE.finding(&stage.name.place, message)
            .help(format!("take {} letters off the project's name", ENOUGH - left))
            .related(stage.project.place.clone(), "the project's name"),
    );
}
