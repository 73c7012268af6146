//! `lint --fix`: what is mended, what stays byte for byte, and which files are left alone.

use std::fs;

use super::support::{Place, SPEC, Told, query, with_query_file};

/// A spec in which much is misspelt, and what comes of it.
const SLIPS: [(&str, &str); 11] = [
    ("regoin", "region"),
    ("[datasets.interactons]", "[datasets.interactions]"),
    ("[datasets.interactons.columns]", "[datasets.interactions.columns]"),
    ("[datasets.interactons.schema]", "[datasets.interactions.schema]"),
    ("sorce = ", "source = "),
    ("'jsn'", "'json'"),
    ("user_Id = ", "user_id = "),
    (" { type = \"string\", categorical = true }", " \"string\""),
    ("[stage.dev", "[stages.dev"),
    ("\"false\"", "false"),
    ("rate(1 days)", "rate(1 day)"),
];

const MISSPELT: &str = r#"# Ours, with 'quotes' and a regoin in a comment
[project]
name = "shop"   # the shop
regoin =    "eu-central-1"
  domain = "ECOMMERCE"

[datasets.interactons]   # one
sorce = "clicks/"
format = 'jsn' # as it comes
query = """
SELECT user_id AS USER_ID, item_id AS ITEM_ID, "timestamp" AS TIMESTAMP, 'x' AS EVENT_TYPE
FROM clicks
"""
[datasets.interactons.columns]
user_Id = "string" # capital
item_id = "string"
timestamp = "bigint"

  [datasets.interactons.schema]
  USER_ID    = "string"
  ITEM_ID    = "string"
  TIMESTAMP  = "long"
  EVENT_TYPE = { type = "string", categorical = true }   # why
[stage.dev]
retain_data = "false"
schedule = "rate(1 days)" # kickstart: ignore[rate-fires-on-apply]
# the notebook
[stage.dev.notebook] # kickstart: ignore[notebook-without-subnet] public data
idle_stop_minutes = 60"#;

fn mended(text: &str) -> String {
    SLIPS.iter().fold(text.to_owned(), |text, (slip, meant)| {
        let times = text.matches(slip).count();
        assert!(times > 0, "{slip}");
        match slip.starts_with("regoin") {
            true => text.replace("\nregoin", "\nregion").replace("\r\nregoin", "\r\nregion"),
            false => text.replace(slip, meant),
        }
    })
}

#[test]
fn slips_are_mended_and_all_else_stays_byte_for_byte() {
    let windows = MISSPELT.replace('\n', "\r\n");
    let marked = format!("\u{feff}{windows}\r\n");
    for (name, text) in [("unix", MISSPELT), ("windows", &windows), ("marked", &marked)] {
        let place = Place::new();
        place.write("stage.toml", text);
        place.expect(1, &["lint", "stage.toml"]);
        let run = place.expect(0, &["lint", "--fix", "stage.toml"]);
        assert_eq!(
            fs::read_to_string(place.at("stage.toml")).unwrap(),
            mended(text),
            "{name}"
        );
        assert_eq!(run.err, "kickstart: fixed 9 findings in `stage.toml`\n");
        assert_eq!(run.out, "no findings (2 left out, as the spec asks)\n");
        let before = place.tree(".");
        let again = place.expect(0, &["lint", "--fix", "stage.toml"]);
        assert_eq!((again.err.as_str(), place.tree(".")), ("", before), "{name}");
    }
}

/// Lints with `--fix` and gives what is left as JSON, and the file.
fn fixed(place: &Place, name: &str) -> (Vec<Told>, String) {
    let run = place.run(&["lint", "--fix", "--format", "json", name]);
    let mut left: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    let findings = serde_json::from_value(left["findings"].take()).unwrap();
    (findings, fs::read_to_string(place.at(name)).unwrap())
}

#[track_caller]
fn becomes(text: &str, wanted: &str, left: &[&str]) {
    let place = Place::new();
    place.write("stage.toml", text);
    let (findings, mended) = fixed(&place, "stage.toml");
    assert_eq!(mended, wanted);
    let rules: Vec<&str> = findings.iter().map(|finding| finding.rule.as_str()).collect();
    assert_eq!(rules, left, "{findings:#?}");
}

