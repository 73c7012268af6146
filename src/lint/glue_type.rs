//! The grammar of Glue's column types, as Athena reads them from the catalog.
//!
//! Sources: <https://docs.aws.amazon.com/athena/latest/ug/data-types.html>; for the form (no blanks, lower case, a length
//! for `char` and `varchar`) the parser of type strings of Apache Hive, which Athena's engine uses for tables of the catalog.

use crate::diagnostic::{closest, visible};
use crate::facts::{
    CSV_COLUMN_TYPES, GLUE_CHAR_LENGTH, GLUE_DECIMAL_DIGITS, GLUE_NESTED, GLUE_PRIMITIVES, GLUE_TYPE_ALIASES,
    GLUE_VARCHAR_LENGTH,
};
use crate::stage::{Dataset, Format};

/// Types of time that CSV writes as a number.
const CSV_NUMBERED_TIMES: [&str; 2] = ["timestamp", "date"];

/// How deep types may be nested here; far beyond what any file of raw data holds.
const DEEPEST: usize = 32;

/// Why a type is none, and what to write instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Problem {
    pub why: String,
    pub instead: Option<String>,
}

/// Judges a type as it is written.
pub(super) fn check(text: &str) -> Result<(), Problem> {
    if text.is_empty() {
        return problem("it is empty", "write `string`, which every file can be read as");
    }
    if text.chars().any(char::is_whitespace) {
        let without: String = text.chars().filter(|character| !character.is_whitespace()).collect();
        return problem("it holds a blank", format!("write `{}`", visible(&without)));
    }
    let mut parser = Parser { rest: text };
    parser.kind(0)?;
    match parser.rest {
        "" => Ok(()),
        rest => problem_alone(format!("`{}` stands behind its end", visible(rest))),
    }
}

/// Whether a dataset's files are read as CSV; not where its format was refused, for it is meant to be another.
pub(super) fn is_csv(dataset: &Dataset) -> bool {
    dataset.format.value == Format::Csv && !dataset.refused.contains("format")
}

/// What to write in CSV for a type that is none: what was meant may be one that CSV has not.
pub(super) fn instead_in_csv(text: &str, instead: Option<String>) -> Option<String> {
    let end = text.find(['<', '>', ',', ':', '(', ')']).unwrap_or(text.len());
    let word = text.get(..end).unwrap_or_default().trim();
    match meant(word) {
        // Whoever writes `datetime` has text in the file, and a `timestamp` of CSV is a number.
        Some(meant) if CSV_COLUMN_TYPES.contains(&meant) && !CSV_NUMBERED_TIMES.contains(&meant) => instead,
        _ => Some("write `string`, which every file can be read as, and cast it in the query".to_owned()),
    }
}

/// Whether values of the type hold other values.
pub(super) fn is_nested(text: &str) -> bool {
    let word = text.trim().split('<').next().unwrap_or_default();
    GLUE_NESTED.iter().any(|nested| nested.eq_ignore_ascii_case(word))
}

fn problem<T>(why: impl Into<String>, instead: impl Into<String>) -> Result<T, Problem> {
    Err(Problem {
        why: why.into(),
        instead: Some(instead.into()),
    })
}

fn problem_alone<T>(why: impl Into<String>) -> Result<T, Problem> {
    Err(Problem {
        why: why.into(),
        instead: None,
    })
}

struct Parser<'a> {
    rest: &'a str,
}

impl<'a> Parser<'a> {
    fn kind(&mut self, depth: usize) -> Result<(), Problem> {
        if depth > DEEPEST {
            return problem_alone(format!("it is nested more than {DEEPEST} deep"));
        }
        let word = self.word();
        match word {
            "array" => {
                self.expect('<', word)?;
                self.kind(depth + 1)?;
                self.expect('>', word)
            }
            "map" => {
                self.expect('<', word)?;
                let key = self.rest;
                self.kind(depth + 1)?;
                if is_nested(key) {
                    return problem_alone("the key of a `map` must be a simple type");
                }
                self.expect(',', word)?;
                self.kind(depth + 1)?;
                self.expect('>', word)
            }
            "struct" => self.fields(depth),
            "decimal" => self.decimal(),
            "char" => self.length(word, GLUE_CHAR_LENGTH),
            "varchar" => self.length(word, GLUE_VARCHAR_LENGTH),
            word if GLUE_PRIMITIVES.contains(&word) => Ok(()),
            word => unknown(word, self.rest),
        }
    }

