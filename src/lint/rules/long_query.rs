use crate::diagnostic::Sink;
use crate::facts::{QUERY_BYTES, QUERY_BYTES_LONG};
use crate::lint::Check;
use crate::lint::rule::declare_rule;
use crate::stage::Dataset;

declare_rule! {
    /// ## What it does
    /// Flags a query that fills the data of a state nearly: 250,000 bytes or more, each quote and line end counted twice.
    ///
    /// ## Why is this bad
    /// The workflow reads the query's text as JSON, together with its name and description. Beyond 262,144 bytes in all the
    /// execution fails with `States.DataLimitExceeded`.
    ///
    /// ## Example
    /// ```toml
    /// # queries/interactions.sql, 250 KiB
    /// [datasets.interactions]
    /// query_file = "queries/interactions.sql"
    /// ```
    ///
    /// ## Use instead
    /// ```toml
    /// # queries/interactions.sql, 20 KiB
    /// [datasets.interactions]
    /// query_file = "queries/interactions.sql"
    /// ```
    ///
    /// ## References
    /// - [Step Functions' service quotas](https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html)
    pub static RULE = "long-query", Warning, Check::Dataset(check);
}

fn check(dataset: &Dataset, sink: &mut Sink) {
    // Tidying makes no query longer but by the end of its last line, and each byte is two at most when it is escaped.
    if dataset.query.text().len() < QUERY_BYTES_LONG / 2 - 1 {
        return;
    }
    let query = dataset.query.tidied();
    let escaped = query.matches(['"', '\\', '\n', '\t', '\r']).count();
    let in_state = query.len() + escaped;
    if query.len() <= QUERY_BYTES && in_state >= QUERY_BYTES_LONG {
        let message = format!("the query is {in_state} bytes of JSON, and a state holds {QUERY_BYTES} with all else");
        sink.push(
            RULE.finding(&dataset.query.place, message)
                .help("keep long lists of values in a table of their own, and join it"),
        );
    }
}
