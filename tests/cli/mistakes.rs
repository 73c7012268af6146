//! One mistake is one finding, and says what to write.

use super::support::*;

/// Lints [`SPEC`] with a change; what is told, with its help.
#[track_caller]
fn told(from: &str, to: &str) -> Vec<String> {
    assert!(SPEC.contains(from), "{from}");
    told_of(&SPEC.replacen(from, to, 1))
}

#[track_caller]
fn told_of(text: &str) -> Vec<String> {
    let place = Place::new();
    let told = place.told_of(text);
    told.iter()
        .map(|told| format!("{} → {}", told.short(), told.help.as_deref().unwrap_or("-")))
        .collect()
}

#[test]
fn a_misspelt_header_is_one_mistake() {
    assert_eq!(
        told("[datasets.interactions]", "[datasets.interaction]"),
        ["4:11 unknown-key `[datasets]` knows no `interaction` → did you mean `interactions`?"]
    );
    assert_eq!(
        told_of(&SPEC.replace("datasets.interactions", "datasets.interaction")),
        ["4:11 unknown-key `[datasets]` knows no `interaction` → did you mean `interactions`?"]
    );
    assert_eq!(
        told_of(&SPEC.replace("datasets.", "dataset.")),
        ["4:2 unknown-key a spec knows no `dataset` → did you mean `datasets`?"]
    );
    assert_eq!(
        told("[stages.dev]", "[stage.dev]"),
        ["18:2 unknown-key a spec knows no `stage` → did you mean `stages`?"]
    );
    assert_eq!(
        told("[project]", "[projekt]"),
        ["1:2 unknown-key a spec knows no `projekt` → did you mean `project`?"]
    );
}

#[test]
fn a_missing_bracket_is_one_mistake() {
    for header in [
        "[project]",
        "[datasets.interactions]",
        "[datasets.interactions.schema]",
        "[stages.dev]",
    ] {
        let open = header.trim_end_matches(']');
        let told = told(&format!("{header}\n"), &format!("{open}\n"));
        assert_eq!(told.len(), 1, "{told:#?}");
        assert!(
            told[0].contains("toml-syntax this is not TOML: unclosed table"),
            "{told:#?}"
        );
    }
}

#[test]
fn an_open_string_is_told_where_it_begins() {
    assert_eq!(
        told("FROM clicks\n\"\"\"\n", "FROM clicks\n"),
        [
            "6:9 toml-syntax this is not TOML: a string of several lines is not closed → it begins and ends with `\"\"\"`"
        ]
    );
    let told = told("name = \"shop\"", "name = \"shop");
    assert_eq!(told.len(), 1, "{told:#?}");
    assert!(told[0].starts_with("2:"), "{told:#?}");
}

#[test]
fn a_key_in_the_wrong_table_is_told_where_it_belongs() {
    assert_eq!(
        told("name = \"shop\"", "name = \"shop\"\nretain_data = true"),
        [
            "3:1 unknown-key `[project]` knows no `retain_data` → `retain_data` belongs below `[defaults]` or `[stages.<stage>]`"
        ]
    );
    assert_eq!(
        told("retain_data = false", "domain = \"ECOMMERCE\""),
        ["19:1 unknown-key `[stages.dev]` knows no `domain` → `domain` belongs below `[project]`"]
    );
    assert_eq!(
        told("[stages.dev]", "[notebook]\nvolume_size_gb = 20\n[stages.dev]"),
        ["18:2 unknown-key a spec knows no `notebook` → write `[stages.<stage>.notebook]`"]
    );
    assert_eq!(
        told("[stages.dev]", "[stages.dev]\n[stages.dev.defaults]"),
        ["19:13 unknown-key `[stages.dev]` knows no `defaults` → write `[defaults]`, a table of its own"]
    );
}

#[test]
fn a_table_of_the_wrong_kind_is_one_mistake() {
    let stages = "[stages.dev]\nretain_data = false\n";
    assert_eq!(
        told_of(&format!("stages = 3\n{}", SPEC.replace(stages, ""))),
        [
            "1:10 wrong-type `stages` must be a table, and this is an integer → write `[stages.dev]`, a table of its own. The stages, by name."
        ]
    );
    assert_eq!(
        told(stages, "stages = 3\n"),
        [
            "18:10 wrong-type `stages` must be a string or a table, and this is an integer → write `[stages]`, a table of its own"
        ]
    );
    assert_eq!(
        told("[stages.dev]", "[[stages.dev]]"),
        ["18:1 wrong-type `dev` must be a table, and this is an array → write `[stages.dev]`, in single brackets"]
    );
    assert_eq!(
        told(stages, "[stages]\ndev = 1\n"),
        [
            "19:7 wrong-type `dev` must be a table, and this is an integer → write `[stages.dev]`, a table of its own. One stage: a stack of its own, named `<project>-<stage>`."
        ]
    );
    for (from, to) in [
        ("[project]", "[[project]]"),
        ("[datasets.interactions]", "[[datasets.interactions]]"),
    ] {
        let told = told(from, to);
        assert_eq!(told.len(), 1, "{told:#?}");
        assert!(
            told[0].ends_with(&format!("write `{from}`, in single brackets")),
            "{told:#?}"
        );
    }
}

