//! What operators hold together.
//!
//! ```text
//! primary  = NULL | TRUE | FALSE | number | text | X'…' | type text | INTERVAL [-] text unit [TO unit] | name | call
//!          | ( query ) | ( expression, … ) | ROW (…) | ARRAY […] | EXISTS ( query ) | CASE … END | name -> expression
//!          | (name, …) -> expression | CAST ( expression AS type ) | primary . name | primary [ value ]
//! ```

use crate::query::ast::{Case, Expr, Name, Node, Step};
use crate::query::problem::{Problem, ProblemKind};
use crate::query::token::{At, Kind};
use crate::query::types::Type;

use super::cursor::{Cursor, Parsed};

const UNITS: &[&str] = &["YEAR", "MONTH", "DAY", "HOUR", "MINUTE", "SECOND"];

impl<'a> Cursor<'a> {
    pub(super) fn primary(&mut self) -> Parsed<Expr<'a>> {
        let start = self.place();
        let bracketed = self.mark("(");
        let mut expression = self.base()?;
        if matches!(expression.node, Node::Lambda(..)) && !bracketed {
            return Ok(expression);
        }
        loop {
            if self.mark(".") && !self.mark_at(1, "*") {
                self.advance();
                let name = self.name()?;
                let at = name.at;
                Self::step(&mut expression, Step::Field(name), at);
            } else if self.take("[") {
                let index = self.value()?;
                let at = self.need("]")?;
                Self::step(&mut expression, Step::Index(index), at);
            } else {
                if bracketed && matches!(expression.node, Node::Steps(..)) {
                    expression.at.start = start.start;
                }
                return Ok(expression);
            }
        }
    }

    fn base(&mut self) -> Parsed<Expr<'a>> {
        let start = self.place();
        let node = match self.kind() {
            Kind::Integer => {
                let token = self.advance();
                Node::Integer(self.text(token).parse().ok())
            }
            Kind::Decimal => {
                self.advance();
                Node::Decimal
            }
            Kind::Double => {
                self.advance();
                Node::Double
            }
            Kind::Text | Kind::UnicodeText => Node::Text(self.string()?),
            Kind::Binary => self.binary()?,
            Kind::Mark if self.mark("(") => return self.bracketed(),
            Kind::Mark if self.mark("?") => return self.parameter_here(),
            Kind::Reserved => return self.reserved(),
            Kind::Word | Kind::Quoted | Kind::Backquoted | Kind::DigitWord => return self.named(),
            _ => return self.fail("an expression"),
        };
        Ok(self.node(start, node))
    }

    fn parameter_here(&mut self) -> Parsed<Expr<'a>> {
        let start = self.place();
        self.late(self.parameter());
        self.advance();
        Ok(self.node(start, Node::Parameter))
    }

    fn binary(&mut self) -> Parsed<Node<'a>> {
        let token = self.advance();
        let digits = self.text(token).get(2..).unwrap_or("").trim_end_matches('\'');
        let digits: Vec<u8> = digits.bytes().filter(|byte| !byte.is_ascii_whitespace()).collect();
        if !digits.len().is_multiple_of(2) || !digits.iter().all(u8::is_ascii_hexdigit) {
            self.late(Problem::new(
                ProblemKind::InvalidLiteral,
                token.at,
                "A binary literal holds pairs of hexadecimal digits.",
            ));
        }
        Ok(Node::Binary)
    }

    /// A lambda, a query, a row, or an expression in brackets.
    fn bracketed(&mut self) -> Parsed<Expr<'a>> {
        let start = self.place();
        if self.lambda_follows() {
            self.advance();
            let names = if self.mark(")") {
                Vec::new()
            } else {
                self.list(Self::name)?
            };
            self.need(")")?;
            return self.lambda(start, names);
        }
        if self.query_at(1) {
            let query = self.query_in_brackets()?;
            return Ok(self.node(start, Node::Subquery(Box::new(query))));
        }
        self.advance();
        let first = self.expression()?;
        if self.take(")") {
            return Ok(first);
        }
        let mut parts = vec![first];
        while self.take(",") {
            parts.push(self.expression()?);
        }
        self.need(")")?;
        Ok(self.node(start, Node::Row(parts)))
    }

    fn lambda(&mut self, start: At, names: Vec<Name<'a>>) -> Parsed<Expr<'a>> {
        self.need("->")?;
        let body = self.expression()?;
        Ok(self.node(start, Node::Lambda(names, Box::new(body))))
    }

    /// What begins with a word that may be a name, or with a quoted name.
    fn named(&mut self) -> Parsed<Expr<'a>> {
        let start = self.place();
        if self.mark_at(1, "->") {
            let name = self.name()?;
            return self.lambda(start, vec![name]);
        }
        if self.word("INTERVAL")
            && let Some(node) = self.interval()?
        {
            return Ok(self.node(start, node));
        }
        let text_at = if self.words(&["DOUBLE", "PRECISION"]) { 2 } else { 1 };
        if matches!(self.peek(text_at).kind, Kind::Text | Kind::UnicodeText) {
            let named = self.literal_type()?;
            let text = self.string()?;
            return Ok(self.node(start, Node::Typed(named, text)));
        }
        if self.kind() == Kind::Word {
            if self.word("ARRAY") && self.mark_at(1, "[") {
                return self.array();
            }
            if self.mark_at(1, "(") {
                if self.word("ROW") {
                    self.advance();
                    self.advance();
                    let parts = self.list(Self::expression)?;
                    self.need(")")?;
                    return Ok(self.node(start, Node::Row(parts)));
                }
                if self.word("TRY_CAST") && !self.call_without_as() {
                    return self.cast(true);
                }
                if self.word("POSITION") {
                    return self.position_of();
                }
                if self.word("SUBSTRING") {
                    return self.substring();
                }
            }
        }
        if self.call_follows() {
            return self.call();
        }
        let name = self.name()?;
        Ok(self.node(start, Node::Column(name)))
    }

    fn array(&mut self) -> Parsed<Expr<'a>> {
        let start = self.advance().at;
        self.advance();
        let elements = if self.mark("]") {
            Vec::new()
        } else {
            self.list(Self::expression)?
        };
        self.need("]")?;
        Ok(self.node(start, Node::Array(elements)))
    }

    /// `INTERVAL '1' DAY`; nothing where the word is a name here.
    pub(super) fn interval(&mut self) -> Parsed<Option<Node<'a>>> {
        let signed = usize::from(self.mark_at(1, "-") || self.mark_at(1, "+"));
        let text = self.peek(1 + signed).kind == Kind::Text;
        let Some(from) = UNITS
            .iter()
            .find(|unit| self.word_at(2 + signed, unit))
            .filter(|_| text)
        else {
            return Ok(None);
        };
        for _ in 0..3 + signed {
            self.advance();
        }
        if self.take_word("TO") && self.one_of(UNITS).is_some() {
            self.advance();
        } else if self
            .previous()
            .is_some_and(|token| self.text(token).eq_ignore_ascii_case("TO"))
        {
            return self.fail("a unit, such as SECOND");
        }
        Ok(Some(Node::Interval(match *from {
            "YEAR" | "MONTH" => Type::YearToMonth,
            _ => Type::DayToSecond,
        })))
    }

    /// What begins with a reserved word.
    fn reserved(&mut self) -> Parsed<Expr<'a>> {
        let start = self.place();
        if self.take_word("NULL") {
            return Ok(self.node(start, Node::Null));
        }
        if self.take_word("TRUE") || self.take_word("FALSE") {
            return Ok(self.node(start, Node::Boolean));
        }
        if self.word("CAST") {
            return self.cast(false);
        }
        if self.take_word("EXISTS") {
            let query = self.query_in_brackets()?;
            return Ok(self.node(start, Node::Exists(Box::new(query))));
        }
        if self.word("CASE") {
            return self.case();
        }
        self.special()
    }

    /// `CAST(expression AS type)`.
    pub(super) fn cast(&mut self, nullable: bool) -> Parsed<Expr<'a>> {
        let start = self.advance().at;
        self.need("(")?;
        let value = self.expression()?;
        self.need_word("AS")?;
        let named = self.type_name()?;
        self.need(")")?;
        Ok(self.node(start, Node::Cast(Box::new(value), named, nullable)))
    }

    fn case(&mut self) -> Parsed<Expr<'a>> {
        let start = self.need_word("CASE")?;
        let operand = if self.word("WHEN") {
            None
        } else {
            Some(self.expression()?)
        };
        let mut branches = Vec::new();
        while branches.is_empty() || self.word("WHEN") {
            self.need_word("WHEN")?;
            let condition = self.expression()?;
            self.need_word("THEN")?;
            branches.push((condition, self.expression()?));
        }
        let otherwise = if self.take_word("ELSE") {
            Some(self.expression()?)
        } else {
            None
        };
        self.need_word("END")?;
        let case = Case {
            operand,
            branches,
            otherwise,
        };
        Ok(self.node(start, Node::Case(Box::new(case))))
    }
}
