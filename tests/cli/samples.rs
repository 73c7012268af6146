//! Sample data: which files are taken, and which are refused.

use super::support::*;

fn place() -> Place {
    let place = Place::new();
    place.write("data/clicks/a.csv", "user_id,item_id,timestamp\n1,2,3\n");
    place.write("stage.toml", spec("data"));
    place
}

fn spec(folder: &str) -> String {
    format!("{SPEC}sample_data = \"{folder}\"\nsample_date = \"2026-01-31\"\n")
}

fn taken(place: &Place) -> Vec<String> {
    let files = place.bytes("out/shop-dev/sample-data");
    files.keys().map(|path| path.to_string_lossy().into_owned()).collect()
}

#[test]
fn files_of_nested_folders_are_taken_and_dot_files_are_not() {
    let place = place();
    place.write("data/clicks/deeper/still/b.csv", "x\n");
    place.write("data/clicks/.DS_Store", "x");
    place.write("data/clicks/.hidden/c.csv", "x");
    place.write("data/.git/config", "x");
    assert!(place.told(&["stage.toml"]).is_empty());
    place.expect(0, &["render", "stage.toml"]);
    assert_eq!(taken(&place), ["clicks/a.csv", "clicks/deeper/still/b.csv"]);
    // A file that is gone is taken out of the stack, too.
    std::fs::remove_dir_all(place.at("data/clicks/deeper")).unwrap();
    place.expect(0, &["render", "stage.toml"]);
    assert_eq!(taken(&place), ["clicks/a.csv"]);
}

#[test]
fn a_name_that_cannot_be_copied_everywhere_is_told_by_lint() {
    let long = format!("{}.csv", "x".repeat(230));
    for name in [
        "with blank.csv",
        "gr\u{f6}\u{df}e.csv",
        "a~1.csv",
        "con.csv",
        "terraform.tfstate",
        "a.tfvars",
        long.as_str(),
    ] {
        let place = place();
        place.write(&format!("data/clicks/{name}"), "x\n");
        let told = place.told(&["stage.toml"]);
        assert_eq!(told.len(), 1, "{name}: {told:#?}");
        assert_eq!(
            (told[0].rule.as_str(), told[0].line, told[0].column),
            ("sample-data-name", 20, 15),
            "{name}"
        );
        place.expect(1, &["render", "stage.toml"]);
        assert!(!place.at("out").exists());
    }
    let place = place();
    place.write("data/clicks/A.csv", "x\n");
    if place.bytes("data").len() == 2 {
        let told = place.told(&["stage.toml"]);
        assert!(told[0].message.contains("only in case"), "{told:#?}");
    } else {
        println!("left out: this file system does not count case");
    }
}

#[cfg(unix)]
#[test]
fn links_pipes_and_names_that_are_not_unicode_are_errors() {
    use std::os::unix::ffi::OsStrExt as _;
    use std::os::unix::fs::symlink;
    let refused = |words: &str, make: &dyn Fn(&Place)| {
        let place = place();
        make(&place);
        let told = place.told(&["stage.toml"]);
        assert_eq!(told.len(), 1, "{told:#?}");
        assert!(
            told[0].rule == "sample-data-unreadable" && told[0].message.contains(words),
            "{told:#?}"
        );
        assert_eq!((told[0].line, told[0].column), (20, 15));
    };
    refused(
        "`data` holds a symbolic link, `clicks/l.csv`: links are not followed",
        &|place| {
            symlink("a.csv", place.at("data/clicks/l.csv")).unwrap();
        },
    );
    refused("`data` is a symbolic link", &|place| {
        std::fs::rename(place.at("data"), place.at("real")).unwrap();
        symlink("real", place.at("data")).unwrap();
    });
    refused("`data` holds something that is neither a file nor a folder", &|place| {
        let made = std::process::Command::new("mkfifo")
            .arg(place.at("data/clicks/pipe"))
            .status();
        assert!(made.unwrap().success());
    });
    refused("`data` holds a file whose name is not Unicode", &|place| {
        std::fs::write(
            place.at("data/clicks").join(std::ffi::OsStr::from_bytes(b"\xff.csv")),
            "x",
        )
        .unwrap();
    });
    refused("there is no folder `data`", &|place| {
        std::fs::remove_dir_all(place.at("data")).unwrap()
    });
    refused("`data` is not a folder", &|place| {
        std::fs::remove_dir_all(place.at("data")).unwrap();
        place.write("data", "x");
    });
}

#[test]
fn files_of_no_source_and_dates_of_no_calendar_are_told() {
    let place = place();
    place.write("data/top.csv", "x\n");
    let told = place.told(&["stage.toml"]);
    assert_eq!(told.len(), 1, "{told:#?}");
    assert_eq!(told[0].level, "warning");
    assert_eq!(
        told[0].message,
        "1 of 2 files in `data` lie in no source's sub-folder: they are not uploaded"
    );
    std::fs::remove_file(place.at("data/top.csv")).unwrap();
    for (line, rule) in [
        ("sample_date = \"2026-02-30\"", "invalid-sample-date"),
        ("", "missing-key"),
        ("sample_dat = \"2026-01-31\"", "unknown-key"),
        ("sample_date = 2026-01-31", "wrong-type"),
    ] {
        let told = place.told_of(spec("data").replace("sample_date = \"2026-01-31\"", line));
        assert_eq!(
            told.iter().map(|told| told.rule.as_str()).collect::<Vec<_>>(),
            [rule],
            "{told:#?}"
        );
    }
}
