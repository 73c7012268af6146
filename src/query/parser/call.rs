//! Calls, and the forms that look like calls.
//!
//! ```text
//! call     = name ( [* | [DISTINCT|ALL] expression, …] [ORDER BY item, …] ) [FILTER ( WHERE expression )]
//!            [[IGNORE|RESPECT] NULLS] [OVER …]
//! special  = EXTRACT ( unit FROM value ) | TRIM ( [BOTH|LEADING|TRAILING] [value] FROM value ) | SUBSTRING ( value FROM value
//!            [FOR value] ) | POSITION ( value IN value ) | NORMALIZE ( value [, form] ) | GROUPING ( name, … )
//!          | LISTAGG ( [DISTINCT] expression [, text] [ON OVERFLOW …] ) WITHIN GROUP ( ORDER BY item, … ) [FILTER …]
//!          | CURRENT_DATE, CURRENT_TIMESTAMP [(n)] and their like
//! ```

use crate::query::ast::{Call, Expr, Name, Node, Special};
use crate::query::problem::{Problem, ProblemKind};
use crate::query::token::{At, Kind};
use crate::query::types::{Moment, Type};

use super::cursor::{Cursor, Parsed};

/// What EXTRACT can take out of a date or time.
const FIELDS: &[&str] = &[
    "YEAR",
    "QUARTER",
    "MONTH",
    "WEEK",
    "DAY",
    "DAY_OF_MONTH",
    "DAY_OF_WEEK",
    "DOW",
    "DAY_OF_YEAR",
    "DOY",
    "YEAR_OF_WEEK",
    "YOW",
    "HOUR",
    "MINUTE",
    "SECOND",
    "TIMEZONE_MINUTE",
    "TIMEZONE_HOUR",
];

/// Functions whose number of arguments the grammar itself checks: name, least, most.
const COUNTED: &[(&str, usize, usize)] = &[
    ("if", 2, 3),
    ("nullif", 2, 2),
    ("coalesce", 2, usize::MAX),
    ("try", 1, 1),
    ("format", 2, usize::MAX),
];

impl<'a> Cursor<'a> {
    /// Whether a call begins here: `name(` or `a.b.name(`.
    pub(super) fn call_follows(&self) -> bool {
        let mut ahead = 1;
        while self.mark_at(ahead, ".") && self.name_at(ahead + 1) {
            ahead += 2;
        }
        self.mark_at(ahead, "(")
    }

