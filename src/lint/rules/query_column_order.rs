use crate::diagnostic::{Fix, Sink, visible};
use crate::lint::Check;
use crate::lint::prepared::Prepared;
use crate::lint::rule::declare_rule;
use crate::query::At;

declare_rule! {
    /// ## What it does
    /// Flags a query whose columns are the schema's fields in another order.
    ///
    /// ## Why is this bad
    /// Amazon Personalize asks for the columns of the file in the order of the schema's fields.
    ///
    /// ## Example
    /// ```toml
    /// [datasets.interactions]
    /// query = "SELECT movieid AS ITEM_ID, userid AS USER_ID, time AS TIMESTAMP FROM ratings"
    /// ```
    ///
    /// ## Use instead
    /// ```toml
    /// [datasets.interactions]
    /// query = "SELECT userid AS USER_ID, movieid AS ITEM_ID, time AS TIMESTAMP FROM ratings"
    /// ```
    ///
    /// ## References
    /// - [Dataset schemas](https://docs.aws.amazon.com/personalize/latest/dg/how-it-works-dataset-schema.html)
    pub static RULE = "query-column-order", Error, Check::Query(check), fix = "brings the columns into that order, unless a position is named or a comment stands between them";
}

fn check(query: &Prepared<'_>, sink: &mut Sink) {
    let Some(pair) = query.columns().misplaced else {
        return;
    };
    let (Some(column), Some(field)) = (query.column(pair.column), query.field(pair.column)) else {
        return;
    };
    let message = format!(
        "`{}` stands where the schema has `{}`: the columns' order is not the fields'",
        visible(&column.name),
        visible(&field.name)
    );
    let order: Vec<String> = query.dataset.schema.iter().map(|field| visible(&field.name)).collect();
    sink.push(
        RULE.finding(&query.place(column.at), message)
            .help(format!("select {}", order.join(", ")))
            .maybe_fix(reordered(query))
            .related(field.name.place.clone(), "the field at this place"),
    );
}

/// Every column's item at the place of its field. None where one is not an item of the outermost list, a comment would then
/// stand beside another item, or `ORDER BY 2` would mean another one.
fn reordered(query: &Prepared<'_>) -> Option<Fix> {
    let columns = query.reading.columns.iter();
    let items: Vec<At> = columns.map(|column| column.item).collect::<Option<_>>()?;
    let between = items.iter().zip(items.iter().skip(1)).map(|(one, next)| At {
        start: one.end,
        end: next.start,
    });
    let (first, last) = (items.first()?, items.last()?);
    let behind = At {
        start: last.end,
        end: query.dataset.query.text().len(),
    };
    let only_commas = between.into_iter().all(|at| query.text(at).trim() == ",");
    if !only_commas || first.start == last.start || names_a_position(query.text(behind)) {
        return None;
    }
    let mut words = Vec::with_capacity(items.len());
    for pair in &query.columns().pairs {
        let moved = query.place(*items.get(pair.column)?);
        words.push((query.place(*items.get(pair.field)?), moved.snippet().to_owned()));
    }
    Some(Fix::text(words))
}

/// Whether a column may be named by its position: a number behind `BY`, or behind a comma after it.
fn names_a_position(text: &str) -> bool {
    let spaced = text.replace(',', " , ").to_ascii_lowercase();
    let mut words = spaced.split(|character: char| character.is_whitespace() || matches!(character, '(' | ')' | ';'));
    let mut is_listed = false;
    let mut after_by = false;
    words.any(|word| {
        let is_number = !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit());
        let position = is_listed && is_number;
        after_by |= word == "by";
        is_listed = after_by && (matches!(word, "by" | ",") || is_listed && word.is_empty());
        position
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_are_recognised() {
        for text in [
            " FROM t ORDER BY 2",
            " FROM t GROUP\nBY a,1",
            " FROM t GROUP BY (1), 2;",
            " ORDER BY\n\n 12 DESC",
        ] {
            assert!(names_a_position(text), "{text}");
        }
        for text in [" FROM t WHERE a IN (1, 2)", " FROM t ORDER BY a2 LIMIT 10", ""] {
            assert!(!names_a_position(text), "{text}");
        }
    }
}
