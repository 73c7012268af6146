//! Whatever strings a spec holds, the HCL parses back to those same strings: a parser of other people's reads what we write.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test may

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use hcl::eval::{Context, Evaluate};
use hcl::{Block, Body, Value};
use indexmap::IndexMap;
use kickstart::diagnostic::Sink;
use kickstart::render::{self, Files};
use kickstart::source::{Folder, Loaded, load};
use kickstart::stage::{Kind, Owner, SampleFile, Scalar, Sourced, Stage, resolve};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

/// Pieces that mean something to HCL, to templates, to Markdown or to terminals.
const NASTY: &[&str] = &[
    "${",
    "%{",
    "$${",
    "%%{",
    "$",
    "%",
    "{",
    "}",
    "a$",
    "a%",
    "\"",
    "\\",
    "\\\\",
    "\\n",
    "\\u0041",
    "\n",
    "\r",
    "\r\n",
    "\t",
    "\0",
    "\u{1}",
    "\u{1b}[31m",
    "\u{7f}",
    "\u{85}",
    "\u{2028}",
    "\u{2029}",
    "\u{feff}",
    "\u{200d}",
    "\u{202e}",
    "ü",
    "東",
    "😀",
    "👨‍👩‍👧",
    "#",
    "//",
    "/*",
    "*/",
    "<<EOT",
    "EOT",
    "= 1",
    "\"}",
    "{{ x }}",
    "{% raw %}",
    "{#",
    "${path.module}",
    "%{ if true }x%{ endif }",
    "`",
    "|",
    "'",
    " ",
    "\u{1f1e9}\u{1f1ea}",
];

/// How many stages are tried.
const CASES: u32 = 80;

fn nasty() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        3 => proptest::sample::select(NASTY).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
    ];
    proptest::collection::vec(piece, 0..6).prop_map(|pieces| pieces.concat())
}

/// The stages that between them have everything.
fn examples() -> Vec<Stage> {
    let mut stages = Vec::new();
    for example in ["movielens", "retail"] {
        let spec = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("examples/{example}/stage.toml"));
        let Loaded::Text(text) = load(&spec, "stage.toml").unwrap() else {
            panic!("{} is not UTF-8", spec.display());
        };
        let mut sink = Sink::default();
        let page = kickstart::spec::read(&text, &mut sink).unwrap().unwrap();
        stages.extend(resolve(&page, &Folder::of(&spec), Owner::Named("bob"), &mut sink));
    }
    stages
}

fn set(target: &mut Sourced<String>, text: &str) {
    target.value = text.to_owned();
}

/// A stage in which every string that a spec leaves free is `text`.
fn with_text(mut stage: Stage, text: &str) -> Stage {
    let place = stage.project.place.clone();
    let sourced = |value: String| Sourced {
        value,
        place: place.clone(),
        written: true,
    };
    stage.tags = IndexMap::from([
        (text.to_owned(), sourced(text.to_owned())),
        ("after".into(), sourced(text.into())),
    ]);
    let optional = [
        &mut stage.alarm_email,
        &mut stage.kms_key_arn,
        &mut stage.access_log_bucket,
    ];
    for value in optional.into_iter().flatten() {
        set(value, text);
    }
    if let Some(schedule) = &mut stage.schedule {
        set(&mut schedule.expression, text);
        set(&mut schedule.timezone, text);
    }
    if let Some(notebook) = &mut stage.notebook {
        set(&mut notebook.instance_type, text);
        notebook.security_group_ids.value = vec![text.to_owned(), text.to_owned()];
        if let Some(subnet) = &mut notebook.subnet_id {
            text.clone_into(subnet);
        }
    }
    if let Some(backend) = &mut stage.backend {
        backend.arguments = IndexMap::from([
            ("bucket".into(), Scalar::String(text.into())),
            ("use_lockfile".into(), Scalar::Boolean(false)),
            ("retries".into(), Scalar::Integer(-3)),
        ]);
    }
    if let Some(sample) = &mut stage.sample_data {
        let file = |file: SampleFile| SampleFile {
            source: text.to_owned(),
            ..file
        };
        sample.files = sample.files.drain(..).map(file).collect();
    }
    for dataset in &mut stage.datasets {
        let dataset = Arc::make_mut(dataset);
        set(&mut dataset.source, text);
        text.clone_into(&mut dataset.table);
        for column in dataset.columns.iter_mut().flatten() {
            set(&mut column.name, text);
            set(&mut column.kind, text);
        }
    }
    stage
}

fn body(files: &Files, path: &str) -> Body {
    let text = std::str::from_utf8(&files[path]).unwrap();
    hcl::parse(text).unwrap_or_else(|error| panic!("{path} does not parse: {error}\n{text}"))
}

fn block<'a>(body: &'a Body, kind: &str, label: Option<&str>) -> &'a Block {
    let wanted =
        |block: &&Block| block.identifier() == kind && block.labels().first().map(hcl::BlockLabel::as_str) == label;
    body.blocks()
        .find(wanted)
        .unwrap_or_else(|| panic!("there is no {kind} {label:?}"))
}

