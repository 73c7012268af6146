//! GROUP BY with names that SELECT gives, which other engines take and Athena does not.

use std::collections::HashMap;

use crate::query::ast::{Expr, Item, Name, Node, Select};
use crate::query::problem::{Problem, ProblemKind};
use crate::query::scope::{Lookup, Scope};
use crate::query::token::At;

use super::Analyzer;

/// A GROUP BY that is longer is not written out in a help.
const LONGEST_SAID: usize = 80;

impl Analyzer<'_> {
    /// Tells an alias that stands in GROUP BY and is no column; whether it does. One of them stands for all.
    pub(super) fn groups_by_alias(&mut self, expression: &Expr<'_>, select: &Select<'_>, scope: &Scope<'_>) -> bool {
        let Node::Column(name) = &expression.node else {
            return false;
        };
        let aliases = self.levels.last().map(|level| &level.aliases);
        let is_alias = aliases.is_some_and(|aliases| aliases.contains(&name.text.to_lowercase()));
        if !is_alias || is_column(name, scope, false) {
            return false;
        }
        let clause = grouped(select)
            .next()
            .map_or(expression.at, |first| first.at.to(expression.at));
        let within = |told: &Problem| clause.start <= told.at.start && told.at.end <= clause.end;
        if !self
            .problems
            .iter()
            .any(|told| told.message.ends_with(NO_ALIAS) && within(told))
        {
            self.tell_alias(ProblemKind::UnknownColumn, expression.at, select);
        }
        true
    }

    /// Tells the alias in GROUP BY that a column which is not grouped by stands under, where the tables' columns are not known.
    pub(super) fn alias_for_loose(&mut self, select: &Select<'_>, loose: &[At], scope: &Scope<'_>) -> bool {
        if loose.is_empty() {
            return false;
        }
        let positions = positions(select);
        let names_loose = |expression: &&Expr<'_>| {
            let Node::Column(name) = &expression.node else {
                return false;
            };
            let position = positions.get(&name.text.to_lowercase());
            let Some(Item::One(_, _, item)) = position.and_then(|position| select.items.get(*position)) else {
                return false;
            };
            let within = |at: &At| item.start <= at.start && at.end <= item.end;
            loose.iter().any(within) && !is_column(name, scope, true)
        };
        let Some(alias) = grouped(select).find(names_loose) else {
            return false;
        };
        self.tell_alias(ProblemKind::NotGrouped, alias.at, select);
        true
    }

    fn tell_alias(&mut self, kind: ProblemKind, at: At, select: &Select<'_>) {
        let message = format!("`{}`{NO_ALIAS}", self.quote(at));
        let help = match self.by_positions(select) {
            Some(clause) => format!("write `{clause}`, or the expressions themselves"),
            None => "write the expressions themselves".to_owned(),
        };
        self.problem(Problem::new(kind, at, message).help(help));
    }

    /// The clause with positions in place of aliases.
    fn by_positions(&self, select: &Select<'_>) -> Option<String> {
        let all_simple = select.group_by.iter().flatten().all(|grouping| grouping.simple);
        let all_counted = select.items.iter().all(|item| matches!(item, Item::One(..)));
        if !all_simple || !all_counted {
            return None;
        }
        let positions = positions(select);
        let parts = grouped(select).map(|expression| {
            let position = match &expression.node {
                Node::Column(name) => positions.get(&name.text.to_lowercase()),
                _ => None,
            };
            match position {
                Some(position) => (position + 1).to_string(),
                None => self.quote(expression.at),
            }
        });
        let clause = format!("GROUP BY {}", parts.collect::<Vec<_>>().join(", "));
        (clause.chars().count() <= LONGEST_SAID).then_some(clause)
    }
}

/// How the message ends; only one of a query is told.
const NO_ALIAS: &str = " is a name that SELECT gives, and GROUP BY cannot use those.";

fn grouped<'q, 'a>(select: &'q Select<'a>) -> impl Iterator<Item = &'q Expr<'a>> {
    let groupings = select.group_by.iter().flatten();
    groupings.flat_map(|grouping| grouping.sets.iter().flatten())
}

/// Where the aliases of SELECT stand among its items.
fn positions(select: &Select<'_>) -> HashMap<String, usize> {
    let items = select.items.iter().enumerate();
    let aliased = items.filter_map(|(position, item)| match item {
        Item::One(_, Some(alias), _) => Some((alias.text.to_lowercase(), position)),
        _ => None,
    });
    aliased.collect()
}

