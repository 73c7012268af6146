//! The grammar of EventBridge Scheduler's expressions.
//!
//! Source: <https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html> (SCH-02 to SCH-07). Where it is
//! silent (a range that wraps around, a step after a range) anything that could be meant passes.

mod calendar;

use crate::diagnostic::{closest, visible};
use crate::stage::SampleDate;

/// A schedule that Scheduler takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Expression {
    /// Every so many units.
    Rate {
        /// How many, at least 1.
        number: u64,
        /// `minute`, `hour` or `day`.
        unit: &'static str,
        /// Whether the unit is written in its plural.
        plural: bool,
    },
    /// By the calendar.
    Cron {
        /// Whether the calendar has such a day.
        comes: bool,
    },
    /// Once.
    At,
}

/// Why an expression is none, and what to write instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Problem {
    pub why: String,
    pub instead: String,
}

/// Whether an expression is a rate, be it right or not.
pub(super) fn is_rate(text: &str) -> bool {
    text.starts_with("rate(")
}

/// Reads an expression.
pub(super) fn parse(text: &str) -> Result<Expression, Problem> {
    let call = text.strip_suffix(')').and_then(|text| text.split_once('('));
    match call {
        Some(("rate", inner)) => rate(inner),
        Some(("cron", inner)) => cron(inner).map(|comes| Expression::Cron { comes }),
        Some(("at", inner)) => at(inner).map(|()| Expression::At),
        _ => {
            let fields = text.split_whitespace().count();
            let unix = text.starts_with(|first: char| first.is_ascii_digit() || first == '*') && fields > 1;
            let instead = if unix { from_unix(text) } else { FORMS.to_owned() };
            problem("it is neither `cron(…)` nor `rate(…)` nor `at(…)`", instead)
        }
    }
}

const FORMS: &str = "write `cron(0 3 * * ? *)`, `rate(1 day)` or `at(2026-01-31T03:00:00)`";
const UNIX: &str = "write `cron(minutes hours day-of-month month day-of-week year)`, such as `cron(0 3 * * ? *)`: Sunday is 1, and one of the two fields for days is `?`";

/// What the five fields of a Unix cron expression are for Scheduler, where that is plain: days of the week count otherwise.
fn from_unix(text: &str) -> String {
    let fields: Vec<&str> = text.split_whitespace().collect();
    if let [minutes, hours, day, month, "*"] = fields[..] {
        let translated = format!("cron({minutes} {hours} {day} {month} ? *)");
        if parse(&translated).is_ok() {
            return format!(
                "write `{translated}`: Scheduler has a field for the year, and `?` for the days that do not matter"
            );
        }
    }
    UNIX.to_owned()
}

fn problem<T>(why: impl Into<String>, instead: impl Into<String>) -> Result<T, Problem> {
    Err(Problem {
        why: why.into(),
        instead: instead.into(),
    })
}

fn rate(inner: &str) -> Result<Expression, Problem> {
    let form = "write a whole number and a unit, such as `rate(12 hours)`";
    let Some((written, unit)) = inner.split_once(' ') else {
        return problem("a rate is a number, a blank and a unit", form);
    };
    let digits = !written.is_empty() && written.bytes().all(|byte| byte.is_ascii_digit());
    let number = match written.parse::<u64>() {
        Ok(number) if digits && number > 0 => number,
        _ => {
            return problem(format!("`{}` is not a whole number above 0", visible(written)), form);
        }
    };
    for known in ["minute", "hour", "day"] {
        let plural = unit.strip_suffix('s') == Some(known);
        if plural || unit == known {
            return Ok(Expression::Rate {
                number,
                unit: known,
                plural,
            });
        }
    }
    let why = format!("a rate knows minutes, hours and days, and no `{}`", visible(unit));
    match closest(unit, ["minute", "minutes", "hour", "hours", "day", "days"]) {
        Some(meant) => problem(why, format!("did you mean `rate({written} {meant})`?")),
        None => problem(
            why,
            "take days for a week; for months or a time of day write a `cron(…)`",
        ),
    }
}

fn at(inner: &str) -> Result<(), Problem> {
    let form = "write the date and time as `at(2026-01-31T03:00:00)`; the time zone goes to `schedule_timezone`";
    let Some((date, time)) = inner.split_once('T') else {
        return problem("a date and a time with a `T` between them are missing", form);
    };
    if SampleDate::parse(date).is_none() {
        return problem(format!("the calendar has no day `{}`", visible(date)), form);
    }
    let parts: Vec<&str> = time.split(':').collect();
    let within = parts.iter().zip([24, 60, 60]).all(|(part, end)| {
        part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit()) && part.parse::<u8>().is_ok_and(|n| n < end)
    });
    if parts.len() != 3 || !within {
        return problem(
            format!("`{}` is not a time of the form `hh:mm:ss`", visible(time)),
            form,
        );
    }
    Ok(())
}

