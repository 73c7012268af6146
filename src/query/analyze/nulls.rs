//! Comparisons with NULL: whatever is on the other side, they are never true.

use crate::query::ast::{Case, Expr, Node, Operator, Predicate};
use crate::query::problem::{Problem, ProblemKind};
use crate::query::token::At;

use super::Analyzer;

/// Expressions that are longer are not said again in a help.
const LONGEST_SAID: usize = 40;

const COMPARISON: &str = "A comparison with NULL is never true.";

impl Analyzer<'_> {
    /// Tells a predicate that compares with a NULL written out. `IN` with other values beside it still finds those.
    pub(super) fn judge_null(&mut self, left: &Expr<'_>, predicate: &Predicate<'_>, negated: bool, place: At, at: At) {
        match predicate {
            Predicate::Compare(operator, right) => {
                let (other, at) = match (is_null(left), is_null(right)) {
                    (_, true) => (left, place.to(right.at)),
                    (true, false) => (right, at),
                    (false, false) => return,
                };
                let other = self.said(other);
                let help = match operator {
                    Operator::Equal => format!("write `{other} IS NULL`"),
                    Operator::NotEqual => format!("write `{other} IS NOT NULL`"),
                    _ => format!("for what has a value, write `{other} IS NOT NULL`; otherwise `{other} IS NULL`"),
                };
                self.never_true(at, COMPARISON, help);
            }
            Predicate::Like(pattern, _) if is_null(pattern) => {
                let not = if negated { " NOT" } else { "" };
                let help = format!("write `{} IS{not} NULL`", self.said(left));
                self.never_true(place.to(pattern.at), COMPARISON, help);
            }
            Predicate::In(all) if all.iter().all(is_null) => {
                let not = if negated { " NOT" } else { "" };
                let help = format!("write `{} IS{not} NULL`", self.said(left));
                self.never_true(
                    place.to(at),
                    "IN finds no NULL: a comparison with NULL is never true.",
                    help,
                );
            }
            Predicate::In(all) if negated => {
                if let Some(null) = all.iter().find(|one| is_null(one)) {
                    let help = format!(
                        "take NULL out of the list: `{} NOT IN (…)` lets no NULL pass anyway",
                        self.said(left)
                    );
                    self.never_true(null.at, "NOT IN is never true where its list has a NULL.", help);
                }
            }
            _ => {}
        }
    }

    /// Tells `CASE value WHEN NULL`.
    pub(super) fn judge_null_branches(&mut self, case: &Case<'_>) {
        let Some(operand) = &case.operand else {
            return;
        };
        for (value, _) in case.branches.iter().filter(|(value, _)| is_null(value)) {
            let help = format!(
                "write `CASE WHEN {} IS NULL THEN …`, without a value behind CASE",
                self.said(operand)
            );
            self.never_true(
                value.at,
                "WHEN NULL never applies: a comparison with NULL is never true.",
                help,
            );
        }
    }

    fn never_true(&mut self, at: At, message: &str, help: String) {
        self.problem(Problem::new(ProblemKind::ComparedWithNull, at, message).help(help));
    }

    /// An expression as a help repeats it.
    fn said(&self, expression: &Expr<'_>) -> String {
        let written = self.quote(expression.at);
        match written.chars().count() > LONGEST_SAID {
            true => "…".to_owned(),
            false => written,
        }
    }
}

/// `NULL`, or a NULL of some type.
fn is_null(expression: &Expr<'_>) -> bool {
    match &expression.node {
        Node::Null => true,
        Node::Cast(value, ..) => is_null(value),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use crate::query::{ProblemKind, Tables, read};

    #[test]
    fn comparisons_with_null_are_told_where_they_stand() {
        for (expression, place, help) in [
            ("a = NULL", "= NULL", "write `a IS NULL`"),
            ("a <> null", "<> null", "write `a IS NOT NULL`"),
            ("a != NULL AND b > 1", "!= NULL", "write `a IS NOT NULL`"),
            ("NULL = a", "NULL = a", "write `a IS NULL`"),
            ("a < NULL", "< NULL", "write `a IS NOT NULL`; otherwise"),
            (
                "lower(a) = CAST(NULL AS varchar)",
                "= CAST(NULL AS varchar)",
                "write `lower(a) IS NULL`",
            ),
            ("NOT a = NULL", "= NULL", "write `a IS NULL`"),
            ("a LIKE NULL", "LIKE NULL", "write `a IS NULL`"),
            ("a NOT LIKE NULL", "NOT LIKE NULL", "write `a IS NOT NULL`"),
            ("a NOT IN ('x', NULL)", "NULL", "take NULL out of the list"),
            ("a NOT IN (NULL)", "NOT IN (NULL)", "write `a IS NOT NULL`"),
            ("a IN (NULL)", "IN (NULL)", "write `a IS NULL`"),
            (
                "CASE a WHEN NULL THEN true ELSE false END",
                "NULL",
                "write `CASE WHEN a IS NULL THEN",
            ),
            (
                "CASE WHEN a = NULL THEN true ELSE false END",
                "= NULL",
                "write `a IS NULL`",
            ),
        ] {
            for text in [
                format!("SELECT a AS x FROM t WHERE {expression}"),
                format!("SELECT t.a AS x FROM t JOIN u ON {expression}"),
                format!("SELECT a AS x, count(*) AS n FROM t GROUP BY a, b HAVING {expression}"),
                format!("SELECT CASE WHEN {expression} THEN 1 ELSE 0 END AS x FROM t"),
            ] {
                let problems = read(&text, &Tables::unknown()).problems;
                let [problem] = problems.as_slice() else {
                    panic!("{text}: {problems:#?}");
                };
                assert_eq!(problem.kind, ProblemKind::ComparedWithNull, "{text}");
                assert_eq!(text.get(problem.at.start..problem.at.end), Some(place), "{text}");
                assert!(
                    problem.help.as_deref().is_some_and(|said| said.contains(help)),
                    "{problem:?}"
                );
            }
        }
    }

    #[test]
    fn what_finds_a_null_or_needs_none_is_left_alone() {
        for fine in [
            "a IS NULL",
            "a IS NOT NULL",
            "a IS DISTINCT FROM NULL",
            "a IS NOT DISTINCT FROM NULL",
            "a IN ('x', NULL)",
            "a NOT IN ('x', 'NULL')",
            "a = 'NULL'",
            "a NOT IN (SELECT NULL AS b)",
            "coalesce(a, NULL) = 'x'",
            "CASE a WHEN 'x' THEN NULL ELSE true END",
        ] {
            let text = format!("SELECT a AS x FROM t WHERE {fine}");
            assert_eq!(read(&text, &Tables::unknown()).problems, [], "{text}");
        }
    }

    #[test]
    fn an_error_is_told_beside_it() {
        let text = "SELECT a AS x, max(b) AS y FROM t WHERE a <> NULL";
        let problems = read(text, &Tables::unknown()).problems;
        let kinds: Vec<ProblemKind> = problems.iter().map(|problem| problem.kind).collect();
        assert_eq!(kinds, [ProblemKind::NotGrouped, ProblemKind::ComparedWithNull]);
    }
}
