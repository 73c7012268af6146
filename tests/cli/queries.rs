//! `query_file`: a file beside the spec, and no other.

use super::support::*;

fn one(place: &Place, file: &str) -> Told {
    let mut told = place.told_of(with_query_file(file));
    assert_eq!(told.len(), 1, "{file}: {told:#?}");
    told.remove(0)
}

#[cfg(unix)]
#[test]
fn a_file_outside_the_specs_folder_is_not_read() {
    let above = Place::new();
    above.write("secret.sql", "SECRET \u{e9}\n");
    above.write("specs/sub/fine.sql", query());
    let at = |relative: &str| above.at(relative).to_string_lossy().into_owned();
    std::os::unix::fs::symlink("../secret.sql", above.at("specs/link.sql")).unwrap();
    std::os::unix::fs::symlink(at(""), above.at("specs/folder")).unwrap();
    std::os::unix::fs::symlink("sub/fine.sql", above.at("specs/inside.sql")).unwrap();
    let secret = at("secret.sql");
    for file in [
        "../secret.sql",
        secret.as_str(),
        "link.sql",
        "folder/secret.sql",
        "sub/../../secret.sql",
    ] {
        above.write("specs/stage.toml", with_query_file(file));
        for command in [
            &["lint"][..],
            &["lint", "--format", "json"],
            &["render", "--out", "out"],
        ] {
            let run = above.expect(1, &[command, &["specs/stage.toml"]].concat());
            let shown = format!("{}{}", run.out, run.err);
            assert!(!shown.contains("SECRET"), "{file}: {shown}");
            let words = shown.split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(
                words.contains("lies outside the spec's folder, and was not read"),
                "{file}: {shown}"
            );
        }
    }
    for file in ["sub/fine.sql", "inside.sql", "./sub/../sub/fine.sql"] {
        above.write("specs/stage.toml", with_query_file(file));
        above.expect(0, &["lint", "specs/stage.toml"]);
    }
}

#[cfg(unix)]
#[test]
fn what_is_no_file_is_told_at_the_path() {
    let place = Place::new();
    std::fs::create_dir(place.at("folder.sql")).unwrap();
    let made = std::process::Command::new("mkfifo").arg(place.at("pipe.sql")).status();
    assert!(made.unwrap().success());
    place.write("large.sql", vec![b'x'; 9 * 1024 * 1024]);
    place.write("empty.sql", " \n");
    for (file, rule, message) in [
        ("folder.sql", "query-file-unreadable", "`folder.sql` is not a file"),
        ("pipe.sql", "query-file-unreadable", "`pipe.sql` is not a file"),
        ("nothing.sql", "query-file-unreadable", "there is no file `nothing.sql`"),
        (
            "large.sql",
            "query-file-unreadable",
            "`large.sql` cannot be read: it is larger than 8 MiB",
        ),
        (
            "empty.sql",
            "empty-query",
            "`empty.sql` holds no query: Athena takes no query without a statement",
        ),
        ("", "invalid-value", "`query_file` is empty"),
    ] {
        let told = one(&place, file);
        assert_eq!((told.rule.as_str(), told.message.as_str()), (rule, message));
        assert_eq!((told.line, told.column, told.file.as_str()), (6, 14, "stage.toml"));
    }
}

#[test]
fn what_is_wrong_in_the_file_is_told_in_the_file() {
    let place = Place::new();
    place.write("q/latin.sql", b"SELECT\n '\xe9'\n");
    place.write("q/bidi.sql", format!("{} -- \u{202e}\n", query().trim_end()));
    place.write("q/hidden.sql", query().replace("FROM", "\u{200b}FROM"));
    place.write("q/nfd.sql", query().replace("FROM", "-- e\u{301}\nFROM"));
    for (file, line, column, rule) in [
        ("q/latin.sql", 2, 3, "not-utf8"),
        ("q/bidi.sql", 2, 16, "hidden-character"),
        ("q/hidden.sql", 2, 1, "hidden-character"),
        ("q/nfd.sql", 2, 1, "string-not-nfc"),
    ] {
        let told = one(&place, file);
        assert_eq!(
            (told.file.as_str(), told.line, told.column, told.rule.as_str()),
            (file, line, column, rule)
        );
    }
}

#[test]
fn line_ends_of_a_query_are_the_same_everywhere() {
    let place = Place::with_spec();
    place.expect(0, &["render", "stage.toml", "--out", "inline"]);
    let windows = query().replace('\n', "\r\n");
    for (name, text) in [
        ("lf", query().to_owned()),
        ("crlf", windows.clone()),
        ("bom", format!("\u{feff}{windows}")),
    ] {
        place.write("q.sql", text);
        place.write("stage.toml", with_query_file("q.sql"));
        place.expect(0, &["render", "stage.toml", "--out", name]);
        assert_eq!(place.bytes("inline"), place.bytes(name), "{name}");
    }
}
