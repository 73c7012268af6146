use crate::diagnostic::{Sink, visible};
use crate::lint::Check;
use crate::lint::prepared::Prepared;
use crate::lint::rule::declare_rule;
use crate::stage::Kind;

/// The catalog of the Glue databases, as Athena calls it; the case does not matter.
/// Source: <https://docs.aws.amazon.com/athena/latest/ug/understanding-tables-databases-and-the-data-catalog.html>.
const CATALOG: &str = "awsdatacatalog";

declare_rule! {
    /// ## What it does
    /// Flags a table that is named with another database than the stack's own, or with another catalog.
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
        let catalog = table.catalog.as_deref().filter(|catalog| *catalog != CATALOG);
        if let Some(catalog) = catalog.filter(|_| *database == own) {
            let message = format!(
                "the database `{own}` is in Athena's catalog `AwsDataCatalog`, and not in `{}`",
                visible(catalog)
            );
            sink.push(RULE.finding(&query.place(table.at), message).help(format!(
                "name the table alone, `{}`: the workgroup's queries look in the stack's database",
                visible(&table.name)
            )));
            continue;
        }
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
