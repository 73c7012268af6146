//! The tables that a query may read.

use std::collections::BTreeMap;

use crate::diagnostic::closest;

use super::glue;
use super::types::Type;

/// What is known of the tables. Names are compared without regard to case, as the catalog does.
#[derive(Debug, Clone, Default)]
pub struct Tables {
    database: Option<String>,
    tables: BTreeMap<String, Table>,
    all: bool,
}

/// One table.
#[derive(Debug, Clone)]
pub struct Table {
    columns: Vec<(String, Type)>,
    all: bool,
}

/// What there is under a name.
pub(super) enum Found<'t> {
    /// This table.
    Table(&'t Table),
    /// Perhaps a table, of which nothing is known.
    Elsewhere,
    /// No table; one of a similar name, if there is one.
    Nothing(Option<String>),
}

impl Tables {
    /// Nothing is known: every table exists, with whatever columns the query names.
    pub fn unknown() -> Self {
        Self::default()
    }

    /// Only the tables that will be added exist, all in `database`. Where no database is given, whatever stands before a
    /// table's name is taken for its database.
    pub fn only(database: Option<&str>) -> Self {
        Self {
            database: database.map(str::to_lowercase),
            tables: BTreeMap::new(),
            all: true,
        }
    }

    /// Adds a table whose columns are all known, in their order. A name may have its database before it.
    pub fn declare(&mut self, name: &str, columns: impl IntoIterator<Item = (String, Type)>) {
        self.add(name, columns, true);
    }

    /// Adds a table that a crawler will make: some columns may be known (those of its partitions), others exist.
    pub fn crawled(&mut self, name: &str, known: impl IntoIterator<Item = (String, Type)>) {
        self.add(name, known, false);
    }

    fn add(&mut self, name: &str, columns: impl IntoIterator<Item = (String, Type)>, all: bool) {
        let columns = columns
            .into_iter()
            .map(|(name, of)| (name.to_lowercase(), of))
            .collect();
        self.tables.insert(name.to_lowercase(), Table { columns, all });
    }

    /// The table of this name, its parts in lower case.
    pub(super) fn find(&self, parts: &[String]) -> Found<'_> {
        let Some((name, before)) = parts.split_last() else {
            return Found::Elsewhere;
        };
        if let Some(table) = self.tables.get(&parts.join(".")) {
            return Found::Table(table);
        }
        let database = before.last().map(String::as_str);
        let elsewhere = match (&self.database, database) {
            (Some(own), Some(named)) => own != named,
            _ => database == Some("information_schema"),
        };
        if !self.all || elsewhere || name.contains('$') {
            return Found::Elsewhere;
        }
        match self.tables.get(name) {
            Some(table) => Found::Table(table),
            None if database.is_none() => match self.qualified(name) {
                Some(table) => Found::Table(table),
                None => Found::Nothing(closest(name, self.names()).map(str::to_owned)),
            },
            None => Found::Nothing(closest(name, self.names()).map(str::to_owned)),
        }
    }

    /// The one table of this name that was added with its database, for a query that names it bare.
    fn qualified(&self, name: &str) -> Option<&Table> {
        let mut found = self
            .tables
            .iter()
            .filter(|(key, _)| key.rsplit_once('.').is_some_and(|(_, last)| last == name));
        match (found.next(), found.next()) {
            (Some((_, table)), None) => Some(table),
            _ => None,
        }
    }

    /// Names of the tables.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.tables.keys().map(String::as_str)
    }
}

impl Table {
    /// The known columns, names in lower case.
    pub fn columns(&self) -> &[(String, Type)] {
        &self.columns
    }

    /// Whether there are no others.
    pub fn is_complete(&self) -> bool {
        self.all
    }
}

/// The type that a text names, in Glue's spelling (`string`, `array<int>`) or Trino's (`varchar`, `array(integer)`);
/// [`Type::Unknown`] where it names none.
pub fn type_of(text: &str) -> Type {
    glue::parse(text)
        .or_else(|| super::trino_type(text))
        .unwrap_or(Type::Unknown)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_spellings_of_types_are_read() {
        for (text, name) in [
            ("string", "varchar"),
            ("INT", "integer"),
            ("float", "real"),
            ("binary", "varbinary"),
            ("timestamp", "timestamp(3)"),
            ("decimal(10, 2)", "decimal(10,2)"),
            ("varchar(20)", "varchar(20)"),
            (
                "array<struct<a:int,b:array<string>>>",
                "array(row(a integer, b array(varchar)))",
            ),
            ("map<string,bigint>", "map(varchar, bigint)"),
            ("array(row(a integer))", "array(row(a integer))"),
            ("timestamp(6) with time zone", "timestamp(6) with time zone"),
        ] {
            assert_eq!(type_of(text).to_string(), name);
        }
        assert_eq!(type_of("nonsense<"), Type::Unknown);
        assert_eq!(type_of(&"array<".repeat(100_000)), Type::Unknown);
    }

    #[test]
    fn names_are_found_with_and_without_their_database() {
        let mut tables = Tables::only(Some("lake"));
        tables.declare("Events", [("A".to_owned(), Type::Bigint)]);
        let find = |name: &str| {
            let parts: Vec<String> = name.split('.').map(str::to_owned).collect();
            match tables.find(&parts) {
                Found::Table(_) => "found".to_owned(),
                Found::Elsewhere => "elsewhere".to_owned(),
                Found::Nothing(near) => near.unwrap_or_default(),
            }
        };
        assert_eq!(find("events"), "found");
        assert_eq!(find("awsdatacatalog.lake.events"), "found");
        assert_eq!(find("other.events"), "elsewhere");
        assert_eq!(find("event"), "events");
        assert!(matches!(Tables::unknown().find(&["x".to_owned()]), Found::Elsewhere));
    }
}
