use crate::diagnostic::Sink;
use crate::facts::QUERY_BYTES;
use crate::lint::Check;
use crate::lint::rule::declare_rule;
use crate::stage::Dataset;

declare_rule! {
    /// ## What it does
    /// Flags a query of more than 262,144 bytes, as it is written to the stack.
    ///
    /// ## Why is this bad
    /// Athena stores and runs no longer one, and Step Functions hands no more from one state to the next. Terraform's provider
    /// does not look, and the apply fails.
    ///
    /// ## Example
    /// ```toml
    /// # queries/interactions.sql, 257 KiB
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
    /// - [Athena's service quotas](https://docs.aws.amazon.com/athena/latest/ug/service-limits.html)
    /// - [Step Functions' service quotas](https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html)
    pub static RULE = "query-too-long", Error, Check::Dataset(check);
}

fn check(dataset: &Dataset, sink: &mut Sink) {
    // Tidying makes no query longer but by the end of its last line.
    if dataset.query.text().len() < QUERY_BYTES {
        return;
    }
    let length = dataset.query.tidied().len();
    if length > QUERY_BYTES {
        let message = format!("the query has {length} bytes, and Athena takes {QUERY_BYTES}");
        sink.push(
            RULE.finding(&dataset.query.place, message)
                .help("keep long lists of values in a table of their own, and join it"),
        );
    }
}
