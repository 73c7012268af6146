//! Disks that are full or closed, and readers that go away: what stood there still stands.

use std::process::{Command, Stdio};

use super::support::*;

fn sh(place: &Place, script: &str) -> Run {
    let mut command = Command::new("sh");
    command
        .current_dir(place.path())
        .args(["-c", script, env!("CARGO_BIN_EXE_kickstart")]);
    run(command)
}

/// A place whose stack is rendered, and whose spec has changed since, in every file that it can.
fn changed() -> Place {
    let place = Place::with_spec();
    place.expect(0, &["render", "stage.toml"]);
    place.write(
        "stage.toml",
        format!(
            "{}[stages.trial]\n",
            SPEC.replace("false", "true")
                .replace("FROM clicks", "FROM clicks -- new")
        ),
    );
    place
}

/// Files apart from the records in `.kickstart`, whose times may change.
fn lasting(place: &Place) -> Vec<(std::path::PathBuf, Vec<u8>)> {
    place.bytes("out").into_iter().collect()
}

#[test]
fn a_file_that_grows_too_large_leaves_what_stood_there() {
    let place = changed();
    let before = lasting(&place);
    // Blocks of 512 bytes; Rust gets an error instead of the signal, which is ignored.
    let run = sh(&place, "trap '' XFSZ; ulimit -f 4; exec \"$0\" render stage.toml");
    assert_eq!(run.code, 2, "{run:#?}");
    assert!(
        run.err.contains("cannot write") && run.err.contains("too large"),
        "{run:#?}"
    );
    assert_eq!(run.err.lines().count(), 1, "{run:#?}");
    assert_eq!(lasting(&place), before);
    assert!(!place.at("out/shop-trial").exists());
    place.expect(0, &["render", "stage.toml"]);
}

#[test]
fn a_full_disk_leaves_what_stood_there() {
    let place = changed();
    let script = "mount -t tmpfs -o size=500k none small || exit 77; cp -a out small/out; cp stage.toml small; cd small; \
                  find out -type f | sort | xargs sha256sum > ../before; \
                  dd if=/dev/zero of=filler bs=1k count=$(( $(df -k . | awk 'NR==2{print $4}') - 60 )) 2>/dev/null; \
                  \"$0\" render stage.toml; code=$?; \
                  find out -type f | sort | xargs sha256sum > ../after; rm filler; \
                  \"$0\" render stage.toml > /dev/null || exit 78; exit $code";
    std::fs::create_dir(place.at("small")).unwrap();
    let mut command = Command::new("unshare");
    command.current_dir(place.path()).args([
        "--map-root-user",
        "--mount",
        "sh",
        "-c",
        script,
        env!("CARGO_BIN_EXE_kickstart"),
    ]);
    match command.output() {
        Ok(output) if output.status.code() == Some(2) => {
            let message = String::from_utf8(output.stderr).unwrap();
            assert!(message.contains("No space left on device"), "{message}");
            assert_eq!(message.lines().count(), 1, "{message}");
            let sums = |name| std::fs::read_to_string(place.at(name)).unwrap();
            assert!(sums("before").lines().count() > 40);
            assert_eq!(sums("before"), sums("after"));
        }
        Ok(output) if output.status.code() != Some(77) && output.status.code() != Some(1) => panic!("{output:#?}"),
        other => println!("left out: no small disk can be mounted here ({other:?}); RLIMIT_FSIZE above stands for it"),
    }
}

#[test]
fn a_folder_that_cannot_be_made_is_one_sentence() {
    let place = Place::with_spec();
    place.write("file", "mine");
    place.write("taken/shop-dev", "mine");
    place.write("partly/shop-dev/modules", "mine");
    let before = place.tree("");
    for out in ["file", "file/deeper", "taken", "partly"] {
        for mode in [&[][..], &["--force"], &["--check"]] {
            let run = place.run(&[&["render", "stage.toml", "--out", out], mode].concat());
            let drift = out == "partly" && mode == ["--check"];
            assert_eq!(run.code, if drift { 1 } else { 2 }, "{out} {mode:?}: {run:#?}");
            assert!(drift || run.err.starts_with("kickstart: "), "{run:#?}");
        }
    }
    assert_eq!(place.tree(""), before);
}

