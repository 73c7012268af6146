//! Predicates.

use crate::query::ast::{Expr, Node, Operator, Predicate, Query, Select};
use crate::query::coerce::common;
use crate::query::problem::{Problem, ProblemKind};
use crate::query::scope::Scope;
use crate::query::token::{At, Kind};
use crate::query::traits::Traits;
use crate::query::types::Type;
use crate::query::words::is_reserved;

use super::{Analyzer, Typed, mix};

impl Analyzer<'_> {
    pub(super) fn predicate(
        &mut self,
        left: &Expr<'_>,
        predicate: &Predicate<'_>,
        place: At,
        at: At,
        scope: &Scope<'_>,
    ) -> Typed {
        let value = self.expression(left, scope);
        self.note(left.at, &value);
        let mut whole = Typed::new(Type::Boolean, Traits::PLAIN, mix(value.hash, 40), at);
        whole.traits.nullable = value.traits.nullable;
        let mut others = Vec::new();
        match predicate {
            Predicate::Compare(operator, right) => {
                let right_typed = self.probable_literal(right, scope);
                self.note(right.at, &right_typed);
                self.comparison(*operator, place, &value, &right_typed);
                whole.hash = mix(whole.hash, 41 + *operator as u64);
                others.push(right_typed);
            }
            Predicate::Distinct(right) => {
                let right = self.expression(right, scope);
                self.comparison(Operator::Equal, place, &value, &right);
                whole.traits.nullable = None;
                others.push(right);
            }
            Predicate::Between(low, high) => {
                let low = self.probable_literal(low, scope);
                let high = self.probable_literal(high, scope);
                let joined = common(&value.ty, &low.ty).and_then(|ty| common(&ty, &high.ty));
                if joined.is_none_or(|ty| !crate::query::coerce::orderable(&ty)) {
                    let message = format!("BETWEEN cannot compare {} with {} and {}.", value.ty, low.ty, high.ty);
                    let all = [&value.ty, &low.ty, &high.ty];
                    let mixed = all.iter().any(|ty| ty.is_text()) && all.iter().any(|ty| ty.is_moment());
                    let help = mixed.then_some("write DATE '…' or TIMESTAMP '…' before the text, or cast it");
                    self.problem(Problem::new(ProblemKind::TypeMismatch, place, message).maybe_help(help));
                }
                others.extend([low, high]);
            }
            Predicate::In(all) => {
                let mut ty = value.ty.clone();
                for one in all {
                    let typed = self.probable_literal(one, scope);
                    ty = self.same_type(&ty, &typed, "IN and its list");
                    others.push(typed);
                }
            }
            Predicate::InQuery(query) | Predicate::Quantified(_, query) => {
                let operator = match predicate {
                    Predicate::Quantified(operator, _) => *operator,
                    _ => Operator::Equal,
                };
                let right = self.column_of(query, place, scope, matches!(value.ty, Type::Row(_)));
                self.comparison(operator, place, &value, &right);
                others.push(right);
            }
            Predicate::Like(pattern, escape) => {
                let pattern = self.probable_literal(pattern, scope);
                self.need_text(&value, "The left side of LIKE");
                self.need_text(&pattern, "The pattern of LIKE");
                if matches!(pattern.ty, Type::Char(_)) {
                    let message = format!("The pattern of LIKE must be varchar, but this is {}.", pattern.ty);
                    self.tell(ProblemKind::TypeMismatch, pattern.at, message);
                }
                others.push(pattern);
                if let Some(escape) = escape {
                    let escape = self.expression(escape, scope);
                    self.need_text(&escape, "The escape of LIKE");
                }
            }
            Predicate::IsNull(inverted) => {
                whole.hash = mix(whole.hash, 60 + u64::from(*inverted));
                whole.traits.nullable = None;
            }
        }
        let negated = self.negated(place);
        self.judge_null(left, predicate, negated, place, at);
        // NOT stands at the predicate's place, and its hash has to differ.
        whole.hash = mix(whole.hash, u64::from(negated));
        whole = whole.loose(value.loose);
        for other in others {
            whole.hash = mix(whole.hash, other.hash);
            whole = whole.loose(other.loose);
        }
        whole
    }

    fn negated(&self, place: At) -> bool {
        self.text
            .get(place.start..place.end)
            .is_some_and(|word| word.eq_ignore_ascii_case("not"))
    }

    fn need_text(&mut self, typed: &Typed, what: &str) {
        if !typed.ty.is_text() && !matches!(typed.ty, Type::Unknown | Type::Null) {
            let message = format!("{what} must be text, but this is {}.", typed.ty);
            self.tell(ProblemKind::TypeMismatch, typed.at, message);
        }
    }

    /// The one column of a subquery that values are looked for in.
    fn column_of(&mut self, query: &Query<'_>, place: At, scope: &Scope<'_>, row: bool) -> Typed {
        let node = Expr {
            node: Node::Null,
            at: query.at,
        };
        let before = self.outer.len();
        let output = self.query(query, Some(scope));
        let loose = self.outer_loose(before);
        let ty = match (output.open, output.fields.as_slice()) {
            (true, _) => Type::Unknown,
            (false, [only]) => only.ty.clone(),
            (false, fields) if row => Type::Row(fields.iter().map(|field| (None, field.ty.clone())).collect()),
            (false, fields) => {
                let message = format!("A subquery here must have one column, but it has {}.", fields.len());
                self.tell(ProblemKind::ColumnCount, place, message);
                Type::Unknown
            }
        };
        Typed::new(ty, Traits::PLAIN, self.hash_written(node.at), query.at).loose(loose)
    }

    /// The first column of this query that a subquery named, of those noted since.
    fn outer_loose(&mut self, since: usize) -> Option<At> {
        let depth = self.depth();
        let mut loose = None;
        let mut kept = Vec::new();
        for (index, (level, at, hash)) in std::mem::take(&mut self.outer).into_iter().enumerate() {
            if index < since || level < depth {
                kept.push((level, at, hash));
            } else if level == depth
                && loose.is_none()
                && !self.levels.last().is_some_and(|own| own.groups.contains(&hash))
            {
                loose = Some(at);
            }
        }
        self.outer = kept;
        loose
    }

    /// An operand; a name in double quotes that only an unknown table can have is probably a text.
    fn probable_literal(&mut self, expression: &Expr<'_>, scope: &Scope<'_>) -> Typed {
        let typed = self.expression(expression, scope);
        let Node::Column(name) = &expression.node else {
            return typed;
        };
        let text = name.text.as_ref();
        let needs_quotes = is_reserved(text)
            || ["timestamp", "date", "time", "user"]
                .iter()
                .any(|word| text.eq_ignore_ascii_case(word))
            || crate::query::lexer::tokens(text)
                .first()
                .is_some_and(|token| token.kind == Kind::DigitWord);
        if name.quoted && typed.ty == Type::Unknown && typed.loose.is_some() && !needs_quotes {
            self.problem(
                Problem::new(
                    ProblemKind::ProbableLiteral,
                    expression.at,
                    format!(
                        "{} is a name, since it stands in double quotes; a text is probably meant.",
                        self.quote(name.at)
                    ),
                )
                .help(format!("for a text, write '{}'", text.replace('\'', "''"))),
            );
        }
        typed
    }

    /// Notes whether WHERE or HAVING look at more than that values are there: they may leave out the rows that ELSE is for.
    pub(super) fn note_choice(&mut self, select: &Select<'_>) {
        let is_not_null = |condition: &Expr<'_>| matches!(&condition.node, Node::Predicate(_, predicate, _) if matches!(predicate.as_ref(), Predicate::IsNull(true)));
        let keeps_all = match select.filter.as_ref() {
            None => true,
            Some(Expr {
                node: Node::And(all), ..
            }) => all.iter().all(is_not_null),
            Some(filter) => is_not_null(filter),
        };
        if let Some(level) = self.levels.last_mut() {
            level.chooses = !keeps_all || select.having.is_some();
        }
    }

    /// Whether WHERE or HAVING of the current SELECT may leave out what ELSE is for.
    pub(super) fn chooses(&self) -> bool {
        self.levels.last().is_some_and(|level| level.chooses)
    }
}
