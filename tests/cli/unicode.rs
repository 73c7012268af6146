//! Characters that people do not see, take for others, or that a terminal obeys.

use super::support::*;

#[test]
fn hidden_and_confusable_characters_are_named_once() {
    let place = Place::new();
    for (from, to, rule, name) in [
        ("\"clicks/\"", "\"cl\u{200b}icks/\"", "hidden-character", "U+200B"),
        ("\"clicks/\"", "\"clicks\\u001b[31m/\"", "hidden-character", "U+001B"),
        ("\"clicks/\"", "\"cl\u{a0}icks/\"", "hidden-character", "U+00A0"),
        ("retain_data", "\"retain_data\u{200d}\"", "hidden-character", "U+200D"),
        ("retain_data", "\"ret\u{430}in_data\"", "unknown-key", "U+0430"),
        ("\"shop\"", "\"sh\u{43e}p\"", "invalid-name", "U+043E"),
        ("stages.dev", "stages.\"d\u{435}v\"", "invalid-name", "U+0435"),
        ("USER_ID =", "\"USER_\u{406}D\" =", "invalid-name", "U+0406"),
        ("retain_data", "r\u{e9}tain_data", "toml-syntax", "U+00E9"),
        (
            "retain_data = false",
            "alarm_email = \"a\u{7}b\"",
            "toml-syntax",
            "U+0007",
        ),
        ("retain_data = false", "# \u{202e}", "hidden-character", "U+202E"),
        ("\"shop\"", "\"sh\u{2066}op\"", "hidden-character", "U+2066"),
    ] {
        let told = place.told_of(SPEC.replacen(from, to, 1));
        let of_rule: Vec<&Told> = told.iter().filter(|told| told.rule == rule).collect();
        assert_eq!(of_rule.len(), 1, "{to:?}: {told:#?}");
        assert!(of_rule[0].message.contains(name), "{told:#?}");
        // A required field under another name is missing, too.
        let others = told
            .iter()
            .filter(|told| told.rule != rule && told.rule != "missing-schema-field");
        assert_eq!(others.count(), 0, "{to:?}: {told:#?}");
    }
}

#[test]
fn a_string_that_is_not_nfc_is_told_with_what_to_write() {
    let place = Place::new();
    let told = place.told_of(SPEC.replace("retain_data = false", "alarm_email = \"e\u{301}@b.example\""));
    let nfc = told.iter().find(|told| told.rule == "string-not-nfc").unwrap();
    assert!(nfc.message.contains("U+0065 would become U+00E9"), "{nfc:#?}");
    assert_eq!(nfc.help.as_deref(), Some("write `\u{e9}@b.example`"));
}

#[test]
fn columns_count_code_points() {
    let place = Place::new();
    for (line, column, end) in [
        ("tags = { \"\u{1f600}\" = 1, b = 2 }", 23, 24),
        ("tags = { \"e\\u0301\u{301}\" = \"\", b = 2 }", 31, 32),
        ("\ttags = { b\t= 2 }", 15, 16),
    ] {
        let text = SPEC.replace("region =", &format!("{line}\nregion ="));
        let told = place.told_of(text.replace('\n', "\r\n"));
        let last = told.iter().rfind(|told| told.rule == "wrong-type").unwrap();
        assert_eq!(
            (last.line, last.column, last.end_column),
            (3, column, end),
            "{line}: {told:#?}"
        );
        assert_eq!(last.end_line, 3);
    }
}

