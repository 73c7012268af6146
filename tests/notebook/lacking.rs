//! Data that is not there yet, or cannot be read.

use serde_json::Value as Json;

use crate::workbench::{Workbench, notebook};
use crate::{RETAIL, failed};

#[test]
fn what_is_not_prepared_yet_is_said_and_the_rest_looked_at() {
    let Some(bench) = Workbench::new("not-prepared") else {
        return;
    };
    bench.generate("retail");
    let prepared = bench.data().join("prepared");
    for (lacking, options) in [("items", ["--aws"].as_slice()), ("items", &[]), ("interactions", &[])] {
        let _ = std::fs::remove_file(prepared.join(format!("{lacking}.csv")));
        let measured = bench
            .execute(&notebook(RETAIL), options)
            .unwrap_or_else(|why| panic!("{lacking}: {why}"));
        let stdout = measured["stdout"].as_str().unwrap();
        let place = |words: &str| {
            stdout
                .find(words)
                .unwrap_or_else(|| panic!("`{words}` is not in {stdout}"))
        };
        let said = place(&format!("There is no prepared {lacking} to be looked at ("));
        assert!(place("Looked at: all 3,100 rows") < said, "the raw data comes first");
        assert!(place("users: 3,100 rows") > 0);
        let failed = failed(&measured);
        let line = failed.iter().find(|line| line.0 == lacking && line.1 == "has rows");
        let reason = &line.unwrap_or_else(|| panic!("{failed:?}")).2;
        let why = if options.is_empty() {
            "No such file"
        } else {
            "COLUMN_NOT_FOUND"
        };
        assert!(reason.contains(why), "{reason}");
    }
    std::fs::remove_dir_all(&prepared).unwrap();
    let measured = bench.execute(&notebook(RETAIL), &[]).unwrap();
    assert_eq!(measured["raw"]["products/"], 900);
}

#[test]
fn a_raw_file_that_cannot_be_read_is_named_and_left_out() {
    let Some(bench) = Workbench::new("broken-raw") else {
        return;
    };
    bench.generate("broken_raw");
    for options in [["--aws"].as_slice(), &[]] {
        let measured = bench.execute(&notebook(RETAIL), options).unwrap();
        let stdout = measured["stdout"].as_str().unwrap();
        for words in [
            "events/day=3/blank.csv cannot be read, and is left out: EmptyDataError",
            "crm/customers/broken.parquet cannot be read, and is left out: ArrowInvalid",
            "products/more.json: 2 lines left out, for want of a JSON object.",
            "2 values with characters that are not UTF-8",
        ] {
            assert!(stdout.contains(words), "`{words}` is not in {stdout}");
        }
        let rows = [
            ("crm/customers/", 3_101),
            ("products/", 902),
            ("events/", 3 * 16_667 + 2),
        ];
        for (source, count) in rows {
            assert_eq!(measured["raw"][source], count, "{source}");
        }
        let ages: Vec<&Json> = measured["tables"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|table| table["columns"][4] == "example")
            .flat_map(|table| table["lines"].as_array().unwrap())
            .filter(|line| line[0] == "age" || line[0] == "address")
            .map(|line| &line[1])
            .collect();
        assert_eq!(ages, ["whole numbers", "text"]);
    }
}
