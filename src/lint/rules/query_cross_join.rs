use crate::lint::Check;
use crate::lint::rule::declare_rule;
use crate::query::ProblemKind;

declare_rule! {
    /// ## What it does
    /// Flags tables that stand side by side in `FROM`, separated by a comma, where no condition of `WHERE` joins them.
    ///
    /// ## Why is this bad
    /// Every row of the one goes with every row of the other: of a million clicks and ten thousand items come ten thousand million
    /// rows, which Athena reads out for hours, and which say of everybody that they like everything. `CROSS JOIN` is taken as meant.
    ///
    /// ## Example
    /// ```toml
    /// [datasets.interactions]
    /// query = "SELECT r.userid AS USER_ID, p.movieid AS ITEM_ID, r.time AS TIMESTAMP FROM ratings r, ratings p"
    /// ```
    ///
    /// ## Use instead
    /// ```toml
    /// [datasets.interactions]
    /// query = "SELECT r.userid AS USER_ID, p.movieid AS ITEM_ID, r.time AS TIMESTAMP FROM ratings r JOIN ratings p ON p.userid = r.userid"
    /// ```
    ///
    /// ## References
    /// - [SELECT](https://docs.aws.amazon.com/athena/latest/ug/select.html)
    pub static RULE = "query-cross-join", Warning, Check::Query(|query, sink| query.tell(&RULE, ProblemKind::CrossJoin, sink));
}
