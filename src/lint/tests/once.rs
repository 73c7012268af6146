//! Mistakes of a schema or a source that queries suffer from: told once, where they were made.

use super::{VALID, lint, told};

fn rules(text: &str) -> Vec<(&'static str, String)> {
    let told = told(text).into_iter();
    told.map(|(rule, _, snippet)| (rule, snippet)).collect()
}

#[test]
fn a_required_field_that_the_schema_lacks_is_not_too_much_in_the_query() {
    let text = VALID.replace(", TIMESTAMP = \"long\" }", " }");
    let told = rules(&text);
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!(told[0].0, "missing-schema-field");
    // Called otherwise there.
    let text = VALID.replace("TIMESTAMP = \"long\"", "TIME_STAMP = \"long\"");
    assert_eq!(rules(&text), [("missing-schema-field", "TIME_STAMP".to_owned())]);
    // What is not required still is too much.
    let text = VALID.replace("time AS TIMESTAMP", "time AS TIMESTAMP, kind AS EVENT_TYPE");
    assert_eq!(rules(&text), [("query-extra-column", "EVENT_TYPE".to_owned())]);
}

#[test]
fn a_field_whose_type_is_refused_does_not_judge_the_query() {
    for expression in [
        "CAST(stars AS real)",
        "CAST(CAST(stars AS double) AS varchar)",
        "stars > 3",
    ] {
        let text = VALID
            .replace(
                "time AS TIMESTAMP",
                &format!("time AS TIMESTAMP, {expression} AS EVENT_VALUE"),
            )
            .replace("TIMESTAMP = \"long\"", "TIMESTAMP = \"long\", EVENT_VALUE = \"string\"");
        let told = rules(&text);
        assert_eq!(told, [("reserved-field-type", "\"string\"".to_owned())], "{expression}");
    }
}

const ITEMS: &str = "[datasets.items]\nsource = \"movies/\"\nquery = \"SELECT movieid AS ITEM_ID, year AS YEAR FROM movies\"\n\
                     schema = { ITEM_ID = \"string\", YEAR = \"int\" }\n";

#[test]
fn a_table_that_one_stage_calls_otherwise_is_told_with_that_stage() {
    let text = format!(
        "{VALID}{ITEMS}[stages.live]\nretain_data = false\n[stages.live.datasets.items]\nsource = \"erp/titles/\"\n"
    );
    let findings = lint(&text);
    let unknown: Vec<_> = findings
        .iter()
        .filter(|finding| finding.rule == "query-unknown-table")
        .collect();
    let [finding] = unknown.as_slice() else {
        panic!("{unknown:#?}");
    };
    assert_eq!(
        finding.message,
        "there is no table `movies` in stage `live`, where the source of the items is `erp/titles/`"
    );
    assert_eq!(finding.place.snippet(), "movies");
    let related = finding.related.as_ref().unwrap();
    assert_eq!(related.place.snippet(), "\"erp/titles/\"");
    // Unknown everywhere: no stage to name.
    let findings = lint(&format!("{VALID}{}", ITEMS.replace("FROM movies", "FROM titles")));
    let messages: Vec<&str> = findings.iter().map(|finding| finding.message.as_str()).collect();
    assert_eq!(messages, ["there is no table `titles`"]);
}

#[test]
fn two_datasets_over_one_folder_are_told_and_not_their_queries() {
    let declared = VALID.replace(
        "schema =",
        "columns = { userid = \"string\", movieid = \"string\", time = \"bigint\" }\nschema =",
    );
    for items in [
        ITEMS.replace(
            "schema",
            "columns = { movieid = \"string\", year = \"int\" }\nformat = \"json\"\nschema",
        ),
        ITEMS.to_owned(),
    ] {
        let items = items
            .replace("movies/", "ratings/")
            .replace("FROM movies", "FROM ratings");
        for text in [format!("{declared}{items}"), format!("{VALID}{items}")] {
            let told = rules(&text);
            assert_eq!(told, [("shared-source", "\"ratings/\"".to_owned())], "{text}");
        }
    }
}
