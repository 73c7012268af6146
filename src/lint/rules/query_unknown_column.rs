use crate::diagnostic::Sink;
use crate::lint::Check;
use crate::lint::prepared::{PARTITIONS, Prepared};
use crate::lint::rule::declare_rule;
use crate::query::{Problem, ProblemKind};

declare_rule! {
    /// ## What it does
    /// Flags a column that no table of the query has.
    ///
    /// ## Why is this bad
    /// Where `columns` says what the files hold, a table has those columns and no others. The query fails with
    /// `COLUMN_NOT_FOUND`.
    ///
    /// ## Example
    /// ```toml
    /// [datasets.interactions]
    /// query = "SELECT userId AS USER_ID, movie AS ITEM_ID, time AS TIMESTAMP FROM ratings"
    /// [datasets.interactions.columns]
    /// userid  = "string"
    /// movieid = "string"
    /// event   = "string"
    /// time    = "bigint"
    /// ```
    ///
    /// ## Use instead
    /// ```toml
    /// [datasets.interactions]
    /// query = "SELECT userid AS USER_ID, movieid AS ITEM_ID, time AS TIMESTAMP FROM ratings"
    /// [datasets.interactions.columns]
    /// userid  = "string"
    /// movieid = "string"
    /// event   = "string"
    /// time    = "bigint"
    /// ```
    ///
    /// ## References
    /// - [SELECT](https://docs.aws.amazon.com/athena/latest/ug/select.html)
    pub static RULE = "query-unknown-column", Error, Check::Query(check);
}

fn check(query: &Prepared<'_>, sink: &mut Sink) {
    query.tell_more(&RULE, ProblemKind::UnknownColumn, sink, |problem, finding| {
        finding.maybe_help(help(query, problem))
    });
}

/// What is missing may be in the files: then it has to be declared.
fn help(query: &Prepared<'_>, problem: &Problem) -> Option<String> {
    let listed = match problem.help.as_deref() {
        None if problem.message.ends_with("`.") => "",
        Some(list) if list.starts_with("columns here are") => list,
        _ => return problem.help.clone(),
    };
    let written = query.text(problem.at).to_lowercase();
    let name = written.rsplit('.').next().unwrap_or_default().trim_matches('"');
    if PARTITIONS.contains(&name) {
        return Some(format!(
            "folders such as `{name}=…` are columns of tables that a crawler makes: leave `columns` out, or take it from `\"$path\"`"
        ));
    }
    let comma = if listed.is_empty() { "" } else { "; " };
    Some(format!(
        "{listed}{comma}if the files have it, declare it in the dataset's `columns`"
    ))
}
