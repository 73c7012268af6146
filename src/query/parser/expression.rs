//! Expressions, the loosest operators first.
//!
//! ```text
//! expression = both (OR both)*                 both = inverse (AND inverse)*          inverse = NOT* predicate
//! predicate  = value [comparison (value | ALL|ANY|SOME ( query )) | [NOT] BETWEEN value AND value | [NOT] IN (…)
//!            | [NOT] LIKE value [ESCAPE value] | IS [NOT] NULL | IS [NOT] DISTINCT FROM value]
//! value      = sum (|| sum)*     sum = product ((+|-) product)*     product = signed ((*|/|%) signed)*
//! signed     = (+|-)* zoned      zoned = primary (AT TIME ZONE zone)*
//! ```

use crate::query::ast::{Expr, Node, Operator, Predicate};
use crate::query::problem::{Problem, ProblemKind};
use crate::query::token::At;

use super::cursor::{Cursor, Parsed};

const COMPARISONS: &[(&str, Operator)] = &[
    ("=", Operator::Equal),
    ("<>", Operator::NotEqual),
    ("!=", Operator::NotEqual),
    ("<", Operator::Less),
    ("<=", Operator::LessOrEqual),
    (">", Operator::Greater),
    (">=", Operator::GreaterOrEqual),
];

/// Chains of operators that bind alike, the loosest first.
const CHAINS: &[&[(&str, Operator)]] = &[
    &[("||", Operator::Concat)],
    &[("+", Operator::Plus), ("-", Operator::Minus)],
    &[("*", Operator::Times), ("/", Operator::Divide), ("%", Operator::Modulo)],
];

