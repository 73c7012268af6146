use crate::diagnostic::Sink;
use crate::lint::Check;
use crate::lint::prepared::Prepared;
use crate::lint::rule::declare_rule;

declare_rule! {
    /// ## What it does
    /// Flags a `LIMIT` of the whole result where no `ORDER BY` says which rows are meant.
    ///
    /// ## Why is this bad
    /// It is what is left over from trying the query out. Amazon Personalize trains on what the query gives, which then are a
    /// few rows by chance, and others each time. A `LIMIT` behind an `ORDER BY` is taken as meant.
    ///
    /// ## Example
    /// ```toml
    /// [datasets.interactions]
    /// query = "SELECT userid AS USER_ID, movieid AS ITEM_ID, time AS TIMESTAMP FROM ratings LIMIT 100"
    /// ```
    ///
    /// ## Use instead
    /// ```toml
    /// [datasets.interactions]
    /// query = "SELECT userid AS USER_ID, movieid AS ITEM_ID, time AS TIMESTAMP FROM ratings"
    /// ```
    ///
    /// ## References
    /// - [SELECT](https://docs.aws.amazon.com/athena/latest/ug/select.html)
    pub static RULE = "query-row-limit", Warning, Check::Query(check);
}

fn check(query: &Prepared<'_>, sink: &mut Sink) {
    let Some(limit) = query.reading.limit else {
        return;
    };
    let message = "the result is cut off by chance: Amazon Personalize trains on these rows alone";
    sink.push(
        RULE.finding(&query.place(limit), message)
            .help("take the LIMIT out; for the newest rows, write ORDER BY before it"),
    );
}