    pub(super) fn call(&mut self) -> Parsed<Expr<'a>> {
        let start = self.place();
        let name = self.qualified_name()?;
        self.need("(")?;
        let mut call = Call {
            name,
            star: false,
            distinct: false,
            arguments: Vec::new(),
            order_by: Vec::new(),
            filter: None,
            over: None,
        };
        if self.take("*") {
            call.star = true;
        } else if !self.mark(")") {
            if !self.word("ORDER") {
                call.distinct = self.take_word("DISTINCT");
                if !call.distinct && self.word("ALL") && !self.mark_at(1, ")") && !self.mark_at(1, ",") {
                    self.advance();
                }
                call.arguments = self.list(Self::expression)?;
            }
            if self.take_word("ORDER") {
                self.need_word("BY")?;
                call.order_by = self.list(Self::order_item)?;
            }
        }
        self.need(")")?;
        call.filter = self.filter()?;
        let nulls = self.one_of(&["IGNORE", "RESPECT"]).is_some() && self.word_at(1, "NULLS");
        if nulls {
            self.advance();
            self.advance();
        }
        let over = self.word("OVER") && (self.mark_at(1, "(") || self.name_at(1));
        if over {
            self.advance();
            call.over = Some(self.over()?);
        } else if nulls {
            return self.fail("OVER");
        }
        self.count_arguments(&call, start);
        Ok(self.node(start, Node::Call(Box::new(call))))
    }

    fn count_arguments(&mut self, call: &Call<'a>, start: At) {
        let [name] = call.name.as_slice() else { return };
        let given = call.arguments.len();
        let Some((function, least, most)) = COUNTED.iter().find(|(known, ..)| name.text.eq_ignore_ascii_case(known))
        else {
            return;
        };
        if (*least..=*most).contains(&given) {
            return;
        }
        let wanted = match (*least, *most) {
            (1, 1) => "one argument".to_owned(),
            (least, usize::MAX) => format!("{least} arguments or more"),
            (least, most) if least == most => format!("{least} arguments"),
            (least, most) => format!("{least} or {most} arguments"),
        };
        let at = self.since(start);
        self.late(Problem::new(
            ProblemKind::WrongArguments,
            at,
            format!("`{function}` takes {wanted}, not {given}."),
        ));
    }

    fn filter(&mut self) -> Parsed<Option<Expr<'a>>> {
        if !(self.word("FILTER") && self.mark_at(1, "(")) {
            return Ok(None);
        }
        self.advance();
        self.advance();
        self.need_word("WHERE")?;
        let condition = self.expression()?;
        self.need(")")?;
        Ok(Some(condition))
    }

    /// `TRY_CAST(a, bigint)`: no cast but a call, of a function that does not exist.
    pub(super) fn call_without_as(&self) -> bool {
        self.mark_at(2, ")") || (self.name_at(2) && self.mark_at(3, ","))
    }

    /// `POSITION(part IN text)`.
    pub(super) fn position_of(&mut self) -> Parsed<Expr<'a>> {
        let start = self.advance().at;
        self.need("(")?;
        let part = self.value()?;
        self.need_word("IN")?;
        let text = self.value()?;
        self.need(")")?;
        Ok(self.node(start, Node::Special(Special::Position, vec![text, part])))
    }

    /// `SUBSTRING(text FROM start FOR length)`, which is `substring(text, start, length)`.
    pub(super) fn substring(&mut self) -> Parsed<Expr<'a>> {
        let start = self.place();
        let name = self.name()?;
        self.need("(")?;
        let mut arguments = Vec::new();
        if !self.mark(")") {
            arguments.push(self.expression()?);
            if self.take_word("FROM") {
                arguments.push(self.value()?);
                if self.take_word("FOR") {
                    arguments.push(self.value()?);
                }
            } else if self.take(",") {
                arguments.extend(self.list(Self::expression)?);
            }
        }
        self.need(")")?;
        Ok(self.plain_call(start, name, arguments))
    }

    fn plain_call(&self, start: At, name: Name<'a>, arguments: Vec<Expr<'a>>) -> Expr<'a> {
        self.node(
            start,
            Node::Call(Box::new(Call {
                name: vec![name],
                star: false,
                distinct: false,
                arguments,
                order_by: Vec::new(),
                filter: None,
                over: None,
            })),
        )
    }

    /// The forms that begin with a reserved word.
    pub(super) fn special(&mut self) -> Parsed<Expr<'a>> {
        let start = self.place();
        if let Some(current) = self.current()? {
            return Ok(self.node(start, Node::Special(Special::Current(current), Vec::new())));
        }
        if self
            .one_of(&["JSON_EXISTS", "JSON_VALUE", "JSON_QUERY", "JSON_OBJECT", "JSON_ARRAY"])
            .is_some()
        {
            return self.json();
        }
        if !self.mark_at(1, "(") {
            return self.fail("an expression");
        }
        match self.one_of(&["EXTRACT", "TRIM", "NORMALIZE", "LISTAGG", "GROUPING"]) {
            Some("EXTRACT") => self.extract(),
            Some("TRIM") => self.trim(),
            Some("NORMALIZE") => self.normalize(),
            Some("LISTAGG") => self.listagg(),
            Some("GROUPING") => self.grouping_call(),
            _ => self.fail("an expression"),
        }
    }

    fn current(&mut self) -> Parsed<Option<Type>> {
        const TIMES: &[&str] = &["CURRENT_TIMESTAMP", "CURRENT_TIME", "LOCALTIMESTAMP", "LOCALTIME"];
        if self.take_word("CURRENT_DATE") {
            return Ok(Some(Type::Date));
        }
        if self
            .one_of(&["CURRENT_USER", "CURRENT_CATALOG", "CURRENT_SCHEMA", "CURRENT_PATH"])
            .is_some()
        {
            self.advance();
            return Ok(Some(Type::Text));
        }
        let moment = match self.one_of(TIMES) {
            Some("CURRENT_TIMESTAMP") => Moment::TimestampZoned,
            Some("CURRENT_TIME") => Moment::TimeZoned,
            Some("LOCALTIMESTAMP") => Moment::Timestamp,
            Some(_) => Moment::Time,
            None => return Ok(None),
        };
        self.advance();
        let mut digits = 3;
        if self.take("(") {
            if self.kind() != Kind::Integer {
                return self.fail("a number of digits");
            }
            let token = self.advance();
            digits = self.text(token).parse().unwrap_or(12).min(12);
            self.need(")")?;
        }
        Ok(Some(Type::Moment(moment, digits)))
    }

    fn extract(&mut self) -> Parsed<Expr<'a>> {
        let start = self.advance().at;
        self.need("(")?;
        let field = self.name()?;
        self.need_word("FROM")?;
        let value = self.value()?;
        self.need(")")?;
        let known = FIELDS.iter().find(|known| field.text.eq_ignore_ascii_case(known));
        if known.is_none() {
            let epoch = field.text.eq_ignore_ascii_case("epoch");
            let at = self.since(start);
            self.late(
                Problem::new(
                    ProblemKind::WrongArguments,
                    at,
                    format!("EXTRACT has no field `{}`.", crate::diagnostic::visible(&field.text)),
                )
                .help(if epoch {
                    "for epoch seconds, write CAST(to_unixtime(…) AS bigint)"
                } else {
                    "fields are YEAR, QUARTER, MONTH, WEEK, DAY, DOW, DOY, HOUR, MINUTE, SECOND and a few more"
                }),
            );
        }
        Ok(self.node(
            start,
            Node::Special(Special::Extract(known.unwrap_or(&"")), vec![value]),
        ))
    }

    fn trim(&mut self) -> Parsed<Expr<'a>> {
        let start = self.advance().at;
        self.need("(")?;
        let sided = self.one_of(&["BOTH", "LEADING", "TRAILING"]).is_some()
            && !self.mark_at(1, ")")
            && !self.mark_at(1, ",")
            && !self.mark_at(1, "||")
            && !self.mark_at(1, ".");
        if sided {
            self.advance();
        }
        let mut operands = Vec::new();
        if !(sided && self.word("FROM")) {
            operands.push(self.value()?);
        }
        if self.take_word("FROM") {
            operands.insert(0, self.value()?);
        } else if sided {
            return self.fail("FROM");
        } else if self.take(",") {
            operands.push(self.value()?);
        }
        self.need(")")?;
        Ok(self.node(start, Node::Special(Special::Trim, operands)))
    }

    fn normalize(&mut self) -> Parsed<Expr<'a>> {
        let start = self.advance().at;
        self.need("(")?;
        let value = self.value()?;
        if self.take(",") {
            if self.one_of(&["NFD", "NFC", "NFKD", "NFKC"]).is_none() {
                return self.fail("NFC, NFD, NFKC or NFKD");
            }
            self.advance();
        }
        self.need(")")?;
        Ok(self.node(start, Node::Special(Special::Normalize, vec![value])))
    }

    fn listagg(&mut self) -> Parsed<Expr<'a>> {
        let start = self.advance().at;
        self.need("(")?;
        let _ = self.take_word("DISTINCT") || self.take_word("ALL");
        let mut operands = vec![self.expression()?];
        if self.take(",") {
            self.string()?;
        }
        if self.take_words(&["ON", "OVERFLOW"]) && !self.take_word("ERROR") {
            self.need_word("TRUNCATE")?;
            if self.is_text() {
                self.string()?;
            }
            if !self.take_word("WITH") {
                self.need_word("WITHOUT")?;
            }
            self.need_word("COUNT")?;
        }
        self.need(")")?;
        self.need_word("WITHIN")?;
        self.need_word("GROUP")?;
        self.need("(")?;
        self.need_word("ORDER")?;
        self.need_word("BY")?;
        operands.extend(self.list(Self::order_item)?.into_iter().map(|item| item.expression));
        self.need(")")?;
        operands.extend(self.filter()?);
        Ok(self.node(start, Node::Special(Special::Listagg, operands)))
    }

    fn grouping_call(&mut self) -> Parsed<Expr<'a>> {
        let start = self.advance().at;
        self.need("(")?;
        let mut operands = Vec::new();
        if !self.mark(")") {
            operands = self.list(|cursor| {
                let first = cursor.name()?;
                let at = first.at;
                let mut column = Expr {
                    at,
                    node: Node::Column(first),
                };
                while cursor.take(".") {
                    let name = cursor.name()?;
                    let at = name.at;
                    Self::step(&mut column, crate::query::ast::Step::Field(name), at);
                }
                Ok(column)
            })?;
        }
        self.need(")")?;
        Ok(self.node(start, Node::Special(Special::Grouping, operands)))
    }
}
