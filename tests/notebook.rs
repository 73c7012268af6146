//! The notebook, executed from top to bottom on data of each example's kind: what it measures is what a plain computation gives,
//! every plot shows data, and the closing table tells what is wrong with data that is.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "clippy allows these in test functions, not in the functions that tests call"
)]

#[path = "notebook/lacking.rs"]
mod lacking;
#[path = "notebook/laptop.rs"]
mod laptop;
#[path = "notebook/pictures.rs"]
mod pictures;
#[path = "notebook/sampling.rs"]
mod sampling;
mod support;
#[path = "notebook/workbench.rs"]
mod workbench;

use std::collections::BTreeSet;

use serde_json::Value as Json;

use support::trees::root;
use support::{assert_none, tools};
use workbench::{Workbench, notebook};

/// Every page whose notebook is executed, with the kind of data that is made for it: the examples, and one that has what they lack.
fn pages() -> Vec<(String, String)> {
    let examples = std::fs::read_dir(root().join("examples")).unwrap();
    let names = examples.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut pages: Vec<(String, String)> = names
        .filter(|name| root().join("examples").join(name).join("stage.toml").exists())
        .map(|name| (format!("examples/{name}/stage.toml"), name.replace('-', "_")))
        .collect();
    pages.sort();
    assert!(pages.len() >= 4, "{pages:?}");
    pages.push((ALL_DATASETS.to_owned(), "all_datasets".to_owned()));
    pages
}

const ALL_DATASETS: &str = "tests/notebook/all-datasets.toml";
const MINIMAL: &str = "examples/minimal/stage.toml";
const MOVIELENS: &str = "examples/movielens/stage.toml";
const RETAIL: &str = "examples/retail/stage.toml";

fn cells(notebook: &str) -> Vec<Json> {
    let notebook: Json = serde_json::from_str(notebook).unwrap();
    assert_eq!(
        (&notebook["nbformat"], &notebook["nbformat_minor"]),
        (&4.into(), &5.into())
    );
    notebook["cells"].as_array().unwrap().clone()
}

fn source(cell: &Json) -> String {
    let lines = cell["source"].as_array().unwrap().iter();
    lines.map(|line| line.as_str().unwrap()).collect()
}

/// Holds each figure against the one that was computed another way, and each plot against its picture; how many figures there were.
#[track_caller]
fn assert_measured(measured: &Json) -> usize {
    let (mut count, mut wrong) = (0, Vec::new());
    let (figures, expected) = (
        measured["figures"].as_object().unwrap(),
        measured["expected"].as_object().unwrap(),
    );
    for dataset in figures.keys().chain(expected.keys()).collect::<BTreeSet<_>>() {
        let (figures, expected) = (
            figures[dataset].as_object().unwrap(),
            expected[dataset].as_object().unwrap(),
        );
        for name in figures.keys().chain(expected.keys()).collect::<BTreeSet<_>>() {
            let (got, wanted) = (figures.get(name), expected.get(name));
            count += 1;
            if !same(got, wanted) {
                wrong.push(format!("{dataset}, {name}: {got:?}, not {wanted:?}"));
            }
        }
    }
    let plots = measured["plots"].as_array().unwrap();
    if plots.is_empty() || plots.len() as u64 != measured["images"].as_u64().unwrap() {
        wrong.push(format!("{} pictures, but the plots {plots:?}", measured["images"]));
    }
    let shown = &measured["shown"];
    wrong.extend(shown["wrong"].as_array().unwrap().iter().map(ToString::to_string));
    assert!(shown["compared"].as_u64().unwrap() > 10, "{shown}");
    if measured["stderr"] != "" {
        wrong.push(format!("warnings: {}", measured["stderr"]));
    }
    assert_none(wrong);
    count
}

fn same(got: Option<&Json>, wanted: Option<&Json>) -> bool {
    match (got, wanted) {
        (Some(Json::Number(got)), Some(Json::Number(wanted))) => {
            let (got, wanted) = (got.as_f64().unwrap(), wanted.as_f64().unwrap());
            (got - wanted).abs() <= 1e-9 * wanted.abs().max(1.0)
        }
        (got, wanted) => got.is_some() && got == wanted,
    }
}

/// The failed lines of the closing table, as dataset, requirement and what was measured.
fn failed(measured: &Json) -> Vec<(String, String, String)> {
    let closing = measured["closing"].as_array().unwrap();
    assert!(closing.len() > 10, "only {} requirements", closing.len());
    let text = |line: &Json, key: &str| line[key].as_str().unwrap().to_owned();
    let failed = closing.iter().filter(|line| line["result"] != "pass");
    failed
        .map(|line| {
            assert_eq!(line["result"], "fail");
            assert!(!text(line, "what to do").is_empty(), "{line} does not say what to do");
            (text(line, "dataset"), text(line, "requirement"), text(line, "measured"))
        })
        .collect()
}

