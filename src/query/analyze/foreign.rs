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
    ("add_months", "date_add('month', number, date)"),
    ("array_contains", "contains(array, value)"),
    ("array_length", "cardinality(array)"),
    ("array_size", "cardinality(array)"),
    ("array_to_string", "array_join(array, ',')"),
    ("char_length", "length(text)"),
    ("charindex", "strpos(text, part)"),
    ("collect_list", "array_agg(value)"),
    ("collect_set", "array_agg(DISTINCT value)"),
    ("convert", "CAST(value AS type)"),
    ("countif", "count_if(condition)"),
    ("curdate", "current_date"),
    ("date_sub", "date_add('day', -number, date)"),
    ("dateadd", "date_add('day', number, date)"),
    ("datediff", "date_diff('day', from, to)"),
    ("datepart", "extract(day FROM date)"),
    ("dayofmonth", "day(date)"),
    ("dayofweek", "day_of_week(date)"),
    ("dayofyear", "day_of_year(date)"),
    ("decode", "CASE value WHEN … THEN … ELSE … END"),
    ("explode", "CROSS JOIN UNNEST(array) AS t (name)"),
    ("get_json_object", "json_extract_scalar(json, path)"),
    ("getdate", "now()"),
    ("group_concat", "array_join(array_agg(value), ',')"),
    ("iff", "if(condition, a, b)"),
    ("ifnull", "coalesce(a, b)"),
    ("initcap", "no function: upper(substr(x, 1, 1)) || lower(substr(x, 2))"),
    ("instr", "strpos(text, part)"),
    ("isnull", "coalesce(a, b), or a IS NULL"),
    ("isnumeric", "TRY_CAST(text AS double) IS NOT NULL"),
    ("json_extract_path_text", "json_extract_scalar(json, path)"),
    ("last_day", "last_day_of_month(date)"),
    ("lcase", "lower(text)"),
    ("len", "length(text)"),
    ("list_agg", "listagg(value, ',') WITHIN GROUP (ORDER BY value)"),
    ("locate", "strpos(text, part)"),
    ("median", "approx_percentile(value, 0.5)"),
    ("mid", "substr(text, start, length)"),
    ("nvl", "coalesce(a, b)"),
    ("nvl2", "if(a IS NULL, c, b)"),
    ("parse_date", "date_parse(text, format)"),
    ("parse_json", "json_parse(text)"),
    ("percentile", "approx_percentile(value, share)"),
    ("regexp_contains", "regexp_like(text, pattern)"),
    ("regexp_substr", "regexp_extract(text, pattern)"),
    ("size", "cardinality(array)"),
    ("str_to_date", "date_parse(text, format)"),
    ("strftime", "date_format(timestamp, format)"),
    ("string_agg", "array_join(array_agg(value), ',')"),
    ("string_to_array", "split(text, delimiter)"),
    ("substring_index", "split_part(text, delimiter, index)"),
    ("sysdate", "now()"),
    ("timestamp_diff", "date_diff('day', from, to)"),
    ("timestamp_seconds", "from_unixtime(seconds)"),
    ("timestampadd", "date_add('day', number, timestamp)"),
    ("timestampdiff", "date_diff('day', from, to)"),
    ("to_char", "date_format(timestamp, format)"),
    ("to_date", "date(text) for 2026-01-31, or date_parse(text, format)"),
    ("to_epoch", "to_unixtime(timestamp)"),
    ("to_number", "CAST(text AS double)"),
    ("to_timestamp", "date_parse(text, format), or from_unixtime(seconds)"),
    ("top", "LIMIT 10 at the end of the query"),
    ("trunc", "date_trunc('day', timestamp), or truncate(number)"),
    ("ucase", "upper(text)"),
    ("unix_seconds", "CAST(to_unixtime(timestamp) AS bigint)"),
    ("unix_timestamp", "CAST(to_unixtime(timestamp) AS bigint)"),
    ("weekday", "day_of_week(date)"),
    ("weekofyear", "week(date)"),
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

/// Types of other engines, and what Athena has instead.
pub(super) fn type_instead(name: &str) -> Option<&'static str> {
    match name.to_ascii_lowercase().as_str() {
        "max" => Some("write varchar, without a length"),
        "string" | "text" | "nvarchar" | "varchar2" | "nvarchar2" | "nchar" | "clob" | "character" => {
            Some("write varchar")
        }
        "float" | "float64" => Some("write real, or double for more digits"),
        "long" | "int64" | "int8" | "unsigned" | "signed" => Some("write bigint"),
        "int4" | "int32" => Some("write integer"),
        "binary" | "blob" | "bytea" | "bytes" => Some("write varbinary"),
        "datetime" | "datetime2" | "smalldatetime" | "timestamp_ntz" => Some("write timestamp"),
        "timestamptz" => Some("write timestamp with time zone"),
        "number" | "numeric" | "money" => Some("write decimal(precision, scale), or double"),
        "bool" => Some("write boolean"),
        "interval" => Some("an interval is written INTERVAL '7' DAY: the unit stands behind, in the singular"),
        _ => None,
    }
}

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_foreign_is_unknown_and_what_is_named_instead_is_known() {
        assert!(FOREIGN.is_sorted());
        for (foreign, instead) in FOREIGN {
            assert!(function(foreign).is_none() && !FORMS.contains(foreign), "{foreign}");
            for (end, _) in instead.match_indices('(') {
                let before = instead.get(..end).unwrap_or_default();
                let name = before.rsplit(|c: char| !c.is_ascii_alphanumeric() && c != '_').next();
                let name = name.unwrap_or_default().to_lowercase();
                let form = FORMS.contains(&name.as_str()) || ["", "unnest"].contains(&name.as_str());
                // A column's list of names stands behind an alias.
                assert!(form || name == "t" || function(&name).is_some(), "{foreign}: {name}");
            }
        }
    }
}