/// Names that would move a cursor, forge an annotation or reorder a line. `run` holds that no output has any of it.
#[test]
fn nothing_that_a_spec_or_a_path_holds_reaches_the_terminal() {
    let nasty = "\u{1b}[31m\n::error::x\r\u{202e}\u{9b}2J\u{7}";
    let escaped = nasty
        .chars()
        .map(|character| format!("\\U{:08x}", character as u32))
        .collect::<String>();
    let place = Place::new();
    let specs = [
        format!("{SPEC}\"{escaped}\" = 1\n"),
        SPEC.replace("\"shop\"", &format!("\"{escaped}\"")),
        SPEC.replace("stages.dev", &format!("stages.\"{escaped}\"")),
        SPEC.replace("USER_ID =", &format!("\"{escaped}\" =")),
        SPEC.replace("\"clicks/\"", &format!("\"{escaped}\"")),
        SPEC.replace("retain_data = false", &format!("sample_data = \"{escaped}\"")),
        SPEC.replace(
            "retain_data = false",
            &format!("notebook = {{ \"{escaped}\" = \"{escaped}\" }}"),
        ),
        SPEC.replace("retain_data = false", &format!("region = \"{escaped}\"\n# {nasty}")),
        SPEC.replace("user_id =", &format!("\"{escaped}\" =")),
        SPEC.replace("\"bigint\"", &format!("\"{escaped}\"")),
        format!("{SPEC}[lint.rules]\n\"{escaped}\" = \"{escaped}\"\n"),
        with_query_file(&escaped),
        format!("\"{escaped}\" = 1\n"),
    ];
    for spec in &specs {
        let told = place.told_of(spec);
        assert!(!told.is_empty(), "{spec}");
        let github = place.expect(1, &["lint", "--format", "github", "stage.toml"]).out;
        let is_command = |line: &&str| {
            let commands = ["::error", "::warning", "::notice"];
            commands
                .iter()
                .any(|command| line.starts_with(&format!("{command} file=stage.toml,")))
        };
        let commands = github.lines().filter(is_command).count();
        assert_eq!(commands, github.lines().count(), "{github}");
        assert_eq!(commands, told.len());
        place.expect(1, &["render", "stage.toml"]);
    }
}

#[cfg(unix)]
#[test]
fn nothing_that_a_file_name_holds_reaches_the_terminal() {
    let name = "a\u{1b}[31m\n::error::x\u{202e}b.toml";
    let place = Place::with_spec();
    place.expect(2, &["lint", name]);
    place.write(name, SPEC.replace("region", "regoin"));
    for format in ["human", "json", "github"] {
        let run = place.expect(1, &["lint", "--format", format, name]);
        assert!(!run.out.lines().any(|line| line.starts_with("::error::x")), "{run:#?}");
    }
    let out = "o\u{1b}[31m\n\u{202e}";
    place.expect(0, &["render", "stage.toml", "--out", out]);
    place.write(&format!("{out}/shop-dev/main.tf"), "mine");
    place.expect(2, &["render", "stage.toml", "--out", out]);
    place.expect(1, &["render", "stage.toml", "--out", out, "--check"]);
    place.expect(2, &["render", "stage.toml", "--stage", name]);
    place.expect(2, &["render", "stage.toml", "--sandbox", name]);
    place.expect(2, &["init", name]);
    place.expect(0, &["init", &format!("{out}/deeper")]);
}

#[test]
fn wide_and_endless_values_fit_80_columns() {
    let place = Place::new();
    for text in [
        SPEC.replace("\"eu-central-1\"", &format!("\"{}\"", "x".repeat(500))),
        SPEC.replace("\"eu-central-1\"", &format!("\"{}\"", "\u{65e5}\u{672c}".repeat(100))),
        SPEC.replace("retain_data", &"k".repeat(300)),
        SPEC.replace("retain_data", &format!("\"{}\"", "\u{65e5}".repeat(300))),
        SPEC.replace(
            "retain_data = false",
            &format!("region = 3 # {}", "\u{65e5}".repeat(300)),
        ),
        format!("{}{}", "\t".repeat(200), SPEC.replace("name = ", "nam = ")),
    ] {
        // `told_of` holds the width.
        assert!(!place.told_of(text).is_empty());
    }
    let deep = format!("{}/stage.toml", vec!["folder"; 20].join("/"));
    place.write(&deep, SPEC.replace("region", "regoin"));
    let shown = place.run(&["lint", &deep]).out;
    assert!(
        shown.contains(&format!("--> {deep}:3:1\n")),
        "a path is not cut: {shown}"
    );
}
