use crate::diagnostic::{Sink, closest, visible};
use crate::facts::TIME_ZONES;
use crate::lint::Check;
use crate::lint::rule::declare_rule;
use crate::stage::Stage;

declare_rule! {
    /// ## What it does
    /// Flags a `schedule_timezone` that is not a name of the IANA time zone database.
    ///
    /// ## Why is this bad
    /// EventBridge Scheduler refuses it during the apply; Terraform's provider does not look at it. Offsets such as `UTC+2` and
    /// abbreviations of daylight time such as `CEST` are no names of zones.
    ///
    /// ## Example
    /// ```toml
    /// [stages.dev]
    /// schedule = "cron(0 3 * * ? *)"
    /// schedule_timezone = "Berlin"
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
    /// - [Schedule types in EventBridge Scheduler, time zones](https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html)
    /// - [IANA time zone database](https://www.iana.org/time-zones)
    pub static RULE = "unknown-time-zone", Error, Check::Stage(check);
}

fn check(stage: &Stage, sink: &mut Sink) {
    let Some(schedule) = &stage.schedule else {
        return;
    };
    let zone = schedule.timezone.as_str();
    if TIME_ZONES.binary_search(&zone).is_ok() {
        return;
    }
    let help = match meant(zone) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => "write a name such as `Europe/Berlin`, which knows daylight saving time, or `UTC`".to_owned(),
    };
    let message = format!("`{}` is no time zone of the IANA database", visible(zone));
    sink.push(RULE.finding(&schedule.timezone.place, message).help(help));
}

/// The zone of that city, or one of nearly that name.
fn meant(written: &str) -> Option<&'static str> {
    let city = written.replace(' ', "_");
    let of_city = TIME_ZONES.iter().find(|zone| {
        zone.rsplit('/')
            .next()
            .is_some_and(|last| last.eq_ignore_ascii_case(&city))
    });
    // An abbreviation is close to many others: `CEST` is not meant to be `CET`.
    let long_enough = written.len() > 4;
    of_city
        .copied()
        .or_else(|| closest(written, TIME_ZONES.iter().copied()).filter(|_| long_enough))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_zones_are_sorted() {
        assert!(TIME_ZONES.is_sorted());
        assert!(TIME_ZONES.binary_search(&"Europe/Kyiv").is_ok());
        assert!(TIME_ZONES.binary_search(&"Asia/Calcutta").is_ok());
    }

    #[test]
    fn cities_and_slips_are_recognised() {
        assert_eq!(meant("new york"), Some("America/New_York"));
        assert_eq!(meant("europe/berlin"), Some("Europe/Berlin"));
        assert_eq!(meant("Europe/Berln"), Some("Europe/Berlin"));
        assert_eq!(meant("CEST"), None);
        assert_eq!(meant("UTC+2"), None);
    }
}
