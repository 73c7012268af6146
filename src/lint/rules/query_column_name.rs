use crate::diagnostic::{Fix, Sink, slip_of, visible};
use crate::lint::Check;
use crate::lint::columns::Likeness;
use crate::lint::personalize::{Lacking, is_alike, lacks};
use crate::lint::prepared::Prepared;
use crate::lint::rule::declare_rule;
use crate::query::is_reserved;

declare_rule! {
    /// ## What it does
    /// Flags a column of the result that is called as no field of the schema, where a field lacks its column.
    ///
    /// ## Why is this bad
    /// Amazon Personalize finds a field's values by the heading of their column. Without it the import fails.
    ///
    /// ## Example
    /// ```toml
    /// [datasets.interactions]
    /// query = "SELECT userid AS USERID, movieid AS ITEM_ID, time AS TIMESTAMP FROM ratings"
    /// ```
    ///
    /// ## Use instead
    /// ```toml
    /// [datasets.interactions]
    /// query = "SELECT userid AS USER_ID, movieid AS ITEM_ID, time AS TIMESTAMP FROM ratings"
    /// ```
    ///
    /// ## References
    /// - [Preparing training data](https://docs.aws.amazon.com/personalize/latest/dg/preparing-training-data.html)
    pub static RULE = "query-column-name", Error, Check::Query(check), fix = "gives an alias that is plainly a slip of it the field's name";
}

fn check(query: &Prepared<'_>, sink: &mut Sink) {
    let pairs = query.columns().pairs.iter();
    let mut lacking = None;
    for pair in pairs.filter(|pair| pair.likeness == Likeness::Meant) {
        let (Some(column), Some(field)) = (query.column(pair.column), query.field(pair.field)) else {
            continue;
        };
        // It is the field that is not called as Amazon Personalize calls it, which is told.
        let lacking = lacking.get_or_insert_with(|| Lacking::of(query.stage, query.dataset));
        let meant = || lacking.meant(field);
        let is_misspelt = || meant().is_some_and(|meant| is_alike(meant.name, &column.name));
        // What Personalize requires is told of the schema that lacks it.
        if !column.named || lacks(query.stage, query.dataset, &column.name) || is_misspelt() {
            continue;
        }
        let is_slip = column.is_aliased() && slip_of(&column.name, [field.name.as_str()]).is_some();
        let fix = (is_slip && !is_reserved(&field.name) && !may_order_by(query, &column.name))
            .then(|| Fix::text([(query.place(column.at), field.name.value.clone())]));
        let message = format!(
            "the result has `{}`, which is no field of the schema, and lacks `{}`",
            visible(&column.name),
            visible(&field.name)
        );
        sink.push(
            RULE.finding(&query.place(column.at), message)
                .help(query.renamed(column, field))
                .maybe_fix(fix)
                .related(field.name.place.clone(), "the field"),
        );
    }
}

/// Whether ORDER BY may name an alias: it would lose what it names. Looked for in the text, which errs on the side of no fix.
fn may_order_by(query: &Prepared<'_>, alias: &str) -> bool {
    let text = query.dataset.query.text().to_lowercase();
    let alias = alias.to_lowercase();
    text.match_indices("order").any(|(at, word)| {
        let behind = text.get(at + word.len()..).unwrap_or_default();
        behind.trim_start().starts_with("by") && behind.contains(&alias)
    })
}
