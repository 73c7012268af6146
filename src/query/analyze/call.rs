//! Calls of functions.

use crate::diagnostic::visible;
use crate::facts::{Function, FunctionKind, Overload, Shape, function};
use crate::query::ast::{Call, Node};
use crate::query::functions::{resolve, returns};
use crate::query::problem::{Problem, ProblemKind};
use crate::query::scope::Scope;
use crate::query::token::At;
use crate::query::traits::ROLLED_UP;
use crate::query::types::Type;

use super::foreign::is_unit_word;
use super::not_null::{Assumed, NotNull, Outcome};
use super::{Analyzer, Typed, cleaning, hash_text, mix};

impl Analyzer<'_> {
    pub(super) fn call(&mut self, call: &Call<'_>, at: At, scope: &Scope<'_>) -> Typed {
        let name = match call.name.as_slice() {
            [only] => only.text.to_lowercase(),
            _ => String::new(),
        };
        let known = function(&name);
        let aggregate = known.is_some_and(|known| known.kind == FunctionKind::Aggregate) && call.over.is_none();
        let around = aggregate.then(|| self.enter_aggregate(&name, at));
        let window = call.over.as_ref().map(|over| {
            self.judge_window(&name, at);
            let before = self.set_inside_window(true);
            (over, before)
        });
        let mistakes = self.mistakes;
        let unknown = self.is_unknown_function(&name);
        let mut hash = mix(
            mix(hash_text(&name), 80),
            u64::from(call.distinct) * 2 + u64::from(call.star),
        );
        let mut loose = None;
        let mut arguments = Vec::with_capacity(call.arguments.len());
        self.tries += usize::from(name == "try");
        let groupings = self.groupings;
        for (index, argument) in call.arguments.iter().enumerate() {
            let assumed = self.assume_for(&name, call, index);
            let typed = match &argument.node {
                Node::Lambda(names, _) => Typed {
                    ty: Type::Function(names.len()),
                    ..super::expression::nothing(argument.at)
                },
                // The unit of another engine's function goes with the function.
                _ if unknown && is_unit_word(argument) => self.untold(|own| own.expression(argument, scope)),
                _ if name == "if" && index == 0 => self.condition(argument, scope),
                _ => self.expression(argument, scope),
            };
            self.forget(assumed);
            hash = mix(hash, typed.hash);
            loose = loose.or(typed.loose);
            arguments.push(typed);
        }
        self.tries -= usize::from(name == "try");
        for item in &call.order_by {
            let typed = self.expression(&item.expression, scope);
            hash = mix(hash, typed.hash);
            loose = loose.or(typed.loose);
        }
        if let Some(filter) = &call.filter {
            let typed = self.expression(filter, scope);
            self.need_boolean(&typed, "The condition of FILTER");
            hash = mix(hash, typed.hash);
            loose = loose.or(typed.loose);
        }
        if let Some((over, before)) = window {
            loose = loose.or(self.window(over, scope));
            self.set_inside_window(before);
            hash = mix(hash, self.hash_written(at));
        }
        let ty = self.called(&name, known, call, &mut arguments, (at, mistakes), scope);
        // Lambdas were looked through only now.
        for argument in &arguments {
            loose = loose.or(argument.loose);
        }
        if ty != Type::Unknown {
            self.judge_format(&name, call);
        }
        let mut traits = cleaning::traits(&name, call, &arguments, &ty, at);
        if name == "if" && self.groupings > groupings {
            traits.nullable = traits.nullable.filter(|nullable| nullable.why != ROLLED_UP);
        }
        if let Some(around) = around {
            self.leave_aggregate(around);
            traits = cleaning::of_aggregate(traits);
            loose = None;
        }
        let mut called = Typed::new(ty, traits, hash, at).loose(loose);
        let results = match name.as_str() {
            "coalesce" => arguments.get(..),
            "if" if self.chooses() => arguments.get(1..2),
            "if" => arguments.get(1..),
            _ => None,
        };
        for result in results.unwrap_or_default() {
            called = called.or_texts(&result.texts);
        }
        called
    }

    /// Takes for not null what is none where IF comes to this argument.
    fn assume_for(&mut self, name: &str, call: &Call<'_>, index: usize) -> Assumed {
        let not_null = match (name, call.arguments.first(), index) {
            ("if", Some(condition), 1) => self.not_null(condition, Outcome::True),
            ("if", Some(condition), 2) => self.not_null(condition, Outcome::NotTrue),
            _ => NotNull::default(),
        };
        self.assume(not_null)
    }

    /// The type that a call gives, and what is wrong with it.
    fn called(
        &mut self,
        name: &str,
        known: Option<&'static Function>,
        call: &Call<'_>,
        arguments: &mut [Typed],
        (at, mistakes): (At, usize),
        scope: &Scope<'_>,
    ) -> Type {
        if let Some(ty) = self.form(name, arguments, at) {
            return ty;
        }
        let Some(known) = known else {
            for (argument, typed) in call.arguments.iter().zip(arguments.iter_mut()) {
                if let Node::Lambda(names, body) = &argument.node {
                    let types = vec![Type::Unknown; names.len()];
                    typed.loose = self.lambda(names, body, types, scope).loose;
                }
            }
            if self.is_unknown_function(name) {
                self.unknown_function(name, call);
            }
            return Type::Unknown;
        };
        self.judge_kind(known, call, at);
        if call.star {
            let countable = name == "count";
            if !countable {
                self.tell(
                    ProblemKind::WrongArguments,
                    at,
                    format!("`{name}` does not take `*`; only count does."),
                );
            }
            return if countable { Type::Bigint } else { Type::Unknown };
        }
        let types: Vec<Type> = arguments.iter().map(|argument| argument.ty.clone()).collect();
        let mut bindings = resolve(known, &types);
        for (index, argument) in call.arguments.iter().enumerate() {
            let Node::Lambda(names, body) = &argument.node else {
                continue;
            };
            let parameters = match bindings.first() {
                Some(binding) => binding.lambda_parameters(index),
                None => vec![Type::Unknown; names.len()],
            };
            let body = self.lambda(names, body, parameters, scope);
            bindings.retain_mut(|binding| binding.bind_lambda(index, &body.ty));
            if let Some(typed) = arguments.get_mut(index) {
                typed.loose = body.loose;
                typed.traits = body.traits;
            }
        }
        // What is wrong with an argument is not told again as a wrong type of it.
        if self.mistakes == mistakes {
            if bindings.is_empty() {
                self.wrong_arguments(known, &types, at);
            } else {
                self.judge_unit(name, call, arguments);
                self.judge_joined(name, arguments, at);
            }
        } else {
            self.explain_bare_unit(name, call);
        }
        returns(name, &bindings)
    }

    /// Functions whose types no list of arguments says.
    fn form(&mut self, name: &str, arguments: &[Typed], at: At) -> Option<Type> {
        let counted = match name {
            "if" => (2..=3).contains(&arguments.len()),
            "nullif" => arguments.len() == 2,
            "try" => arguments.len() == 1,
            "coalesce" | "format" => arguments.len() >= 2,
            // The engine has it, and leaves it out where it lists its functions.
            "version" if arguments.is_empty() => return Some(Type::Text),
            _ => return None,
        };
        // The parser has told the wrong number.
        if !counted {
            return Some(Type::Unknown);
        }
        let mut results = arguments.iter();
        match name {
            "if" => {
                if let Some(condition) = results.next() {
                    self.need_boolean(condition, "The condition of IF");
                }
                let first = results.next()?;
                Some(match results.next() {
                    Some(second) => crate::query::coerce::common(&first.ty, &second.ty).unwrap_or_else(|| {
                        let message = format!(
                            "Both results of IF must have one type, but they are {} and {}.",
                            first.ty, second.ty
                        );
                        self.tell(ProblemKind::TypeMismatch, at, message);
                        Type::Unknown
                    }),
                    None => first.ty.clone(),
                })
            }
            "nullif" => {
                let (first, second) = (results.next()?, results.next()?);
                if crate::query::coerce::common(&first.ty, &second.ty).is_none() {
                    let message = format!("NULLIF cannot compare {} with {}.", first.ty, second.ty);
                    self.tell(ProblemKind::TypeMismatch, at, message);
                }
                Some(first.ty.clone())
            }
            "coalesce" => {
                let mut ty = Type::Null;
                for argument in results {
                    ty = self.same_type(&ty, argument, "The arguments of COALESCE");
                }
                Some(ty)
            }
            "format" => {
                let first = results.next()?;
                if !matches!(first.ty, Type::Varchar(_) | Type::Unknown | Type::Null) {
                    let message = format!("The first argument of format must be text, but it is {}.", first.ty);
                    self.tell(ProblemKind::TypeMismatch, first.at, message);
                }
                Some(Type::Text)
            }
            _ => results.next().map(|only| only.ty.clone()),
        }
    }

    fn judge_kind(&mut self, known: &Function, call: &Call<'_>, at: At) {
        let name = known.name;
        match (known.kind, &call.over) {
            (FunctionKind::Window, None) => self.problem(
                Problem::new(
                    ProblemKind::MisplacedAggregate,
                    at,
                    format!("`{name}` is a window function and needs OVER (…)."),
                )
                .help(format!("write {name}(…) OVER (PARTITION BY … ORDER BY …)")),
            ),
            (FunctionKind::Scalar, Some(_)) => {
                let message =
                    format!("`{name}` is neither an aggregate nor a window function: OVER has no meaning here.");
                self.tell(ProblemKind::MisplacedAggregate, at, message);
            }
            (FunctionKind::Scalar, None) => {
                let words = [
                    (call.distinct, "DISTINCT"),
                    (!call.order_by.is_empty(), "ORDER BY"),
                    (call.filter.is_some(), "FILTER"),
                ];
                if let Some((_, word)) = words.iter().find(|(is_there, _)| *is_there) {
                    let message = format!("`{name}` is no aggregate: {word} has no meaning here.");
                    self.tell(ProblemKind::WrongArguments, at, message);
                }
            }
            (_, Some(_)) => self.judge_window_arguments(call, at),
            _ => {}
        }
    }

    /// What an aggregate may have, but not with OVER.
    fn judge_window_arguments(&mut self, call: &Call<'_>, at: At) {
        let (what, help) = if call.distinct {
            ("DISTINCT", "aggregate in a derived table with GROUP BY, and join that")
        } else if !call.order_by.is_empty() {
            ("ORDER BY among the arguments", "put the order into OVER (… ORDER BY …)")
        } else if call.filter.is_some() {
            ("FILTER", "put the condition into the argument: CASE WHEN … THEN … END")
        } else {
            return;
        };
        let message = format!("Athena does not support {what} where a call has OVER.");
        self.problem(Problem::new(ProblemKind::Unsupported, at, message).help(help));
    }

    /// `array_join` casts each element to text, which its types do not say.
    fn judge_joined(&mut self, name: &str, arguments: &[Typed], at: At) {
        let ("array_join", Some(Type::Array(element))) = (name, arguments.first().map(|first| &first.ty)) else {
            return;
        };
        if !super::operator::castable(element, &Type::Text) {
            let message = format!("`array_join` joins what can be cast to text, and {element} cannot.");
            let problem = Problem::new(ProblemKind::WrongArguments, at, message);
            self.problem(problem.help("make texts of the elements first: transform(array, x -> …)"));
        }
    }

    fn wrong_arguments(&mut self, known: &Function, given: &[Type], at: At) {
        let is_moment = given.first().is_some_and(Type::is_moment);
        let is_text = given.first().is_some_and(Type::is_text);
        let count = given.len();
        let given: Vec<String> = given.iter().map(ToString::to_string).collect();
        let mut wanted: Vec<String> = known
            .overloads
            .iter()
            .map(|overload| signature(known.name, overload))
            .collect();
        let more = wanted.len().saturating_sub(4);
        wanted.truncate(4);
        let more = if more > 0 {
            format!(" and {more} more")
        } else {
            String::new()
        };
        self.problem(
            Problem::new(
                ProblemKind::WrongArguments,
                at,
                format!("`{}` does not take ({}).", known.name, visible(&given.join(", "))),
            )
            .help(match (known.name, count) {
                ("count", 2..) => "several columns are counted as one row: count(DISTINCT (a, b))".to_owned(),
                ("to_milliseconds", _) if is_moment => "it takes an interval; for the seconds since 1970 that Amazon Personalize wants, write CAST(to_unixtime(…) AS bigint)".to_owned(),
                ("to_unixtime", 1) if is_text => "it takes a moment: to_unixtime(from_iso8601_timestamp(…)), or of date_parse(…, format)".to_owned(),
                _ => format!("it is {}{more}", wanted.join(", or ")),
            }),
        );
    }
}

