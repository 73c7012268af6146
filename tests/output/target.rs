//! Where `--out` is, and that one run at a time writes there.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use kickstart::output::{RealDisk, Target};

use crate::support::*;

const FILES: &[(&str, &str)] = &[("main.tf", "main\n")];

fn refusal(out: &Path) -> String {
    let for_check = Target::open_for_check(out).err().map(|error| error.to_string());
    let message = Target::open(out).err().unwrap().to_string();
    assert_eq!(for_check.as_ref(), Some(&message));
    message
}

#[test]
fn neither_the_root_nor_nothing_nor_a_file_is_a_target() {
    let place = place();
    let file = place.base.join("file");
    fs::write(&file, "").unwrap();
    assert!(refusal(Path::new("")).contains("is empty"));
    for root in ["/", "//", "/.", "/tmp/.."] {
        assert!(refusal(Path::new(root)).contains("root of a file system"), "{root}");
    }
    let link = place.base.join("link");
    symlink("/", &link).unwrap();
    assert!(refusal(&link).contains("root of a file system"));
    assert!(refusal(&file).contains("is no folder"));
}

#[test]
fn a_link_is_followed_once() {
    let place = place();
    let (real, once, twice, nowhere) = (
        place.base.join("real"),
        place.base.join("once"),
        place.base.join("twice"),
        place.base.join("nowhere"),
    );
    fs::create_dir(&real).unwrap();
    symlink("real", &once).unwrap();
    symlink(&once, &twice).unwrap();
    symlink("missing", &nowhere).unwrap();
    Target::open(&once)
        .unwrap()
        .plan(STACK, &tree(FILES), false)
        .unwrap()
        .prepare()
        .unwrap()
        .commit()
        .unwrap();
    assert_eq!(fs::read_to_string(real.join(STACK).join("main.tf")).unwrap(), "main\n");
    assert!(refusal(&twice).contains("symbolic link itself"));
    assert!(refusal(&nowhere).contains("not there"));
    assert!(!place.base.join("missing").exists());
}

#[test]
fn missing_folders_are_made_and_removed_when_nothing_comes_of_it() {
    let place = place();
    let deep = place.out.join("a/b");
    drop(Target::open(&deep).unwrap());
    assert!(!place.out.exists());
    Target::open(&deep)
        .unwrap()
        .plan(STACK, &tree(FILES), false)
        .unwrap()
        .prepare()
        .unwrap()
        .commit()
        .unwrap();
    assert!(deep.join(STACK).join("main.tf").exists());
}

#[test]
fn a_check_makes_nothing() {
    let place = place();
    let target = Target::open_for_check(&place.out).unwrap();
    assert!(!target.check(STACK, &tree(FILES)).unwrap().is_clean());
    assert!(target.plan(STACK, &tree(FILES), false).unwrap().prepare().is_err());
    assert!(!place.out.exists());
}

#[test]
fn a_second_run_waits_and_then_says_why() {
    let place = place();
    let first = place.open();
    let start = Instant::now();
    let second = Target::open_on(Box::new(RealDisk), &place.out, Duration::from_millis(100));
    let message = second.err().unwrap().to_string();
    assert!(message.contains("another run of kickstart is writing"), "{message}");
    assert!(start.elapsed() >= Duration::from_millis(100));

    thread::scope(|scope| {
        let second = scope.spawn(|| place.try_render(&tree(FILES), false, Box::new(RealDisk)).unwrap());
        thread::sleep(Duration::from_millis(50));
        assert!(!second.is_finished(), "waits");
        // The first made the folder and removes it again; the second must not write into what is gone.
        drop(first);
        assert_eq!(second.join().unwrap().created, 1);
    });
    place.assert_holds(FILES, &[]);
}

/// A process shares its parent's handles from its start until it runs its own program: that must not keep the lock.
#[cfg(unix)]
#[test]
fn a_lock_ends_with_its_run_whatever_is_started_meanwhile() {
    let place = place();
    place.render(&tree(FILES));
    let done = AtomicBool::new(false);
    thread::scope(|scope| {
        scope.spawn(|| {
            while !done.load(Ordering::Relaxed) {
                Command::new("true").status().unwrap();
            }
        });
        let held = (0..3_000).find_map(|_| Target::open_on(Box::new(RealDisk), &place.out, Duration::ZERO).err());
        done.store(true, Ordering::Relaxed);
        assert!(held.is_none(), "{held:?}");
    });
}

#[test]
fn checks_share_the_folder() {
    let place = place();
    place.render(&tree(FILES));
    let (one, two) = (
        Target::open_for_check(&place.out).unwrap(),
        Target::open_for_check(&place.out).unwrap(),
    );
    assert!(one.check(STACK, &tree(FILES)).unwrap().is_clean() && two.check(STACK, &tree(FILES)).unwrap().is_clean());
    assert!(
        Target::open_on(Box::new(RealDisk), &place.out, Duration::ZERO).is_err(),
        "a check sees no half-written stack"
    );
}

#[test]
fn runs_at_once_never_mix_what_they_write() {
    let place = place();
    let trees: Vec<Vec<(String, Vec<u8>)>> = (0..4)
        .map(|number| {
            (0..30)
                .map(|file| (format!("modules/m{file}.tf"), format!("{number}").into_bytes()))
                .collect()
        })
        .collect();
    thread::scope(|scope| {
        for files in &trees {
            scope.spawn(|| {
                for _ in 0..10 {
                    place.render(&kickstart::output::Tree::new(files.clone(), LAYOUT).unwrap());
                    // Another run may follow at once, but each leaves a whole tree.
                    let target = place.open();
                    let whole = trees.iter().any(|files| {
                        target
                            .check(STACK, &kickstart::output::Tree::new(files.clone(), LAYOUT).unwrap())
                            .unwrap()
                            .is_clean()
                    });
                    assert!(whole);
                }
            });
        }
    });
}