#[test]
fn keys_are_found_however_they_are_written() {
    let text = r#"project = { name = "shop", "regoin" = "eu-central-1" }
datasets.interactons.sorce = "clicks/"
stages.dev.retain_dta = false
datasets.interactons.query = "SELECT u AS USER_ID, i AS ITEM_ID, t AS TIMESTAMP FROM clicks"
datasets.interactons.schema = { USER_ID.type = "string", ITEM_ID = 'string', TIMESTAMP = "long" }
"#;
    let wanted = text
        .replace("\"regoin\"", "\"region\"")
        .replace("interactons", "interactions")
        .replace("sorce", "source")
        .replace("retain_dta", "retain_data");
    becomes(text, &wanted, &[]);
}

#[test]
fn what_has_two_meanings_is_left_to_people() {
    let with = |more: &str| format!("{SPEC}{more}");
    for (more, rule) in [
        // Another unit, another format, a key that is there already, two keys as close.
        ("log_retention_hours = 30\n", "unknown-key"),
        (
            "[defaults]\nlog_retention_days = 30\nlog_retention_dais = 90\n",
            "unknown-key",
        ),
        ("sample_dat = \"x\"\n", "unknown-key"),
        ("log_retention_days = 31\n", "invalid-value"),
        // The name is plain, and the value is not of its kind.
        ("[stages.qa]\nnotbook = \"ml.t3.medium\"\n", "unknown-key"),
    ] {
        let place = Place::new();
        place.write("stage.toml", with(more));
        let (findings, text) = fixed(&place, "stage.toml");
        assert_eq!(text, with(more));
        let rules: Vec<&str> = findings.iter().map(|finding| finding.rule.as_str()).collect();
        assert_eq!(rules, [rule], "{more}: {findings:#?}");
    }
    let format = SPEC.replace("source = ", "format = \"tsv\"\nsource = ");
    becomes(&format, &format, &["invalid-value"]);
}

#[test]
fn values_get_the_type_and_fields_the_marks_that_they_can_only_have() {
    let field = "AGE = \"string\"\n";
    let with = |age: &str, more: &str| {
        let text = SPEC.replace("TIMESTAMP\n", "TIMESTAMP, user_id AS AGE\n");
        let text = text.replace("TIMESTAMP = \"long\"\n", &format!("TIMESTAMP = \"long\"\n{age}"));
        format!("{text}{more}")
    };
    let textual = "AGE = { type = \"string\", textual = true }\n";
    becomes(&with(textual, ""), &with(field, ""), &["untrained-string-field"]);
    let tags = "log_retention_days = \"30\"\n[project.tags]\nfrom = 2026-01-31\npaid = true\nrate = 1_000\n";
    let wanted = tags
        .replace("\"30\"", "30")
        .replace("2026-01-31", "\"2026-01-31\"")
        .replace("= true", "= \"true\"");
    becomes(
        &with(field, tags),
        &with(field, &wanted),
        &["untrained-string-field", "wrong-type"],
    );
    let place = Place::new();
    let unreal = "[lint.rules]\nsandbox-with-retentoin = 'warnin'\n";
    place.write("stage.toml", with(field, unreal));
    let text = fixed(&place, "stage.toml").1;
    let meant = unreal.replace("retentoin", "retention").replace("warnin", "warning");
    assert_eq!(text, with(field, &meant));
}

#[test]
fn a_field_gets_the_reserved_name_that_it_is_a_slip_of() {
    let with = |from: &str, to: &str| SPEC.replace(from, to);
    for slip in ["USERID", "user_id", "USR_ID"] {
        becomes(
            &with("USER_ID = \"string\"", &format!("{slip} = \"string\"")),
            SPEC,
            &[],
        );
    }
    becomes(&SPEC.replace("USER_ID", "USERID"), SPEC, &[]);
    // Of two, and of what is only close, people decide.
    for (others, rules) in [
        (
            "USERID = \"string\"\nUSER_IDS = \"string\"",
            &["query-missing-column", "missing-schema-field"][..],
        ),
        ("USER_IX = \"string\"", &["missing-schema-field"]),
    ] {
        let text = with("USER_ID = \"string\"", others);
        becomes(&text, &text, rules);
    }
}

