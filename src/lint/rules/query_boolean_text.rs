use crate::diagnostic::{Sink, visible};
use crate::lint::Check;
use crate::lint::prepared::Prepared;
use crate::lint::rule::declare_rule;
use crate::query::Type;
use crate::stage::FieldType;

declare_rule! {
    /// ## What it does
    /// Flags a boolean for a field of type `string`.
    ///
    /// ## Why is this bad
    /// Athena writes `true` and `false`. Amazon Personalize's own examples write `True` and `False`, and filters and
    /// categories compare letter by letter: what comes with later events has to be written in the same way.
    ///
    /// ## Example
    /// ```toml
    /// [datasets.users]
    /// source = "users/"
    /// query = "SELECT id AS USER_ID, member AS MEMBER FROM users"
    /// [datasets.users.columns]
    /// id = "string"
    /// member = "boolean"
    /// [datasets.users.schema]
    /// USER_ID = "string"
    /// MEMBER  = { type = "string", categorical = true }
    /// ```
    ///
    /// ## Use instead
    /// ```toml
    /// [datasets.users]
    /// source = "users/"
    /// query = "SELECT id AS USER_ID, CASE WHEN member THEN 'True' ELSE 'False' END AS MEMBER FROM users"
    /// [datasets.users.columns]
    /// id = "string"
    /// member = "boolean"
    /// [datasets.users.schema]
    /// USER_ID = "string"
    /// MEMBER  = { type = "string", categorical = true }
    /// ```
    ///
    /// ## References
    /// - [Filter expressions](https://docs.aws.amazon.com/personalize/latest/dg/filter-expressions.html)
    pub static RULE = "query-boolean-text", Warning, Check::Query(check);
}

fn check(query: &Prepared<'_>, sink: &mut Sink) {
    for (column, field) in query.typed() {
        if column.ty != Type::Boolean || field.kind.value != FieldType::String {
            continue;
        }
        let message = format!(
            "`{}` is a boolean, which is written as `true` or `false`",
            visible(&field.name)
        );
        sink.push(
            RULE.finding(&query.place(query.expression(column)), message)
                .help("say how it is to be written: `CASE WHEN … THEN 'True' ELSE 'False' END`")
                .related(field.name.place.clone(), "the field"),
        );
    }
}
