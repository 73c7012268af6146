//! The JSON functions of the SQL standard.
//!
//! ```text
//! json     = JSON_EXISTS ( source, path [behaviour ON ERROR] )
//!          | JSON_VALUE ( source, path [RETURNING type] [behaviour ON EMPTY] [behaviour ON ERROR] )
//!          | JSON_QUERY ( source, path [RETURNING type [FORMAT JSON]] [wrapper] [KEEP|OMIT QUOTES] [behaviour ON EMPTY]
//!            [behaviour ON ERROR] )
//!          | JSON_OBJECT ( [member, …] [NULL|ABSENT ON NULL] [WITH|WITHOUT UNIQUE [KEYS]] [RETURNING type [FORMAT JSON]] )
//!          | JSON_ARRAY ( [source, …] [NULL|ABSENT ON NULL] [RETURNING type [FORMAT JSON]] )
//! source   = expression [FORMAT JSON [ENCODING UTF8|UTF16|UTF32]]
//! path     = text [PASSING source AS name, …]
//! ```

use crate::query::ast::{Expr, Node, Special};
use crate::query::types::Type;

use super::cursor::{Cursor, Parsed};

impl<'a> Cursor<'a> {
    pub(super) fn json(&mut self) -> Parsed<Expr<'a>> {
        let start = self.place();
        let form = self.text(self.peek(0)).to_ascii_uppercase();
        self.advance();
        self.need("(")?;
        let mut operands = Vec::new();
        let mut returns = if form == "JSON_EXISTS" {
            Type::Boolean
        } else {
            Type::Text
        };
        match form.as_str() {
            "JSON_EXISTS" | "JSON_VALUE" | "JSON_QUERY" => {
                self.json_source(&mut operands)?;
                self.need(",")?;
                self.string()?;
                if self.take_word("PASSING") {
                    self.json_arguments(&mut operands)?;
                }
            }
            "JSON_OBJECT" if !self.json_options_follow() => self.json_members(&mut operands)?,
            "JSON_ARRAY" if !self.json_options_follow() => {
                self.json_source(&mut operands)?;
                while self.take(",") {
                    self.json_source(&mut operands)?;
                }
            }
            _ => {}
        }
        self.json_options(&mut operands, &mut returns)?;
        self.need(")")?;
        let special = match form.as_str() {
            "JSON_OBJECT" | "JSON_ARRAY" => Special::JsonMade(returns),
            _ => Special::JsonRead(returns),
        };
        Ok(self.node(start, Node::Special(special, operands)))
    }

    fn json_source(&mut self, operands: &mut Vec<Expr<'a>>) -> Parsed<()> {
        operands.push(self.expression()?);
        self.json_format()
    }

    fn json_format(&mut self) -> Parsed<()> {
        if self.word("FORMAT") && self.word_at(1, "JSON") {
            self.advance();
            self.advance();
            if self.take_word("ENCODING") {
                if self.one_of(&["UTF8", "UTF16", "UTF32"]).is_none() {
                    return self.fail("UTF8, UTF16 or UTF32");
                }
                self.advance();
            }
        }
        Ok(())
    }

    fn json_arguments(&mut self, operands: &mut Vec<Expr<'a>>) -> Parsed<()> {
        loop {
            self.json_source(operands)?;
            self.need_word("AS")?;
            self.name()?;
            if !self.take(",") {
                return Ok(());
            }
        }
    }

    fn json_members(&mut self, operands: &mut Vec<Expr<'a>>) -> Parsed<()> {
        loop {
            if self.word("KEY") && !self.mark_at(1, ":") && !self.word_at(1, "VALUE") {
                self.advance();
            }
            operands.push(self.expression()?);
            if !self.take(":") {
                self.need_word("VALUE")?;
            }
            self.json_source(operands)?;
            if !self.take(",") {
                return Ok(());
            }
        }
    }

    fn json_options_follow(&self) -> bool {
        self.mark(")") || self.word("RETURNING") || self.words(&["NULL", "ON"]) || self.words(&["ABSENT", "ON"])
    }

    /// The clauses at the end, which say nothing about names; RETURNING says the type.
    fn json_options(&mut self, operands: &mut Vec<Expr<'a>>, returns: &mut Type) -> Parsed<()> {
        while !self.mark(")") {
            if self.take_word("RETURNING") {
                *returns = self.type_name()?.named.unwrap_or(Type::Unknown);
                self.json_format()?;
            } else if self.one_of(&["WITH", "WITHOUT"]).is_some() {
                self.advance();
                while self
                    .one_of(&["CONDITIONAL", "UNCONDITIONAL", "ARRAY", "UNIQUE", "KEYS", "WRAPPER"])
                    .is_some()
                {
                    self.advance();
                }
            } else if self.take_word("KEEP") || self.take_word("OMIT") {
                self.need_word("QUOTES")?;
                self.take_words(&["ON", "SCALAR", "TEXT", "STRING"]);
            } else {
                self.json_behaviour(operands)?;
            }
        }
        Ok(())
    }

    /// `NULL ON EMPTY`, `DEFAULT value ON ERROR` and their like.
    fn json_behaviour(&mut self, operands: &mut Vec<Expr<'a>>) -> Parsed<()> {
        if self.take_word("DEFAULT") {
            operands.push(self.expression()?);
        } else if self.take_word("EMPTY") {
            if !self.take_word("ARRAY") {
                self.need_word("OBJECT")?;
            }
        } else if self
            .one_of(&["NULL", "ERROR", "TRUE", "FALSE", "UNKNOWN", "ABSENT"])
            .is_some()
        {
            self.advance();
        } else {
            return self.fail(")");
        }
        self.need_word("ON")?;
        if self.one_of(&["EMPTY", "ERROR", "NULL"]).is_none() {
            return self.fail("EMPTY, ERROR or NULL");
        }
        self.advance();
        Ok(())
    }
}
