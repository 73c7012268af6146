//! Whatever type of a column lint lets pass, the catalog module takes, in every format; in CSV they take the same.

#![allow(clippy::unwrap_used)]

use std::path::Path;

use hcl::eval::{Context, Evaluate, FuncArgs, FuncDef, ParamType};
use hcl::{Body, Expression, Value};
use kickstart::diagnostic::Sink;
use kickstart::source::{Folder, SourceText};
use kickstart::{lint, spec, stage};
use proptest::prelude::*;

/// The conditions that the module puts on `declared_datasets` and that look at a column's type.
fn conditions() -> Vec<Expression> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("modules/catalog/variables.tf");
    let body: Body = hcl::parse(&std::fs::read_to_string(file).unwrap()).unwrap();
    let variable = body.into_blocks().find(|block| {
        block
            .labels()
            .first()
            .is_some_and(|label| label.as_str() == "declared_datasets")
    });
    let validations = variable.unwrap().body.into_blocks();
    validations
        .filter(|block| block.identifier() == "validation")
        .filter_map(|block| {
            let mut attributes = block.body.into_attributes();
            attributes.find(|attribute| attribute.key() == "condition")
        })
        .map(|attribute| attribute.expr)
        .filter(|condition| hcl::format::to_string(condition).unwrap().contains("column.type"))
        .collect()
}

fn array(args: &FuncArgs, at: usize) -> Result<Vec<Value>, String> {
    args[at].as_array().cloned().ok_or_else(|| "not a list".to_owned())
}

fn alltrue(args: FuncArgs) -> Result<Value, String> {
    Ok(array(&args, 0)?.iter().all(|value| *value == Value::Bool(true)).into())
}

fn contains(args: FuncArgs) -> Result<Value, String> {
    Ok(array(&args, 0)?.contains(&args[1]).into())
}

fn flatten(args: FuncArgs) -> Result<Value, String> {
    let lists = array(&args, 0)?;
    Ok(lists
        .iter()
        .flat_map(|list| list.as_array().cloned().unwrap_or_default())
        .collect())
}

fn module_takes(conditions: &[Expression], format: &str, kind: &str) -> bool {
    let column = hcl::value!({ name = "a", type = (kind) });
    let dataset = hcl::value!({ format = (format), source = "r/", table_name = "r", columns = [(column)] });
    let mut context = Context::new();
    context.declare_var("var", hcl::value!({ declared_datasets = { interactions = (dataset) } }));
    let any = || ParamType::Any;
    context.declare_func("alltrue", FuncDef::builder().param(any()).build(alltrue));
    context.declare_func("contains", FuncDef::builder().params([any(), any()]).build(contains));
    context.declare_func("flatten", FuncDef::builder().param(any()).build(flatten));
    let holds = |condition: &Expression| condition.evaluate(&context).unwrap() == Value::Bool(true);
    conditions.iter().all(holds)
}

fn lint_takes(format: &str, kind: &str) -> bool {
    let text = format!(
        "[project]\nname = \"m\"\nregion = \"eu-central-1\"\n[datasets.interactions]\nsource = \"r/\"\nformat = \"{format}\"\n\
         query = \"SELECT 'x' AS USER_ID, 'y' AS ITEM_ID, 1 AS TIMESTAMP\"\ncolumns = {{ a = \"{kind}\" }}\n\
         schema = {{ USER_ID = \"string\", ITEM_ID = \"string\", TIMESTAMP = \"long\" }}\n[stages.dev]\n"
    );
    let mut sink = Sink::default();
    let page = spec::read(&SourceText::new("t.toml", text), &mut sink)
        .unwrap()
        .unwrap();
    let folder = Folder::of(Path::new("t.toml"));
    let stages = stage::resolve(&page, &folder, stage::Owner::Nobody, &mut sink);
    lint::check(&page, &stages, &mut sink);
    !sink.finish().has_errors()
}

/// Types as people write them: all of the catalog's, nested ones, and some that are none.
fn types() -> impl Strategy<Value = String> {
    let words = [
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
        "decimal(10,2)",
        "char(3)",
        "varchar(20)",
        "char",
        "integer",
        "String",
        "interval",
        "",
    ];
    proptest::sample::select(words.to_vec())
        .prop_map(str::to_owned)
        .prop_recursive(2, 6, 2, |inner| {
            prop_oneof![
                inner.clone().prop_map(|kind| format!("array<{kind}>")),
                (inner.clone(), inner.clone()).prop_map(|(key, value)| format!("map<{key},{value}>")),
                inner.prop_map(|kind| format!("struct<a:{kind}>")),
            ]
        })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn lint_and_the_module_agree(kind in types(), format in proptest::sample::select(["csv", "json", "parquet"].as_slice())) {
        let conditions = conditions();
        prop_assert_eq!(conditions.len(), 1, "the module's condition on types was not found");
        let takes = module_takes(&conditions, format, &kind);
        if format == "csv" {
            prop_assert_eq!(lint_takes(format, &kind), takes, "{} in CSV", kind);
        } else if lint_takes(format, &kind) {
            prop_assert!(takes, "{} in {}", kind, format);
        }
    }
}

#[test]
fn each_type_of_the_list_is_taken_and_its_neighbours_are_not() {
    let conditions = conditions();
    for kind in kickstart::facts::CSV_COLUMN_TYPES {
        assert!(
            lint_takes("csv", kind) && module_takes(&conditions, "csv", kind),
            "{kind}"
        );
    }
    for kind in ["decimal(10,2)", "varchar(20)", "char(3)", "binary", "array<int>"] {
        assert!(
            !lint_takes("csv", kind) && !module_takes(&conditions, "csv", kind),
            "{kind}"
        );
        assert!(
            lint_takes("parquet", kind) && module_takes(&conditions, "parquet", kind),
            "{kind}"
        );
    }
}