#[test]
fn a_query_is_mended_within_its_string() {
    let select = "SELECT user_id AS USER_ID, item_id AS ITEM_ID, \"timestamp\" AS TIMESTAMP";
    for (from, to) in [
        // Capitals of an alias, and a column without one.
        ("item_id AS ITEM_ID", "item_id AS Item_Id"),
        ("item_id AS ITEM_ID", "item_id AS \\\"item_id\\\""),
    ] {
        let text = SPEC.replace(from, to);
        assert_ne!(text, SPEC);
        becomes(&text, SPEC, &[]);
    }
    let bare = SPEC.replace("item_id AS ITEM_ID", "item_id");
    becomes(&bare, &SPEC.replace("item_id AS ITEM_ID", "ITEM_ID"), &[]);
    let swapped = "SELECT item_id\n    AS ITEM_ID, user_id AS USER_ID, \"timestamp\" AS TIMESTAMP";
    let wanted = "SELECT user_id AS USER_ID, item_id\n    AS ITEM_ID, \"timestamp\" AS TIMESTAMP";
    becomes(&SPEC.replace(select, swapped), &SPEC.replace(select, wanted), &[]);
    for (behind, between) in [("ORDER BY 2", ","), ("", ", -- the user\n")] {
        let swapped = format!("SELECT item_id AS ITEM_ID{between} user_id AS USER_ID, \"timestamp\" AS TIMESTAMP");
        let text = SPEC
            .replace(select, &swapped)
            .replace("FROM clicks\n", &format!("FROM clicks {behind}\n"));
        becomes(&text, &text, &["query-column-order"]);
    }
    let escaped = SPEC.replace("item_id AS ITEM_ID", "it\\u0065m_id \\\n   AS it\\u0065m_id");
    becomes(&escaped, &escaped.replace("AS it\\u0065m_id", "AS ITEM_ID"), &[]);
}

#[test]
fn a_query_file_is_mended_once_for_all_that_read_it() {
    let place = Place::new();
    let wrong = query().replace("AS ITEM_ID", "AS item_id").replace('\n', "\r\n");
    place.write("q/all.sql", &wrong);
    let spec = format!("{}[stages.test]\n", with_query_file("q/all.sql"));
    place.write("one.toml", &spec);
    place.write("two.toml", spec.replace("\"shop\"", "\"other\""));
    let run = place.expect(0, &["lint", "--fix", "one.toml", "./two.toml"]);
    assert_eq!(run.err, "kickstart: fixed 1 finding in `q/all.sql`\n");
    let text = fs::read_to_string(place.at("q/all.sql")).unwrap();
    assert_eq!(text, wrong.replace("AS item_id", "AS ITEM_ID"));
}

#[test]
fn a_slip_in_a_key_and_one_in_its_value_are_both_mended() {
    let with = |fromat: &str, retain: &str| {
        let spec = SPEC.replace(
            "[datasets.interactions]\n",
            &format!("[datasets.interactions]\n{fromat}\n"),
        );
        spec.replace("retain_data = false", retain)
    };
    becomes(
        &with("fromat = \"JSN\"", "retain_dta = \"false\""),
        &with("format = \"json\"", "retain_data = false"),
        &[],
    );
}

#[test]
fn two_specs_that_want_a_query_otherwise_do_not_go_in_circles() {
    let place = Place::new();
    place.write("q.sql", query().replace("TIMESTAMP\n", "TIMESTAMP, 1 AS rating\n"));
    let spec = |name: &str, field: &str| {
        let spec = with_query_file("q.sql").replace("\"shop\"", name);
        spec.replace(
            "TIMESTAMP = \"long\"\n",
            &format!("TIMESTAMP = \"long\"\n{field} = \"int\"\n"),
        )
    };
    place.write("one.toml", spec("\"one\"", "RATING"));
    place.write("two.toml", spec("\"two\"", "Rating"));
    let before = place.tree(".");
    place.expect(1, &["lint", "--fix", "one.toml", "two.toml"]);
    assert_eq!(place.tree("."), before, "what one wants is wrong for the other");
    place.expect(0, &["lint", "--fix", "two.toml"]);
    assert!(fs::read_to_string(place.at("q.sql")).unwrap().contains("AS Rating"));
}