#[test]
fn notebooks_come_without_outputs_and_with_one_cell_of_parameters() {
    for (page, _) in &pages() {
        let text = notebook(page);
        assert_eq!(text, notebook(page), "{page}: a second rendering differs");
        let cells = cells(&text);
        let ids: BTreeSet<&str> = cells.iter().map(|cell| cell["id"].as_str().unwrap()).collect();
        assert_eq!(ids.len(), cells.len(), "{page}: ids stand twice");
        let tagged = |cell: &&Json| cell["metadata"]["tags"] == serde_json::json!(["parameters"]);
        let parameters: Vec<&Json> = cells.iter().filter(tagged).collect();
        assert_eq!(parameters.len(), 1, "{page}");
        assert!(source(parameters[0]).contains("\nlocal_folder = None "), "{page}");
        for cell in cells.iter().filter(|cell| cell["cell_type"] == "code") {
            assert_eq!(
                (&cell["outputs"], &cell["execution_count"]),
                (&serde_json::json!([]), &Json::Null)
            );
        }
    }
}

#[test]
fn cells_are_short_and_write_nowhere() {
    let mut found = Vec::new();
    for (page, _) in &pages() {
        for cell in cells(&notebook(page)).iter().filter(|cell| cell["cell_type"] == "code") {
            let (id, text) = (&cell["id"], source(cell));
            if text.lines().count() > 45 || text.lines().any(|line| line.chars().count() > 160) {
                found.push(format!("{page}, {id}: too long to read"));
            }
            for word in [
                "put_",
                "upload",
                "delete",
                "copy_object",
                "to_csv",
                "to_parquet",
                "pip install",
            ] {
                if text.contains(word) {
                    found.push(format!("{page}, {id}: `{word}`"));
                }
            }
        }
    }
    assert_none(found);
}

#[test]
fn it_measures_the_data_of_every_example() {
    for (page, kind) in &pages() {
        let Some(bench) = Workbench::new(kind) else { return };
        bench.generate(kind);
        let measured = bench
            .execute(&notebook(page), &["--expect"])
            .unwrap_or_else(|why| panic!("{page}: {why}"));
        let figures = assert_measured(&measured);
        assert!(figures > 20, "{page}: only {figures} figures");
        let rows: Vec<u64> = measured["raw"]
            .as_object()
            .unwrap()
            .values()
            .map(|rows| rows.as_u64().unwrap())
            .collect();
        assert!(
            !rows.is_empty() && rows.iter().all(|rows| *rows > 0),
            "{page}: {}",
            measured["raw"]
        );
    }
}

#[test]
fn it_measures_an_examples_own_data() {
    let Some(bench) = Workbench::new("own-data") else {
        return;
    };
    bench.take_raw(&root().join("examples/movielens/data/movielens"), "");
    bench.generate("prepare_movielens");
    let measured = bench.execute(&notebook(MOVIELENS), &["--expect"]).unwrap();
    assert_measured(&measured);
    let failed = failed(&measured);
    let wanted = "at least 1,000 interactions";
    assert!(
        failed.iter().any(|(_, requirement, _)| requirement == wanted),
        "{failed:?}"
    );
}

#[test]
fn it_measures_movielens() {
    let (Some(folder), Some(bench)) = (tools::movielens(), Workbench::new("movielens-latest-small")) else {
        return;
    };
    for (file, source) in [("ratings.csv", "ratings"), ("movies.csv", "movies")] {
        let target = bench.data().join("raw").join(source);
        std::fs::create_dir_all(&target).unwrap();
        std::fs::write(target.join(file), std::fs::read(folder.join(file)).unwrap()).unwrap();
    }
    bench.generate("prepare_movielens");
    let measured = bench.execute(&notebook(MOVIELENS), &["--expect"]).unwrap();
    assert_measured(&measured);
    // What the data set's own README says of it, and its 18 films that nobody rated.
    for (dataset, figure, value) in [
        ("interactions", "rows", 100_836),
        ("interactions", "users", 610),
        ("items", "rows", 9742),
        ("items", "never touched in interactions", 18),
    ] {
        assert_eq!(measured["figures"][dataset][figure], value, "{dataset}, {figure}");
    }
    // Who is known is advised what is new to them: of 27 such users six, nine and fourteen are reached.
    for (length, percent) in [(5, 22.2), (10, 33.3), (25, 51.9)] {
        let name = format!("popularity hit rate at {length}, warm users, new to them (%)");
        let rate = measured["figures"]["interactions"][&name].as_f64().unwrap();
        assert!((rate - percent).abs() < 0.05, "{name}: {rate}");
    }
    pictures::check(&bench);
}