/// One of the six fields of a cron expression.
struct Field {
    name: &'static str,
    least: u32,
    most: u32,
    /// Names for its values, the first for `least`.
    names: &'static [&'static str],
}

const MONTHS: [&str; 12] = [
    "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC",
];
const DAYS: [&str; 7] = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

const fn field(name: &'static str, least: u32, most: u32, names: &'static [&'static str]) -> Field {
    Field {
        name,
        least,
        most,
        names,
    }
}

const DAY_OF_MONTH: &str = "day of month";
const DAY_OF_WEEK: &str = "day of week";

/// The fields in their order (SCH-05).
static FIELDS: [Field; 6] = [
    field("minutes", 0, 59, &[]),
    field("hours", 0, 23, &[]),
    field(DAY_OF_MONTH, 1, 31, &[]),
    field("month", 1, 12, &MONTHS),
    field(DAY_OF_WEEK, 1, 7, &DAYS),
    field("year", 1970, 2199, &[]),
];

/// Checks the fields; whether a day that they ask for ever comes.
fn cron(inner: &str) -> Result<bool, Problem> {
    let written: Vec<&str> = inner.split_whitespace().collect();
    let [_, _, day_of_month, month, day_of_week, year] = written[..] else {
        let count = written.len();
        let why = format!("a cron expression has six fields, and this has {count}");
        return problem(why, from_unix(inner));
    };
    for (text, field) in written.iter().zip(&FIELDS) {
        field.check(text)?;
    }
    match (day_of_month == "?", day_of_week == "?") {
        (true, true) => problem(
            "both fields for days are `?`",
            "write `*` in the one of them that is meant",
        ),
        (false, false) => problem(
            "one of the fields for days, day of month and day of week, has to be `?`",
            "write `?` in the one that does not matter, such as `cron(0 3 * * ? *)`",
        ),
        _ => {
            let [_, _, days, months, _, years] = &FIELDS;
            Ok(calendar::comes((days, day_of_month), (months, month), (years, year)))
        }
    }
}

impl Field {
    fn check(&self, text: &str) -> Result<(), Problem> {
        if text == "?" {
            return match self.name {
                DAY_OF_MONTH | DAY_OF_WEEK => Ok(()),
                name => problem(
                    format!("`?` stands in a field for days, and not for {name}"),
                    "write `*` for every one",
                ),
            };
        }
        text.split(',').try_for_each(|part| self.part(part))
    }

    /// One part of a list: `*`, a value, a range, a step, or what only days have.
    fn part(&self, part: &str) -> Result<(), Problem> {
        if self.is_special_day(part) {
            return Ok(());
        }
        let (base, step) = match part.split_once('/') {
            Some((base, step)) => (base, Some(step)),
            None => (part, None),
        };
        if base != "*" {
            let (first, last) = match base.split_once('-') {
                Some((first, last)) => (self.value(first)?, Some(self.value(last)?)),
                None => (self.value(base)?, None),
            };
            if self.name == "year" && last.is_some_and(|last| last < first) {
                return problem(
                    format!("the years `{base}` end before they begin"),
                    format!("write `{}-{first}`", last.unwrap_or(first)),
                );
            }
        }
        match step.map(|step| (step, number(step))) {
            None => Ok(()),
            Some((_, Some(step))) if (1..=self.most).contains(&step) => Ok(()),
            Some((step, _)) => problem(
                format!("`{}` is not a step of {}", visible(step), self.name),
                format!("a step is a whole number from 1 to {}", self.most),
            ),
        }
    }

    /// `L`, `15W`, `LW` for days of the month; `5L`, `3#2` for days of the week (SCH-07).
    fn is_special_day(&self, part: &str) -> bool {
        match self.name {
            DAY_OF_MONTH => {
                let before_end = part.strip_prefix("L-").and_then(number);
                let near = part.strip_suffix('W').is_some_and(|day| self.value(day).is_ok());
                matches!(part, "L" | "LW") || before_end.is_some_and(|days| days < self.most) || near
            }
            DAY_OF_WEEK => {
                let last = part
                    .strip_suffix('L')
                    .map(|day| day.is_empty() || self.value(day).is_ok());
                let nth = part
                    .split_once('#')
                    .map(|(day, nth)| self.value(day).is_ok() && number(nth).is_some_and(|nth| (1..=5).contains(&nth)));
                last.or(nth).unwrap_or(false)
            }
            _ => false,
        }
    }

    fn value(&self, text: &str) -> Result<u32, Problem> {
        let named = self.names.iter().zip(self.least..);
        if let Some((_, value)) = named.clone().find(|(name, _)| name.eq_ignore_ascii_case(text)) {
            return Ok(value);
        }
        if let Some(value) = number(text).filter(|value| (self.least..=self.most).contains(value)) {
            return Ok(value);
        }
        let why = format!("`{}` is not a value of {}", visible(text), self.name);
        let spelt_out = named
            .clone()
            .find(|(name, _)| text.to_ascii_uppercase().starts_with(**name));
        let instead = match (self.name, spelt_out) {
            (_, Some((name, _))) => format!("did you mean `{name}`?"),
            (DAY_OF_WEEK, None) => "write 1 (Sunday) to 7 (Saturday), or SUN to SAT".to_owned(),
            (name, None) if self.names.is_empty() => format!("{name} go from {} to {}", self.least, self.most)
                .replace("day of month go", "days of a month go")
                .replace("year go", "years go"),
            (name, None) => format!(
                "write {} to {}, or a {name}'s first three letters",
                self.least, self.most
            ),
        };
        problem(why, instead)
    }
}

/// A number written in one to four digits.
fn number(text: &str) -> Option<u32> {
    let digits = (1..=4).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_guide_shows_is_taken() {
        for text in [
            "cron(0 3 * * ? *)",
            "cron(15 10 ? * 6L 2022-2023)",
            "cron(0/15 * * * ? *)",
            "cron(*/5 8-17 ? * MON-FRI *)",
            "cron(0 0 L * ? *)",
            "cron(0 0 3W JAN,jul ? 2026)",
            "cron(0 0 ? * 3#2 *)",
            "cron(0 22-2 ? * FRI-MON *)",
            "at(2026-01-31T23:59:59)",
            "rate(1 day)",
            "rate(90 minutes)",
        ] {
            assert!(parse(text).is_ok(), "{text}: {:?}", parse(text));
        }
    }

    #[test]
    fn what_scheduler_refuses_is_told() {
        for (text, why) in [
            ("", "neither"),
            ("daily", "neither"),
            (" cron(0 3 * * ? *)", "neither"),
            ("0 3 * * *", "neither"),
            ("cron(0 3 * * *)", "six fields, and this has 5"),
            ("cron()", "six fields, and this has 0"),
            ("cron(0 3 * * * *)", "has to be `?`"),
            ("cron(0 3 ? * ? *)", "both"),
            ("cron(? 3 * * ? *)", "`?` stands"),
            ("cron(60 3 * * ? *)", "`60` is not a value of minutes"),
            ("cron(0 24 * * ? *)", "hours"),
            ("cron(0 3 0 * ? *)", "day of month"),
            ("cron(0 3 ? * 0 *)", "day of week"),
            ("cron(0 3 ? * MONDAY *)", "day of week"),
            ("cron(0 3 ? * 3#6 *)", "day of week"),
            ("cron(0 3 ? 13 1 *)", "month"),
            ("cron(0 3 * * ? 1969)", "year"),
            ("cron(0 3 * * ? 2027-2026)", "end before"),
            ("cron(0/0 3 * * ? *)", "step"),
            ("cron(0/61 3 * * ? *)", "step"),
            ("cron(1, 3 * * ? *)", "``"),
            ("cron(1- 3 * * ? *)", "``"),
            ("rate(0 days)", "above 0"),
            ("rate(-1 days)", "above 0"),
            ("rate(1.5 days)", "above 0"),
            ("rate(1 week)", "no `week`"),
            ("rate(1day)", "a blank"),
            ("rate(1  day)", "no ` day`"),
            ("at(2026-02-30T03:00:00)", "calendar"),
            ("at(2026-01-31 03:00:00)", "`T`"),
            ("at(2026-01-31T24:00:00)", "time"),
            ("at(2026-01-31T03:00:00Z)", "time"),
        ] {
            let told = parse(text).map_err(|problem| problem.why);
            assert!(told.as_ref().is_err_and(|told| told.contains(why)), "{text}: {told:?}");
        }
    }
}