#[test]
fn an_alias_that_order_by_names_is_left_to_people() {
    let query =
        "SELECT user_id AS userid, item_id AS ITEM_ID, \"timestamp\" AS TIMESTAMP FROM clicks ORDER BY userid, item_id";
    let place = Place::new();
    place.write("q.sql", query);
    place.write("stage.toml", with_query_file("q.sql"));
    place.expect(1, &["lint", "--fix", "stage.toml"]);
    assert_eq!(fs::read_to_string(place.at("q.sql")).unwrap(), query);
    place.write("q.sql", query.replace("ORDER BY userid, ", "ORDER BY "));
    place.run(&["lint", "--fix", "stage.toml"]);
    assert!(fs::read_to_string(place.at("q.sql")).unwrap().contains("AS USER_ID,"));
}

#[test]
fn a_comment_goes_only_when_nothing_else_is_wrong() {
    let comment = "# kickstart: ignore[notebook-never-stops, unknown-time-zone]";
    let text = format!("{SPEC}log_retention_days = 31 # kickstart: ignore[production-without-alarm]\n");
    becomes(&text, &text, &["invalid-value"]);
    let comment = comment.replace(", unknown-time-zone", ", production-without-alarm");
    let text = format!("{SPEC}{comment}\nlog_retention_days = 30 {comment}\n");
    becomes(&text, &format!("{SPEC}log_retention_days = 30\n"), &[]);
    let slip =
        format!("{SPEC}[stages.dev.notebok] # kickstart: ignore[notebook-without-subnets]\nidle_stop_minutes = 60\n");
    let meant = slip.replace("notebok]", "notebook]").replace("subnets", "subnet");
    becomes(&slip, &meant, &[]);
}

#[test]
fn files_that_cannot_be_read_as_specs_are_left_alone() {
    let broken = format!("{}\nx = = 1\n", SPEC.replace("region", "regoin"));
    let foreign = "[package]\nname = \"x\"\nversion = \"1.0.0\"\n";
    for text in [broken.as_str(), foreign, ""] {
        let place = Place::new();
        place.write("stage.toml", text);
        let before = place.tree(".");
        place.expect(1, &["lint", "--fix", "stage.toml"]);
        assert_eq!(place.tree("."), before);
    }
    let place = Place::new();
    let run = place.expect(2, &["lint", "--fix", "stage.toml"]);
    assert_eq!(run.err.lines().count(), 1, "{run:#?}");
}

#[test]
fn many_files_are_mended_in_one_call() {
    let place = Place::new();
    let names: Vec<String> = (0..60).map(|n| format!("{n}.toml")).collect();
    for (n, name) in names.iter().enumerate() {
        let text = SPEC.replace("shop", &format!("shop{n}"));
        let slip = if n % 2 == 0 {
            text.replace("source", "sorce")
        } else {
            text
        };
        place.write(name, slip);
    }
    let mut arguments = vec!["lint", "--fix"];
    arguments.extend(names.iter().map(String::as_str));
    let run = place.expect(0, &arguments);
    assert_eq!(run.err.lines().count(), 30, "{run:#?}");
    for (n, name) in names.iter().enumerate() {
        assert_eq!(
            fs::read_to_string(place.at(name)).unwrap(),
            SPEC.replace("shop", &format!("shop{n}"))
        );
    }
}

#[test]
fn hundreds_of_mistakes_in_one_file_are_mended() {
    let columns: String = (0..400).map(|n| format!("colUmn{n} = \"string\"\n")).collect();
    let text = SPEC.replace(
        "timestamp = \"bigint\"\n",
        &format!("timestamp = \"bigint\"\n{columns}"),
    );
    becomes(&text, &text.replace("colUmn", "column"), &[]);
}

#[test]
fn the_output_says_what_is_left_and_quiet_says_no_more() {
    let place = Place::new();
    let text = SPEC.replace("source", "sorce").replace("eu-central-1", "eu-north-1");
    place.write("stage.toml", &text);
    let run = place.expect(1, &["--quiet", "lint", "--fix", "--format", "github", "stage.toml"]);
    assert_eq!(run.err, "");
    assert_eq!(run.out.matches("::error").count(), 1, "{run:#?}");
    assert!(run.out.contains("region-without-personalize"), "{run:#?}");
    place.write(
        "stage.toml",
        SPEC.replace("retain_data = false", "schedule = \"rate(2 days)\""),
    );
    place.expect(1, &["lint", "--fix", "--deny-warnings", "stage.toml"]);
    place.expect(2, &["render", "--fix", "stage.toml"]);
}

