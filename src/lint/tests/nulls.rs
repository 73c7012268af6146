//! What is told of values that may be missing.

use super::{VALID, told};

/// Rules and snippets that are told where a column `price` of this type gives the field `PRICE` by this expression.
fn told_of(format: &str, price: &str, expression: &str, field: &str) -> Vec<(&'static str, String)> {
    let text = VALID
        .replace(
            "time AS TIMESTAMP FROM",
            &format!("time AS TIMESTAMP, {expression} AS PRICE FROM"),
        )
        .replace(
            "schema =",
            &format!(
                "format = \"{format}\"\ncolumns = {{ userid = \"string\", movieid = \"string\", time = \"bigint\", \
                 rate = \"double\", price = \"{price}\" }}\nschema ="
            ),
        )
        .replace(
            "TIMESTAMP = \"long\" }",
            &format!("TIMESTAMP = \"long\", PRICE = {field} }}"),
        );
    assert!(text.contains("PRICE = {"), "{text}");
    let told = told(&text).into_iter();
    told.map(|(rule, _, snippet)| (rule, snippet)).collect()
}

#[test]
fn csv_columns_of_nullable_fields_are_strings() {
    let nullable = "{ type = \"double\", nullable = true }";
    for expression in [
        "price",
        "CAST(price AS double)",
        "TRY_CAST(price AS double)",
        "round(price * 100) / 100",
        "coalesce(price, 0)",
        "-price",
        "if(userid = 'x', price, 0)",
    ] {
        for price in ["double", "int", "bigint", "float"] {
            let told = told_of("csv", price, expression, nullable);
            assert_eq!(told, [("csv-nullable-column", format!("\"{price}\""))], "{expression}");
        }
        if !expression.contains('*') && !expression.contains('-') && !expression.contains(", 0") {
            assert_eq!(told_of("csv", "string", expression, nullable), [], "{expression}");
        }
        for format in ["json", "parquet"] {
            assert_eq!(told_of(format, "double", expression, nullable), [], "{expression}");
        }
        let required = "{ type = \"double\" }";
        let told = told_of("csv", "double", expression, required);
        assert!(told.iter().all(|(rule, _)| *rule != "csv-nullable-column"), "{told:?}");
    }
    for made_null in [
        "nullif(price, 0)",
        "CASE WHEN price > 0 THEN price END",
        "price * rate",
        "(SELECT max(price) FROM ratings)",
        "if(price > 0, 1.5, 2.5)",
    ] {
        assert_eq!(told_of("csv", "double", made_null, nullable), [], "{made_null}");
    }
}
