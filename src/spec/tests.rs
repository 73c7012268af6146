//! The schema against the types, and the words and places of structural findings.

use super::*;
use crate::diagnostic::Findings;
use serde_json::{Value as Json, json};

fn findings(text: &str) -> Findings {
    let mut sink = Sink::default();
    read(&SourceText::new("t.toml", text), &mut sink).unwrap();
    sink.finish()
}

fn told(text: &str) -> Vec<String> {
    let findings = findings(text);
    findings
        .iter()
        .map(|finding| {
            let start = finding.place.start();
            format!("{}:{} {} {}", start.line, start.column, finding.rule, finding.message)
        })
        .collect()
}

const VALID: &str = r#"
[project]
name = "m"
region = "eu-central-1"
[datasets.interactions]
source = "r/"
query = "SELECT 1"
[datasets.interactions.schema]
USER_ID = "string"
[stages.dev]
"#;

#[test]
fn a_small_spec_is_valid() {
    assert_eq!(told(VALID), Vec::<String>::new());
}

#[test]
fn everything_is_told_in_one_run() {
    let text = r#"
[project]
name = 3
region = "eu-central-1"
domian = "ECOMMERCE"
broken = = 1
[datasets.interactions]
sorce = "r/"
format = "cvs"
[datasets.interactions.schema]
USER_ID = "text"
ITEM_ID = { type = "string", categorial = true }
[stages.Dev]
[stages.prod]
log_retention_days = 31
sample_date = 2026-01-31
notebook = { volume_size_gb = 1, security_group_ids = ["sg-0abc1234", 7] }
backend = { type = "s3", bukket = "x" }
"#;
    insta::assert_snapshot!(told(text).join("\n"));
}

#[test]
fn a_key_that_nobody_knows_is_told_once_whatever_its_value() {
    let text = "[project]\nname = \"shop\"\nregion = \"eu-west-1\"\n[datasets.interactions]\nsource = \"s/\"\nquery = \"q\"\nschema = { U = \"string\" }\n\
        [stages.dev.backend]\ntype = \"s3\"\nbucket = \"state\"\nassume_role = { role_arn = \"r\" }\nendpoints = [1]\n";
    let told = told(text);
    let unknown = told.iter().filter(|finding| finding.contains("unknown-key")).count();
    assert_eq!((told.len(), unknown), (2, 2), "{told:#?}");
}

#[test]
fn what_is_missing_is_told_at_the_header_the_key_or_the_start() {
    let text =
        "[project]\nname = \"m\"\n[datasets.items.schema]\nITEM_ID = \"string\"\n[stages.dev.backend]\ntype = \"s3\"\n";
    insta::assert_snapshot!(told(text).join("\n"));
}

#[test]
fn another_tools_toml_gets_one_sentence() {
    for text in [
        "[package]\nname = \"x\"\n[dependencies]\n",
        "[build-system]\nrequires = []\n[project]\nname = \"x\"\nversion = \"1\"\n",
        "line-length = 100\n[lint]\nselect = [\"E\"]\n",
    ] {
        let told = told(text);
        assert_eq!(told.len(), 1, "{told:?}");
        assert!(told[0].starts_with("1:1 foreign-toml"), "{told:?}");
    }
    // Only what is not there is said to be missing.
    let pyproject = told("[build-system]\nrequires = []\n[project]\nname = \"x\"\nversion = \"1\"\n");
    assert!(
        pyproject[0].ends_with("it lacks `datasets` and `stages`"),
        "{pyproject:?}"
    );
    assert!(told("# nothing\n")[0].starts_with("1:1 empty-spec"));
}