#[test]
fn a_value_of_the_wrong_type_is_told_with_the_right_one() {
    for (value, message) in [
        (
            "log_retention_days = \"30\"",
            "must be an integer, and this is a string → write it without quotes: `30`",
        ),
        (
            "log_retention_days = 31",
            "cannot be `31` → the closest that there is: `30` or `60`",
        ),
        (
            "log_retention_days = -1",
            "cannot be `-1` → the closest that there is: `0`",
        ),
        (
            "log_retention_days = 4000",
            "cannot be `4000` → the closest that there is: `3653`",
        ),
        (
            "log_retention_days = 5000000000",
            "cannot be `5000000000` → the closest that there is: `3653`",
        ),
        (
            "retain_data = \"true\"",
            "must be a boolean, and this is a string → write it without quotes: `true`",
        ),
        (
            "sample_date = 2026-01-31",
            "must be a string, and this is a date or time → put it in quotes: `\"2026-01-31\"`",
        ),
        ("kind = \"sandbx\"", "cannot be `sandbx` → did you mean `sandbox`?"),
    ] {
        let told = told("retain_data = false", value);
        assert_eq!(told.len(), 1, "{told:#?}");
        assert!(told[0].ends_with(message), "{told:#?}");
    }
    for (value, kind) in [
        ("30.0", "a float"),
        ("1e3", "a float"),
        ("inf", "a float"),
        ("nan", "a float"),
        ("[30]", "an array"),
    ] {
        let told = told("retain_data = false", &format!("log_retention_days = {value}"));
        assert_eq!(told.len(), 1, "{told:#?}");
        assert!(
            told[0].contains(&format!("must be an integer, and this is {kind}")),
            "{told:#?}"
        );
    }
}

#[test]
fn a_number_past_64_bits_is_told_as_it_was_written() {
    for number in ["99999999999999999999", "-9223372036854775809", "0xffffffffffffffffff"] {
        let told = told("retain_data = false", &format!("log_retention_days = {number}"));
        assert_eq!(told.len(), 1, "{told:#?}");
        assert!(
            told[0].contains("number-too-large") && told[0].contains("needs more than 64 bits"),
            "{told:#?}"
        );
    }
}

#[test]
fn a_duplicate_is_told_once_with_all_that_follows_from_it() {
    let help = "this is not TOML: this key or table stands here for the second time → put what belongs together into one, or write the header of another table above it";
    assert_eq!(
        told("name = \"shop\"", "name = \"shop\"\nname = \"other\""),
        [format!("3:1 toml-syntax {help}")]
    );
    let again = format!("{SPEC}[project]\nname = \"other\"\nregion = \"eu-west-1\"\n");
    assert_eq!(told_of(&again), [format!("20:2 toml-syntax {help}")]);
}

#[test]
fn mistakes_of_every_kind_are_told_in_one_run() {
    let place = Place::new();
    let text = SPEC
        .replace("name = \"shop\"", "name = 3\nbroken = = 1")
        .replace("source", "sorce")
        .replace("retain_data = false", "retain_data = \"no\"\nlog_retention_days = 99999999999999999999\nalarm_email = \"a\u{200b}@b.example\"\nretain_data = true");
    let rules: Vec<String> = place.told_of(text).into_iter().map(|told| told.rule).collect();
    assert_eq!(
        rules,
        [
            "wrong-type",
            "toml-syntax",
            "unknown-key",
            "wrong-type",
            "number-too-large",
            "hidden-character",
            "toml-syntax"
        ]
    );
}

#[test]
fn what_is_missing_is_told_at_the_header_the_key_or_the_start() {
    for (from, to, place) in [
        (
            "[project]\nname = \"shop\"\nregion = \"eu-central-1\"\n",
            "",
            "1:1 missing-key the spec has no `[project]`",
        ),
        ("name = \"shop\"\n", "", "1:1 missing-key `[project]` lacks `name`"),
        (
            "source = \"clicks/\"\n",
            "",
            "4:1 missing-key `[datasets.interactions]` lacks `source`",
        ),
        (
            "[stages.dev]\nretain_data = false\n",
            "",
            "1:1 missing-key the spec has no `[stages]`",
        ),
        (
            "[stages.dev]\nretain_data = false\n",
            "[stages]\n",
            "18:1 missing-key `[stages]` has no stage: nothing would be rendered",
        ),
        (
            "[stages.dev]",
            "[stages.dev.backend]\ntype = \"s3\"\n[stages.dev]",
            "18:1 missing-key `[stages.dev.backend]` lacks `bucket`",
        ),
        (
            "retain_data = false",
            "backend = { type = \"s3\" }",
            "19:1 missing-key `[stages.dev.backend]` lacks `bucket`",
        ),
        (
            "TIMESTAMP = \"long\"",
            "TIMESTAMP = { nullable = true }",
            "17:1 missing-key `[datasets.interactions.schema.TIMESTAMP]` lacks `type`",
        ),
    ] {
        let told = told(from, to);
        assert_eq!(told.len(), 1, "{told:#?}");
        assert!(told[0].starts_with(place), "{told:#?}");
    }
    let no_query = format!(
        "{}{}",
        &SPEC[..SPEC.find("query").unwrap()],
        &SPEC[SPEC.find("[datasets.interactions.columns]").unwrap()..]
    );
    assert_eq!(
        told_of(&no_query),
        [
            "4:1 missing-key `[datasets.interactions]` lacks a query → give it `query`, or `query_file` with a path beside the spec"
        ]
    );
    let no_interactions = "[project]\nname = \"m\"\nregion = \"eu-central-1\"\n[datasets]\n[stages.dev]\n";
    let told = told_of(no_interactions);
    assert_eq!(told.len(), 1, "{told:#?}");
    assert!(
        told[0].starts_with("1:1 missing-key the spec has no `[datasets.interactions]`"),
        "{told:#?}"
    );
}
