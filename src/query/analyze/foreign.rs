//! Functions that Athena does not have, and what it has instead.

use crate::diagnostic::closest;
use crate::facts::{GEOSPATIAL, function, functions};
use crate::query::ast::{Call, Expr, Node};
use crate::query::problem::{Problem, ProblemKind};

use super::{Analyzer, UnknownFunction};

/// Functions that the grammar gives a form of their own, for "did you mean".
const FORMS: &[&str] = &[
    "if", "coalesce", "nullif", "try", "format", "cast", "try_cast", "extract", "position", "listagg",
];

/// Functions of other engines, and what Athena has instead.
const FOREIGN: &[(&str, &str)] = &[
    ("array_contains", "contains(array, value)"),
    ("array_size", "cardinality(array)"),
    ("charindex", "strpos(text, part)"),
    ("collect_list", "array_agg(value)"),
    ("collect_set", "array_agg(DISTINCT value)"),
    ("dateadd", "date_add('day', number, date)"),
    ("datediff", "date_diff('day', from, to)"),
    ("datepart", "extract(day FROM date)"),
    ("explode", "CROSS JOIN UNNEST(array) AS t (name)"),
    ("get_json_object", "json_extract_scalar(json, path)"),
    ("getdate", "now()"),
    ("group_concat", "array_join(array_agg(value), ',')"),
    ("ifnull", "coalesce(a, b)"),
    ("initcap", "no function: upper(substr(x, 1, 1)) || lower(substr(x, 2))"),
    ("instr", "strpos(text, part)"),
    ("isnull", "coalesce(a, b), or a IS NULL"),
    ("iff", "if(condition, a, b)"),
    ("len", "length(text)"),
    ("list_agg", "listagg(value, ',') WITHIN GROUP (ORDER BY value)"),
    ("nvl", "coalesce(a, b)"),
    ("regexp_contains", "regexp_like(text, pattern)"),
    ("size", "cardinality(array)"),
    ("str_to_date", "date_parse(text, format)"),
    ("string_agg", "array_join(array_agg(value), ',')"),
    ("substring_index", "split_part(text, delimiter, index)"),
    ("sysdate", "now()"),
    ("to_epoch", "to_unixtime(timestamp)"),
    ("unix_timestamp", "CAST(to_unixtime(timestamp) AS bigint)"),
];

/// Units as other engines have them for bare words, their abbreviations included.
const UNIT_WORDS: &[&str] = &[
    "year",
    "years",
    "yy",
    "yyyy",
    "quarter",
    "quarters",
    "qq",
    "q",
    "month",
    "months",
    "mm",
    "m",
    "week",
    "weeks",
    "wk",
    "ww",
    "day",
    "days",
    "dd",
    "d",
    "hour",
    "hours",
    "hh",
    "minute",
    "minutes",
    "mi",
    "n",
    "second",
    "seconds",
    "ss",
    "s",
    "millisecond",
    "milliseconds",
    "ms",
    "microsecond",
    "dayofyear",
    "dy",
    "y",
    "weekday",
    "dw",
    "dow",
    "doy",
    "epoch",
];

/// Whether an argument is a bare unit: `dateadd(day, …)`.
pub(super) fn is_unit_word(argument: &Expr<'_>) -> bool {
    let Node::Column(name) = &argument.node else {
        return false;
    };
    !name.quoted && UNIT_WORDS.iter().any(|unit| name.text.eq_ignore_ascii_case(unit))
}

impl Analyzer<'_> {
    /// Whether Athena has no function of this name, in lower case.
    pub(super) fn is_unknown_function(&self, name: &str) -> bool {
        function(name).is_none()
            && !super::call::has_form(name)
            && GEOSPATIAL.binary_search(&name).is_err()
            && !self.external.iter().any(|external| external == name)
    }

    /// Tells a function that Athena does not have, each once.
    pub(super) fn unknown_function(&mut self, name: &str, call: &Call<'_>) {
        let (Some(first), Some(last)) = (call.name.first(), call.name.last()) else {
            return;
        };
        let place = first.at.to(last.at);
        let written = self.quote(place);
        if let Some(known) = self.unknown_functions.get_mut(&written.to_lowercase()) {
            known.places.insert(place);
            self.mistakes += 1;
            return;
        }
        // Of mistakes that are only counted nobody reads a suggestion.
        if self.problems.len() >= super::MOST_PROBLEMS {
            self.left_out += 1;
            return;
        }
        let foreign = FOREIGN.iter().find(|(foreign, _)| *foreign == name);
        let help = match foreign {
            Some((_, instead)) => Some(format!("Athena has {instead}")),
            None => {
                let names = functions().map(|known| known.name).chain(FORMS.iter().copied());
                closest(name, names.chain(GEOSPATIAL.iter().copied())).map(|near| format!("did you mean `{near}`?"))
            }
        };
        let message = format!("Athena has no function `{written}`.");
        self.problem(Problem::new(ProblemKind::UnknownFunction, place, message).maybe_help(help));
        let known = UnknownFunction {
            told: place,
            places: [place].into(),
        };
        self.unknown_functions.insert(written.to_lowercase(), known);
    }

    /// Says of each unknown function how often it is called, where it is called first.
    pub(super) fn count_unknown_functions(&mut self) {
        for (_, function) in std::mem::take(&mut self.unknown_functions) {
            let (count, Some(first)) = (function.places.len(), function.places.first().copied()) else {
                continue;
            };
            let is_it =
                |problem: &&mut Problem| problem.kind == ProblemKind::UnknownFunction && problem.at == function.told;
            let Some(count) = Some(count).filter(|count| *count > 1) else {
                continue;
            };
            let written = self.quote(first);
            if let Some(problem) = self.problems.iter_mut().find(is_it) {
                problem.at = first;
                problem.message = format!("Athena has no function `{written}`, which this query calls {count} times.");
            }
        }
    }
}
