use crate::diagnostic::Sink;
use crate::lint::Check;
use crate::lint::rule::declare_rule;
use crate::stage::{Kind, Stage};

declare_rule! {
    /// ## What it does
    /// Flags a sandbox with a `schedule`, of its own or from `[defaults]`.
    ///
    /// ## Why is this bad
    /// Every developer's stack then runs by itself, and is billed for crawls and queries, long after its owner looked at it last.
    ///
    /// ## Example
    /// ```toml
    /// [stages.sandbox]
    /// kind = "sandbox"
    /// schedule = "cron(0 3 * * ? *)"
    /// ```
    ///
    /// ## Use instead
    /// ```toml
    /// [stages.sandbox]
    /// kind = "sandbox"
    ///
    /// [stages.test]
    /// schedule = "cron(0 3 * * ? *)"
    /// ```
    ///
    /// ## References
    /// - [AWS Glue pricing](https://aws.amazon.com/glue/pricing/)
    /// - [Amazon Athena pricing](https://aws.amazon.com/athena/pricing/)
    pub static RULE = "schedule-on-sandbox", Warning, Check::Stage(check);
}

fn check(stage: &Stage, sink: &mut Sink) {
    let Some(schedule) = stage.schedule.as_ref().filter(|_| stage.kind != Kind::Shared) else {
        return;
    };
    let message = "every developer's sandbox would run by this schedule, and be billed for it";
    sink.push(
        RULE.finding(&schedule.expression.place, message)
            .help("write `schedule = false` in the sandbox's own table, whatever `[defaults]` says; sandboxes are started by hand")
            .related(stage.name.place.clone(), "the sandbox"),
    );
}
