//! Parts of rows, arrays and maps, and what makes them.

use crate::query::ast::{Expr, Name, Node, Step};
use crate::query::coerce::common;
use crate::query::problem::{Problem, ProblemKind};
use crate::query::scope::Scope;
use crate::query::token::At;
use crate::query::traits::Traits;
use crate::query::types::Type;

use super::{Analyzer, Typed, hash_text, mix};

impl Analyzer<'_> {
    pub(super) fn steps(&mut self, base: &Expr<'_>, steps: &[Step<'_>], at: At, scope: &Scope<'_>) -> Typed {
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
                        let help =
                            crate::diagnostic::closest(&key, fields).map(|near| format!("did you mean `{near}`?"));
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
                let position = by
                    .traits
                    .constant
                    .and_then(|at| usize::try_from(at).ok()?.checked_sub(1));
                position
                    .and_then(|at| fields.get(at))
                    .map_or(Type::Unknown, |(_, ty)| ty.clone())
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

    pub(super) fn row(&mut self, parts: &[Expr<'_>], at: At, scope: &Scope<'_>) -> Typed {
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

    pub(super) fn array(&mut self, elements: &[Expr<'_>], at: At, scope: &Scope<'_>) -> Typed {
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
}
