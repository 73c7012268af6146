//! Queries and set operations.
//!
//! ```text
//! query    = [WITH cte, …] bare
//! bare     = set [ORDER BY item, …] [OFFSET n [ROW|ROWS]] [LIMIT n|ALL | FETCH FIRST|NEXT [n] ROW|ROWS ONLY|WITH TIES]
//! set      = both ((UNION | EXCEPT) [ALL|DISTINCT] both)*
//! both     = one (INTERSECT [ALL|DISTINCT] one)*
//! one      = select | VALUES expression, … | TABLE name | ( bare )
//! cte      = name [(name, …)] AS ( query )
//! ```

use crate::query::ast::{Body, Branch, Cte, OrderItem, Query};
use crate::query::problem::{Problem, ProblemKind};
use crate::query::token::Kind;

use super::cursor::{Cursor, Parsed};

impl<'a> Cursor<'a> {
    /// A query.
    pub fn query(&mut self) -> Parsed<Query<'a>> {
        let start = self.place();
        let mut with = Vec::new();
        if self.take_word("WITH") {
            if self.word("RECURSIVE") {
                return self.wrong(Problem::new(
                    ProblemKind::Unsupported,
                    self.place(),
                    "Athena does not support WITH RECURSIVE.",
                ));
            }
            if self.word("FUNCTION") && self.name_at(1) && self.mark_at(2, "(") {
                return self.wrong(
                    Problem::new(
                        ProblemKind::Unsupported,
                        self.place(),
                        "Functions inside a query (WITH FUNCTION) are newer than Athena's engine version 3.",
                    )
                    .help("write the expression out where it is used"),
                );
            }
            with = self.list(Self::cte)?;
        }
        let mut query = self.bare_query()?;
        query.with = with;
        query.at = self.since(start);
        Ok(query)
    }

    fn cte(&mut self) -> Parsed<Cte<'a>> {
        let name = self.name()?;
        let columns = if self.mark("(") { self.names()? } else { Vec::new() };
        self.need_word("AS")?;
        Ok(Cte {
            name,
            columns,
            query: self.query_in_brackets()?,
        })
    }

    /// `( query )`.
    pub fn query_in_brackets(&mut self) -> Parsed<Query<'a>> {
        self.need("(")?;
        let query = self.deeper(Self::query)?;
        self.need(")")?;
        Ok(query)
    }

    /// A query without WITH.
    pub fn bare_query(&mut self) -> Parsed<Query<'a>> {
        let start = self.place();
        let body = self.set()?;
        let order_by = if self.take_word("ORDER") {
            self.need_word("BY")?;
            self.list(Self::order_item)?
        } else {
            Vec::new()
        };
        if self.take_word("OFFSET") {
            self.count("the number of rows to skip")?;
            let _ = self.take_word("ROW") || self.take_word("ROWS");
        }
        let behind = self.place();
        let mut limit = None;
        if self.take_word("LIMIT") {
            if !self.take_word("ALL") {
                self.count("a number of rows, or ALL")?;
                limit = Some(self.since(behind));
            }
        } else if self.take_word("FETCH") {
            self.fetch()?;
            limit = Some(self.since(behind));
        }
        Ok(Query {
            with: Vec::new(),
            body,
            order_by,
            limit,
            at: self.since(start),
        })
    }

    fn fetch(&mut self) -> Parsed<()> {
        if !self.take_word("FIRST") && !self.take_word("NEXT") {
            return self.fail("FIRST or NEXT");
        }
        if !self.word("ROW") && !self.word("ROWS") {
            self.count("a number of rows")?;
        }
        if !self.take_word("ROW") && !self.take_word("ROWS") {
            return self.fail("ROWS");
        }
        if !self.take_word("ONLY") && !self.take_words(&["WITH", "TIES"]) {
            return self.fail("ONLY or WITH TIES");
        }
        Ok(())
    }

    fn count(&mut self, expected: &'static str) -> Parsed<()> {
        if self.mark("?") {
            return self.wrong(self.parameter());
        }
        if self.kind() != Kind::Integer {
            return self.fail(expected);
        }
        self.advance();
        Ok(())
    }

    /// `expression [ASC|DESC] [NULLS FIRST|LAST]`.
    pub fn order_item(&mut self) -> Parsed<OrderItem<'a>> {
        let expression = self.expression()?;
        let _ = self.take_word("ASC") || self.take_word("DESC");
        if self.take_word("NULLS") && !self.take_word("FIRST") && !self.take_word("LAST") {
            return self.fail("FIRST or LAST");
        }
        Ok(OrderItem { expression })
    }

    fn set(&mut self) -> Parsed<Body<'a>> {
        self.branches(&["UNION", "EXCEPT"], Self::intersections)
    }

    fn intersections(&mut self) -> Parsed<Body<'a>> {
        self.branches(&["INTERSECT"], Self::one)
    }

    fn branches(
        &mut self,
        operators: &[&'static str],
        one: impl Fn(&mut Self) -> Parsed<Body<'a>>,
    ) -> Parsed<Body<'a>> {
        let first = one(self)?;
        let mut branches = Vec::new();
        while let Some(operator) = self.one_of(operators) {
            let at = self.advance().at;
            let _ = self.take_word("ALL") || self.take_word("DISTINCT");
            branches.push(Branch {
                operator,
                at,
                body: one(self)?,
            });
        }
        Ok(if branches.is_empty() {
            first
        } else {
            Body::Set(Box::new(first), branches)
        })
    }

    fn one(&mut self) -> Parsed<Body<'a>> {
        let start = self.place();
        if self.word("SELECT") {
            return Ok(Body::Select(Box::new(self.select()?)));
        }
        if self.take_word("VALUES") {
            let rows = self.list(Self::expression)?;
            return Ok(Body::Values(rows, self.since(start)));
        }
        if self.take_word("TABLE") {
            let name = self.qualified_name()?;
            return Ok(Body::Table(name, self.since(start)));
        }
        if self.take("(") {
            let query = self.deeper(Self::bare_query)?;
            self.need(")")?;
            return Ok(Body::Paren(Box::new(query)));
        }
        self.fail("SELECT")
    }
}
