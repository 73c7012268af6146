use crate::diagnostic::{Fix, Sink};
use crate::lint::Check;
use crate::lint::rule::declare_rule;
use crate::lint::schedule::{Expression, is_rate, parse};
use crate::stage::Stage;

declare_rule! {
    /// ## What it does
    /// Flags a `rate()` whose unit does not agree with its number: `rate(1 days)`, `rate(2 day)`.
    ///
    /// ## Why is this bad
    /// EventBridge rules refuse such an expression. Whether EventBridge Scheduler does is not documented; the matching form
    /// works in both.
    ///
    /// ## Example
    /// ```toml
    /// [stages.dev]
    /// schedule = "rate(1 days)"
    /// [lint]
    /// rules = { rate-fires-on-apply = "off" }
    /// ```
    ///
    /// ## Use instead
    /// ```toml
    /// [stages.dev]
    /// schedule = "rate(1 day)"
    /// [lint]
    /// rules = { rate-fires-on-apply = "off" }
    /// ```
    ///
    /// ## References
    /// - [Rate expressions of EventBridge rules](https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rate-expressions.html)
    /// - [Schedule types in EventBridge Scheduler](https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html)
    pub static RULE = "rate-plural", Warning, Check::Stage(check), fix = "writes the unit in the number that it needs";
}

fn check(stage: &Stage, sink: &mut Sink) {
    let Some(schedule) = stage.schedule.as_ref().filter(|schedule| is_rate(&schedule.expression)) else {
        return;
    };
    let Ok(Expression::Rate { number, unit, plural }) = parse(&schedule.expression) else {
        return;
    };
    if plural == (number != 1) {
        return;
    }
    let ending = if plural { "" } else { "s" };
    let message = format!(
        "`{}` does not agree in number: EventBridge rules refuse that, and Scheduler may",
        schedule.expression.value
    );
    let meant = format!("rate({number} {unit}{ending})");
    sink.push(
        RULE.finding(&schedule.expression.place, message)
            .help(format!("write `{meant}`"))
            .fix(Fix::string(&schedule.expression.place, meant)),
    );
}