/// Whether the tables have such a column; where not all of their columns are known, only one that is known counts if `known`.
fn is_column(name: &Name<'_>, scope: &Scope<'_>, known: bool) -> bool {
    match scope.find(&[], &name.text.to_lowercase()) {
        Lookup::Nothing { .. } => false,
        Lookup::Open(_) => !known,
        Lookup::Field(..) | Lookup::Ambiguous => true,
    }
}

#[cfg(test)]
mod tests {
    use crate::query::{ProblemKind, Tables, Type, read};

    fn problem(text: &str) -> (ProblemKind, usize, String) {
        let mut tables = Tables::only(None);
        let columns = ["a", "b", "c"].map(|name| (name.to_owned(), Type::Text));
        tables.declare("t", columns);
        tables.crawled("raw", []);
        let problems = read(text, &tables).problems;
        let [problem] = problems.as_slice() else {
            panic!("{text}: {problems:#?}");
        };
        (problem.kind, problem.at.start, problem.help.clone().unwrap_or_default())
    }

    #[test]
    fn aliases_in_group_by_are_one_mistake() {
        for (table, kind) in [("t", ProblemKind::UnknownColumn), ("raw", ProblemKind::NotGrouped)] {
            let text = format!("SELECT a AS X, lower(b) AS Y, max(c) AS Z FROM {table} GROUP BY X, Y");
            let (told, at, help) = problem(&text);
            assert_eq!((told, at), (kind, text.find("X, Y").unwrap()), "{text}");
            assert!(help.contains("`GROUP BY 1, 2`"), "{help}");
            let text = format!("SELECT a, lower(b) AS Y, max(c) AS Z FROM {table} GROUP BY a, y HAVING max(c) > 'x'");
            let (told, at, help) = problem(&text);
            assert_eq!((told, at), (kind, text.find("y HAVING").unwrap()), "{text}");
            assert!(help.contains("`GROUP BY a, 2`"), "{help}");
            let (told, _, help) = problem(&format!(
                "SELECT lower(b) AS Y, max(c) AS Z FROM {table} GROUP BY ROLLUP (Y)"
            ));
            assert_eq!((told, help.as_str()), (kind, "write the expressions themselves"));
            // Each SELECT has its own.
            let both = format!("SELECT x AS Q FROM (SELECT a AS x FROM {table} GROUP BY x) GROUP BY Q");
            let tables = {
                let mut tables = Tables::only(None);
                tables.declare("t", [("a".to_owned(), Type::Text)]);
                tables.crawled("raw", []);
                tables
            };
            assert_eq!(read(&both, &tables).problems.len(), 2, "{both}");
        }
    }

    #[test]
    fn a_column_of_that_name_is_grouped_by() {
        for fine in [
            "SELECT a AS a, max(b) AS b FROM t GROUP BY a",
            "SELECT lower(a) AS A, max(b) AS M FROM t GROUP BY a",
            "SELECT lower(user_id) AS USER_ID, max(b) AS M FROM raw GROUP BY user_id",
            "SELECT user_id AS USER_ID, max(b) AS M FROM raw GROUP BY USER_ID",
            "SELECT max(b) AS M, count(*) AS KIND FROM raw GROUP BY KIND",
        ] {
            let mut tables = Tables::only(None);
            tables.declare("t", ["a", "b"].map(|name| (name.to_owned(), Type::Text)));
            tables.crawled("raw", []);
            assert_eq!(read(fine, &tables).problems, [], "{fine}");
        }
        // One that is known and grouped by as it stands is not what the query gives under its name.
        let (told, at, _) = problem("SELECT b AS A, max(c) AS M FROM t GROUP BY a");
        assert_eq!((told, at), (ProblemKind::NotGrouped, 7));
    }

    #[test]
    fn having_without_groups_is_meant_as_where() {
        for table in ["t", "raw"] {
            let text = format!("SELECT a AS X, b AS Y FROM {table} HAVING c > 'x'");
            let (told, at, help) = problem(&text);
            assert_eq!(
                (told, at),
                (ProblemKind::NotGrouped, text.find("c > ").unwrap()),
                "{text}"
            );
            assert!(help.contains("write WHERE"), "{help}");
            // Beside an aggregate it is GROUP BY that lacks.
            let (_, at, help) = problem(&format!("SELECT a AS X, max(b) AS Y FROM {table} HAVING max(b) > 'x'"));
            assert_eq!((at, help.contains("add GROUP BY a")), (7, true), "{help}");
        }
    }
}
