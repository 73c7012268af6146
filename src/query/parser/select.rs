//! One SELECT.
//!
//! ```text
//! select   = SELECT [ALL|DISTINCT] item, … [FROM relation, …] [WHERE expression]
//!            [GROUP BY [ALL|DISTINCT] grouping, …] [HAVING expression] [WINDOW name AS ( window ), …]
//! item     = * | expression.* [AS (name, …)] | expression [[AS] name]
//! grouping = (expression, …) | expression | GROUPING SETS (set, …) | CUBE (…) | ROLLUP (…)
//! ```

use crate::query::ast::{Expr, Grouping, Item, Name, Node, Select, Step};
use crate::query::token::{At, Kind};

use super::cursor::{Cursor, Parsed};

impl<'a> Cursor<'a> {
    pub(super) fn select(&mut self) -> Parsed<Select<'a>> {
        let start = self.need_word("SELECT")?;
        let distinct = self.take_word("DISTINCT");
        if !distinct && self.word("ALL") && !self.ends_an_item(1) {
            self.advance();
        }
        let items = self.list(Self::item)?;
        let from = if self.take_word("FROM") {
            self.list(Self::relation)?
        } else {
            Vec::new()
        };
        let filter = if self.take_word("WHERE") {
            Some(self.expression()?)
        } else {
            None
        };
        let group_by = if self.take_word("GROUP") {
            self.need_word("BY")?;
            let quantified = (self.word("ALL") && !self.ends_an_item(1)) || self.word("DISTINCT");
            if quantified {
                self.advance();
            }
            Some(self.list(Self::grouping)?)
        } else {
            None
        };
        let having = if self.take_word("HAVING") {
            Some(self.expression()?)
        } else {
            None
        };
        let windows = if self.word("WINDOW") && self.name_at(1) && self.word_at(2, "AS") {
            self.advance();
            self.list(Self::named_window)?
        } else {
            Vec::new()
        };
        Ok(Select {
            at: self.since(start),
            distinct,
            items,
            from,
            filter,
            group_by,
            having,
            windows,
        })
    }

    /// Whether the token `ahead` cannot begin an expression, so that the word before it is one (a column called `all`).
    fn ends_an_item(&self, ahead: usize) -> bool {
        [",", ")", ".", ";", "=", "+", "/", "%", "||", "<", ">", "["]
            .iter()
            .any(|mark| self.mark_at(ahead, mark))
            || ["FROM", "AS", "WHERE", "HAVING", "ORDER", "UNION", "EXCEPT", "INTERSECT"]
                .iter()
                .any(|word| self.word_at(ahead, word))
            || self.peek(ahead).kind == Kind::End
    }

    fn item(&mut self) -> Parsed<Item<'a>> {
        let start = self.place();
        if self.take("*") {
            return Ok(Item::All(start));
        }
        let mut expression = self.expression()?;
        if let Some(star) = self.star(&mut expression) {
            let mut names = Vec::new();
            if self.word("AS") && self.mark_at(1, "(") {
                self.advance();
                names = self.names()?;
            }
            return Ok(Item::AllOf(expression, names, start.to(star)));
        }
        let alias = self.alias()?;
        Ok(Item::One(expression, alias, self.since(start)))
    }

    /// Takes `.*` behind a primary expression.
    fn star(&mut self, expression: &mut Expr<'a>) -> Option<At> {
        let primary = matches!(
            expression.node,
            Node::Column(_) | Node::Steps(..) | Node::Row(_) | Node::Call(_) | Node::Cast(..) | Node::Subquery(_)
        ) || self.previous().is_some_and(|token| self.text(token) == ")");
        if primary && self.mark(".") && self.mark_at(1, "*") {
            self.advance();
            return Some(self.advance().at);
        }
        None
    }

    /// `[AS] name`.
    fn alias(&mut self) -> Parsed<Option<Name<'a>>> {
        if self.take_word("AS") {
            return Ok(Some(self.name()?));
        }
        if !self.name_at(0) || self.begins_clause() {
            return Ok(None);
        }
        Ok(Some(self.name()?))
    }

    /// Whether this word, though it may be a name, begins the next clause here.
    pub(super) fn begins_clause(&self) -> bool {
        if self.kind() != Kind::Word {
            return false;
        }
        let number = self.peek(1).kind == Kind::Integer || self.mark_at(1, "?");
        if self.word("LIMIT") {
            return number || self.word_at(1, "ALL");
        }
        if self.word("OFFSET") {
            return number;
        }
        if self.word("FETCH") {
            return self.word_at(1, "FIRST") || self.word_at(1, "NEXT");
        }
        if self.word("WINDOW") {
            return self.name_at(1) && self.word_at(2, "AS");
        }
        if self.word("TABLESAMPLE") {
            return self.word_at(1, "BERNOULLI") || self.word_at(1, "SYSTEM");
        }
        self.word("MATCH_RECOGNIZE") && self.mark_at(1, "(")
    }

    fn grouping(&mut self) -> Parsed<Grouping<'a>> {
        let start = self.place();
        let simple = !self.words(&["GROUPING", "SETS"]) && !self.word("CUBE") && !self.word("ROLLUP");
        let sets = if simple {
            vec![self.grouping_set()?]
        } else {
            let makes_empty = !self.take_word("GROUPING");
            self.advance();
            self.need("(")?;
            let mut sets = if makes_empty && self.mark(")") {
                Vec::new()
            } else {
                self.list(Self::grouping_set)?
            };
            self.need(")")?;
            if makes_empty {
                sets.push(Vec::new());
            }
            sets
        };
        let at = self.since(start);
        Ok(Grouping { simple, sets, at })
    }

    /// `(a, b)`, `()` or one expression.
    fn grouping_set(&mut self) -> Parsed<Vec<Expr<'a>>> {
        if self.mark("(") && self.mark_at(1, ")") && !self.mark_at(2, "->") {
            self.advance();
            self.advance();
            return Ok(Vec::new());
        }
        let expression = self.expression()?;
        let at = expression.at;
        Ok(match expression.node {
            // `(a, b)` here are two expressions, not a row, unless it says ROW.
            Node::Row(parts) if self.begins_with_bracket(at) => parts,
            node => vec![Expr { node, at }],
        })
    }

    /// `expression.field` and `expression[i]` are steps of one chain.
    pub(super) fn step(expression: &mut Expr<'a>, step: Step<'a>, at: At) {
        let whole = expression.at.to(at);
        if let Node::Steps(_, steps) = &mut expression.node {
            steps.push(step);
        } else {
            let base = std::mem::replace(
                expression,
                Expr {
                    node: Node::Null,
                    at: whole,
                },
            );
            expression.node = Node::Steps(Box::new(base), vec![step]);
        }
        expression.at = whole;
    }
}
