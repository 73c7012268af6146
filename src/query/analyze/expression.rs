//! Expressions → types.

use std::collections::HashSet;

use crate::query::ast::{Case, Expr, Name, Node, Query, TypeName};
use crate::query::coerce::common;
use crate::query::problem::{Problem, ProblemKind};
use crate::query::scope::{Field, Scope};
use crate::query::token::At;
use crate::query::traits::{Cleaned, Origin, ROLLED_UP, Traits};
use crate::query::types::Type;

use super::column::unknown;
use super::not_null::{NotNull, Outcome};
use super::{Analyzer, Typed, hash_text, mix};

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
                        slashes: !text.contains('\\'),
                        breaks: !text.contains(['\n', '\r']),
                    },
                    ..Traits::PLAIN
                };
                Typed::new(Type::Varchar(length), traits, mix(hash_text(text), 3), at).or_texts(&[at])
            }
            Node::Typed(named, text) => self.typed_literal(named, text, at),
            Node::Interval(ty) => Typed::new(ty.clone(), Traits::PLAIN, self.hash_written(at), at),
            Node::Column(name) => self.column(name, &[], scope).0,
            Node::Steps(base, steps) => self.steps(base, steps, at, scope),
            Node::Or(all) => self.logical(all, 4, at, scope),
            Node::And(all) => self.logical(all, 5, at, scope),
            Node::Not(value) => {
                let typed = self.condition(value, scope);
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
                // Calls look through their own lambdas.
                self.tell(
                    ProblemKind::TypeMismatch,
                    at,
                    "A lambda can only be an argument of a function.",
                );
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

    /// The type of a name; what is none is told.
    pub(super) fn known_type(&mut self, named: &TypeName<'_>) -> Type {
        match &named.named {
            Ok(ty) => ty.clone(),
            Err(name) => {
                let help = super::foreign::type_instead(name);
                let message = format!("Athena has no type `{}`.", crate::diagnostic::visible(name));
                self.problem(Problem::new(ProblemKind::UnknownType, named.at, message).maybe_help(help));
                Type::Unknown
            }
        }
    }

    /// The common type of what came before and another; told where there is none.
    pub(super) fn same_type(&mut self, before: &Type, typed: &Typed, what: &str) -> Type {
        common(before, &typed.ty).unwrap_or_else(|| {
            let message = format!(
                "{what} must have one type; this is {}, the ones before are {before}.",
                typed.ty
            );
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
                item: None,
                texts: Vec::new(),
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
        // Where it has no row it is NULL, whatever it reads.
        traits.nullable = None;
        traits.origin = Origin::Several;
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
        self.judge_null_branches(case);
        let groupings = self.groupings;
        let operand = case.operand.as_ref().map(|operand| self.expression(operand, scope));
        if let Some(operand) = &operand {
            whole.hash = mix(whole.hash, operand.hash);
            whole = whole.loose(operand.loose);
        }
        let mut traits: Option<Traits> = None;
        let mut refuted = Vec::new();
        for (condition, result) in &case.branches {
            let typed = self.condition(condition, scope);
            match &operand {
                Some(operand) => {
                    self.same_type(&operand.ty, &typed, "CASE and its WHEN values");
                }
                None => self.need_boolean(&typed, "A condition of CASE"),
            }
            // A later branch is only reached where this condition is not true.
            let (holds, fails) = match &operand {
                Some(_) => (NotNull::default(), NotNull::default()),
                None => (
                    self.not_null(condition, Outcome::True),
                    self.not_null(condition, Outcome::NotTrue),
                ),
            };
            let assumed = self.assume(holds);
            let result = self.expression(result, scope);
            self.forget(assumed);
            refuted.push(self.assume(fails));
            whole.ty = self.same_type(&whole.ty, &result, "The results of CASE");
            whole.hash = mix(mix(whole.hash, typed.hash), result.hash);
            whole = whole.loose(typed.loose).loose(result.loose).or_texts(&result.texts);
            traits = Some(traits.map_or(result.traits, |before| before.and(result.traits)));
        }
        let mut traits = traits.unwrap_or(Traits::PLAIN);
        match &case.otherwise {
            Some(otherwise) => {
                let result = self.expression(otherwise, scope);
                whole.ty = self.same_type(&whole.ty, &result, "The results of CASE");
                whole.hash = mix(whole.hash, result.hash);
                whole = whole.loose(result.loose);
                if !self.chooses() {
                    whole = whole.or_texts(&result.texts);
                }
                traits = traits.and(result.traits);
            }
            None => traits = traits.nullable("this CASE has no ELSE", at),
        }
        while let Some(assumed) = refuted.pop() {
            self.forget(assumed);
        }
        if self.groupings > groupings {
            traits.nullable = traits.nullable.filter(|nullable| nullable.why != ROLLED_UP);
        }
        whole.traits = traits;
        whole
    }
}

/// What a mistake gives.
pub(super) fn nothing(at: At) -> Typed {
    unknown(at)
}
