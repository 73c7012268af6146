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
