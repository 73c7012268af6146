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

/// Types that a column of a CSV table can have here: what OpenCSVSerDe makes of text, without `decimal`, `char`, `varchar` and
/// `binary`, which `modules/catalog` refuses too; a test holds it against this list.
/// Source: <https://docs.aws.amazon.com/athena/latest/ug/csv-serde.html> (ATH-73).
pub static CSV_COLUMN_TYPES: &[&str] = &[
    "bigint",
    "boolean",
    "date",
    "double",
    "float",
    "int",
    "smallint",
    "string",
    "timestamp",
    "tinyint",
];

/// Types that hold others: `array<…>`, `map<…,…>`, `struct<name:…,…>`.
pub static GLUE_NESTED: &[&str] = &["array", "map", "struct"];

/// What people write for a Glue type, from SQL, Avro and Python, and the type that is meant.
pub static GLUE_TYPE_ALIASES: &[(&str, &str)] = &[
    ("bool", "boolean"),
    ("bytes", "binary"),
    ("datetime", "timestamp"),
    ("float32", "float"),
    ("float64", "double"),
    ("int32", "int"),
    ("int64", "bigint"),
    ("integer", "int"),
    ("list", "array"),
    ("long", "bigint"),
    ("number", "double"),
    ("numeric", "decimal"),
    ("object", "struct"),
    ("real", "float"),
    ("record", "struct"),
    ("row", "struct"),
    ("short", "smallint"),
    ("str", "string"),
    ("text", "string"),
    ("uuid", "string"),
    ("varbinary", "binary"),
];

/// Most digits of a `decimal`. Source: <https://docs.aws.amazon.com/athena/latest/ug/data-types.html>.
pub const GLUE_DECIMAL_DIGITS: u32 = 38;

/// Longest `char`. Same source.
pub const GLUE_CHAR_LENGTH: u32 = 255;

/// Longest `varchar`. Same source.
pub const GLUE_VARCHAR_LENGTH: u32 = 65_535;

/// Longest name of a database, table or column, in bytes of UTF-8 (ATH-63).
/// Source: <https://docs.aws.amazon.com/athena/latest/ug/tables-databases-columns-names.html>.
pub const GLUE_NAME_BYTES: usize = 255;

/// Characters after which a crawler cuts a table's name (GLU-05).
/// Source: <https://docs.aws.amazon.com/glue/latest/dg/add-crawler.html>.
pub const CRAWLED_TABLE_NAME: usize = 128;
