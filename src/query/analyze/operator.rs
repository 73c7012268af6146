//! Operators between values, and casts.

use crate::query::ast::{Expr, Node, Operator};
use crate::query::coerce::{coerces, common};
use crate::query::problem::{Problem, ProblemKind};
use crate::query::scope::Scope;
use crate::query::token::At;
use crate::query::traits::{Spelled, Traits};
use crate::query::types::{Moment, Type};

use super::{Analyzer, Typed, clock, mix};

impl Operator {
    /// How it is written.
    pub(super) fn mark(self) -> &'static str {
        match self {
            Self::Equal => "=",
            Self::NotEqual => "<>",
            Self::Less => "<",
            Self::LessOrEqual => "<=",
            Self::Greater => ">",
            Self::GreaterOrEqual => ">=",
            Self::Concat => "||",
            Self::Plus => "+",
            Self::Minus => "-",
            Self::Times => "*",
            Self::Divide => "/",
            Self::Modulo => "%",
        }
    }
}

impl Analyzer<'_> {
    /// Tells where a value that has to be true or false is another.
    pub(super) fn need_boolean(&mut self, typed: &Typed, what: &str) {
        if !coerces(&typed.ty, &Type::Boolean) {
            let message = format!("{what} must be true or false, but this is {}.", typed.ty);
            self.tell(ProblemKind::TypeMismatch, typed.at, message);
        }
    }

    pub(super) fn logical(&mut self, all: &[Expr<'_>], tag: u64, at: At, scope: &Scope<'_>) -> Typed {
        let mut whole = Typed::new(Type::Boolean, Traits::PLAIN, tag, at);
        let word = if tag == 4 { "What OR joins" } else { "What AND joins" };
        for one in all {
            let typed = self.condition(one, scope);
            self.need_boolean(&typed, word);
            whole.hash = mix(whole.hash, typed.hash);
            whole.traits.nullable = whole.traits.nullable.or(typed.traits.nullable);
            whole = whole.loose(typed.loose);
        }
        whole
    }

    pub(super) fn chain(
        &mut self,
        first: &Expr<'_>,
        rest: &[(Operator, At, Expr<'_>)],
        at: At,
        scope: &Scope<'_>,
    ) -> Typed {
        let mut left = self.expression(first, scope);
        let mut left_is_column = is_column(first);
        for (operator, place, right) in rest {
            let columns = (std::mem::take(&mut left_is_column), is_column(right));
            let right = self.expression(right, scope);
            let ty = match operator {
                Operator::Concat => concat(&left.ty, &right.ty),
                operator => arithmetic(*operator, &left.ty, &right.ty),
            };
            let ty = ty.unwrap_or_else(|| {
                self.no_operator(*operator, *place, &left, &right);
                Type::Unknown
            });
            let hash = mix(mix(mix(left.hash, 17 + *operator as u64), right.hash), 17);
            let mut traits = left.traits.and(right.traits);
            traits.constant = clock::product(*operator, (&left.traits, &right.traits));
            traits.clock = clock::of(*operator, *place, (&left.traits, &right.traits), columns)
                .or_else(|| clock::of_constant(traits.constant, *place));
            if *operator == Operator::Divide
                && [&left.ty, &right.ty]
                    .iter()
                    .any(|ty| matches!(ty, Type::Decimal(_, 1..)))
            {
                // How many digits it has differs by version; that it has some behind the point does not.
                traits.spelled = Some((Spelled::Fraction, *place));
            }
            if *operator != Operator::Concat {
                traits.cleaned = crate::query::traits::Cleaned::YES;
            }
            let whole = left.at.to(right.at);
            left = self.seal(Typed::new(ty, traits, hash, whole).loose(left.loose).loose(right.loose));
        }
        left.at = at;
        left
    }

    fn no_operator(&mut self, operator: Operator, place: At, left: &Typed, right: &Typed) {
        let message = format!(
            "`{}` does not go between {} and {}.",
            operator.mark(),
            left.ty,
            right.ty
        );
        let text = left.ty.is_text() || right.ty.is_text();
        let help = match operator {
            Operator::Concat => Some("cast the other to varchar"),
            Operator::Plus if left.ty.is_text() && right.ty.is_text() => Some("texts are joined with ||"),
            _ if text => Some("cast the text to a number: CAST(… AS double)"),
            Operator::Plus | Operator::Minus if left.ty.is_moment() || right.ty.is_moment() => {
                Some("write an interval: INTERVAL '1' DAY, or date_add('day', 1, …)")
            }
            _ => None,
        };
        self.problem(Problem::new(ProblemKind::TypeMismatch, place, message).maybe_help(help));
    }

    pub(super) fn signed(&mut self, value: &Expr<'_>, sign: At, at: At, scope: &Scope<'_>) -> Typed {
        let typed = self.expression(value, scope);
        let minus = self.text.get(sign.start..sign.end) == Some("-");
        let interval = matches!(
            typed.ty,
            Type::Plain("interval day to second" | "interval year to month")
        );
        let fits = typed.ty.is_numeric() || matches!(typed.ty, Type::Unknown | Type::Null) || minus && interval;
        if !fits {
            let message = format!("A sign does not go before {}.", typed.ty);
            self.tell(ProblemKind::TypeMismatch, sign, message);
        }
        let ty = if fits { typed.ty } else { Type::Unknown };
        let traits = Traits {
            constant: typed.traits.constant.and_then(i64::checked_neg),
            ..typed.traits
        };
        Typed::new(ty, traits, mix(typed.hash, 30), at).loose(typed.loose)
    }

    pub(super) fn zoned(&mut self, value: &Expr<'_>, zones: &[Expr<'_>], at: At, scope: &Scope<'_>) -> Typed {
        let mut typed = self.expression(value, scope);
        for zone in zones {
            typed.hash = mix(typed.hash, self.hash_written(zone.at));
            typed.ty = match typed.ty {
                Type::Moment(Moment::Timestamp | Moment::TimestampZoned, digits) => {
                    Type::Moment(Moment::TimestampZoned, digits)
                }
                Type::Moment(_, digits) => Type::Moment(Moment::TimeZoned, digits),
                Type::Unknown | Type::Null => Type::Unknown,
                other => {
                    let message = format!("AT TIME ZONE takes times and timestamps, but this is {other}.");
                    self.tell(ProblemKind::TypeMismatch, typed.at, message);
                    Type::Unknown
                }
            };
        }
        typed.at = at;
        typed
    }

    /// Whether two values can be compared, and in which order; told at the operator.
    pub(super) fn comparison(&mut self, operator: Operator, place: At, left: &Typed, right: &Typed) {
        let Some(joined) = common(&left.ty, &right.ty) else {
            let text = left.ty.is_text() != right.ty.is_text();
            let help = if text && (left.ty.is_moment() || right.ty.is_moment()) {
                Some("write DATE '…' or TIMESTAMP '…' before the text, or cast it")
            } else if text {
                Some("cast one of them to the type of the other")
            } else {
                None
            };
            let message = format!("`{}` cannot compare {} with {}.", operator.mark(), left.ty, right.ty);
            self.problem(Problem::new(ProblemKind::TypeMismatch, place, message).maybe_help(help));
            return;
        };
        let ordered = !matches!(operator, Operator::Equal | Operator::NotEqual);
        let fits = if ordered {
            crate::query::coerce::orderable(&joined)
        } else {
            crate::query::coerce::comparable(&joined)
        };
        if !fits {
            let message = format!("`{}` does not go between values of type {joined}.", operator.mark());
            self.tell(ProblemKind::TypeMismatch, place, message);
        }
    }
}

/// Whether an expression is nothing but a column.
fn is_column(expression: &Expr<'_>) -> bool {
    matches!(expression.node, Node::Column(_) | Node::Steps(..))
}

fn concat(left: &Type, right: &Type) -> Option<Type> {
    match (left, right) {
        (Type::Null, Type::Null) => Some(Type::Unknown),
        (Type::Array(a), Type::Array(b)) => common(a, b).map(Type::array),
        (Type::Array(element), other) | (other, Type::Array(element)) => common(element, other).map(Type::array),
        (Type::Char(a), Type::Char(b) | Type::Varchar(Some(b))) | (Type::Varchar(Some(a)), Type::Char(b)) => {
            Some(Type::Char(a.saturating_add(*b).min(65_536)))
        }
        (a, b) if a.is_text() && b.is_text() => Some(Type::Text),
        (Type::Unknown, other) | (other, Type::Unknown) => match other {
            Type::Varchar(_) => Some(Type::Text),
            Type::Plain("varbinary") => Some(Type::Varbinary),
            Type::Unknown | Type::Null | Type::Char(_) => Some(Type::Unknown),
            _ => None,
        },
        (Type::Null, other) | (other, Type::Null) => match other {
            Type::Varchar(_) => Some(Type::Text),
            Type::Char(_) => Some(Type::Unknown),
            Type::Plain("varbinary") => Some(Type::Varbinary),
            _ => None,
        },
        (Type::Plain("varbinary"), Type::Plain("varbinary")) => Some(Type::Varbinary),
        _ => None,
    }
}

/// The result of arithmetic; `None` where the operator does not go between these types.
fn arithmetic(operator: Operator, left: &Type, right: &Type) -> Option<Type> {
    if matches!(left, Type::Unknown) || matches!(right, Type::Unknown) {
        let other = if matches!(left, Type::Unknown) { right } else { left };
        let possible = matches!(other, Type::Unknown | Type::Null)
            || other.is_numeric()
            || other.is_moment()
            || matches!(other, Type::Plain("interval day to second" | "interval year to month"));
        return possible.then_some(Type::Unknown);
    }
    if left.is_numeric() && right.is_numeric() {
        let joined = common(left, right)?;
        // The precision of a computed decimal differs between versions of the engine.
        let told = !matches!(joined, Type::Decimal(..));
        return Some(if told { joined } else { Type::Unknown });
    }
    match (left, right) {
        (Type::Null, other) | (other, Type::Null) => {
            let whole = other.is_numeric() && !matches!(other, Type::Decimal(..));
            return Some(if whole { other.clone() } else { Type::Unknown });
        }
        _ => {}
    }
    let interval = |ty: &Type| matches!(ty, Type::Plain("interval day to second" | "interval year to month"));
    match operator {
        Operator::Plus | Operator::Minus if interval(left) && left == right => Some(left.clone()),
        Operator::Plus | Operator::Minus if left.is_moment() && interval(right) => shifted(left, right),
        Operator::Plus if interval(left) && right.is_moment() => shifted(right, left),
        Operator::Minus if left.is_moment() && right.is_moment() => common(left, right).map(|_| Type::DayToSecond),
        Operator::Times | Operator::Divide if interval(left) && right.is_numeric() => Some(left.clone()),
        Operator::Times if interval(right) && left.is_numeric() => Some(right.clone()),
        _ => None,
    }
}

/// A moment and an interval.
fn shifted(moment: &Type, interval: &Type) -> Option<Type> {
    match moment {
        Type::Moment(Moment::Time | Moment::TimeZoned, _) if *interval == Type::YearToMonth => None,
        Type::Moment(kind, digits) if *interval == Type::DayToSecond => Some(Type::Moment(*kind, (*digits).max(3))),
        other => Some(other.clone()),
    }
}

/// Whether a cast succeeds for every value: to a wider type, or to text.
pub(super) fn always_casts(from: &Type, to: &Type) -> bool {
    let to_text = match to {
        // A text is cut to the length, anything else fails where it is longer.
        Type::Varchar(_) | Type::Char(_) if from.is_text() => true,
        Type::Varchar(None) => from.is_numeric() || from.is_moment() || *from == Type::Boolean,
        _ => false,
    };
    to_text || !from.is_vague() && !to.is_vague() && coerces(from, to)
}

/// Whether a cast exists at all. What is doubtful is allowed.
pub(super) fn castable(from: &Type, to: &Type) -> bool {
    if matches!(from, Type::Unknown | Type::Null) || *to == Type::Unknown || coerces(from, to) {
        return true;
    }
    let json = |ty: &Type| *ty == Type::Json;
    match (from, to) {
        (Type::Array(from), Type::Array(to)) => castable(from, to),
        (Type::Map(key, value), Type::Map(to_key, to_value)) => castable(key, to_key) && castable(value, to_value),
        (Type::Row(from), Type::Row(to)) => {
            from.len() == to.len()
                && from
                    .iter()
                    .zip(to.iter())
                    .all(|((_, from), (_, to))| castable(from, to))
        }
        (from, _) if json(from) => {
            !matches!(to, Type::Plain("varbinary" | "uuid" | "ipaddress")) && !to.is_moment()
                || *to == Type::Date
                || matches!(to, Type::Moment(Moment::Timestamp, _))
        }
        (_, to) if json(to) => !matches!(from, Type::Plain("varbinary" | "uuid" | "ipaddress")),
        (Type::Array(_) | Type::Map(..) | Type::Row(_), _) | (_, Type::Array(_) | Type::Map(..) | Type::Row(_)) => {
            false
        }
        (from, to) if from.is_text() => !matches!(to, Type::Plain("varbinary")) || from.is_text(),
        (Type::Plain("varbinary"), to) => !(to.is_text() || to.is_numeric() || to.is_moment() || *to == Type::Boolean),
        (from, to) if to.is_text() => !matches!(from, Type::Plain("hyperloglog" | "setdigest" | "tdigest")),
        (from, to) if from.is_numeric() => to.is_numeric() || *to == Type::Boolean,
        (Type::Plain("boolean"), to) => to.is_numeric(),
        (from, to) if from.is_moment() => match (from, to) {
            (Type::Moment(Moment::Time | Moment::TimeZoned, _), Type::Plain("date")) => false,
            (Type::Plain("date"), Type::Moment(Moment::Time | Moment::TimeZoned, _)) => false,
            (_, to) => to.is_moment(),
        },
        _ => true,
    }
}