#[test]
fn a_schema_line_decides_whose_the_file_is() {
    let foreign = "#:schema https://json.schemastore.org/pyproject.json\n";
    assert_eq!(
        told(&format!("# a stage of ours\n\n{foreign}{VALID}")),
        [
            "3:10 foreign-toml this is another tool's TOML, not a kickstart spec: its `#:schema` line names another schema"
        ]
    );
    // Also where the tables would tell otherwise.
    for ours in [
        "#:schema ./kickstart.schema.json",
        "\u{feff}#:schema kickstart.schema.json",
        "#:schema https://example.com/v1/kickstart.schema.json?raw=1#top",
        "#:schema\t..\\schemas\\kickstart-0.1.json\r",
        "#:schema kickstart.schema.json\n#:schema other.json",
    ] {
        let told = told(&format!("{ours}\n[package]\nname = \"x\"\n"));
        assert!(told.len() > 1, "{ours}: {told:?}");
        assert!(
            !told.iter().any(|line| line.contains("foreign-toml")),
            "{ours}: {told:?}"
        );
    }
    // None of these is such a line: the tables tell.
    for none in [
        "#:schema",
        "#:schema \t",
        "#:schemata x.json",
        "# :schema x.json",
        "#:Schema x.json",
    ] {
        assert_eq!(told(&format!("{none}\n{VALID}")), [""; 0], "{none}");
    }
    assert_eq!(
        told(&format!("{VALID}\n{foreign}")),
        [""; 0],
        "below the first line of TOML it is a comment"
    );
}

#[test]
fn strings_that_terraform_changes_or_people_cannot_see_are_told() {
    let text = VALID
        .replace("\"SELECT 1\"", "\"SELECT 'e\\u0301'\"")
        .replace("[stages.dev]", "[stages.dev]\nalarm_email = \"a\u{202e}b@c\"\n");
    insta::assert_snapshot!(told(&text).join("\n"));
}

/// Every property of the schema, with the keys on the way; references and branches resolved.
fn schema_keys() -> Vec<String> {
    fn walk(root: &Json, schema: &Json, path: &str, out: &mut Vec<String>) {
        if let Some(reference) = schema.get("$ref").and_then(Json::as_str) {
            return walk(root, root.pointer(&reference[1..]).unwrap(), path, out);
        }
        for branch in ["then", "else"] {
            if let Some(inner) = schema.get(branch) {
                walk(root, inner, path, out);
            }
        }
        for (key, inner) in schema.get("properties").and_then(Json::as_object).into_iter().flatten() {
            let path = format!("{path}/{key}");
            out.push(path.clone());
            walk(root, inner, &path, out);
        }
        match schema.get("additionalProperties") {
            Some(inner) if inner.is_object() => walk(root, inner, &format!("{path}/*"), out),
            _ => {}
        }
    }
    let root: Json = serde_json::from_str(SCHEMA).unwrap();
    let mut keys = Vec::new();
    walk(&root, &root, "", &mut keys);
    keys.sort();
    keys.dedup();
    keys
}

/// Every key of the types: what a spec with every table, and nothing in it, is written out as.
fn type_keys() -> Vec<String> {
    fn walk(value: &Json, path: &str, out: &mut Vec<String>) {
        let map_of_names = matches!(path, "/stages" | "/datasets/*/schema" | "/lint/rules");
        for (key, inner) in value.as_object().into_iter().flatten() {
            let path = if map_of_names {
                format!("{path}/*")
            } else {
                format!("{path}/{key}")
            };
            if !map_of_names {
                out.push(path.clone());
            }
            let any = DatasetType::ALL
                .iter()
                .fold(path, |path, kind| match path.strip_suffix(kind.key()) {
                    Some(parent) if parent.ends_with("datasets/") => format!("{parent}*"),
                    _ => path,
                });
            walk(inner, &any, out);
        }
    }
    let mut spec = Spec {
        project: Some(Project::default()),
        ..Spec::default()
    };
    let dataset = Dataset {
        schema: [("F".to_owned(), Field::Table(FieldTable::default()))]
            .into_iter()
            .collect(),
        ..Dataset::default()
    };
    let stage = Stage {
        notebook: Some(Notebook::default()),
        backend: Some(Backend::default()),
        datasets: DatasetType::ALL
            .map(|kind| (kind, DatasetOverride::default()))
            .into_iter()
            .collect(),
        ..Stage::default()
    };
    spec.datasets = DatasetType::ALL
        .map(|kind| (kind, dataset.clone()))
        .into_iter()
        .collect();
    spec.stages.insert("s".into(), stage);
    let mut keys = Vec::new();
    walk(&serde_json::to_value(&spec).unwrap(), "", &mut keys);
    keys.sort();
    keys.dedup();
    keys
}