impl<'a> Cursor<'a> {
    /// Any expression.
    pub(super) fn expression(&mut self) -> Parsed<Expr<'a>> {
        self.deeper(Self::alternatives)
    }

    /// An expression without AND, OR, NOT and predicates.
    pub(super) fn value(&mut self) -> Parsed<Expr<'a>> {
        self.deeper(|cursor| cursor.chain(0))
    }

    fn alternatives(&mut self) -> Parsed<Expr<'a>> {
        let first = self.conjunction()?;
        if !self.word("OR") {
            return Ok(first);
        }
        let start = first.at;
        let mut all = vec![first];
        while self.take_word("OR") {
            all.push(self.conjunction()?);
        }
        Ok(self.node(start, Node::Or(all)))
    }

    fn conjunction(&mut self) -> Parsed<Expr<'a>> {
        let first = self.inverse()?;
        if !self.word("AND") {
            return Ok(first);
        }
        let start = first.at;
        let mut all = vec![first];
        while self.take_word("AND") {
            all.push(self.inverse()?);
        }
        Ok(self.node(start, Node::And(all)))
    }

    fn inverse(&mut self) -> Parsed<Expr<'a>> {
        let start = self.place();
        let mut inverted = false;
        while self.take_word("NOT") {
            inverted = true;
        }
        let predicate = self.predicate()?;
        Ok(if inverted {
            self.node(start, Node::Not(Box::new(predicate)))
        } else {
            predicate
        })
    }

    fn predicate(&mut self) -> Parsed<Expr<'a>> {
        let left = self.chain(0)?;
        let at = self.place();
        let Some(predicate) = self.predicate_after()? else {
            return Ok(left);
        };
        let start = left.at;
        Ok(self.node(start, Node::Predicate(Box::new(left), Box::new(predicate), at)))
    }

    fn predicate_after(&mut self) -> Parsed<Option<Predicate<'a>>> {
        if let Some((_, operator)) = COMPARISONS.iter().find(|(mark, _)| self.mark(mark)) {
            self.advance();
            let quantified = self.one_of(&["ALL", "ANY", "SOME"]).is_some() && self.mark_at(1, "(") && self.query_at(2);
            if quantified {
                self.advance();
                return Ok(Some(Predicate::Quantified(
                    *operator,
                    Box::new(self.query_in_brackets()?),
                )));
            }
            return Ok(Some(Predicate::Compare(*operator, self.chain(0)?)));
        }
        let inverted = self.word("NOT");
        let ahead = usize::from(inverted);
        if self.word_at(ahead, "BETWEEN") {
            self.take_word("NOT");
            self.advance();
            let low = self.chain(0)?;
            self.need_word("AND")?;
            return Ok(Some(Predicate::Between(low, self.chain(0)?)));
        }
        if self.word_at(ahead, "IN") {
            self.take_word("NOT");
            self.advance();
            if self.mark("(") && self.query_at(1) {
                return Ok(Some(Predicate::InQuery(Box::new(self.query_in_brackets()?))));
            }
            self.need("(")?;
            let all = self.list(Self::expression)?;
            self.need(")")?;
            return Ok(Some(Predicate::In(all)));
        }
        if self.word_at(ahead, "LIKE") {
            self.take_word("NOT");
            self.advance();
            let pattern = self.chain(0)?;
            let escape = if self.take_word("ESCAPE") {
                Some(self.chain(0)?)
            } else {
                None
            };
            return Ok(Some(Predicate::Like(pattern, escape)));
        }
        if inverted {
            self.advance();
            return self.fail("BETWEEN, IN or LIKE");
        }
        if self.take_word("IS") {
            let inverted = self.take_word("NOT");
            if self.take_word("NULL") {
                return Ok(Some(Predicate::IsNull(inverted)));
            }
            if self.take_word("DISTINCT") {
                self.need_word("FROM")?;
                return Ok(Some(Predicate::Distinct(self.chain(0)?)));
            }
            return self.fail("NULL or DISTINCT FROM");
        }
        Ok(None)
    }

    fn chain(&mut self, level: usize) -> Parsed<Expr<'a>> {
        let Some(operators) = CHAINS.get(level) else {
            return self.signed();
        };
        let first = self.chain(level + 1)?;
        let mut rest = Vec::new();
        while let Some((_, operator)) = operators.iter().find(|(mark, _)| self.mark(mark)) {
            let at = self.advance().at;
            rest.push((*operator, at, self.chain(level + 1)?));
        }
        if rest.is_empty() {
            return Ok(first);
        }
        let start = first.at;
        Ok(self.node(start, Node::Chain(Box::new(first), rest)))
    }

    fn signed(&mut self) -> Parsed<Expr<'a>> {
        let start = self.place();
        let mut signed = false;
        while self.take("-") || self.take("+") {
            signed = true;
        }
        let value = self.zoned()?;
        Ok(if signed {
            self.node(start, Node::Signed(Box::new(value), start))
        } else {
            value
        })
    }

    fn zoned(&mut self) -> Parsed<Expr<'a>> {
        let value = self.primary()?;
        if !self.words(&["AT", "TIME", "ZONE"]) {
            return Ok(value);
        }
        let start = value.at;
        let mut zones = Vec::new();
        while self.take_words(&["AT", "TIME", "ZONE"]) {
            let at = self.place();
            let node = if self.is_text() {
                Node::Text(self.string()?)
            } else if self.word("INTERVAL") {
                match self.interval()? {
                    Some(interval) => interval,
                    None => return self.fail("an interval"),
                }
            } else {
                return self.fail("a time zone in single quotes");
            };
            zones.push(self.node(at, node));
        }
        Ok(self.node(start, Node::Zoned(Box::new(value), zones)))
    }

    /// The expression from `start` to here.
    pub(super) fn node(&self, start: At, node: Node<'a>) -> Expr<'a> {
        Expr {
            node,
            at: self.since(start),
        }
    }

    /// What is told of `?`.
    pub(super) fn parameter(&self) -> Problem {
        Problem::new(
            ProblemKind::Unsupported,
            self.place(),
            "A saved query cannot have parameters (`?`): nobody gives them values when it runs.",
        )
        .help("write the value")
    }
}
