use crate::diagnostic::Sink;
use crate::lint::Check;
use crate::lint::rule::declare_rule;
use crate::lint::schedule::{Expression, parse};
use crate::stage::Stage;

declare_rule! {
    /// ## What it does
    /// Flags a `cron()` for days that no calendar has: the 30th of February, the 31st of April, the 29th of February of years that
    /// have none.
    ///
    /// ## Why is this bad
    /// The stage is applied, and its data preparation is never started; nobody is told. For the end of a month, Scheduler has `L`.
    ///
    /// ## Example
    /// ```toml
    /// [stages.dev]
    /// schedule = "cron(0 6 30 2 ? *)"
    /// ```
    ///
    /// ## Use instead
    /// ```toml
    /// [stages.dev]
    /// schedule = "cron(0 6 L 2 ? *)"
    /// ```
    ///
    /// ## References
    /// - [Schedule types in EventBridge Scheduler](https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html)
    pub static RULE = "schedule-never-fires", Warning, Check::Stage(check);
}

fn check(stage: &Stage, sink: &mut Sink) {
    let Some(schedule) = &stage.schedule else {
        return;
    };
    // Every month has 28 days.
    let late = ["29", "30", "31"].iter().any(|day| schedule.expression.contains(day));
    if !late || parse(&schedule.expression) != Ok(Expression::Cron { comes: false }) {
        return;
    }
    let message = format!("`{}` never runs: no year has such a day", schedule.expression.value);
    sink.push(
        RULE.finding(&schedule.expression.place, message)
            .help("write `L` for the last day of a month, or another month"),
    );
}