#[test]
fn it_finds_the_same_on_aws_and_asks_for_nothing_but_what_it_may() {
    let Some(bench) = Workbench::new("aws") else { return };
    bench.generate("retail");
    let local = bench.execute(&notebook(RETAIL), &[]).unwrap();
    let measured = bench.execute(&notebook(RETAIL), &["--aws", "--expect"]).unwrap();
    assert_measured(&measured);
    for key in ["figures", "closing", "raw"] {
        assert_eq!(measured[key], local[key], "{key}");
    }
    let role = std::fs::read_to_string(root().join("modules/notebook/iam.tf")).unwrap();
    let called: Vec<&str> = measured["called"]
        .as_array()
        .unwrap()
        .iter()
        .map(|call| call.as_str().unwrap())
        .collect();
    assert!(called.contains(&"athena:StartQueryExecution"), "{called:?}");
    for call in called {
        let action = match call {
            "s3:HeadObject" => "s3:GetObject",
            "s3:ListObjectsV2" => "s3:ListBucket",
            other => other,
        };
        assert!(role.contains(&format!("\"{action}\"")), "the role may not {call}");
        assert!(
            !action.starts_with("s3:Put") && !action.starts_with("s3:Delete"),
            "the notebook writes: {call}"
        );
    }
}

#[test]
fn the_readmes_commands_run_it_on_a_laptop() {
    let Some(bench) = Workbench::new("laptop") else { return };
    laptop::follow(&bench);
}

#[test]
fn sound_data_meets_every_requirement() {
    let Some(bench) = Workbench::new("sound") else { return };
    bench.generate("retail");
    let measured = bench.execute(&notebook(RETAIL), &[]).unwrap();
    assert_eq!(failed(&measured), []);

    // The maximums are too large for data of a test, so that they are lowered instead.
    let text = notebook(RETAIL);
    let lowered = [
        ("\\\"items\\\": 750_000", "\\\"items\\\": 899"),
        (
            "\\\"interactions considered\\\": 500_000_000",
            "\\\"interactions considered\\\": 59_000",
        ),
        (
            "\\\"import bytes\\\": 100_000_000_000",
            "\\\"import bytes\\\": 1_000_000",
        ),
    ];
    let text = lowered.iter().fold(text, |text, (from, to)| {
        assert!(text.contains(from), "{from} is not there");
        text.replace(from, to)
    });
    let failed = failed(&bench.execute(&text, &[]).unwrap());
    let failed: Vec<&str> = failed.iter().map(|(_, requirement, _)| requirement.as_str()).collect();
    assert_eq!(
        failed,
        [
            "a file of at most 0 GB",
            "at most 59,000 interactions, which a training considers",
            "at most 899 items, which a training considers"
        ]
    );
}

#[test]
fn the_closing_table_tells_each_requirement_that_is_broken_and_no_other() {
    let retail = [
        "scarce",
        "just_enough",
        "one_time",
        "faulty",
        "latin",
        "milliseconds",
        "dates",
        "empty",
    ];
    let kinds = retail.map(|kind| (RETAIL, "retail", kind));
    for (page, data, kind) in kinds
        .into_iter()
        .chain([(ALL_DATASETS, "all_datasets", "unfit_actions")])
    {
        let Some(bench) = Workbench::new(kind) else { return };
        bench.generate(data);
        let broken = bench.spoil(kind);
        let measured = bench
            .execute(&notebook(page), &[])
            .unwrap_or_else(|why| panic!("{kind}: {why}"));
        let mut failed = failed(&measured);
        let mut wrong = Vec::new();
        for (dataset, requirement, told) in broken {
            let matches = |line: &(String, String, String)| line.0 == dataset && line.1.starts_with(&requirement);
            match failed.iter().position(matches) {
                None => wrong.push(format!("{kind}: `{requirement}` of {dataset} does not fail")),
                Some(at) => {
                    let (.., measured) = failed.remove(at);
                    if told.is_some_and(|told| told != measured) {
                        wrong.push(format!("{kind}: `{requirement}` of {dataset} is told as `{measured}`"));
                    }
                }
            }
        }
        wrong.extend(failed.iter().map(|line| format!("{kind}: {line:?} fails as well")));
        assert_none(wrong);
    }
}

#[test]
fn a_plot_without_data_and_a_cell_that_fails_are_failures() {
    let Some(bench) = Workbench::new("failures") else {
        return;
    };
    bench.generate("minimal");
    let text = notebook(MINIMAL);
    for (from, to, why) in [
        (
            "activity.to_numpy(), width",
            "0 * activity.to_numpy(), width",
            "a plot without data",
        ),
        (
            "xlabel=f\\\"UTC; the first and the last {unit} may be parts\\\"",
            "xlabel=\\\"\\\"",
            "a plot without title, or without units",
        ),
        ("per_user.median()", "per_user.no_such_thing()", "no_such_thing"),
    ] {
        let spoilt = text.replace(from, to);
        assert_ne!(spoilt, text, "{from} is not there");
        let told = bench.execute(&spoilt, &[]).unwrap_err();
        assert!(told.contains(why), "{told}");
    }
}
