use crate::diagnostic::{Sink, visible};
use crate::lint::rule::declare_rule;
use crate::lint::{Check, schedule};
use crate::stage::Stage;

declare_rule! {
    /// ## What it does
    /// Flags a `schedule` that EventBridge Scheduler does not take. It takes `rate(<number> <unit>)`, `at(<date>T<time>)` and
    /// `cron(<minutes> <hours> <day of month> <month> <day of week> <year>)`: six fields, Sunday is 1, and one of the two
    /// fields for days is `?`.
    ///
    /// ## Why is this bad
    /// Terraform's provider looks at the length of the expression only. Scheduler refuses it during the apply, with a
    /// `ValidationException` that says `Invalid Schedule Expression` and no more.
    ///
    /// ## Example
    /// ```toml
    /// [stages.dev]
    /// schedule = "cron(0 3 * * *)"
    /// ```
    ///
    /// ## Use instead
    /// ```toml
    /// [stages.dev]
    /// schedule = "cron(0 3 * * ? *)"
    /// ```
    ///
    /// ## References
    /// - [Schedule types in EventBridge Scheduler](https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html)
    pub static RULE = "invalid-schedule", Error, Check::Stage(check);
}

fn check(stage: &Stage, sink: &mut Sink) {
    let Some(schedule) = &stage.schedule else {
        return;
    };
    if let Err(problem) = schedule::parse(&schedule.expression) {
        let message = format!(
            "EventBridge Scheduler takes no `{}`: {}",
            visible(&schedule.expression),
            problem.why
        );
        sink.push(RULE.finding(&schedule.expression.place, message).help(problem.instead));
    }
}
