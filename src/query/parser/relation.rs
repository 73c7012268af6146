//! What stands in FROM.
//!
//! ```text
//! relation = factor join*
//! join     = CROSS JOIN factor | [INNER] JOIN relation criterion | (LEFT|RIGHT|FULL) [OUTER] JOIN relation criterion
//!          | NATURAL [kind] JOIN factor
//! criterion = ON expression | USING (name, …)
//! factor   = source [[AS] name [(name, …)]] [MATCH_RECOGNIZE (…) [[AS] name]] [TABLESAMPLE BERNOULLI|SYSTEM (expression)]
//! source   = name [FOR TIMESTAMP|VERSION AS OF value] | ( query ) | ( relation ) | UNNEST (expression, …) [WITH ORDINALITY]
//!          | LATERAL ( query ) | TABLE ( function )
//! ```

use crate::query::ast::{Alias, Criterion, Factor, Join, JoinKind, Relation, Source};
use crate::query::problem::{Problem, ProblemKind};
use crate::query::token::At;

use super::cursor::{Cursor, Parsed};

impl<'a> Cursor<'a> {
    pub(super) fn relation(&mut self) -> Parsed<Relation<'a>> {
        self.deeper(|cursor| {
            let first = cursor.factor()?;
            let mut joins = Vec::new();
            while let Some((kind, natural, at)) = cursor.join_words()? {
                joins.push(cursor.join(kind, natural, at)?);
            }
            Ok(Relation { first, joins })
        })
    }

    fn begins_join(&self) -> bool {
        self.one_of(&["CROSS", "JOIN", "INNER", "LEFT", "RIGHT", "FULL", "NATURAL"])
            .is_some()
    }

    /// The words up to JOIN: which kind, and whether NATURAL was among them.
    fn join_words(&mut self) -> Parsed<Option<(JoinKind, bool, At)>> {
        if !self.begins_join() {
            return Ok(None);
        }
        let start = self.place();
        if self.take_word("CROSS") {
            self.need_word("JOIN")?;
            return Ok(Some((JoinKind::Cross, false, start)));
        }
        let natural = self.take_word("NATURAL");
        let kind = match self.one_of(&["INNER", "LEFT", "RIGHT", "FULL"]) {
            Some("LEFT") => JoinKind::Left,
            Some("RIGHT") => JoinKind::Right,
            Some("FULL") => JoinKind::Full,
            _ => JoinKind::Inner,
        };
        let named = self.one_of(&["INNER", "LEFT", "RIGHT", "FULL"]).is_some();
        if named {
            self.advance();
        }
        if kind != JoinKind::Inner {
            let _ = self.take_word("OUTER");
        }
        self.need_word("JOIN")?;
        Ok(Some((kind, natural, start)))
    }

    fn join(&mut self, kind: JoinKind, natural: bool, start: At) -> Parsed<Join<'a>> {
        let mut right = Relation {
            first: self.factor()?,
            joins: Vec::new(),
        };
        let criterion = if kind == JoinKind::Cross {
            Criterion::None
        } else if natural {
            self.late(Problem::new(
                ProblemKind::Unsupported,
                start,
                "The engine does not support NATURAL JOIN: write JOIN … USING (columns).",
            ));
            Criterion::Natural
        } else {
            // `a JOIN b JOIN c ON … ON …`: the inner join comes first.
            while self.begins_join() {
                let nested = self.deeper(|cursor| match cursor.join_words()? {
                    Some((kind, natural, at)) => cursor.join(kind, natural, at).map(Some),
                    None => Ok(None),
                })?;
                right.joins.extend(nested);
            }
            self.criterion()?
        };
        Ok(Join {
            kind,
            at: self.since(start),
            right,
            criterion,
        })
    }

    fn criterion(&mut self) -> Parsed<Criterion<'a>> {
        if self.take_word("ON") {
            return Ok(Criterion::On(self.expression()?));
        }
        if self.take_word("USING") {
            return Ok(Criterion::Using(self.names()?));
        }
        self.fail("ON or USING")
    }

    fn factor(&mut self) -> Parsed<Factor<'a>> {
        let start = self.place();
        let source = self.source()?;
        let alias = self.relation_alias()?;
        let mut factor = Factor {
            source,
            alias,
            sample: None,
            at: self.since(start),
        };
        if self.word("MATCH_RECOGNIZE") && self.mark_at(1, "(") {
            self.advance();
            self.skip_brackets()?;
            let alias = self.relation_alias()?;
            factor = Factor {
                source: Source::Opaque(Some(Box::new(factor))),
                alias,
                sample: None,
                at: self.since(start),
            };
        }
        if self.word("TABLESAMPLE") {
            self.advance();
            if !self.take_word("BERNOULLI") && !self.take_word("SYSTEM") {
                return self.fail("BERNOULLI or SYSTEM");
            }
            self.need("(")?;
            factor.sample = Some(self.expression()?);
            self.need(")")?;
        }
        Ok(factor)
    }

    fn relation_alias(&mut self) -> Parsed<Option<Alias<'a>>> {
        if !self.take_word("AS") && (!self.name_at(0) || self.begins_clause()) {
            return Ok(None);
        }
        let name = self.name()?;
        let columns = if self.mark("(") { self.names()? } else { Vec::new() };
        Ok(Some(Alias { name, columns }))
    }

    fn source(&mut self) -> Parsed<Source<'a>> {
        if self.mark("(") {
            if self.query_at(1) {
                return Ok(Source::Query(Box::new(self.query_in_brackets()?)));
            }
            self.advance();
            let relation = self.relation()?;
            self.need(")")?;
            return Ok(Source::Joined(Box::new(relation)));
        }
        if self.take_word("UNNEST") {
            self.need("(")?;
            let arrays = self.list(Self::expression)?;
            self.need(")")?;
            let ordinality = self.take_words(&["WITH", "ORDINALITY"]);
            return Ok(Source::Unnest(arrays, ordinality));
        }
        if self.word("LATERAL") && self.mark_at(1, "(") {
            self.advance();
            return Ok(Source::Lateral(Box::new(self.query_in_brackets()?)));
        }
        if self.word("TABLE") && self.mark_at(1, "(") {
            self.advance();
            self.skip_brackets()?;
            return Ok(Source::Opaque(None));
        }
        if self.word("JSON_TABLE") {
            return self.wrong(
                Problem::new(
                    ProblemKind::Unsupported,
                    self.place(),
                    "JSON_TABLE is newer than Athena's engine version 3.",
                )
                .help("use json_extract with CAST(… AS array(…)) and UNNEST"),
            );
        }
        if !self.name_at(0) {
            return self.fail("a table");
        }
        let name = self.qualified_name()?;
        let version = if self.word("FOR") {
            self.advance();
            if !self.take_word("TIMESTAMP") && !self.take_word("VERSION") {
                return self.fail("TIMESTAMP or VERSION");
            }
            self.need_word("AS")?;
            self.need_word("OF")?;
            Some(Box::new(self.value()?))
        } else {
            None
        };
        Ok(Source::Table(name, version))
    }
}
