use std::collections::HashSet;

use crate::diagnostic::Sink;
use crate::lint::Check;
use crate::lint::rule::declare_rule;
use crate::stage::Stage;

declare_rule! {
    /// ## What it does
    /// Flags a `schedule_timezone` that no stage with a `schedule` uses.
    ///
    /// ## Why is this bad
    /// It does nothing: the data preparation runs only when somebody starts it, and the schedule that was meant is missing.
    ///
    /// ## Example
    /// ```toml
    /// [stages.dev]
    /// schedule_timezone = "Europe/Berlin"
    /// ```
    ///
    /// ## Use instead
    /// ```toml
    /// [stages.dev]
    /// schedule = "cron(0 3 * * ? *)"
    /// schedule_timezone = "Europe/Berlin"
    /// ```
    ///
    /// ## References
    /// - [Schedule types in EventBridge Scheduler](https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html)
    pub static RULE = "time-zone-without-schedule", Warning, Check::Stages(check);
}

fn check(stages: &[Stage], sink: &mut Sink) {
    // A zone in `[defaults]` is fine as soon as one stage has a schedule for it.
    let used: HashSet<usize> = stages
        .iter()
        .filter_map(|stage| Some(stage.schedule.as_ref()?.timezone.place.span().start))
        .collect();
    let stray = stages.iter().filter_map(|stage| stage.stray_timezone.as_ref());
    for place in stray.filter(|place| !used.contains(&place.span().start)) {
        let message = "there is a time zone and no schedule: the data preparation runs only when it is started";
        sink.push(
            RULE.finding(place, message)
                .help("write `schedule` too, such as `schedule = \"cron(0 3 * * ? *)\"`, or leave the time zone out"),
        );
    }
}
