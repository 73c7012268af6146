use crate::diagnostic::{Sink, visible};
use crate::lint::Check;
use crate::lint::prepared::Prepared;
use crate::lint::rule::declare_rule;
use crate::stage::Kind;

declare_rule! {
    /// ## What it does
    /// Flags a table that is named with another database than the stack's own.
    ///
    /// ## Why is this bad
    /// The role that runs the query may read the stack's database and no other: the query fails with
    /// `AccessDeniedException`. A name such as `movielens_dev.ratings` also means that production reads the data of
    /// development.
    ///
    /// ## Example
    /// ```toml
    /// [datasets.interactions]
    /// query = "SELECT userid AS USER_ID, movieid AS ITEM_ID, time AS TIMESTAMP FROM lake.ratings"
    /// ```
    ///
    /// ## Use instead
    /// ```toml
    /// [datasets.interactions]
    /// query = "SELECT userid AS USER_ID, movieid AS ITEM_ID, time AS TIMESTAMP FROM ratings"
    /// ```
    ///
    /// ## References
    /// - [Access to databases and tables in the Glue catalog](https://docs.aws.amazon.com/athena/latest/ug/fine-grained-access-to-glue-resources.html)
    pub static RULE = "query-other-database", Error, Check::Query(check);
}

fn check(query: &Prepared<'_>, sink: &mut Sink) {
    // Whose sandbox it will be, and what its database is called, is not known while only linting.
    if query.stage.kind == Kind::Sandbox(None) {
        return;
    }
    let own = query.stage.names.glue_database();
    for table in &query.reading.tables {
        let Some(database) = &table.database else {
            continue;
        };
        if *database == own || database == "information_schema" {
            continue;
        }
        let message = format!(
            "the stack `{}` may not read the database `{}`: its own is `{own}`",
            query.stage.names.stack,
            visible(database)
        );
        sink.push(RULE.finding(&query.place(table.at), message).help(format!(
            "name the table alone, `{}`: the workgroup's queries look in the stack's database",
            visible(&table.name)
        )));
    }
}
