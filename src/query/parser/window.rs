//! Windows.
//!
//! ```text
//! over     = OVER (name | ( window ))
//! window   = [name] [PARTITION BY expression, …] [ORDER BY item, …] [(RANGE|ROWS|GROUPS) (bound | BETWEEN bound AND bound)]
//! bound    = UNBOUNDED PRECEDING|FOLLOWING | CURRENT ROW | expression PRECEDING|FOLLOWING
//! ```

use crate::query::ast::{Name, Window};

use super::cursor::{Cursor, Parsed};

impl<'a> Cursor<'a> {
    /// `name AS ( window )`.
    pub(super) fn named_window(&mut self) -> Parsed<(Name<'a>, Window<'a>)> {
        let name = self.name()?;
        self.need_word("AS")?;
        Ok((name, self.window()?))
    }

    /// What follows OVER.
    pub(super) fn over(&mut self) -> Parsed<Window<'a>> {
        if self.mark("(") {
            return self.window();
        }
        Ok(Window {
            base: Some(self.name()?),
            partition_by: Vec::new(),
            order_by: Vec::new(),
            bounds: Vec::new(),
        })
    }

    fn window(&mut self) -> Parsed<Window<'a>> {
        self.need("(")?;
        let begins = (self.word("PARTITION") && self.word_at(1, "BY")) || self.begins_frame();
        let base = if self.name_at(0) && !begins {
            Some(self.name()?)
        } else {
            None
        };
        let partition_by = if self.take_word("PARTITION") {
            self.need_word("BY")?;
            self.list(Self::expression)?
        } else {
            Vec::new()
        };
        let order_by = if self.take_word("ORDER") {
            self.need_word("BY")?;
            self.list(Self::order_item)?
        } else {
            Vec::new()
        };
        let mut bounds = Vec::new();
        if self.begins_frame() {
            self.advance();
            if self.take_word("BETWEEN") {
                self.bound(&mut bounds)?;
                self.need_word("AND")?;
            }
            self.bound(&mut bounds)?;
        }
        self.need(")")?;
        Ok(Window {
            base,
            partition_by,
            order_by,
            bounds,
        })
    }

    fn begins_frame(&self) -> bool {
        self.one_of(&["RANGE", "ROWS", "GROUPS"]).is_some() && !self.mark_at(1, ")") && !self.mark_at(1, ".")
    }

    fn bound(&mut self, bounds: &mut Vec<crate::query::ast::Expr<'a>>) -> Parsed<()> {
        if self.take_words(&["CURRENT", "ROW"]) {
            return Ok(());
        }
        let unbounded = self.word("UNBOUNDED") && (self.word_at(1, "PRECEDING") || self.word_at(1, "FOLLOWING"));
        if unbounded {
            self.advance();
        } else {
            bounds.push(self.expression()?);
        }
        if !self.take_word("PRECEDING") && !self.take_word("FOLLOWING") {
            return self.fail("PRECEDING or FOLLOWING");
        }
        Ok(())
    }
}
