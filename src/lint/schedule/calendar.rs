//! Whether the calendar has a day that a cron expression asks for. No clock is looked at: a year of the past counts as any other.

use super::{Field, number};

/// Whether there is a day with one of these days of month in one of these months and years: fields that were checked.
pub(super) fn comes(days: (&Field, &str), months: (&Field, &str), years: (&Field, &str)) -> bool {
    let month_has = |day: u32, month: u32| match month {
        // Only the 29th depends on the year.
        2 if day == 29 => any(years, is_leap),
        2 => day <= 28,
        4 | 6 | 9 | 11 => day <= 30,
        _ => true,
    };
    // Days of the week and the last day of a month come each month; which weekday is near to one that is not there is not
    // written down.
    let (_, text) = days;
    let in_every_month = |part: &str| part == "?" || part.starts_with('L') || part.ends_with('W');
    text.split(',').any(in_every_month) || any(days, |day| any(months, |month| month_has(day, month)))
}

/// Whether a field takes a value of which `holds` is true.
fn any((field, text): (&Field, &str), holds: impl Fn(u32) -> bool) -> bool {
    text.split(',').any(|part| {
        let (base, step) = part.split_once('/').unwrap_or((part, "1"));
        let step = number(step).unwrap_or(1).max(1) as usize;
        let value = |text: &str| field.value(text).unwrap_or(field.least);
        let (first, last) = match base.split_once('-') {
            _ if base == "*" => (field.least, field.most),
            Some((first, last)) => (value(first), value(last)),
            // A value with a step goes on to the end.
            None if part.contains('/') => (value(base), field.most),
            None => (value(base), value(base)),
        };
        match first <= last {
            true => (first..=last).step_by(step).any(&holds),
            // A range that wraps around; where its steps fall then is not written down, so all of it counts.
            false => (first..=field.most).chain(field.least..=last).any(&holds),
        }
    })
}

fn is_leap(year: u32) -> bool {
    year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400))
}

#[cfg(test)]
mod tests {
    use super::super::{Expression, parse};

    fn comes(text: &str) -> bool {
        match parse(text) {
            Ok(Expression::Cron { comes }) => comes,
            other => panic!("{text}: {other:?}"),
        }
    }

    #[test]
    fn days_that_no_month_or_year_has_never_come() {
        for text in [
            "cron(0 6 30 2 ? *)",
            "cron(0 6 31 4 ? *)",
            "cron(0 6 31 APR,jun,9,11 ? *)",
            "cron(0 6 30-31 FEB ? *)",
            "cron(0 6 31 4-6/2 ? *)",
            "cron(0 6 29 2 ? 2025-2027)",
            "cron(0 6 29 2 ? 2100)",
        ] {
            assert!(!comes(text), "{text}");
        }
    }

    #[test]
    fn days_that_come_now_and_then_come() {
        for text in [
            "cron(0 3 * * ? *)",
            "cron(0 6 29 2 ? *)",
            "cron(0 6 29 2 ? 2025-2028)",
            "cron(0 6 31 * ? *)",
            "cron(0 6 31 4-5 ? *)",
            "cron(0 6 31 11-1 ? *)",
            "cron(0 6 28,30 2 ? *)",
            "cron(0 6 L 2 ? *)",
            "cron(0 6 LW 2 ? *)",
            "cron(0 6 31W 4 ? *)",
            "cron(0 6 L-3 2 ? *)",
            "cron(0 6 30/5 2,3 ? *)",
            "cron(0 6 */10 2 ? *)",
            "cron(0 6 31 4/3 ? *)",
            "cron(0 6 ? 2 6L *)",
            "cron(0 6 1 1 ? 1970)",
        ] {
            assert!(comes(text), "{text}");
        }
    }
}
