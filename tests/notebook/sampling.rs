//! Data that is larger than the notebook may look at: what is counted all the same, and what a sample is.

use serde_json::Value as Json;

use crate::workbench::{Workbench, notebook};
use crate::{MINIMAL, RETAIL, assert_measured, failed};

#[test]
fn a_file_larger_than_memory_is_read_as_a_sample() {
    let Some(bench) = Workbench::new("sample") else { return };
    bench.generate("large");
    let bytes = std::fs::metadata(bench.data().join("prepared/interactions.csv"))
        .unwrap()
        .len();
    let page = MINIMAL;
    let all = bench
        .execute(&notebook(page), &["sample_megabytes=1000", "--expect"])
        .unwrap();
    let sample = bench
        .execute(&notebook(page), &["sample_megabytes=1", "sample_rows=1000"])
        .unwrap();
    assert_measured(&all);
    assert_eq!(counted(&sample), counted(&all), "all rows are counted");

    // Users are left out, but of nobody a part: as many rows are as there are users.
    let profile = |measured: &Json| {
        let tables = measured["tables"].as_array().unwrap();
        let found = tables.iter().find(|table| table["columns"][2] == "distinct").unwrap();
        found["lines"][0][3].as_f64().unwrap()
    };
    let share = profile(&sample) / profile(&all);
    let wanted = 1e6 / bytes as f64;
    assert!((share / wanted - 1.0).abs() < 0.2, "{share} of the users, not {wanted}");
    for words in [
        "Looked at: a sample of ",
        "the first 1,000 of 1 file",
        "looked at in the sample only",
    ] {
        assert!(
            sample["stdout"].as_str().unwrap().contains(words),
            "{words} is not said"
        );
    }
    let megabytes = |measured: &Json| measured["peak megabytes"].as_f64().unwrap();
    let spared = megabytes(&all) - megabytes(&sample);
    assert!(
        spared > 5.0 * bytes as f64 / 1e6,
        "{} and {} MB",
        megabytes(&all),
        megabytes(&sample)
    );
}

/// What is counted in all rows, whatever is looked at.
fn counted(measured: &Json) -> Vec<(String, String, Json)> {
    let of_the_sample = [
        "cold",
        "held-out",
        "popularity",
        "mean",
        "without an event",
        "PRODUCT_DESCRIPTION: ",
    ];
    let datasets = measured["figures"].as_object().unwrap().iter();
    let figures = datasets.flat_map(|(dataset, figures)| {
        let figures = figures.as_object().unwrap().iter();
        figures.map(move |(name, value)| (dataset.clone(), name.clone(), value.clone()))
    });
    let all = |name: &str| !of_the_sample.iter().any(|words| name.contains(words));
    figures.filter(|(_, name, _)| all(name)).collect()
}

/// Bytes of prepared data that a sample has, by the shares that the notebook tells.
fn looked_at(bench: &Workbench, told: &str) -> f64 {
    let files = std::fs::read_dir(bench.data().join("prepared")).unwrap();
    let bytes = files.map(|file| {
        let file = file.unwrap();
        let items = file.file_name().to_str().unwrap() == "items.csv";
        let field = if items {
            "% of all ITEM_IDs"
        } else {
            "% of all USER_IDs"
        };
        let share = told
            .lines()
            .find(|line| line.starts_with("Looked at: a sample") && line.contains(field));
        let share = share.map_or(100.0, |line| {
            let words = line.trim_start_matches("Looked at: a sample of ");
            words.split('%').next().unwrap().parse::<f64>().unwrap()
        });
        file.metadata().unwrap().len() as f64 * share / 100.0
    });
    bytes.sum()
}

#[test]
fn the_verdicts_on_a_sample_are_those_on_the_whole() {
    let verdicts = |measured: &Json| -> Vec<(String, String)> {
        let lines = measured["closing"].as_array().unwrap().iter();
        lines
            .map(|line| (line["requirement"].to_string(), line["result"].to_string()))
            .collect()
    };
    for (page, kind, megabytes) in [(RETAIL, "retail", 0.1), (MINIMAL, "copied", 0.2)] {
        let Some(bench) = Workbench::new(&format!("verdicts-{kind}")) else {
            return;
        };
        bench.generate(kind);
        let all = bench.execute(&notebook(page), &[]).unwrap();
        let sample = bench
            .execute(&notebook(page), &[&format!("sample_megabytes={megabytes}")])
            .unwrap();
        assert_eq!(counted(&sample), counted(&all), "{kind}");
        assert_eq!(verdicts(&sample), verdicts(&all), "{kind}");
        let looked_at = looked_at(&bench, sample["stdout"].as_str().unwrap());
        assert!(
            looked_at > 0.0 && looked_at < 1.02e6 * megabytes,
            "{kind}: {looked_at} bytes are looked at"
        );
        assert!(!all["stdout"].as_str().unwrap().contains("Looked at: a sample of "));
    }
}

#[test]
fn of_very_large_data_ids_are_counted_in_part_and_said_to_be() {
    let Some(bench) = Workbench::new("in-part") else { return };
    bench.generate("retail");
    let text = notebook(RETAIL);
    let in_part = text.replace("// 250e6", "// 1e6");
    assert_ne!(text, in_part);
    let (all, part) = (
        bench.execute(&text, &[]).unwrap(),
        bench.execute(&in_part, &[]).unwrap(),
    );
    for (dataset, name) in [
        ("interactions", "rows"),
        ("interactions", "users"),
        ("interactions", "items"),
        ("interactions", "repeat rate (%)"),
        ("items", "never touched in interactions"),
    ] {
        let figure = |measured: &Json| measured["figures"][dataset][name].as_f64().unwrap();
        let off = figure(&part) / figure(&all) - 1.0;
        assert!(
            off.abs() < 0.25,
            "{dataset}, {name}: {}, not {}",
            figure(&part),
            figure(&all)
        );
    }
    assert_eq!(failed(&part), []);
    assert!(part["stdout"].as_str().unwrap().contains("by one number in "));
}
