//! A disk that is really full: a small tmpfs in a mount namespace of its own, which goes with the process.

use std::path::PathBuf;
use std::process::Command;

use kickstart::output::{Target, Tree};

use crate::support::*;

const MOUNT: &str = "mount -t tmpfs -o size=256k none \"$KICKSTART_TEST_OUT\" || exit 77; exec \"$0\" --ignored --exact full_disk::on_a_small_disk";

fn files(text: &str, modules: usize) -> Tree {
    let module = |number| (format!("modules/m{number}/main.tf"), text.repeat(2000).into_bytes());
    Tree::new((0..modules).map(module), LAYOUT).unwrap()
}

/// Not a test by itself: runs where the disk is small.
#[test]
#[ignore = "run by the test below, where a small disk is mounted"]
fn on_a_small_disk() {
    let disk = PathBuf::from(std::env::var_os("KICKSTART_TEST_OUT").expect("run by the test below"));
    let target = Target::open(&disk).unwrap();
    for stack in ["one", "two"] {
        target
            .plan(stack, &files("old\n", 10), false)
            .unwrap()
            .prepare()
            .unwrap()
            .commit()
            .unwrap();
    }
    let before = lasting(&disk);
    // Room for one more stack beside the two, but not for two.
    let (one, two) = (files("new\n", 9), files("new\n", 12));
    let first = target.plan("one", &one, false).unwrap().prepare().unwrap();
    let error = target
        .plan("two", &two, false)
        .unwrap()
        .prepare()
        .err()
        .expect("the disk is full");
    let message = format!("{error:#}");
    assert!(
        message.contains("cannot write") && message.contains("No space left"),
        "{message}"
    );
    drop(first);
    assert_eq!(lasting(&disk), before, "neither stack is touched");
    target
        .plan("one", &one, false)
        .unwrap()
        .prepare()
        .unwrap()
        .commit()
        .unwrap();
}

#[test]
fn a_full_disk_leaves_what_stood_there() {
    let place = place();
    std::fs::create_dir(&place.out).unwrap();
    let mut command = Command::new("unshare");
    command
        .args(["--map-root-user", "--mount", "sh", "-c", MOUNT])
        .arg(std::env::current_exe().unwrap())
        .env("KICKSTART_TEST_OUT", &place.out);
    match command.output() {
        Ok(output) if output.status.success() => {
            let report = String::from_utf8_lossy(&output.stdout);
            assert!(report.contains("1 passed"), "{report}");
        }
        Ok(output) if output.status.code() == Some(101) => {
            panic!("{}", String::from_utf8_lossy(&output.stdout))
        }
        other => println!(
            "left out: no tmpfs can be mounted here ({other:?}); `crash.rs` lets the same writes fail by injection"
        ),
    }
}
