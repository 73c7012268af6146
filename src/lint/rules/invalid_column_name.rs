use std::collections::HashMap;

use crate::diagnostic::{Sink, visible};
use crate::facts::GLUE_NAME_BYTES;
use crate::lint::Check;
use crate::lint::rule::declare_rule;
use crate::stage::Dataset;

declare_rule! {
    /// ## What it does
    /// Flags a name in `columns` that no column can have: empty, longer than 255 bytes, with a blank at its start or end, with a
    /// comma, or the same as another but for capitals.
    ///
    /// ## Why is this bad
    /// Glue refuses empty and long names during the apply. The others it takes: two columns of one name make Athena
    /// refuse every query of the table, and names with a comma are split where Hive lists them.
    ///
    /// ## Example
    /// ```toml
    /// [datasets.interactions.columns]
    /// userid = "string"
    /// userId = "string"
    /// [lint]
    /// rules = { column-name-case = "off" }
    /// ```
    ///
    /// ## Use instead
    /// ```toml
    /// [datasets.interactions.columns]
    /// userid = "string"
    /// itemid = "string"
    /// ```
    ///
    /// ## References
    /// - [Names of tables, databases and columns](https://docs.aws.amazon.com/athena/latest/ug/tables-databases-columns-names.html)
    pub static RULE = "invalid-column-name", Error, Check::Dataset(check);
}

fn check(dataset: &Dataset, sink: &mut Sink) {
    let mut seen = HashMap::new();
    for column in dataset.columns.iter().flatten() {
        let name = column.name.as_str();
        if let Some(why) = problem(name) {
            let message = format!("`{}` cannot be a column's name: {why}", visible(name));
            sink.push(RULE.finding(&column.name.place, message).help(
                "name columns with lower-case letters, digits and `_`; in CSV their order counts, not their names",
            ));
        }
        if let Some(first) = seen.insert(name.to_lowercase(), column) {
            let message = format!(
                "`{}` and `{}` are one column for Glue, which does not tell capitals apart",
                visible(&first.name),
                visible(name)
            );
            sink.push(
                RULE.finding(&column.name.place, message)
                    .help("call one of them differently")
                    .related(first.name.place.clone(), "the other column"),
            );
        }
    }
}

fn problem(name: &str) -> Option<String> {
    if name.is_empty() {
        return Some("it is empty".into());
    }
    if name.len() > GLUE_NAME_BYTES {
        return Some(format!("it has {} bytes, and Glue takes {GLUE_NAME_BYTES}", name.len()));
    }
    if name.trim() != name {
        return Some("a blank stands at its start or end, where nobody sees it".into());
    }
    name.contains(',')
        .then(|| "it holds a comma, which separates names".into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_judged_by_what_glue_and_hive_take() {
        for name in ["a", "user id", "größe", "_x", "9", &"x".repeat(255)] {
            assert_eq!(problem(name), None, "{name}");
        }
        for name in ["", " a", "a ", "a,b", &"ü".repeat(128)] {
            assert!(problem(name).is_some(), "{name}");
        }
    }
}
