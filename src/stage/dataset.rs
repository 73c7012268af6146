//! One dataset of a stage.

use crate::source::{Passage, Place};

use super::{DatasetType, FieldType, Format, Refused, Sourced, sql};

/// A dataset with everything decided.
#[derive(Debug, Clone)]
pub struct Dataset {
    /// Which of Personalize's types it is.
    pub kind: DatasetType,
    /// Where its table stands.
    pub place: Place,
    /// Folder of the raw-data bucket, with its closing slash: `ratings/`.
    pub source: Sourced<String>,
    /// The Glue table over that folder: the folder's last part in lower case, other characters than `a-z0-9_` made `_`.
    pub table: String,
    /// Format of the raw files.
    pub format: Sourced<Format>,
    /// The query that prepares them.
    pub query: Query,
    /// What the raw files hold, where the spec says it: the table is declared then, and not crawled.
    pub columns: Option<Vec<Column>>,
    /// The Personalize schema, in order.
    pub schema: Vec<Field>,
    /// Names in the schema's table whose fields are not valid, which was told.
    pub invalid_fields: Vec<String>,
    /// What its table holds and is not valid.
    pub refused: Refused,
    /// Whether the schema's table is there and was read to its end: only then does it lack what it does not have.
    pub schema_is_whole: bool,
    /// Where the schema's table stands: a finding about a field that it lacks goes there.
    pub schema_place: Place,
}

/// The query of a dataset.
#[derive(Debug, Clone)]
pub struct Query {
    /// Its text, with `\n` as line end, and where everything in it stands.
    pub passage: Passage,
    /// Where a finding about the whole query stands: the string in the spec, or the start of the file.
    pub place: Place,
}

impl Query {
    /// Its text, with `\n` as line end.
    pub fn text(&self) -> &str {
        self.passage.text()
    }
}

/// A declared column of raw data.
#[derive(Debug, Clone)]
pub struct Column {
    /// Its name, as written; with the place of the key.
    pub name: Sourced<String>,
    /// Its Glue type, as written.
    pub kind: Sourced<String>,
}

/// A field of the Personalize schema.
#[derive(Debug, Clone)]
pub struct Field {
    /// Its name, as written; with the place of the key.
    pub name: Sourced<String>,
    /// Its Avro type; with the place of the value.
    pub kind: Sourced<FieldType>,
    /// Whether it names categories; the marks have the places of their keys, or that of the field's value without one.
    pub categorical: Sourced<bool>,
    /// Whether it is free text.
    pub textual: Sourced<bool>,
    /// Whether a row may lack it.
    pub nullable: Sourced<bool>,
}

impl Query {
    /// The text as it is written to the stack: the same statement, tidy at the ends of its lines.
    pub fn tidied(&self) -> String {
        sql::tidy(self.text())
    }
}

impl Dataset {
    /// Whether a crawler finds the table's columns.
    pub fn is_crawled(&self) -> bool {
        self.columns.is_none()
    }
}

/// The table that a source gets. Source of the crawler's rule: facts GLU-05; declared tables follow it.
pub(super) fn table_name(source: &str) -> String {
    let last = source.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    last.to_lowercase()
        .chars()
        .map(|character| match character {
            'a'..='z' | '0'..='9' | '_' => character,
            _ => '_',
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_named_after_the_last_folder() {
        assert_eq!(table_name("ratings/"), "ratings");
        assert_eq!(table_name("raw/My Ratings-2.0/"), "my_ratings_2_0");
        assert_eq!(table_name("größe/"), "gr__e");
    }
}
