//! A run that is stopped, or fails, after each of its operations.

use std::collections::BTreeSet;
use std::io::ErrorKind;

use crate::support::*;

type Files = &'static [(&'static str, &'static str)];

/// Changes, creates in folders old and new, and (against each other) removals that empty folders.
const OLD: Files = &[
    ("README.md", "old\n"),
    ("main.tf", "old\n"),
    ("modules/a/main.tf", "old\n"),
    ("modules/b/x.tf", "b\n"),
    ("queries/q.sql", "q\n"),
];
const NEW: Files = &[
    ("README.md", "old\n"),
    ("main.tf", "new\n"),
    ("modules/a/main.tf", "new\n"),
    ("modules/c/d/x.tf", "c\n"),
    ("queries/r.sql", "r\n"),
];
const THIRD: Files = &[
    ("README.md", "third\n"),
    ("main.tf", "third\n"),
    ("modules/c/y.tf", "third\n"),
    ("schemas/s.avsc", "{}\n"),
];
const FOREIGN: Files = &[
    (".terraform.lock.hcl", "lock"),
    ("main_override.tf", "mine"),
    ("modules/a/mine.txt", "mine"),
    ("terraform.tfstate", "state"),
];

/// More files than are synced one by one.
fn many(text: &'static str) -> Vec<(&'static str, &'static str)> {
    const PATHS: [&str; 20] = [
        "modules/m0.tf",
        "modules/m1.tf",
        "modules/m2.tf",
        "modules/m3.tf",
        "modules/m4.tf",
        "modules/m5.tf",
        "modules/m6.tf",
        "modules/m7.tf",
        "modules/m8.tf",
        "modules/m9.tf",
        "modules/n/0.tf",
        "modules/n/1.tf",
        "modules/n/2.tf",
        "modules/n/3.tf",
        "modules/n/4.tf",
        "modules/n/5.tf",
        "modules/n/6.tf",
        "modules/n/7.tf",
        "modules/n/8.tf",
        "modules/n/9.tf",
    ];
    PATHS.iter().map(|path| (*path, text)).collect()
}

fn with_foreign() -> Place {
    let place = place();
    for (path, text) in FOREIGN {
        place.put(path, text);
    }
    place
}

/// Every file that is ours holds the old text or the new one, whole.
fn assert_whole(place: &Place, old: &[(&str, &str)], new: &[(&str, &str)], at: usize) {
    let allowed: BTreeSet<(&str, &str)> = old.iter().chain(new).chain(FOREIGN).copied().collect();
    for (path, text) in contents(&place.stack) {
        if path.starts_with(".kickstart/") || path.ends_with(".kickstart-new") {
            continue;
        }
        assert!(
            allowed.contains(&(path.as_str(), text.as_str())),
            "killed at {at}: {path} holds {text:?}"
        );
    }
    for (path, _) in old
        .iter()
        .filter(|(path, _)| new.iter().any(|(other, _)| other == path))
    {
        assert!(place.has(path), "killed at {at}: {path} is gone");
    }
}

/// Kills a run at every operation, then lets the next one render something: the same, the tree of before, or another.
fn kill_everywhere(old: &[(&str, &str)], new: &[(&str, &str)], next: &[(&str, &str)]) -> usize {
    let mut at = 0;
    loop {
        let place = with_foreign();
        place.render(&tree(old));
        let result = place.try_render(&tree(new), false, Box::new(FailingDisk::at(at, Failure::Kill)));
        assert_whole(&place, old, new, at);
        place.render(&tree(next));
        place.assert_holds(next, FOREIGN);
        if result.is_ok() {
            return at;
        }
        at += 1;
    }
}

#[test]
fn a_run_killed_anywhere_is_finished_by_the_next_whatever_its_spec() {
    for next in [NEW, OLD, THIRD, &[("main.tf", "least\n")]] {
        assert!(kill_everywhere(OLD, NEW, next) > 15);
    }
    assert!(kill_everywhere(&[], NEW, THIRD) > 15);
    let (old, new) = (many("old"), many("new"));
    assert!(kill_everywhere(&old, &new, &new) > 40);
    assert!(kill_everywhere(&old, &new, THIRD) > 40);
}

#[test]
fn a_run_that_finishes_a_killed_one_may_be_killed_too() {
    for first in 0.. {
        let mut whole = false;
        for second in 0.. {
            let place = with_foreign();
            place.render(&tree(OLD));
            whole = place
                .try_render(&tree(NEW), false, Box::new(FailingDisk::at(first, Failure::Kill)))
                .is_ok();
            let result = place.try_render(&tree(THIRD), false, Box::new(FailingDisk::at(second, Failure::Kill)));
            place.render(&tree(OLD));
            place.assert_holds(OLD, FOREIGN);
            if result.is_ok() {
                break;
            }
        }
        if whole {
            return;
        }
    }
}

