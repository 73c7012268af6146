//! Every command: usage, help, colours, `init`, `schema`, completions.

use std::fs;

use super::support::*;

#[test]
fn wrong_usage_is_exit_2_and_help_is_exit_0() {
    let place = Place::with_spec();
    for arguments in [
        &[][..],
        &["foo"],
        &["lint"],
        &["render"],
        &["lint", "--format", "xml", "stage.toml"],
        &["lint", "--nope", "stage.toml"],
        &["lint", "--color", "sometimes", "stage.toml"],
        &["render", "stage.toml", "--check", "--force"],
        &["render", "stage.toml", "--out", ""],
        &["render", "stage.toml", "--out", "/"],
        &["render", "stage.toml", "--out", "stage.toml"],
        &["render", "stage.toml", "--out", "stage.toml/deeper"],
        &["completions", "cmd"],
        &["init", "a", "b"],
    ] {
        let run = place.expect(2, arguments);
        assert!(!run.err.is_empty() && run.out.is_empty(), "{arguments:?}: {run:#?}");
    }
    for command in ["render", "lint", "init", "schema", "completions"] {
        for help in [&[command, "--help"][..], &["help", command], &[command, "-h"]] {
            let run = place.expect(0, help);
            assert!(run.out.contains(&format!("Usage: kickstart {command}")), "{run:#?}");
            assert!(run.err.is_empty());
        }
    }
    let help = place.expect(0, &["--help"]).out;
    assert!(
        help.contains("Exit codes: 0 fine (warnings included), 1 findings or drift, 2 could not run."),
        "{help}"
    );
    let version = place.expect(0, &["--version"]).out;
    assert_eq!(version, format!("kickstart {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn quiet_prints_findings_and_failures_alone() {
    let place = Place::with_spec();
    for arguments in [
        &["lint", "--quiet", "stage.toml"][..],
        &["-q", "lint", "stage.toml"],
        &["render", "-q", "stage.toml"],
        &["init", "-q", "fresh"],
    ] {
        let run = place.expect(0, arguments);
        assert_eq!((run.out.as_str(), run.err.as_str()), ("", ""), "{arguments:?}");
    }
    place.write("bad.toml", SPEC.replace("region =", "regoin ="));
    assert!(place.expect(1, &["lint", "-q", "bad.toml"]).out.contains("unknown-key"));
    assert!(
        place
            .expect(2, &["lint", "-q", "none.toml"])
            .err
            .contains("there is no file")
    );
}

#[test]
fn colours_are_used_where_they_are_wanted() {
    let place = Place::new();
    place.write("bad.toml", SPEC.replace("region =", "regoin ="));
    let coloured = |arguments: &[&str], no_color: Option<&str>| {
        let mut command = place.kickstart(arguments);
        if let Some(value) = no_color {
            command.env("NO_COLOR", value);
        }
        let run = run_coloured(command);
        assert_eq!(run.code, 1);
        run.out.contains('\u{1b}')
    };
    assert!(!coloured(&["lint", "bad.toml"], None), "a pipe is no terminal");
    assert!(coloured(&["lint", "--color", "always", "bad.toml"], None));
    assert!(
        coloured(&["lint", "--color", "always", "bad.toml"], Some("1")),
        "what is asked for goes first"
    );
    assert!(!coloured(&["lint", "--color", "never", "bad.toml"], None));
    assert!(!coloured(
        &["lint", "--color", "always", "--format", "json", "bad.toml"],
        None
    ));
    assert!(!coloured(
        &["lint", "--color", "always", "--format", "github", "bad.toml"],
        None
    ));
}

#[test]
fn schema_prints_the_file() {
    let place = Place::new();
    let file = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/schema/kickstart.schema.json")).unwrap();
    assert_eq!(place.expect(0, &["schema"]).out, file);
}

#[test]
fn every_shell_gets_completions() {
    let place = Place::new();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        // NOTE: some of them hold tabs and escapes on purpose.
        let run = run_coloured(place.kickstart(&["completions", shell]));
        assert_eq!(run.code, 0);
        for word in ["kickstart", "render", "sandbox", "deny-warnings"] {
            assert!(run.out.contains(word), "{shell} knows no {word}");
        }
    }
    // Where the shell is there, it reads its script.
    let script = run_coloured(place.kickstart(&["completions", "bash"])).out;
    place.write("kickstart.bash", script);
    let read = std::process::Command::new("bash")
        .arg("-n")
        .arg(place.at("kickstart.bash"))
        .status();
    match read {
        Ok(status) => assert!(status.success()),
        Err(error) => println!("left out: bash does not read its completions here ({error})"),
    }
}

#[test]
fn init_writes_a_spec_that_lints_clean_and_renders() {
    let place = Place::new();
    let run = place.expect(0, &["init", "movie-night"]);
    assert!(
        run.out.ends_with("next: kickstart render movie-night/stage.toml\n"),
        "{run:#?}"
    );
    assert!(place.told(&["movie-night/stage.toml"]).is_empty());
    assert_eq!(
        place
            .expect(0, &["lint", "--deny-warnings", "movie-night/stage.toml"])
            .out,
        "no findings\n"
    );
    place.expect(0, &["render", "movie-night/stage.toml"]);
    place.expect(0, &["render", "movie-night/stage.toml", "--sandbox", "bob"]);
    for stack in ["dev", "bob"] {
        assert!(place.at(&format!("out/movie-night-{stack}/main.tf")).is_file());
    }
    assert_eq!(
        place.bytes("movie-night")[std::path::Path::new("kickstart.schema.json")],
        place.expect(0, &["schema"]).out.into_bytes()
    );
}

#[test]
fn init_touches_nothing_that_is_there() {
    let place = Place::new();
    place.write("shop/stage.toml", "mine");
    place.write("shop2/kickstart.schema.json", "mine");
    place.write("file", "mine");
    let before = place.tree("");
    for (folder, words) in [
        ("shop", "`shop/stage.toml` is there already: nothing was written"),
        (
            "shop2",
            "`shop2/kickstart.schema.json` is there already: nothing was written",
        ),
        ("file", "`file` is no folder"),
        ("file/deeper", "cannot make `file/deeper`"),
        ("My Shop", "try `kickstart init my-shop`"),
        ("nul", "try `kickstart init nul-project`"),
        ("x/1st", "try `kickstart init x/st`"),
    ] {
        let run = place.expect(2, &["init", folder]);
        assert!(run.err.contains(words), "{run:#?}");
    }
    let without_times = |tree: std::collections::BTreeMap<std::path::PathBuf, (String, Vec<u8>, _)>| -> Vec<_> {
        tree.into_iter()
            .map(|(path, (kind, bytes, _))| (path, kind, bytes))
            .collect()
    };
    assert_eq!(without_times(place.tree("")), without_times(before));
}

#[test]
fn init_names_the_project_after_the_folder_it_is_called_in() {
    let place = Place::new();
    fs::create_dir(place.at("movies")).unwrap();
    for arguments in [&["init"][..], &["init", "."]] {
        let mut command = place.kickstart(arguments);
        command.current_dir(place.at("movies"));
        assert_eq!(run(command).code, 0);
        let spec = fs::read_to_string(place.at("movies/stage.toml")).unwrap();
        assert!(spec.contains("name   = \"movies\""), "{spec}");
        fs::remove_file(place.at("movies/stage.toml")).unwrap();
        fs::remove_file(place.at("movies/kickstart.schema.json")).unwrap();
    }
}
