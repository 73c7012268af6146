//! The same spec gives the same bytes, wherever, whoever and whenever.

use super::support::*;

/// Where the program is called, how the spec is named then, where it writes, and what stands in the environment.
type Call<'a> = (&'a str, &'a str, &'a str, &'a [(&'a str, &'a str)]);

#[test]
fn neither_folder_nor_user_nor_date_nor_language_changes_a_byte() {
    let place = Place::new();
    place.write("here/stage.toml", with_query_file("q/a.sql"));
    place.write("here/q/a.sql", query());
    place.write("here/data/clicks/a.csv", "x\n");
    let spec = format!(
        "{}sample_data = \"data\"\nsample_date = \"2026-01-31\"\n",
        with_query_file("q/a.sql")
    );
    place.write("here/stage.toml", spec);
    let absolute = place.at("here/stage.toml").to_string_lossy().into_owned();
    let out = |name: &str| place.at(name).to_string_lossy().into_owned();
    let runs: [Call<'_>; 6] = [
        ("here", "stage.toml", "a", &[]),
        (
            "",
            "here/stage.toml",
            "b",
            &[("TZ", "Pacific/Kiritimati"), ("LC_ALL", "tr_TR.UTF-8")],
        ),
        (
            "",
            "./here/../here/stage.toml",
            "c",
            &[("SOURCE_DATE_EPOCH", "1"), ("HOME", "/nonexistent"), ("USER", "eve")],
        ),
        (
            "here/data",
            absolute.as_str(),
            "d",
            &[("LC_ALL", "C"), ("LANG", "C"), ("TMPDIR", "/nonexistent")],
        ),
        (
            "here/q",
            "../stage.toml",
            "e",
            &[
                ("AWS_REGION", "us-east-1"),
                ("TF_VAR_region", "x"),
                ("AWS_PROFILE", "x"),
            ],
        ),
        (
            "here",
            "stage.toml",
            "f",
            &[("RAYON_NUM_THREADS", "1"), ("RUST_BACKTRACE", "1"), ("COLUMNS", "40")],
        ),
    ];
    for (folder, spec, name, variables) in runs {
        let mut command = place.kickstart(&["render", spec, "--out", &out(name)]);
        command.current_dir(place.at(folder)).envs(variables.iter().copied());
        let run = run(command);
        assert_eq!(run.code, 0, "{run:#?}");
        assert!(!place.bytes(name).is_empty());
        assert_eq!(place.bytes("a"), place.bytes(name), "{folder} {spec} {variables:?}");
    }
    let secret = place.path().to_string_lossy().into_owned();
    for (path, bytes) in place.bytes("a") {
        assert!(
            !String::from_utf8_lossy(&bytes).contains(&secret),
            "{path:?} names a path of this machine"
        );
    }
}

#[cfg(unix)]
#[test]
fn a_umask_changes_modes_and_no_byte() {
    use std::os::unix::fs::PermissionsExt as _;
    let place = Place::with_spec();
    for umask in ["022", "077", "002"] {
        let mut command = std::process::Command::new("sh");
        command.current_dir(place.path()).args([
            "-c",
            &format!("umask {umask}; exec \"$0\" render stage.toml --out o{umask}"),
            env!("CARGO_BIN_EXE_kickstart"),
        ]);
        assert_eq!(run(command).code, 0);
        assert_eq!(place.bytes("o022"), place.bytes(&format!("o{umask}")));
        let mask = u32::from_str_radix(umask, 8).unwrap();
        let mode = |path: &str| place.at(path).metadata().unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&format!("o{umask}/shop-dev/main.tf")), 0o666 & !mask);
        assert_eq!(mode(&format!("o{umask}/shop-dev/modules")), 0o777 & !mask);
    }
}

#[cfg(unix)]
#[test]
fn out_may_be_a_link_once_and_a_stacks_folder_may_not() {
    use std::os::unix::fs::symlink;
    let place = Place::with_spec();
    std::fs::create_dir(place.at("real")).unwrap();
    symlink("real", place.at("link")).unwrap();
    symlink("link", place.at("twice")).unwrap();
    symlink("nowhere", place.at("dangling")).unwrap();
    place.expect(0, &["render", "stage.toml", "--out", "plain"]);
    place.expect(0, &["render", "stage.toml", "--out", "link"]);
    assert_eq!(place.bytes("plain"), place.bytes("real"));
    place.expect(2, &["render", "stage.toml", "--out", "twice"]);
    place.expect(2, &["render", "stage.toml", "--out", "dangling"]);
    std::fs::create_dir(place.at("other")).unwrap();
    symlink("../real/shop-dev", place.at("other/shop-dev")).unwrap();
    let before = place.tree("");
    for mode in [&[][..], &["--force"], &["--check"]] {
        let run = place.expect(2, &[&["render", "stage.toml", "--out", "other"], mode].concat());
        assert!(run.err.contains("symbolic link"), "{run:#?}");
    }
    assert_eq!(place.tree(""), before);
}

#[test]
fn each_spec_is_read_relative_to_itself() {
    let place = Place::new();
    for name in ["one", "two"] {
        place.write(
            &format!("{name}/stage.toml"),
            with_query_file("q.sql").replace("\"shop\"", &format!("\"{name}\"")),
        );
        place.write(&format!("{name}/q.sql"), format!("{}-- {name}\n", query()));
    }
    place.expect(0, &["render", "one/stage.toml", "two/stage.toml"]);
    for name in ["one", "two"] {
        let sql = std::fs::read_to_string(place.at(&format!("out/{name}-dev/queries/interactions.sql"))).unwrap();
        assert!(sql.contains(&format!("-- {name}")), "{sql}");
    }
}
