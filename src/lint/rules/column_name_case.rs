use std::collections::HashMap;

use crate::diagnostic::{Fix, Sink, visible};
use crate::lint::Check;
use crate::lint::rule::declare_rule;
use crate::stage::Dataset;

declare_rule! {
    /// ## What it does
    /// Flags a name in `columns` with capitals.
    ///
    /// ## Why is this bad
    /// Glue and Athena keep names of columns in lower case. Queries find the column in any case, but tools that compare names by
    /// their letters see another one, and Terraform may show a change at every plan.
    ///
    /// ## Example
    /// ```toml
    /// [datasets.interactions.columns]
    /// userId = "string"
    /// ```
    ///
    /// ## Use instead
    /// ```toml
    /// [datasets.interactions.columns]
    /// userid = "string"
    /// ```
    ///
    /// ## References
    /// - [Names of tables, databases and columns](https://docs.aws.amazon.com/athena/latest/ug/tables-databases-columns-names.html)
    pub static RULE = "column-name-case", Warning, Check::Dataset(check), fix = "writes the name in lower case";
}

fn check(dataset: &Dataset, sink: &mut Sink) {
    let columns = || dataset.columns.iter().flatten();
    let mut times: HashMap<String, usize> = HashMap::new();
    for column in columns() {
        *times.entry(column.name.to_lowercase()).or_default() += 1;
    }
    for column in columns() {
        let lowered = column.name.to_lowercase();
        if lowered == column.name.value {
            continue;
        }
        let message = format!(
            "Glue keeps names of columns in lower case: `{}` becomes `{}`",
            visible(&column.name),
            visible(&lowered)
        );
        let path = ["datasets", dataset.kind.key(), "columns", &column.name];
        let fix = Fix::rename(column.name.place.source(), &path, lowered.as_str());
        // Two columns cannot have one name.
        let is_free = times.get(&lowered) == Some(&1);
        sink.push(
            RULE.finding(&column.name.place, message)
                .help(format!("write `{}`", visible(&lowered)))
                .maybe_fix(is_free.then_some(fix)),
        );
    }
}
