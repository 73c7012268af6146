use crate::diagnostic::Sink;
use crate::lint::Check;
use crate::lint::rule::declare_rule;
use crate::lint::schedule::{Expression, is_rate, parse};
use crate::stage::Stage;

declare_rule! {
    /// ## What it does
    /// Flags a schedule that starts the data preparation more than four times an hour.
    ///
    /// ## Why is this bad
    /// Each run crawls the sources and queries all of the raw data again, and is billed for both: Glue counts ten minutes of a
    /// crawler at least, Athena 10 MB of a query. Runs that take longer than the interval pile up.
    ///
    /// ## Example
    /// ```toml
    /// [stages.dev]
    /// schedule = "cron(*/5 * * * ? *)"
    /// ```
    ///
    /// ## Use instead
    /// ```toml
    /// [stages.dev]
    /// schedule = "cron(0 3 * * ? *)"
    /// ```
    ///
    /// ## References
    /// - [AWS Glue pricing](https://aws.amazon.com/glue/pricing/)
    /// - [Amazon Athena pricing](https://aws.amazon.com/athena/pricing/)
    pub static RULE = "schedule-too-often", Warning, Check::Stage(check);
}

/// The shortest interval that is nothing to tell of, in minutes.
const SHORTEST: u64 = 15;

fn check(stage: &Stage, sink: &mut Sink) {
    let Some(schedule) = &stage.schedule else {
        return;
    };
    let text = schedule.expression.as_str();
    let between = minutes_between(text);
    if between >= SHORTEST && !is_rate(text) {
        return;
    }
    let minutes = match parse(text) {
        Ok(Expression::Rate {
            number, unit: "minute", ..
        }) => number,
        Ok(Expression::Cron { .. }) => between,
        _ => return,
    };
    if minutes < SHORTEST {
        let every = match minutes {
            1 => "every minute".to_owned(),
            many => format!("every {many} minutes"),
        };
        let message =
            format!("this starts the data preparation {every}, and each run crawls and queries all data again");
        sink.push(
            RULE.finding(&schedule.expression.place, message)
                .help("once a day or once an hour is what data for training needs"),
        );
    }
}

/// The minutes between two starts where each hour has them, from its first minute on; an hour of all others.
fn minutes_between(cron: &str) -> u64 {
    let mut fields = cron.trim_start_matches("cron(").split_whitespace();
    match (fields.next(), fields.next()) {
        (Some("*"), Some("*")) => 1,
        (Some(minutes), Some("*")) => match minutes.split_once('/') {
            Some(("*" | "0", step)) => step.parse().unwrap_or(60),
            _ => 60,
        },
        _ => 60,
    }
}

#[cfg(test)]
mod tests {
    use super::minutes_between;

    #[test]
    fn only_what_starts_in_each_hour_anew_is_often() {
        for (cron, minutes) in [
            ("cron(* * * * ? *)", 1),
            ("cron(*/5 * * * ? *)", 5),
            ("cron(0/10 * * * ? *)", 10),
            // Once an hour, twice a day, twelve times ever.
            ("cron(55/5 * * * ? *)", 60),
            ("cron(45/10 3 * * ? *)", 60),
            ("cron(0/5 3 1 1 ? 2027)", 60),
            ("cron(0 3 * * ? *)", 60),
        ] {
            assert_eq!(minutes_between(cron), minutes, "{cron}");
        }
    }
}
