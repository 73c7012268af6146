//! Expressions → types.

use std::collections::HashSet;

use crate::query::ast::{Case, Expr, Name, Node, Query, Special, Step, TypeName};
use crate::query::coerce::common;
use crate::query::problem::{Problem, ProblemKind};
use crate::query::scope::{Field, Scope};
use crate::query::token::At;
use crate::query::traits::{Cleaned, Clock, Traits};
use crate::query::types::{Moment, Type};

use super::column::unknown;
use super::{Analyzer, Typed, hash_text, mix};

/// Whole numbers in this range are taken for milliseconds since 1970: from 2001 to 2286.
const MILLISECONDS: std::ops::Range<i64> = 1_000_000_000_000..10_000_000_000_000;

impl Analyzer<'_> {
    /// Looks through an expression.
    pub(super) fn expression(&mut self, expression: &Expr<'_>, scope: &Scope<'_>) -> Typed {
        let typed = self.node(expression, scope);
        self.seal(typed)
    }

    fn node(&mut self, expression: &Expr<'_>, scope: &Scope<'_>) -> Typed {
        let at = expression.at;
        match &expression.node {
            Node::Null => Typed::new(Type::Null, Traits::PLAIN.nullable("it is NULL", at), 2, at),
            Node::Integer(value) => self.integer(*value, at),
            Node::Boolean | Node::Decimal | Node::Double | Node::Binary | Node::Parameter => self.literal(expression),
            Node::Text(text) => {
                let length = u32::try_from(text.chars().count()).ok();
                let traits = Traits {
                    cleaned: Cleaned {
                        quotes: !text.contains('"'),
                        breaks: !text.contains(['\n', '\r']),
                    },
                    ..Traits::PLAIN
                };
                Typed::new(Type::Varchar(length), traits, mix(hash_text(text), 3), at)
            }
            Node::Typed(named, text) => self.typed_literal(named, text, at),
            Node::Interval(ty) => Typed::new(ty.clone(), Traits::PLAIN, self.hash_written(at), at),
            Node::Column(name) => self.column(name, &[], scope).0,
            Node::Steps(base, steps) => self.steps(base, steps, at, scope),
            Node::Or(all) => self.logical(all, 4, at, scope),
            Node::And(all) => self.logical(all, 5, at, scope),
            Node::Not(value) => {
                let typed = self.expression(value, scope);
                self.need_boolean(&typed, "What NOT stands before");
                Typed::new(Type::Boolean, typed.traits, mix(typed.hash, 6), at).loose(typed.loose)
            }
            Node::Predicate(left, predicate, place) => self.predicate(left, predicate, *place, at, scope),
            Node::Chain(first, rest) => self.chain(first, rest, at, scope),
            Node::Signed(value, sign) => self.signed(value, *sign, at, scope),
            Node::Zoned(value, zones) => self.zoned(value, zones, at, scope),
            Node::Row(parts) => self.row(parts, at, scope),
            Node::Array(elements) => self.array(elements, at, scope),
            Node::Lambda(names, body) => {
                // Only a function takes a lambda; the call around it comes here only if it is no function.
                let types = vec![Type::Unknown; names.len()];
                self.lambda(names, body, types, scope);
                Typed::new(Type::Function(names.len()), Traits::PLAIN, 7, at)
            }
            Node::Subquery(query) => self.subquery(query, at, scope),
            Node::Exists(query) => {
                let typed = self.subquery(query, at, scope);
                Typed::new(Type::Boolean, Traits::PLAIN, typed.hash, at).loose(typed.loose)
            }
            Node::Case(case) => self.case(case, at, scope),
            Node::Cast(value, named, tries) => self.cast(value, named, *tries, at, scope),
            Node::Call(call) => self.call(call, at, scope),
            Node::Special(special, operands) => self.special(special, operands, at, scope),
        }
    }

    /// The hash of what is written at a place: for expressions that name no columns.
    pub(super) fn hash_written(&self, at: At) -> u64 {
        hash_text(self.text.get(at.start..at.end).unwrap_or(""))
    }

    fn integer(&mut self, value: Option<i64>, at: At) -> Typed {
        let ty = match value {
            Some(value) if i32::try_from(value).is_ok() => Type::Integer,
            _ => Type::Bigint,
        };
        if value.is_none() {
            self.tell(
                ProblemKind::InvalidLiteral,
                at,
                "The number is too large for a bigint: write it with a decimal point.",
            );
        }
        let milliseconds = value.is_some_and(|value| MILLISECONDS.contains(&value));
        let traits = Traits {
            constant: value,
            clock: milliseconds.then_some((Clock::Milliseconds, at)),
            ..Traits::PLAIN
        };
        Typed::new(ty, traits, mix(self.hash_written(at), 8), at)
    }

    fn literal(&mut self, expression: &Expr<'_>) -> Typed {
        let at = expression.at;
        let ty = match expression.node {
            Node::Boolean => Type::Boolean,
            Node::Double => Type::Double,
            Node::Binary => Type::Varbinary,
            Node::Decimal => decimal(self.text.get(at.start..at.end).unwrap_or("")),
            _ => Type::Unknown,
        };
        Typed::new(ty, Traits::PLAIN, mix(self.hash_written(at), 9), at)
    }

    fn typed_literal(&mut self, named: &TypeName<'_>, text: &str, at: At) -> Typed {
        let mut ty = self.known_type(named);
        let digits = || {
            let fraction = text.rsplit_once('.').map_or("", |(_, fraction)| fraction);
            fraction.bytes().take_while(u8::is_ascii_digit).count().min(12) as u8
        };
        match &ty {
            Type::Moment(Moment::Timestamp, _) => {
                let zoned = zone_of(text);
                let moment = if zoned { Moment::TimestampZoned } else { Moment::Timestamp };
                ty = Type::Moment(moment, digits());
            }
            Type::Moment(Moment::Time, _) => {
                let zoned = text.contains(['+']) || text.rsplit_once(':').is_some_and(|(_, end)| end.contains('-'));
                let moment = if zoned { Moment::TimeZoned } else { Moment::Time };
                ty = Type::Moment(moment, digits());
            }
            Type::Decimal(..) => ty = decimal(text.trim().trim_start_matches(['-', '+'])),
            Type::Char(_) => ty = Type::Char(u32::try_from(text.chars().count()).unwrap_or(u32::MAX)),
            _ => {}
        }
        if ty.is_moment() && !begins_as_moment(text, &ty) {
            let message = format!("`{}` is no {}.", crate::diagnostic::visible(text), self.quote(named.at));
            self.problem(
                Problem::new(ProblemKind::InvalidLiteral, at, message)
                    .help("write a date as '2020-01-31', a timestamp as '2020-01-31 08:00:00'"),
            );
        }
        Typed::new(ty, Traits::PLAIN, mix(self.hash_written(at), 10), at)
    }

    /// The type of a name; what is none is told.
    pub(super) fn known_type(&mut self, named: &TypeName<'_>) -> Type {
        match &named.named {
            Ok(ty) => ty.clone(),
            Err(name) => {
                let help = match name.to_ascii_lowercase().as_str() {
                    "string" | "text" => Some("write varchar"),
                    "float" => Some("write real, or double for more digits"),
                    "long" | "int64" => Some("write bigint"),
                    "binary" => Some("write varbinary"),
                    "datetime" => Some("write timestamp"),
                    "number" | "numeric" => Some("write decimal(precision, scale), or double"),
                    "bool" => Some("write boolean"),
                    "interval" => Some("an interval is written INTERVAL '7' DAY: the unit stands behind, in the singular"),
                    _ => None,
                };
                let message = format!("Athena has no type `{}`.", crate::diagnostic::visible(name));
                self.problem(Problem::new(ProblemKind::UnknownType, named.at, message).maybe_help(help));
                Type::Unknown
            }
        }
    }

    fn steps(&mut self, base: &Expr<'_>, steps: &[Step<'_>], at: At, scope: &Scope<'_>) -> Typed {
        let (mut typed, taken) = match &base.node {
            Node::Column(name) => self.column(name, steps, scope),
            _ => (self.expression(base, scope), 0),
        };
        for step in steps.iter().skip(taken) {
            typed = match step {
                Step::Field(name) => self.field(typed, name),
                Step::Index(index) => self.subscript(typed, index, scope),
            };
            typed = self.seal(typed);
        }
        typed.at = at;
        typed
    }

    fn field(&mut self, base: Typed, name: &Name<'_>) -> Typed {
        let key = name.text.to_lowercase();
        let hash = mix(base.hash, hash_text(&key));
        let ty = match &base.ty {
            Type::Unknown => Type::Unknown,
            Type::Row(fields) => {
                let named = |field: &Option<String>| field.as_ref().is_some_and(|field| field.to_lowercase() == key);
                match fields.iter().find(|(field, _)| named(field)) {
                    Some((_, ty)) => ty.clone(),
                    None => {
                        let fields: Vec<&str> = fields.iter().filter_map(|(name, _)| name.as_deref()).collect();
                        let help = crate::diagnostic::closest(&key, fields).map(|near| format!("did you mean `{near}`?"));
                        let message = format!("The row has no field `{}`.", self.quote(name.at));
                        self.problem(Problem::new(ProblemKind::UnknownColumn, base.at, message).maybe_help(help));
                        Type::Unknown
                    }
                }
            }
            other => {
                let message = format!("`{}` is {other}, which has no fields.", self.quote(base.at));
                self.tell(ProblemKind::TypeMismatch, base.at, message);
                Type::Unknown
            }
        };
        Typed::new(ty, base.traits, hash, base.at.to(name.at)).loose(base.loose)
    }

    fn subscript(&mut self, base: Typed, index: &Expr<'_>, scope: &Scope<'_>) -> Typed {
        let by = self.expression(index, scope);
        let at = base.at.to(index.at);
        let ty = match &base.ty {
            Type::Array(element) if by.ty.whole_rank().is_some() || by.ty == Type::Unknown => element.as_ref().clone(),
            Type::Map(key, value) if common(key, &by.ty).is_some() => value.as_ref().clone(),
            Type::Row(fields) => {
                let position = by.traits.constant.and_then(|at| usize::try_from(at).ok()?.checked_sub(1));
                position.and_then(|at| fields.get(at)).map_or(Type::Unknown, |(_, ty)| ty.clone())
            }
            Type::Unknown => Type::Unknown,
            other => {
                let message = format!("`[…]` with {} does not go with {other}.", by.ty);
                self.tell(ProblemKind::TypeMismatch, base.at, message);
                Type::Unknown
            }
        };
        Typed::new(ty, base.traits, mix(base.hash, by.hash), at)
            .loose(base.loose)
            .loose(by.loose)
    }

    fn row(&mut self, parts: &[Expr<'_>], at: At, scope: &Scope<'_>) -> Typed {
        let mut whole = Typed::new(Type::Null, Traits::PLAIN, 11, at);
        let mut fields = Vec::with_capacity(parts.len());
        for part in parts {
            let typed = self.expression(part, scope);
            whole.hash = mix(whole.hash, typed.hash);
            whole.traits.cleaned = whole.traits.cleaned.and(typed.traits.cleaned);
            whole = whole.loose(typed.loose);
            fields.push((None, typed.ty));
        }
        whole.ty = Type::Row(fields.into());
        whole
    }

    fn array(&mut self, elements: &[Expr<'_>], at: At, scope: &Scope<'_>) -> Typed {
        let mut whole = Typed::new(Type::Null, Traits::PLAIN, 12, at);
        for element in elements {
            let typed = self.expression(element, scope);
            whole.ty = self.same_type(&whole.ty, &typed, "The elements of an array");
            whole.hash = mix(whole.hash, typed.hash);
            whole.traits.cleaned = whole.traits.cleaned.and(typed.traits.cleaned);
            whole = whole.loose(typed.loose);
        }
        whole.ty = Type::array(whole.ty);
        whole
    }

    /// The common type of what came before and another; told where there is none.
    pub(super) fn same_type(&mut self, before: &Type, typed: &Typed, what: &str) -> Type {
        common(before, &typed.ty).unwrap_or_else(|| {
            let message = format!("{what} must have one type; this is {}, the ones before are {before}.", typed.ty);
            self.tell(ProblemKind::TypeMismatch, typed.at, message);
            Type::Unknown
        })
    }

    /// The type of a lambda's body with parameters of these types.
    pub(super) fn lambda(&mut self, names: &[Name<'_>], body: &Expr<'_>, types: Vec<Type>, scope: &Scope<'_>) -> Typed {
        let mut fields = Vec::with_capacity(names.len());
        let mut ids = HashSet::new();
        for (name, ty) in names.iter().zip(types) {
            let id = self.id();
            ids.insert(id);
            fields.push(Field {
                name: Some(std::rc::Rc::from(name.text.as_ref())),
                ty,
                traits: Traits::UNKNOWN,
                at: name.at,
                id,
                owner: None,
            });
        }
        // Level 0: parameters are columns of no query, and never have to be grouped by.
        let inner = Scope::new(fields, Vec::new(), 0, Some(scope));
        self.expression(body, &inner)
    }

    fn subquery(&mut self, query: &Query<'_>, at: At, scope: &Scope<'_>) -> Typed {
        let output = self.query(query, Some(scope));
        let ty = match (output.open, output.fields.as_slice()) {
            (true, _) => Type::Unknown,
            (false, [only]) => only.ty.clone(),
            (false, fields) => Type::Row(
                fields
                    .iter()
                    .map(|field| (field.name.as_deref().map(str::to_owned), field.ty.clone()))
                    .collect(),
            ),
        };
        let mut traits = output.fields.first().map_or(Traits::UNKNOWN, |field| field.traits);
        traits.nullable = None;
        let mut typed = Typed::new(ty, traits, self.hash_written(at), at);
        let depth = self.depth();
        let mut kept = Vec::new();
        for (level, place, hash) in std::mem::take(&mut self.outer) {
            if level < depth {
                kept.push((level, place, hash));
            } else if level == depth && !self.levels.last().is_some_and(|own| own.groups.contains(&hash)) {
                typed = typed.loose(Some(place));
            }
        }
        self.outer = kept;
        typed
    }

    fn case(&mut self, case: &Case<'_>, at: At, scope: &Scope<'_>) -> Typed {
        let mut whole = Typed::new(Type::Null, Traits::PLAIN, 13, at);
        let operand = case.operand.as_ref().map(|operand| self.expression(operand, scope));
        if let Some(operand) = &operand {
            whole.hash = mix(whole.hash, operand.hash);
            whole = whole.loose(operand.loose);
        }
        let mut traits: Option<Traits> = None;
        for (condition, result) in &case.branches {
            let typed = self.expression(condition, scope);
            match &operand {
                Some(operand) => {
                    self.same_type(&operand.ty, &typed, "CASE and its WHEN values");
                }
                None => self.need_boolean(&typed, "A condition of CASE"),
            }
            let result = self.expression(result, scope);
            whole.ty = self.same_type(&whole.ty, &result, "The results of CASE");
            whole.hash = mix(mix(whole.hash, typed.hash), result.hash);
            whole = whole.loose(typed.loose).loose(result.loose);
            traits = Some(traits.map_or(result.traits, |before| before.and(result.traits)));
        }
        let mut traits = traits.unwrap_or(Traits::PLAIN);
        match &case.otherwise {
            Some(otherwise) => {
                let result = self.expression(otherwise, scope);
                whole.ty = self.same_type(&whole.ty, &result, "The results of CASE");
                whole.hash = mix(whole.hash, result.hash);
                whole = whole.loose(result.loose);
                traits = traits.and(result.traits);
            }
            None => traits = traits.nullable("this CASE has no ELSE", at),
        }
        whole.traits = traits;
        whole
    }

    fn cast(&mut self, value: &Expr<'_>, named: &TypeName<'_>, tries: bool, at: At, scope: &Scope<'_>) -> Typed {
        let typed = self.expression(value, scope);
        let ty = self.known_type(named);
        if !super::operator::castable(&typed.ty, &ty) {
            let message = format!("A value of type {} cannot be cast to {ty}.", typed.ty);
            self.tell(ProblemKind::TypeMismatch, at, message);
        }
        let mut traits = typed.traits;
        if !typed.ty.is_text() && typed.ty != Type::Unknown && ty.is_text() {
            traits.cleaned = match typed.ty {
                Type::Array(_) | Type::Map(..) | Type::Row(_) | Type::Plain("json" | "varbinary") => Cleaned::NO,
                _ => Cleaned::YES,
            };
        } else if !ty.is_text() && ty != Type::Unknown && ty.is_numeric() {
            traits.cleaned = Cleaned::YES;
        }
        if tries {
            traits = traits.nullable("TRY_CAST gives NULL for what it cannot cast", at);
        }
        let hash = mix(mix(typed.hash, hash_text(&ty.to_string())), 14 + u64::from(tries));
        Typed::new(ty, traits, hash, at).loose(typed.loose)
    }

    fn special(&mut self, special: &Special, operands: &[Expr<'_>], at: At, scope: &Scope<'_>) -> Typed {
        if *special == Special::Listagg {
            return self.listagg(operands, at, scope);
        }
        let typed: Vec<Typed> = operands.iter().map(|operand| self.expression(operand, scope)).collect();
        let first = typed.first().map_or(Type::Unknown, |first| first.ty.clone());
        let ty = match special {
            Special::Current(ty) | Special::Json(ty) => ty.clone(),
            Special::Extract => {
                let takes = first.is_moment() || matches!(first, Type::Unknown | Type::Null | Type::Plain("interval day to second" | "interval year to month"));
                if !takes {
                    let message = format!("EXTRACT takes dates, times and intervals, but this is {first}.");
                    self.tell(ProblemKind::TypeMismatch, at, message);
                }
                Type::Bigint
            }
            Special::Position => Type::Bigint,
            Special::Grouping => Type::Integer,
            Special::Trim => first,
            Special::Normalize | Special::Listagg => Type::Text,
        };
        let mut whole = Typed::new(ty, Traits::PLAIN, mix(self.hash_written(at), 15), at);
        if !typed.is_empty() {
            // Not the text, but what it says, makes two of these the same.
            whole.hash = typed.iter().fold(mix(16, special_tag(special)), |hash, one| mix(hash, one.hash));
            if matches!(special, Special::Extract | Special::Json(_)) {
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
        }
        whole
    }
}

fn special_tag(special: &Special) -> u64 {
    match special {
        Special::Extract => 1,
        Special::Trim => 2,
        Special::Normalize => 3,
        Special::Position => 4,
        Special::Listagg => 5,
        Special::Grouping => 6,
        Special::Json(_) => 7,
        Special::Current(_) => 8,
    }
}

/// The type of `1.50`: as many digits as are written, zeros before the point aside.
fn decimal(text: &str) -> Type {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let whole = whole.trim_start_matches('0').len();
    let scale = fraction.len();
    match (u8::try_from(whole + scale), u8::try_from(scale)) {
        (Ok(precision), Ok(scale)) if precision <= 38 => Type::Decimal(precision.max(1), scale),
        _ => Type::Unknown,
    }
}

/// Whether a timestamp's text ends in a zone.
fn zone_of(text: &str) -> bool {
    let after_date = text.trim().get(10..).unwrap_or("");
    after_date.contains(['+', '-']) || after_date.bytes().any(|byte| byte.is_ascii_alphabetic())
}

/// Whether a text begins as a date or a time does.
fn begins_as_moment(text: &str, ty: &Type) -> bool {
    let text = text.trim().trim_start_matches(['-', '+']);
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let mark = if matches!(ty, Type::Moment(Moment::Time | Moment::TimeZoned, _)) { b':' } else { b'-' };
    digits > 0 && text.as_bytes().get(digits) == Some(&mark) && text.is_ascii()
        || !text.is_ascii() && digits > 0 && zone_of(text)
}

/// What a mistake gives.
pub(super) fn nothing(at: At) -> Typed {
    unknown(at)
}
