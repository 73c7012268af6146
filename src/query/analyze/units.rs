//! Units of `date_trunc`, `date_add` and `date_diff`: texts, which the engine looks at only when the query runs.

use crate::diagnostic::{closest, list, visible};
use crate::query::ast::{Call, Node};
use crate::query::coerce::common;
use crate::query::problem::{Problem, ProblemKind};
use crate::query::types::{Moment, Type};

use super::{Analyzer, Typed, foreign};

/// All units, the finest first. Source: the engine, asked for each; plurals, `microsecond` and `decade` are none.
const UNITS: [&str; 9] = [
    "millisecond",
    "second",
    "minute",
    "hour",
    "day",
    "week",
    "month",
    "quarter",
    "year",
];
/// Where those begin that a date has, and those end that a time of day has.
const DAY: usize = 4;

impl Analyzer<'_> {
    /// Tells a unit that the function does not know, in a call whose types fit.
    pub(super) fn judge_unit(&mut self, name: &str, call: &Call<'_>, arguments: &[Typed]) {
        let (Some(written), [_, values @ ..]) = (call.arguments.first(), arguments) else {
            return;
        };
        let Node::Text(unit) = &written.node else { return };
        let of = match (name, values) {
            ("date_trunc", [value]) | ("date_add", [_, value]) => value.ty.clone(),
            ("date_diff", [from, to]) => common(&from.ty, &to.ty).unwrap_or(Type::Unknown),
            _ => return,
        };
        let (known, what) = match of {
            Type::Plain("date") => (UNITS.get(DAY..), "a date"),
            Type::Moment(Moment::Time | Moment::TimeZoned, _) => (UNITS.get(..DAY), "a time of day"),
            _ => (Some(UNITS.as_slice()), ""),
        };
        let known = known.unwrap_or(&UNITS);
        let is = |other: &&str| unit.eq_ignore_ascii_case(other);
        // TRY gives NULL for it.
        if known.iter().any(is) || self.tries > 0 {
            return;
        }
        let shown = visible(unit);
        let all = || format!("units here are {}", list(known.iter().copied()));
        let (message, help) = if UNITS.iter().any(is) {
            let help = match what {
                "a date" => "cast it to timestamp first".to_owned(),
                _ => all(),
            };
            (format!("`{name}` knows no unit '{shown}' of {what}."), help)
        } else {
            let near = closest(&unit.to_lowercase(), known.iter().copied());
            let help = near.map_or_else(all, |near| format!("did you mean `{near}`?"));
            (format!("`{name}` has no unit '{shown}'."), help)
        };
        self.problem(Problem::new(ProblemKind::WrongArguments, written.at, message).help(help));
    }

    /// Says of a column that is not there that it was meant for a unit: `date_trunc(day, …)`.
    pub(super) fn explain_bare_unit(&mut self, name: &str, call: &Call<'_>) {
        let Some(unit) = call.arguments.first().filter(|unit| foreign::is_unit_word(unit)) else {
            return;
        };
        if !["date_trunc", "date_add", "date_diff"].contains(&name) {
            return;
        }
        let help = format!("a unit is a text: write '{}'", self.quote(unit.at));
        let is_it = |problem: &&mut Problem| problem.kind == ProblemKind::UnknownColumn && problem.at == unit.at;
        if let Some(problem) = self.problems.iter_mut().rev().find(is_it) {
            problem.help = Some(help);
        }
    }
}