    fn fields(&mut self, depth: usize) -> Result<(), Problem> {
        let mut seen: Vec<String> = Vec::new();
        self.expect('<', "struct")?;
        loop {
            let name = self.word();
            if name.is_empty() {
                return problem(
                    "a field of a `struct` has no name",
                    "write `struct<name:type,name:type>`",
                );
            }
            let folded = name.to_lowercase();
            if seen.contains(&folded) {
                return problem_alone(format!("a `struct` has two fields `{}`", visible(name)));
            }
            seen.push(folded);
            self.expect(':', "struct")?;
            self.kind(depth + 1)?;
            match self.rest.strip_prefix(',') {
                Some(rest) => self.rest = rest,
                None => return self.expect('>', "struct"),
            }
        }
    }

    /// `decimal`, `decimal(p)` or `decimal(p,s)`.
    fn decimal(&mut self) -> Result<(), Problem> {
        let Some(rest) = self.rest.strip_prefix('(') else {
            return Ok(());
        };
        self.rest = rest;
        let form = format!(
            "write `decimal(precision,scale)`: 1 to {GLUE_DECIMAL_DIGITS} digits, of which scale stand behind the point"
        );
        let precision = self.number();
        let scale = match self.rest.strip_prefix(',') {
            Some(rest) => {
                self.rest = rest;
                self.number()
            }
            None => Some(0),
        };
        match (precision, scale) {
            (Some(precision), Some(scale)) if (1..=GLUE_DECIMAL_DIGITS).contains(&precision) && scale <= precision => {}
            (Some(precision), Some(scale)) => {
                return problem(
                    format!("a `decimal` has no {precision} digits with {scale} behind the point"),
                    form,
                );
            }
            _ => return problem("the numbers of a `decimal` are missing", form),
        }
        self.expect(')', "decimal")
    }

    /// `char(n)` and `varchar(n)`.
    fn length(&mut self, word: &str, most: u32) -> Result<(), Problem> {
        let form = format!("write `{word}(length)` with a length of 1 to {most}, or `string`");
        let length = match self.rest.strip_prefix('(') {
            Some(rest) => {
                self.rest = rest;
                self.number()
            }
            None => return problem(format!("`{word}` has no length"), form),
        };
        if length.is_none_or(|length| !(1..=most).contains(&length)) {
            return problem(format!("`{word}` cannot have that length"), form);
        }
        self.expect(')', word)
    }

    /// The letters up to the next sign of the grammar.
    fn word(&mut self) -> &'a str {
        let end = self
            .rest
            .find(['<', '>', ',', ':', '(', ')'])
            .unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at(end);
        self.rest = rest;
        word
    }

    fn number(&mut self) -> Option<u32> {
        let end = self.rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(self.rest.len());
        let (digits, rest) = self.rest.split_at(end);
        self.rest = rest;
        digits.parse().ok()
    }

    fn expect(&mut self, sign: char, of: &str) -> Result<(), Problem> {
        match self.rest.strip_prefix(sign) {
            Some(rest) => {
                self.rest = rest;
                Ok(())
            }
            None => {
                let form = match of {
                    "array" => "array<type>",
                    "map" => "map<type,type>",
                    "struct" => "struct<name:type,name:type>",
                    "decimal" => "decimal(10,2)",
                    _ => "varchar(100)",
                };
                problem(format!("`{of}` lacks its `{sign}`"), format!("the form is `{form}`"))
            }
        }
    }
}

fn unknown(word: &str, rest: &str) -> Result<(), Problem> {
    if word.is_empty() {
        return problem_alone("a type is missing in it");
    }
    let meant = meant(word).map(|meant| as_written(meant, rest));
    if GLUE_PRIMITIVES
        .iter()
        .chain(GLUE_NESTED)
        .any(|known| known.eq_ignore_ascii_case(word))
    {
        return problem(
            "types of the Glue catalog are written in lower case",
            format!("write `{}`", meant.unwrap_or_default()),
        );
    }
    let why = format!("Glue has no type `{}`", visible(word));
    match meant {
        Some(meant) => problem(why, format!("did you mean `{meant}`?")),
        None => problem(
            why,
            "write `string`, which every file can be read as, and cast it in the query",
        ),
    }
}

