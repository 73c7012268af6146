use crate::diagnostic::{Sink, visible};
use crate::lint::rule::declare_rule;
use crate::lint::{Check, glue_type};
use crate::stage::Dataset;

declare_rule! {
    /// ## What it does
    /// Flags a type in `columns` that the Glue catalog does not have: a type of another system, a `decimal` of more than 38
    /// digits, a `char` without length, capitals, blanks, a bracket that is not closed.
    ///
    /// ## Why is this bad
    /// Terraform's provider and Glue store any text as a type. The first query then fails in Athena with
    /// `HIVE_METASTORE_ERROR: … type expected at the position 0`, long after the apply.
    ///
    /// ## Example
    /// ```toml
    /// [datasets.interactions.columns]
    /// userid = "text"
    /// ```
    ///
    /// ## Use instead
    /// ```toml
    /// [datasets.interactions.columns]
    /// userid = "string"
    /// ```
    ///
    /// ## References
    /// - [Data types in Amazon Athena](https://docs.aws.amazon.com/athena/latest/ug/data-types.html)
    /// - [Glue, `Column`](https://docs.aws.amazon.com/glue/latest/webapi/API_Column.html)
    pub static RULE = "invalid-column-type", Error, Check::Dataset(check);
}

fn check(dataset: &Dataset, sink: &mut Sink) {
    for column in dataset.columns.iter().flatten() {
        if let Err(problem) = glue_type::check(&column.kind) {
            let message = format!("`{}` cannot be a column's type: {}", visible(&column.kind), problem.why);
            let instead = match glue_type::is_csv(dataset) {
                true => glue_type::instead_in_csv(&column.kind, problem.instead),
                false => problem.instead,
            };
            sink.push(RULE.finding(&column.kind.place, message).maybe_help(instead));
        }
    }
}