/// Whether the types of a function's arguments are judged by [`Analyzer::form`].
pub(super) fn has_form(name: &str) -> bool {
    ["if", "nullif", "try", "coalesce", "format"].contains(&name)
}

/// `date_diff(varchar, date, date)`.
fn signature(name: &str, overload: &Overload) -> String {
    let arguments: Vec<String> = overload.arguments.iter().map(shape).collect();
    let repeats = if overload.variadic { ", …" } else { "" };
    format!("{name}({}{repeats})", arguments.join(", "))
}

fn shape(of: &Shape) -> String {
    match of {
        Shape::Any(_) => "any".into(),
        Shape::Plain("joniregexp") => "pattern".into(),
        Shape::Plain("jsonpath") => "path".into(),
        Shape::Plain(name) | Shape::Opaque(name) => (*name).into(),
        Shape::Varchar(_) => "varchar".into(),
        Shape::Char(_) => "char".into(),
        Shape::Decimal(_) => "decimal".into(),
        Shape::Time(_) => "time".into(),
        Shape::TimeZoned(_) => "time with time zone".into(),
        Shape::Timestamp(_) => "timestamp".into(),
        Shape::TimestampZoned(_) => "timestamp with time zone".into(),
        Shape::Array(element) => format!("array({})", shape(element)),
        Shape::Map(key, value) => format!("map({}, {})", shape(key), shape(value)),
        Shape::Row(_) => "row".into(),
        Shape::Lambda(_) => "lambda".into(),
    }
}