#[test]
fn a_folder_that_may_not_be_written_is_one_sentence() {
    use std::os::unix::fs::PermissionsExt as _;
    let place = Place::with_spec();
    std::fs::set_permissions(place.path(), std::fs::Permissions::from_mode(0o755)).unwrap();
    std::fs::create_dir(place.at("out")).unwrap();
    std::fs::set_permissions(place.at("out"), std::fs::Permissions::from_mode(0o555)).unwrap();
    let program = place.at("program");
    std::fs::copy(env!("CARGO_BIN_EXE_kickstart"), &program).unwrap();
    // Root may write everywhere: somebody else tries.
    let mut command = match std::fs::write(place.at("out/probe"), "") {
        Err(_) => Command::new(&program),
        Ok(()) => {
            std::fs::remove_file(place.at("out/probe")).unwrap();
            let mut command = Command::new("setpriv");
            command
                .args(["--reuid=65534", "--regid=65534", "--clear-groups"])
                .arg(&program);
            command
        }
    };
    command.current_dir(place.path()).args(["render", "stage.toml"]);
    match command.output() {
        Ok(output) => {
            let message = String::from_utf8(output.stderr).unwrap();
            assert_eq!(output.status.code(), Some(2), "{message}");
            assert!(message.contains("Permission denied"), "{message}");
            assert_eq!(message.lines().count(), 1, "{message}");
            assert_eq!(place.bytes("out").len(), 0);
        }
        Err(error) => println!("left out: this is root, and there is no setpriv ({error})"),
    }
}

/// A pipe whose reader is gone before the program writes.
fn gone() -> Stdio {
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    writer.into()
}

#[test]
fn a_reader_that_goes_away_changes_no_exit_code() {
    let place = Place::with_spec();
    place.write("bad.toml", SPEC.replace("region =", "regoin ="));
    for (code, arguments) in [
        (1, &["lint", "bad.toml"][..]),
        (1, &["lint", "--format", "json", "bad.toml"]),
        (0, &["lint", "stage.toml"]),
        (1, &["render", "bad.toml"]),
        (1, &["render", "stage.toml", "--check"]),
        (2, &["lint", "none.toml"]),
        (0, &["schema"]),
        (0, &["completions", "bash"]),
        (0, &["--help"]),
        (2, &["lint", "--nope"]),
        (0, &["render", "stage.toml"]),
        (0, &["render", "stage.toml", "--check"]),
    ] {
        for (out, err) in [(true, false), (false, true), (true, true)] {
            let mut command = place.kickstart(arguments);
            command.stdin(Stdio::null());
            command.stdout(if out { gone() } else { Stdio::null() });
            command.stderr(if err { gone() } else { Stdio::null() });
            let status = command.status().unwrap();
            assert_eq!(status.code(), Some(code), "{arguments:?} {out} {err}: {status}");
        }
    }
    assert!(place.at("out/shop-dev/main.tf").is_file());
}

#[test]
fn closed_streams_change_no_exit_code() {
    let place = Place::with_spec();
    place.write("bad.toml", SPEC.replace("region =", "regoin ="));
    for (code, script) in [
        (1, "exec \"$0\" lint bad.toml >&- 2>&- <&-"),
        (0, "exec \"$0\" lint stage.toml >&-"),
        (0, "exec \"$0\" render stage.toml >&- 2>&-"),
        (1, "exec \"$0\" render bad.toml 2>&-"),
        (2, "exec \"$0\" lint none.toml 2>&-"),
    ] {
        assert_eq!(sh(&place, script).code, code, "{script}");
    }
    // Nothing was written into a file of ours that took a closed stream's number.
    assert_eq!(sh(&place, "exec \"$0\" render stage.toml --check").code, 0);
}

#[test]
fn a_full_disk_under_the_output_is_a_failure() {
    let place = Place::with_spec();
    if !std::path::Path::new("/dev/full").exists() {
        println!("left out: there is no /dev/full here");
        return;
    }
    for script in [
        "exec \"$0\" lint stage.toml > /dev/full",
        "exec \"$0\" schema > /dev/full",
    ] {
        let run = sh(&place, script);
        assert_eq!(run.code, 2, "{run:#?}");
        assert!(
            run.err.starts_with("kickstart: cannot write the output: No space left"),
            "{run:#?}"
        );
    }
}
