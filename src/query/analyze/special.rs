//! Forms with a grammar of their own: EXTRACT, TRIM, POSITION, JSON_VALUE and their like.

use crate::query::ast::{Expr, Special};
use crate::query::problem::{Problem, ProblemKind};
use crate::query::scope::Scope;
use crate::query::token::At;
use crate::query::traits::Traits;
use crate::query::types::{Moment, Type};

use super::{Analyzer, Typed, mix};

impl Analyzer<'_> {
    pub(super) fn special(&mut self, special: &Special, operands: &[Expr<'_>], at: At, scope: &Scope<'_>) -> Typed {
        if *special == Special::Listagg {
            return self.listagg(operands, at, scope);
        }
        let typed: Vec<Typed> = operands.iter().map(|operand| self.expression(operand, scope)).collect();
        self.judge_special(special, &typed);
        let ty = match special {
            Special::Current(ty) | Special::JsonRead(ty) | Special::JsonMade(ty) => ty.clone(),
            Special::Extract(_) | Special::Position => Type::Bigint,
            Special::Grouping => Type::Integer,
            Special::Trim => match typed.first().map(|first| &first.ty) {
                Some(Type::Char(length)) => Type::Varchar(Some(*length)),
                Some(Type::Null) => Type::Varchar(Some(0)),
                Some(text) if text.is_text() => text.clone(),
                _ => Type::Unknown,
            },
            Special::Normalize | Special::Listagg => Type::Text,
        };
        let mut whole = Typed::new(ty, Traits::PLAIN, mix(self.hash_written(at), 15), at);
        if !typed.is_empty() {
            // Not the text, but what it says, makes two of these the same.
            whole.hash = typed
                .iter()
                .fold(mix(16, special_tag(special)), |hash, one| mix(hash, one.hash));
            if matches!(
                special,
                Special::Extract(_) | Special::JsonRead(_) | Special::JsonMade(_)
            ) {
                whole.hash = mix(whole.hash, self.hash_written(at));
            }
        }
        for one in typed {
            whole.traits = whole.traits.and(one.traits);
            whole = whole.loose(one.loose);
        }
        whole.traits.clock = None;
        if *special == Special::Grouping {
            if let Some(level) = self.levels.last_mut() {
                level.aggregates.get_or_insert(at);
            }
            whole.loose = None;
            whole.traits.nullable = None;
            self.groupings += 1;
        }
        whole
    }

    /// Tells operands of types that the form does not take.
    fn judge_special(&mut self, special: &Special, operands: &[Typed]) {
        let Some(first) = operands.first() else { return };
        match special {
            Special::Extract(field) if !extracts(field, &first.ty) => {
                let message = if first.ty.is_moment() || is_interval(&first.ty) {
                    format!("EXTRACT finds no {field} in {}.", first.ty)
                } else {
                    format!("EXTRACT takes dates, times and intervals, but this is {}.", first.ty)
                };
                let day = (first.ty == Type::Date).then_some("a date has no time of day");
                self.problem(Problem::new(ProblemKind::TypeMismatch, first.at, message).maybe_help(day));
            }
            Special::Position | Special::Normalize | Special::Trim => {
                let chars = *special == Special::Trim;
                let Some(wrong) = operands.iter().find(|one| !is_text(&one.ty, chars)) else {
                    return;
                };
                let name = match special {
                    Special::Position => "POSITION",
                    Special::Normalize => "NORMALIZE",
                    _ => "TRIM",
                };
                let message = format!("{name} takes text, but this is {}.", wrong.ty);
                let problem = Problem::new(ProblemKind::WrongArguments, wrong.at, message);
                self.problem(problem.help(in_text(&wrong.ty)));
            }
            Special::JsonRead(_) if !is_text(&first.ty, false) && first.ty != Type::Varbinary => {
                let message = format!("JSON is read from text here, but this is {}.", first.ty);
                let help = match first.ty {
                    Type::Plain("json") => "leave json_parse out, or use json_extract_scalar(json, path)",
                    _ => "cast it to varchar, or give the text that holds the JSON",
                };
                self.problem(Problem::new(ProblemKind::TypeMismatch, first.at, message).help(help));
            }
            Special::Grouping if self.levels.last().is_some_and(|level| !level.groups.is_empty()) => {
                if let Some(wrong) = operands.iter().find(|one| one.loose.is_some()) {
                    let message = format!(
                        "GROUPING takes what is grouped by, and `{}` is not.",
                        self.quote(wrong.at)
                    );
                    self.tell(ProblemKind::WrongArguments, wrong.at, message);
                }
            }
            _ => {}
        }
    }
}

/// Whether a field can be taken out of values of this type. Source: the engine's `visitExtract`, asked for each.
fn extracts(field: &str, ty: &Type) -> bool {
    if field.is_empty() || *ty == Type::Unknown {
        return true;
    }
    let zoned = matches!(ty, Type::Moment(Moment::TimeZoned | Moment::TimestampZoned, _));
    let stamp = matches!(ty, Type::Moment(Moment::Timestamp | Moment::TimestampZoned, _));
    let time = matches!(ty, Type::Moment(Moment::Time | Moment::TimeZoned, _));
    let day = *ty == Type::Date || stamp;
    match field {
        "YEAR" | "MONTH" => day || *ty == Type::YearToMonth,
        "DAY" => day || *ty == Type::DayToSecond,
        "HOUR" | "MINUTE" | "SECOND" => stamp || time || *ty == Type::DayToSecond,
        "TIMEZONE_HOUR" | "TIMEZONE_MINUTE" => zoned,
        _ => day,
    }
}

fn is_interval(ty: &Type) -> bool {
    *ty == Type::DayToSecond || *ty == Type::YearToMonth
}

/// Whether a form takes it for text; most take no `char`.
fn is_text(ty: &Type, chars: bool) -> bool {
    matches!(ty, Type::Varchar(_) | Type::Unknown | Type::Null) || chars && matches!(ty, Type::Char(_))
}

/// How a value of this type becomes text.
fn in_text(ty: &Type) -> &'static str {
    match ty {
        Type::Plain("json") => "take the text out: json_extract_scalar(json, path)",
        Type::Plain("varbinary") => "write from_utf8(…)",
        _ => "cast it to varchar: CAST(… AS varchar)",
    }
}

fn special_tag(special: &Special) -> u64 {
    match special {
        Special::Extract(_) => 1,
        Special::Trim => 2,
        Special::Normalize => 3,
        Special::Position => 4,
        Special::Listagg => 5,
        Special::Grouping => 6,
        Special::JsonRead(_) | Special::JsonMade(_) => 7,
        Special::Current(_) => 8,
    }
}