#[test]
fn schema_and_types_know_the_same_keys() {
    let normal = |keys: Vec<String>| -> Vec<String> {
        let mut keys: Vec<String> = keys
            .into_iter()
            // Arguments of a backend are open; every dataset has the same keys.
            .filter(|key| !key.contains("/backend/") || key.ends_with("/backend/type"))
            .map(|key| {
                DatasetType::ALL.iter().fold(key, |key, kind| {
                    key.replace(&format!("/datasets/{}/", kind.key()), "/datasets/*/")
                })
            })
            .collect();
        keys.sort();
        keys.dedup();
        keys
    };
    assert_eq!(normal(schema_keys()), normal(type_keys()));
}

/// Every key of the schema, and every name that a table may choose, says what it is and shows one. A secret shows none.
#[test]
fn every_example_of_the_schema_is_valid_and_described() {
    fn resolved<'a>(root: &'a Json, schema: &'a Json) -> &'a Json {
        match schema.get("$ref").and_then(Json::as_str) {
            Some(reference) => root.pointer(&reference[1..]).unwrap(),
            None => schema,
        }
    }
    fn judge(root: &Json, target: &Json, path: &str, seen: &mut usize) {
        *seen += 1;
        assert!(target.get("description").is_some(), "{path} has no description");
        let examples = target.get("examples").and_then(Json::as_array);
        let silent = target.get("writeOnly").is_some() || target.get("enum").is_some() && path.ends_with("<name>");
        let container = target.get("properties").is_some();
        assert!(silent || container || examples.is_some(), "{path} has no example");
        for example in examples.into_iter().flatten() {
            let mut schema = target.clone();
            schema["definitions"] = root["definitions"].clone();
            let valid = jsonschema::is_valid(&schema, example);
            assert!(
                valid || target.get("required").is_some(),
                "{path}: {example} is no example"
            );
        }
    }
    fn walk(root: &Json, schema: &Json, path: &str, seen: &mut usize) {
        let schema = resolved(root, schema);
        for branch in ["then", "else"] {
            if let Some(inner) = schema.get(branch) {
                walk(root, inner, path, seen);
            }
        }
        if let Some(names) = schema.get("propertyNames") {
            judge(root, names, &format!("{path}/<name>"), seen);
            for name in names.get("enum").and_then(Json::as_array).into_iter().flatten() {
                let name = name.as_str().unwrap();
                let own = schema.pointer(&format!("/properties/{name}"));
                assert!(
                    own.is_some() || name == "type",
                    "{path}/{name} is allowed and not described"
                );
            }
        }
        let properties = schema.get("properties").and_then(Json::as_object).into_iter().flatten();
        let others = schema.get("additionalProperties").filter(|inner| inner.is_object());
        for (key, inner) in properties
            .map(|(key, inner)| (key.as_str(), inner))
            .chain(others.map(|inner| ("*", inner)))
        {
            let path = format!("{path}/{key}");
            judge(root, resolved(root, inner), &path, seen);
            walk(root, inner, &path, seen);
        }
    }
    let root: Json = serde_json::from_str(SCHEMA).unwrap();
    let mut seen = 0;
    walk(&root, &root, "", &mut seen);
    assert!(seen > 100, "only {seen} keys were looked at");
}

#[test]
fn the_types_take_every_value_that_the_schema_allows() {
    for (field, allowed) in [
        ("format", json!(["csv", "json", "parquet"])),
        ("kind", json!(["shared", "sandbox"])),
    ] {
        for value in allowed.as_array().unwrap() {
            let text = match field {
                "format" => VALID.replace("source =", &format!("format = {value}\nsource =")),
                _ => format!("{VALID}kind = {value}\n"),
            };
            assert_eq!(told(&text), Vec::<String>::new(), "{value}");
        }
    }
}
