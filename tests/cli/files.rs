//! Files that are no spec.

use super::support::*;

#[test]
fn a_file_that_cannot_be_read_is_one_sentence_and_exit_2() {
    let place = Place::new();
    std::fs::create_dir(place.at("folder.toml")).unwrap();
    place.write("large.toml", vec![b'#'; 10 * 1024 * 1024]);
    for (path, words) in [
        ("missing.toml", "there is no file `missing.toml`"),
        ("folder.toml", "it is a directory; name the spec in it"),
        ("large.toml", "it is larger than 8 MiB"),
    ] {
        for command in ["lint", "render"] {
            let run = place.expect(2, &[command, path]);
            assert_eq!(run.err.lines().count(), 1, "{run:#?}");
            assert!(
                run.err.starts_with("kickstart: ") && run.err.contains(words),
                "{run:#?}"
            );
            assert_eq!(run.out, "");
        }
    }
    assert!(!place.at("out").exists());
}

#[cfg(unix)]
#[test]
fn a_pipe_or_a_device_is_not_waited_for() {
    let place = Place::new();
    let made = std::process::Command::new("mkfifo").arg(place.at("pipe.toml")).status();
    assert!(made.unwrap().success());
    for path in ["pipe.toml", "/dev/zero", "/dev/tty"] {
        let run = place.expect(2, &["lint", path]);
        let known = run.err.contains("it is neither a file nor a link to one");
        assert!(known || path == "/dev/tty", "{run:#?}");
    }
}

#[test]
fn the_other_specs_of_a_call_are_judged_all_the_same() {
    let place = Place::with_spec();
    place.write("bad.toml", SPEC.replace("region", "regoin"));
    let run = place.expect(
        2,
        &["lint", "--format", "json", "missing.toml", "bad.toml", "stage.toml"],
    );
    assert!(run.out.contains("`[project]` knows no `regoin`"), "{run:#?}");
    // Nothing is rendered, not even of the good one.
    place.expect(2, &["render", "missing.toml", "stage.toml"]);
    assert!(!place.at("out").exists());
}

#[test]
fn text_in_another_encoding_is_told_at_its_byte() {
    let place = Place::new();
    let utf16: Vec<u8> = "\u{feff}[project]".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let mut latin = SPEC.replace("shop", "caf").into_bytes();
    latin.splice(21..21, [0xe9]);
    for (bytes, place_and_kind) in [
        (utf16, "1:1 not-utf8 this byte is not UTF-8: the file is UTF-16"),
        (
            latin,
            "2:12 not-utf8 this byte is not UTF-8: the file is in another encoding, such as Latin-1",
        ),
        (
            b"[project]\n\0\xff".to_vec(),
            "2:2 not-utf8 this byte is not UTF-8: the file is binary",
        ),
    ] {
        let told: Vec<String> = place.told_of(bytes).iter().map(Told::short).collect();
        assert_eq!(told, [place_and_kind]);
    }
}

#[test]
fn an_empty_file_and_another_tools_are_one_finding() {
    let place = Place::new();
    for text in ["", "\n\n", "# only a comment\n", "\u{feff}"] {
        let told: Vec<String> = place.told_of(text).iter().map(Told::short).collect();
        assert_eq!(
            told,
            ["1:1 empty-spec the file holds no spec: there is nothing in it"],
            "{text:?}"
        );
    }
    let told = place.told_of("[package]\nname = \"x\"\n[dependencies]\nserde = 1\n");
    assert_eq!(told.len(), 1);
    assert_eq!(
        (told[0].rule.as_str(), told[0].line, told[0].column),
        ("foreign-toml", 1, 1)
    );
}

#[test]
fn a_byte_order_mark_and_windows_line_ends_change_nothing() {
    let place = Place::with_spec();
    place.expect(0, &["render", "stage.toml", "--out", "unix"]);
    place.write("stage.toml", format!("\u{feff}{}", SPEC.replace('\n', "\r\n")));
    assert_eq!(place.told(&["stage.toml"]).len(), 0);
    place.expect(0, &["render", "stage.toml", "--out", "windows"]);
    assert_eq!(place.bytes("unix"), place.bytes("windows"));
    // Places do not count the mark, and people see no carriage return.
    let wrong = SPEC
        .replace("name =", "nam =")
        .replace("region = \"eu-central-1\"", "region = 3");
    let told = place.told_of(format!("\u{feff}{}", wrong.replace('\n', "\r\n")));
    let places: Vec<_> = told
        .iter()
        .map(|told| (told.line, told.column, told.end_line, told.end_column))
        .collect();
    assert_eq!(places, [(2, 1, 2, 4), (3, 10, 3, 11)]);
    let shown = place.run(&["lint", "stage.toml"]).out;
    assert!(shown.contains("3 | region = 3\n"), "{shown}");
}

#[test]
fn bombs_are_one_finding_in_seconds() {
    let place = Place::new();
    let bombs = [
        format!("a = {}", "[".repeat(100_000)),
        format!("a = {}{}", "[".repeat(100_000), "]".repeat(100_000)),
        format!("a = {}", "{a=".repeat(100_000)),
        format!("[{}]\nb = 1\n", vec!["a"; 100_000].join(".")),
        format!("{SPEC}{} = 1\n", vec!["a"; 100_000].join(".")),
        format!("[stages.{}]\nb = 1\n", vec!["a"; 100_000].join(".")),
        "[".repeat(1_000_000),
        format!("{SPEC}k = \"{}\"\n", "x".repeat(1_000_000)),
    ];
    for bomb in bombs {
        let told = place.told_of(&bomb);
        assert_eq!(told.len(), 1, "{:?}: {told:#?}", &bomb[..40.min(bomb.len())]);
    }
}

#[test]
fn thousands_of_mistakes_are_all_told_to_tools_and_counted_for_people() {
    let place = Place::new();
    let keys: String = (0..1000).map(|number| format!("k{number} = {number}\n")).collect();
    let told = place.told_of(format!("{SPEC}{keys}"));
    assert_eq!(told.len(), 1000);
    let human = place.run(&["lint", "stage.toml"]).out;
    assert!(
        human.contains("900 more are not shown; `--format json` shows all"),
        "{}",
        &human[human.len() - 200..]
    );
    assert!(human.ends_with("1000 errors\n"));
}