#[test]
fn a_read_only_file_is_left_alone() {
    let place = Place::new();
    let text = SPEC.replace("source", "sorce");
    place.write("stage.toml", &text);
    place.write("good.toml", text.replace("shop", "other"));
    let lock = |path: &str, locked: bool| {
        let mut permissions = fs::metadata(place.at(path)).unwrap().permissions();
        permissions.set_readonly(locked);
        fs::set_permissions(place.at(path), permissions).unwrap();
    };
    lock("stage.toml", true);
    let run = place.expect(2, &["lint", "--fix", "stage.toml", "good.toml"]);
    assert_eq!(
        run.err,
        "kickstart: `stage.toml` is read-only, and nothing in it was fixed\nkickstart: fixed 1 finding in `good.toml`\n"
    );
    assert!(run.out.contains("did you mean `source`"), "{run:#?}");
    assert_eq!(fs::read_to_string(place.at("stage.toml")).unwrap(), text);
    lock("stage.toml", false);
}

#[cfg(unix)]
#[test]
fn a_read_only_folder_is_left_alone() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::new();
    place.write("in/stage.toml", SPEC.replace("source", "sorce"));
    let mode = |mode: u32| fs::set_permissions(place.at("in"), fs::Permissions::from_mode(mode)).unwrap();
    mode(0o555);
    let before = place.tree("in");
    let run = place.run(&["lint", "--fix", "in/stage.toml"]);
    let after = place.tree("in");
    mode(0o755);
    assert_eq!((run.code, after), (2, before));
    let sentence = "kickstart: the folder of `in/stage.toml` is read-only, and nothing in the file was fixed\n";
    assert_eq!(run.err, sentence);
}

#[cfg(unix)]
#[test]
fn a_link_is_neither_followed_nor_replaced() {
    let place = Place::new();
    let text = SPEC.replace("source", "sorce");
    place.write("real/stage.toml", &text);
    place.write("plain.toml", text.replace("shop", "other"));
    std::os::unix::fs::symlink("real/stage.toml", place.at("stage.toml")).unwrap();
    let before = place.tree("real");
    let run = place.expect(2, &["lint", "--fix", "stage.toml", "plain.toml"]);
    assert_eq!(place.tree("real"), before);
    assert!(place.at("stage.toml").symlink_metadata().unwrap().is_symlink());
    assert_eq!(
        run.err,
        "kickstart: `stage.toml` is a symbolic link, which is not written through: nothing in it was fixed. Name the file itself\n\
         kickstart: fixed 1 finding in `plain.toml`\n"
    );
    // A link on which nothing has to be mended is no matter, and neither is one of a folder.
    place.write("real/stage.toml", SPEC);
    place.expect(0, &["lint", "--fix", "stage.toml"]);
    place.write("real/stage.toml", &text);
    std::os::unix::fs::symlink("real", place.at("linked")).unwrap();
    place.expect(0, &["lint", "--fix", "linked/stage.toml"]);
    assert_eq!(fs::read_to_string(place.at("real/stage.toml")).unwrap(), SPEC);
}

#[test]
fn what_is_mended_of_a_broken_spec_is_mended_for_good() {
    let place = Place::new();
    let faults = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/faults");
    let mut changed = 0;
    for file in fs::read_dir(faults).unwrap().map(|file| file.unwrap().path()) {
        let Ok(text) = fs::read_to_string(&file) else { continue };
        place.write("stage.toml", &text);
        let report = place.run(&["lint", "--format", "json", "stage.toml"]).out;
        let report: serde_json::Value = serde_json::from_str(&report).unwrap();
        let before = report["findings"].as_array().unwrap().len();
        let (left, mended) = fixed(&place, "stage.toml");
        if mended == text {
            assert_eq!(left.len(), before, "{file:?}");
            continue;
        }
        changed += 1;
        // A field that is no text any more is one that training ignores, which is a note.
        let graver = left.iter().filter(|finding| finding.level != "note").count();
        assert!(graver < before, "{file:?}: {left:#?}");
        assert_eq!(fixed(&place, "stage.toml").1, mended, "{file:?}");
    }
    assert!(changed > 10, "only {changed} were mended");
}
