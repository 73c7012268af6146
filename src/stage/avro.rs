//! The Avro schema that Personalize will be told for a dataset.
//!
//! Source: <https://docs.aws.amazon.com/personalize/latest/dg/how-it-works-dataset-schema.html> (facts PZS-01 to PZS-10).

use serde::Serialize;

use super::{Dataset, DatasetType, Field, FieldType};

/// The schema as it is written: JSON has its keys in this order.
#[derive(Serialize)]
pub struct AvroSchema<'a> {
    r#type: &'static str,
    name: &'static str,
    namespace: &'static str,
    fields: Vec<RecordField<'a>>,
    version: &'static str,
}

#[derive(Serialize)]
struct RecordField<'a> {
    name: &'a str,
    r#type: Type,
    #[serde(skip_serializing_if = "is_false")]
    categorical: bool,
    #[serde(skip_serializing_if = "is_false")]
    textual: bool,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Type {
    Always(FieldType),
    /// A row may lack it.
    Maybe(&'static str, FieldType),
}

#[allow(clippy::trivially_copy_pass_by_ref)] // serde asks for a reference
fn is_false(flag: &bool) -> bool {
    !*flag
}

impl Dataset {
    /// Its schema, the fields in the order of the spec, which is the order of the CSV's columns.
    pub fn avro(&self) -> AvroSchema<'_> {
        AvroSchema {
            r#type: "record",
            name: record_name(self.kind),
            namespace: "com.amazonaws.personalize.schema",
            fields: self.schema.iter().map(field).collect(),
            version: "1.0",
        }
    }
}

fn field(field: &Field) -> RecordField<'_> {
    let kind = *field.kind;
    RecordField {
        name: &field.name,
        r#type: if *field.nullable {
            Type::Maybe("null", kind)
        } else {
            Type::Always(kind)
        },
        categorical: *field.categorical,
        textual: *field.textual,
    }
}

/// The record's name has to be the dataset's type, without an underscore (PZS-02).
fn record_name(kind: DatasetType) -> &'static str {
    match kind {
        DatasetType::Interactions => "Interactions",
        DatasetType::Items => "Items",
        DatasetType::Users => "Users",
        DatasetType::Actions => "Actions",
        DatasetType::ActionInteractions => "ActionInteractions",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_is_named_after_its_type_without_an_underscore() {
        for kind in DatasetType::ALL {
            let words = kind.key().split('_');
            let camel: String = words.map(|word| word[..1].to_uppercase() + &word[1..]).collect();
            assert_eq!(record_name(kind), camel);
        }
    }

    #[test]
    fn what_may_be_missing_is_a_union_and_flags_stand_only_where_they_hold() {
        let field = RecordField {
            name: "GENRES",
            r#type: Type::Maybe("null", FieldType::String),
            categorical: true,
            textual: false,
        };
        assert_eq!(
            serde_json::to_string(&field).unwrap(),
            r#"{"name":"GENRES","type":["null","string"],"categorical":true}"#
        );
    }
}
