use crate::diagnostic::Sink;
use crate::lint::Check;
use crate::lint::rule::declare_rule;
use crate::lint::schedule::{Expression, is_rate, parse};
use crate::stage::Stage;

declare_rule! {
    /// ## What it does
    /// Tells that a `rate()` schedule starts the data preparation as soon as it is created.
    ///
    /// ## Why is this bad
    /// It need not be. But the first run, and its bill, comes with `apply`, perhaps before any data is there, and later runs come
    /// at that time of day; after the schedule is replaced, at another.
    ///
    /// ## Example
    /// ```toml
    /// [stages.dev]
    /// schedule = "rate(1 day)"
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
    pub static RULE = "rate-fires-on-apply", Note, Check::Stage(check);
}

fn check(stage: &Stage, sink: &mut Sink) {
    let Some(schedule) = stage.schedule.as_ref().filter(|schedule| is_rate(&schedule.expression)) else {
        return;
    };
    if !matches!(parse(&schedule.expression), Ok(Expression::Rate { .. })) {
        return;
    }
    let message = format!(
        "`{}` runs the data preparation as soon as the stage is applied, and counts from then",
        schedule.expression.value
    );
    sink.push(
        RULE.finding(&schedule.expression.place, message)
            .help("a `cron()` runs at a time that you choose, such as `cron(0 3 * * ? *)`"),
    );
}
