//! Columns that grouping leaves out, points in time in the wrong unit, and other values that a query makes without a word.

use super::queries::{COLUMNS, QUERY, told_of};
use super::{VALID, lint};

#[test]
fn what_a_grouping_set_leaves_out_can_be_null() {
    let query = |group: &str| {
        format!("SELECT userid AS USER_ID, movieid AS ITEM_ID, max(time) AS TIMESTAMP FROM ratings GROUP BY {group}")
    };
    for columns in ["", COLUMNS] {
        let told = told_of(&query("GROUPING SETS ((userid, movieid), (userid))"), columns);
        assert_eq!(told, [("query-nullable-column", "movieid".to_owned())]);
        for fine in ["userid, movieid", "userid, ROLLUP (movieid) HAVING movieid IS NOT NULL"] {
            assert_eq!(told_of(&query(fine), columns), [], "{fine}");
        }
    }
    let text = VALID.replace(QUERY, &format!("'{}'", query("CUBE (userid, movieid)")));
    let help = lint(&text).iter().next().and_then(|finding| finding.help.clone());
    assert!(help.unwrap_or_default().contains("HAVING"));
}

#[test]
fn a_column_that_is_not_declared_is_explained() {
    let help = |column: &str, columns: &str| {
        let query = format!("'SELECT {column} AS USER_ID, movieid AS ITEM_ID, time AS TIMESTAMP FROM ratings'");
        let columns = format!("format = \"parquet\"\ncolumns = {{ {columns} }}\nschema =");
        let findings = lint(&VALID.replace(QUERY, &query).replace("schema =", &columns));
        let mut helps = findings
            .iter()
            .map(|finding| (finding.rule, finding.help.clone().unwrap_or_default()));
        helps.next().unwrap_or_default()
    };
    let (rule, said) = help("year", COLUMNS);
    assert_eq!(rule, "query-unknown-column");
    assert!(said.contains("crawler"), "{said}");
    let (_, said) = help("r.Month", COLUMNS);
    assert!(!said.contains("crawler"), "{said}");
    let (_, said) = help("ratings.Month", COLUMNS);
    assert!(said.contains("crawler"), "{said}");
    let (_, said) = help("watched", COLUMNS);
    assert!(
        said.starts_with("columns here are") && said.ends_with("dataset's `columns`"),
        "{said}"
    );
    let many: Vec<String> = (0..20).map(|number| format!("c{number} = \"string\"")).collect();
    let (_, said) = help("watched", &format!("{COLUMNS}, {}", many.join(", ")));
    assert_eq!(said, "if the files have it, declare it in the dataset's `columns`");
    assert_eq!(help("usrid", COLUMNS).1, "did you mean `userid`?");
}