/// The value of an argument without references.
fn value(body: &Body, name: &str) -> Value {
    let attribute = body.attributes().find(|attribute| attribute.key() == name);
    let expression = attribute.unwrap_or_else(|| panic!("there is no {name}")).expr();
    expression.evaluate(&Context::new()).unwrap()
}

fn argument(block: &Block, name: &str) -> Value {
    value(block.body(), name)
}

fn check(stage: &Stage, text: &str) {
    let files = render::stage(stage).unwrap();
    for path in files.keys().filter(|path| path.ends_with(".tf") && !path.contains('/')) {
        body(&files, path);
    }
    let wanted = || Value::from(text);

    let providers = body(&files, "providers.tf");
    let tags = argument(
        block(block(&providers, "provider", Some("aws")).body(), "default_tags", None),
        "tags",
    );
    let ours = [
        ("managed-by", Some("kickstart")),
        ("owner", matches!(stage.kind, Kind::Sandbox(_)).then_some("bob")),
        ("project", Some(stage.project.as_str())),
        ("stage", Some(stage.name.as_str())),
    ];
    let ours = ours.into_iter().filter(|(key, _)| !text.eq_ignore_ascii_case(key));
    let expected = ours.filter_map(|(key, value)| Some((key, value?)));
    let expected: BTreeMap<&str, &str> = expected.chain([("after", text), (text, text)]).collect();
    let got = tags.as_object().unwrap().iter();
    let got: BTreeMap<&str, &str> = got
        .map(|(key, value)| (key.as_str(), value.as_str().unwrap()))
        .collect();
    assert_eq!(got, expected);

    if stage.backend.is_some() {
        let terraform = body(&files, "backend.tf");
        let backend = block(block(&terraform, "terraform", None).body(), "backend", Some("s3"));
        assert_eq!(argument(backend, "bucket"), wanted());
        assert_eq!(argument(backend, "use_lockfile"), Value::from(false));
        assert_eq!(argument(backend, "retries"), Value::from(-3));
    }

    let main = body(&files, "main.tf");
    let locals = block(&main, "locals", None);
    let module = |name: &str| block(&main, "module", Some(name));
    if stage.kms_key_arn.is_some() {
        assert_eq!(argument(locals, "kms_key_arn"), wanted());
    }
    if stage.access_log_bucket.is_some() {
        assert_eq!(argument(locals, "access_log_bucket_name"), wanted());
    }
    let preparation = module("data_preparation");
    if stage.alarm_email.is_some() && !text.is_empty() {
        assert_eq!(argument(preparation, "alarm_email"), wanted());
    }
    if stage.schedule.is_some() {
        assert_eq!(argument(preparation, "schedule_expression"), wanted());
        assert_eq!(argument(preparation, "schedule_timezone"), wanted());
    }
    for dataset in &stage.datasets {
        let list = if dataset.is_crawled() {
            "crawled_datasets"
        } else {
            "declared_datasets"
        };
        let datasets = argument(module("catalog"), list);
        let block = datasets.as_object().unwrap()[dataset.kind.key()].as_object().unwrap();
        assert_eq!(block["source"], wanted());
        for column in block.get("columns").and_then(Value::as_array).into_iter().flatten() {
            let column = column.as_object().unwrap();
            assert_eq!((&column["name"], &column["type"]), (&wanted(), &wanted()));
        }
    }
    if let Some(notebook) = &stage.notebook {
        assert_eq!(argument(module("notebook"), "instance_type"), wanted());
        if notebook.subnet_id.is_some() && !text.is_empty() {
            assert_eq!(argument(module("notebook"), "subnet_id"), wanted());
            let groups = argument(module("notebook"), "security_group_ids");
            assert_eq!(groups, Value::from(vec![wanted(), wanted()]));
        }
    }
    if stage.sample_data.is_some() {
        assert_eq!(argument(module("sample_data"), "sources"), Value::from(vec![wanted()]));
    }
}

#[test]
fn the_examples_cover_what_is_checked() {
    let stages = examples();
    let some = |has: fn(&Stage) -> bool| stages.iter().any(has);
    assert!(some(|stage| stage.backend.is_some()) && some(|stage| stage.sample_data.is_some()));
    assert!(some(|stage| stage.kms_key_arn.is_some()) && some(|stage| stage.access_log_bucket.is_some()));
    assert!(some(|stage| stage.schedule.is_some()) && some(|stage| stage.alarm_email.is_some()));
    assert!(some(|stage| stage
        .notebook
        .as_ref()
        .is_some_and(|notebook| notebook.subnet_id.is_some())));
    assert!(some(|stage| stage
        .datasets
        .iter()
        .any(|dataset| dataset.columns.is_some())));
}

#[test]
fn each_nasty_piece_comes_back() {
    for stage in examples() {
        for text in NASTY {
            check(&with_text(stage.clone(), text), text);
        }
    }
}

#[test]
fn any_string_comes_back() {
    let stages = examples();
    let config = Config {
        cases: CASES,
        failure_persistence: None,
        ..Config::default()
    };
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let strategy = (0..stages.len(), nasty());
    runner
        .run(&strategy, |(stage, text)| {
            check(&with_text(stages[stage].clone(), &text), &text);
            Ok(())
        })
        .unwrap();
}