/// The type that a word stands for: in other letters, of another system, or nearly so.
fn meant(word: &str) -> Option<&'static str> {
    let lowered = word.to_lowercase();
    let mut known = GLUE_PRIMITIVES.iter().chain(GLUE_NESTED).copied();
    let alias = GLUE_TYPE_ALIASES.iter().find(|(written, _)| *written == lowered);
    let same = known.clone().find(|known| *known == lowered);
    same.or(alias.map(|(_, meant)| *meant))
        .or_else(|| closest(word, known.by_ref()))
}

/// A type with the parameters that it needs: a `decimal` without them has no digits behind the point.
fn as_written(kind: &str, rest: &str) -> String {
    match kind {
        "decimal" => "decimal(p,s)".to_owned(),
        "char" | "varchar" => format!("{kind}(length)"),
        _ if rest.starts_with('<') => format!("{kind}<…>"),
        _ => kind.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_of_the_catalog_are_taken() {
        for text in [
            "string",
            "bigint",
            "decimal",
            "decimal(38,38)",
            "decimal(5)",
            "char(255)",
            "varchar(65535)",
            "array<struct<a:int,B_c:map<string,array<double>>>>",
            "map<bigint,decimal(10,2)>",
        ] {
            assert_eq!(check(text), Ok(()), "{text}");
        }
    }

    #[test]
    fn all_else_is_told() {
        let deep = "array<".repeat(100_000);
        for (text, why) in [
            ("", "empty"),
            ("STRING", "lower case"),
            ("decimal(10, 2)", "blank"),
            ("array< int>", "blank"),
            ("integer", "no type `integer`"),
            ("strin", "no type"),
            ("array", "lacks its `<`"),
            ("array<>", "missing"),
            ("array<int", "lacks its `>`"),
            ("array<int>>", "behind its end"),
            ("map<int>", "lacks its `,`"),
            ("map<array<int>,int>", "key of a `map`"),
            ("struct<>", "no name"),
            ("struct<a>", "lacks its `:`"),
            ("struct<a:int,A:int>", "two fields"),
            ("decimal(0,0)", "digits"),
            ("decimal(39,2)", "digits"),
            ("decimal(3,4)", "digits"),
            ("decimal()", "missing"),
            ("decimal(99999999999,1)", "missing"),
            ("char", "no length"),
            ("char(256)", "length"),
            ("varchar(0)", "length"),
            ("int(11)", "behind its end"),
            (&deep, "deep"),
        ] {
            let told = check(text).map_err(|problem| problem.why);
            assert!(
                told.as_ref().is_err_and(|told| told.contains(why)),
                "{text:.40}: {told:?}"
            );
        }
    }

    #[test]
    fn nobody_is_led_to_a_type_that_csv_has_not() {
        for text in [
            "numeric(10,2)",
            "decimal(99,2)",
            "list<int>",
            "bytes",
            "array<int",
            "varchar",
            "datetime",
            "what",
        ] {
            let instead = instead_in_csv(text, check(text).unwrap_err().instead).unwrap();
            assert!(instead.contains("`string`"), "{text}: {instead}");
        }
        for (text, meant) in [("integer", "`int`"), ("Double", "`double`")] {
            let instead = instead_in_csv(text, check(text).unwrap_err().instead).unwrap();
            assert!(instead.contains(meant), "{text}: {instead}");
        }
    }

    #[test]
    fn a_known_word_of_another_system_gets_its_type() {
        let instead = |text: &str| check(text).unwrap_err().instead.unwrap();
        assert!(instead("long").contains("`bigint`"));
        assert!(instead("list<int>").contains("`array<…>`"));
        assert!(instead("struct<a:Text>").contains("`string`"));
        for text in ["numeric", "numeric(10,2)", "DECIMAL", "Decimal(10,2)"] {
            assert!(instead(text).contains("`decimal(p,s)`"), "{text}");
        }
        assert!(instead("Varchar(10)").contains("`varchar(length)`"));
    }
}
