use crate::lint::Check;
use crate::lint::rule::declare_rule;
use crate::query::ProblemKind;

declare_rule! {
    /// ## What it does
    /// Flags a query that is nested deeper than kickstart reads, 1,000 constructs, or one that asks for too much work.
    ///
    /// ## Why is this bad
    /// What is not read cannot be judged. Athena's own parser fails on such queries, too: it runs out of stack.
    ///
    /// ## Example
    /// ```sql
    /// -- queries/interactions.sql
    /// SELECT ((((… 1,000 times …
    /// ```
    ///
    /// ## Use instead
    /// ```sql
    /// -- queries/interactions.sql, its parts in WITH
    /// WITH seen AS (SELECT …)
    /// SELECT … FROM seen
    /// ```
    ///
    /// ## References
    /// - [Service quotas of Athena](https://docs.aws.amazon.com/athena/latest/ug/service-limits.html)
    pub static RULE = "query-limit", Error, Check::Query(|query, sink| query.tell(&RULE, ProblemKind::Limit, sink));
}
