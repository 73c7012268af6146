//! CAST and TRY_CAST.

use crate::diagnostic::visible;
use crate::query::ast::{Expr, Node, TypeName};
use crate::query::problem::{Problem, ProblemKind};
use crate::query::scope::Scope;
use crate::query::token::At;
use crate::query::traits::{Cleaned, Clock, Spelled, TRY_CAST, Traits};
use crate::query::types::Type;

use super::{Analyzer, Typed, clock, hash_text, literal, mix};

impl Analyzer<'_> {
    pub(super) fn cast(
        &mut self,
        value: &Expr<'_>,
        named: &TypeName<'_>,
        tries: bool,
        at: At,
        scope: &Scope<'_>,
    ) -> Typed {
        let typed = self.expression(value, scope);
        let mut ty = self.known_type(named);
        if !super::operator::castable(&typed.ty, &ty) {
            let message = format!("A value of type {} cannot be cast to {ty}.", typed.ty);
            let seconds = typed.ty.is_moment() && matches!(ty, Type::Bigint | Type::Integer);
            let help = seconds.then(|| format!("for the seconds since 1970, write CAST(to_unixtime(…) AS {ty})"));
            self.problem(Problem::new(ProblemKind::TypeMismatch, at, message).maybe_help(help));
            // Nothing more is told of what comes of it.
            ty = Type::Unknown;
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
        if ty.whole_rank().is_some() {
            self.cast_to_whole(value, &typed, &ty, tries, &mut traits);
        }
        traits.spelled = match typed.ty {
            _ if !ty.is_text() => None,
            Type::Boolean => Some((Spelled::Boolean, at)),
            Type::Double | Type::Real => Some((Spelled::Fraction, at)),
            ref moment if moment.is_moment() => Some((Spelled::Moment, at)),
            ref other if other.is_numeric() || *other == Type::Unknown => traits.spelled.or(Some((Spelled::Cast, at))),
            _ => traits.spelled,
        };
        if tries && !super::operator::always_casts(&typed.ty, &ty) {
            traits = traits.nullable(TRY_CAST, at);
        }
        let hash = mix(mix(typed.hash, hash_text(&ty.to_string())), 14 + u64::from(tries));
        let texts = if ty == Type::Text { typed.texts } else { Vec::new() };
        Typed::new(ty, traits, hash, at).loose(typed.loose).or_texts(&texts)
    }

    /// What a whole number is that was a text: the number that is written there, or the digits of a date.
    fn cast_to_whole(&mut self, value: &Expr<'_>, typed: &Typed, ty: &Type, tries: bool, traits: &mut Traits) {
        match (&value.node, typed.traits.spelled) {
            (Node::Text(text), _) => {
                traits.constant = text.parse().ok();
                traits.clock = clock::of_constant(traits.constant, value.at);
                // Both give NULL for it.
                if tries || self.tries > 0 || literal::is_value(text, ty) {
                    return;
                }
                let message = format!("'{}' is no {ty}: the cast fails when the query runs.", visible(text));
                let date = text
                    .contains('-')
                    .then_some("for a date, write CAST(to_unixtime(TIMESTAMP '…') AS bigint)");
                self.problem(Problem::new(ProblemKind::InvalidLiteral, value.at, message).maybe_help(date));
            }
            (_, Some((Spelled::Moment, at))) => traits.clock = Some((Clock::Written, at)),
            _ => {}
        }
    }
}
