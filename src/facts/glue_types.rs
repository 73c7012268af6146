//! Column types of the Glue catalog that Athena reads.
//!
//! Source: <https://docs.aws.amazon.com/athena/latest/ug/data-types.html>.

/// Types without parameters.
pub static GLUE_PRIMITIVES: &[&str] = &[
    "string",
    "int",
    "bigint",
    "smallint",
    "tinyint",
    "float",
    "double",
    "boolean",
    "date",
    "timestamp",
    "binary",
    "decimal",
    "char",
    "varchar",
];

/// Types that hold others: `array<…>`, `map<…,…>`, `struct<name:…,…>`.
pub static GLUE_NESTED: &[&str] = &["array", "map", "struct"];