#[test]
fn a_forced_run_that_was_killed_is_finished_without_force() {
    for at in 0.. {
        let place = with_foreign();
        place.render(&tree(OLD));
        place.put("main.tf", "edited\n");
        place.put("modules/b/x.tf", "edited\n");
        let result = place.try_render(&tree(NEW), true, Box::new(FailingDisk::at(at, Failure::Kill)));
        if place.has(".kickstart/journal.json") || result.is_ok() {
            place.render(&tree(NEW));
            place.assert_holds(NEW, FOREIGN);
        } else {
            // It had not begun: the edits are still edits.
            assert_eq!(place.conflicts(&tree(NEW), false).len(), 2, "killed at {at}");
        }
        if result.is_ok() {
            break;
        }
    }
}

#[test]
fn an_edit_after_a_kill_is_still_an_edit() {
    let mut edits = 0;
    for at in 0.. {
        let place = with_foreign();
        place.render(&tree(OLD));
        let result = place.try_render(&tree(NEW), false, Box::new(FailingDisk::at(at, Failure::Kill)));
        place.put("main.tf", "edited after the kill\n");
        edits += place.conflicts(&tree(NEW), false).len();
        assert!(
            place
                .try_render(
                    &tree(THIRD),
                    false,
                    Box::new(FailingDisk::at(usize::MAX, Failure::Kill))
                )
                .is_err()
        );
        assert_eq!(place.read("main.tf"), "edited after the kill\n");
        if result.is_ok() {
            assert_eq!(edits, at + 1, "one in each run");
            break;
        }
    }
}

#[test]
fn a_failure_before_the_first_change_leaves_everything_as_it_was() {
    for kind in [
        ErrorKind::StorageFull,
        ErrorKind::PermissionDenied,
        ErrorKind::ReadOnlyFilesystem,
    ] {
        for (old, new) in [
            (OLD.to_vec(), NEW.to_vec()),
            (Vec::new(), NEW.to_vec()),
            (many("old"), many("new")),
        ] {
            let (mut undone, mut half) = (0, 0);
            for at in 0.. {
                let place = with_foreign();
                if !old.is_empty() {
                    place.render(&tree(&old));
                }
                let before = lasting(&place.base);
                let disk = FailingDisk::at(at, Failure::Once(kind));
                let operations = disk.done.clone();
                match place.try_render(&tree(&new), false, Box::new(disk)) {
                    Ok(_) => {
                        place.assert_files(&new, FOREIGN);
                        if operations.load(std::sync::atomic::Ordering::SeqCst) <= at {
                            break;
                        }
                    }
                    Err(error) => {
                        let message = format!("{error:#}");
                        assert!(message.contains("cannot "), "{message}");
                        if message.contains("only half written. Run the same command again") {
                            half += 1;
                        } else {
                            undone += 1;
                            assert_eq!(lasting(&place.base), before, "failed at {at}: {message}");
                        }
                        place.render(&tree(&new));
                        place.assert_holds(&new, FOREIGN);
                    }
                }
            }
            assert!(undone > 8 && half > 4, "{undone} undone, {half} half written");
        }
    }
}

#[test]
fn a_failure_in_a_run_that_repairs_leaves_it_repairable() {
    for first in 0..24 {
        for second in 0.. {
            let place = with_foreign();
            place.render(&tree(OLD));
            let _ = place.try_render(&tree(NEW), false, Box::new(FailingDisk::at(first, Failure::Kill)));
            let result = place.try_render(
                &tree(THIRD),
                false,
                Box::new(FailingDisk::at(second, Failure::Once(ErrorKind::StorageFull))),
            );
            place.render(&tree(NEW));
            place.assert_holds(NEW, FOREIGN);
            if result.is_ok() {
                break;
            }
        }
    }
}

#[test]
fn a_torn_journal_and_lost_temporaries_never_brick() {
    for torn in ["", "{\"version\": 1, \"fi", "\0\0\0\0"] {
        let place = with_foreign();
        place.render(&tree(OLD));
        place.put(".kickstart/journal.json", torn);
        place.put(".main.tf.kickstart-new", "tor");
        place.put(".kickstart/.manifest.json.kickstart-new", "{");
        place.put("modules/a/.main.tf.kickstart-new", "");
        place.render(&tree(OLD));
        place.assert_holds(OLD, FOREIGN);
    }
}
