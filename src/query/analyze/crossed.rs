//! Tables that stand side by side in FROM, and whether anything joins them.

use std::collections::HashSet;

use crate::query::ast::{Factor, Select, Source};
use crate::query::lexer::tokens;
use crate::query::problem::{Problem, ProblemKind};
use crate::query::scope::Scope;
use crate::query::token::{At, Kind, Token};

use super::Analyzer;

/// Of longer FROM clauses nothing is told: nobody writes them, and each table costs a look at WHERE.
const MOST_TABLES: usize = 16;

impl Analyzer<'_> {
    /// Tells the first table that WHERE says nothing of, or the second where there is no WHERE. What is no table of files is
    /// left alone: a subquery or a table of WITH may have one row, and UNNEST belongs to what stands before it.
    pub(super) fn judge_crossed(&mut self, select: &Select<'_>, scope: &Scope<'_>) {
        if !(2..=MOST_TABLES).contains(&select.from.len()) {
            return;
        }
        let relations = select.from.iter().filter(|relation| relation.joins.is_empty());
        let tables: Vec<&Factor<'_>> = relations
            .map(|relation| &relation.first)
            .filter(|factor| self.is_of_files(factor))
            .collect();
        let crossed = match &select.filter {
            None => tables.get(1),
            Some(filter) => tables.iter().find(|table| !self.may_name(filter.at, table, scope)),
        };
        let Some(table) = crossed.filter(|_| tables.len() > 1) else {
            return;
        };
        let message = format!(
            "No condition joins `{}` with the rest of FROM: each of its rows goes with every other row.",
            self.quote(table.at)
        );
        self.problem(
            Problem::new(ProblemKind::CrossJoin, table.at, message)
                .help("write JOIN … ON in place of the comma, or CROSS JOIN if that is meant"),
        );
    }

    fn is_of_files(&self, factor: &Factor<'_>) -> bool {
        let Source::Table(name, _) = &factor.source else {
            return false;
        };
        let is_cte = |name: &str| self.ctes.iter().any(|(cte, _)| cte.eq_ignore_ascii_case(name));
        !matches!(name.as_slice(), [only] if is_cte(&only.text))
    }

    /// Whether a condition names a column of the table, or one of which that cannot be told.
    fn may_name(&self, condition: At, table: &Factor<'_>, scope: &Scope<'_>) -> bool {
        let called = match (&table.alias, &table.source) {
            (Some(alias), _) => Some(&alias.name),
            (None, Source::Table(name, _)) => name.last(),
            _ => None,
        };
        let (Some(called), Some(text)) = (called, self.text.get(condition.start..condition.end)) else {
            return true;
        };
        let called = called.text.to_lowercase();
        let mut owners = scope.owners.iter().enumerate();
        let Some((index, owner)) = owners.find(|(_, owner)| owner.name.last() == Some(&called)) else {
            return true;
        };
        let is_other = |word: &str| {
            scope
                .owners
                .iter()
                .any(|other| other.name.last().is_some_and(|name| name == word))
        };
        let own = scope.fields.iter().filter(|field| field.owner == Some(index));
        let own: HashSet<String> = own
            .filter_map(|field| Some(field.name.as_deref()?.to_lowercase()))
            .collect();
        let all = tokens(text);
        let mark = |token: Option<&Token>| {
            token
                .and_then(|token| text.get(token.at.start..token.at.end))
                .unwrap_or_default()
        };
        all.iter().enumerate().any(|(at, token)| {
            if !matches!(token.kind, Kind::Word | Kind::Quoted) {
                return false;
            }
            let word = mark(Some(token)).trim_matches('"').to_lowercase();
            let after = mark(all.get(at + 1));
            let is_step = at.checked_sub(1).is_some_and(|before| mark(all.get(before)) == ".");
            match after {
                _ if word == called => true,
                _ if is_step => false,
                "." => !is_other(&word) && (owner.open || own.contains(&word)),
                "(" => false,
                _ => owner.open || own.contains(&word),
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::query::{ProblemKind, Tables, Type, read};

    fn tables() -> Tables {
        let mut tables = Tables::only(Some("lake"));
        tables.declare("plays", ["id", "track", "at"].map(|name| (name.to_owned(), Type::Text)));
        tables.declare("people", ["id", "name"].map(|name| (name.to_owned(), Type::Text)));
        tables.crawled("raw", []);
        tables.crawled("more", []);
        tables
    }

    #[test]
    fn tables_that_nothing_joins_are_told() {
        for (rest, place) in [
            ("FROM plays, people", "people"),
            ("FROM plays p, people q", "people q"),
            ("FROM raw r, more m", "more m"),
            ("FROM plays p, people WHERE track IS NOT NULL", "people"),
            (
                "FROM plays p, people WHERE lower(p.track) = 'x' AND p.at > 'y'",
                "people",
            ),
            ("FROM plays p, people q WHERE q.name = 'x'", "plays p"),
            ("FROM raw r, more m WHERE r.a = 'x' AND r.b.c > 'y'", "more m"),
            ("FROM lake.plays, lake.people WHERE track = 'x'", "lake.people"),
        ] {
            let text = format!("SELECT 1 AS x {rest}");
            let problems = read(&text, &tables()).problems;
            let [problem] = problems.as_slice() else {
                panic!("{text}: {problems:#?}");
            };
            assert_eq!(problem.kind, ProblemKind::CrossJoin, "{text}");
            assert_eq!(text.get(problem.at.start..problem.at.end), Some(place), "{text}");
        }
    }

    #[test]
    fn what_is_joined_or_meant_is_left_alone() {
        for fine in [
            "FROM plays p, people q WHERE p.id = q.id",
            "FROM plays, people WHERE track = name",
            "FROM plays p, people q WHERE track = 'x' AND name = 'y'",
            "FROM raw r, more m WHERE a = b",
            "FROM raw r, more m WHERE r.a = b",
            "FROM raw r, more m WHERE r.a = m.a",
            "FROM plays p, people q WHERE EXISTS (SELECT 1 FROM raw WHERE raw.a = p.id AND raw.b = q.id)",
            "FROM plays CROSS JOIN people",
            "FROM plays, (SELECT max(name) AS last FROM people) AS newest",
            "FROM plays, (VALUES 30) AS t (days)",
            "FROM raw, UNNEST(raw.tags) AS t (tag)",
            "FROM plays p, LATERAL (SELECT name FROM people q WHERE q.id = p.id) AS l",
        ] {
            let text = format!("SELECT 1 AS x {fine}");
            assert_eq!(read(&text, &tables()).problems, [], "{text}");
        }
        let with = "WITH settings AS (SELECT 30 AS days) SELECT track AS x FROM plays, settings";
        assert_eq!(read(with, &tables()).problems, []);
    }

    #[test]
    fn a_limit_without_order_is_read() {
        for (text, limit) in [
            ("SELECT track FROM plays LIMIT 10", Some("LIMIT 10")),
            (
                "SELECT track FROM plays UNION SELECT name FROM people LIMIT 10",
                Some("LIMIT 10"),
            ),
            (
                "(SELECT track FROM plays FETCH FIRST 5 ROWS ONLY)",
                Some("FETCH FIRST 5 ROWS ONLY"),
            ),
            ("WITH a AS (SELECT track FROM plays LIMIT 5) SELECT track FROM a", None),
            ("SELECT track FROM (SELECT track FROM plays LIMIT 5)", None),
            ("SELECT track FROM plays LIMIT ALL", None),
            ("SELECT track FROM plays ORDER BY at DESC LIMIT 10", None),
            ("SELECT track FROM plays OFFSET 5", None),
        ] {
            let reading = read(text, &tables());
            assert_eq!(reading.limit.and_then(|at| text.get(at.start..at.end)), limit, "{text}");
        }
    }
}
