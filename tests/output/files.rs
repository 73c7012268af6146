//! What is written, what is left and what is refused.

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::sync::atomic::Ordering;
use std::thread;

use kickstart::output::{ConflictKind, RealDisk, Summary, Target};

use crate::support::*;

const FILES: &[(&str, &str)] = &[
    ("README.md", "readme\n"),
    ("main.tf", "main\n"),
    ("modules/bucket/main.tf", "bucket\n"),
    ("modules/bucket/templates/x.json", "{}\n"),
    ("queries/items.sql", "SELECT 1\n"),
];

/// Everything in a stack's folder that is Terraform's or the user's own.
const FOREIGN: &[(&str, &str)] = &[
    (".terraform.lock.hcl", "lock"),
    (".terraform/providers/x", "provider"),
    ("crash.log", "crash"),
    ("dev.tfvars", "vars"),
    ("errored.tfstate", "errored"),
    ("main_override.tf", "override"),
    ("modules/bucket/notes.txt", "notes"),
    ("notes.txt", "notes"),
    ("terraform.tfstate", "state"),
    ("terraform.tfstate.backup", "backup"),
    ("terraform.tfvars.json", "{}"),
];

#[test]
fn a_new_stack_is_written_with_the_modes_of_the_umask() {
    let place = place();
    let summary = place.render(&tree(FILES));
    assert_eq!(
        summary,
        Summary {
            created: 5,
            ..Summary::default()
        }
    );
    place.assert_holds(FILES, &[]);

    fs::write(place.base.join("plain"), "").unwrap();
    fs::create_dir(place.base.join("folder")).unwrap();
    let mode = |path: &std::path::Path| path.metadata().unwrap().permissions().mode();
    for path in ["main.tf", "modules/bucket/main.tf", ".kickstart/manifest.json"] {
        assert_eq!(mode(&place.stack.join(path)), mode(&place.base.join("plain")), "{path}");
    }
    for path in ["", "modules", ".kickstart"] {
        assert_eq!(
            mode(&place.stack.join(path)),
            mode(&place.base.join("folder")),
            "{path}"
        );
    }
}

#[test]
fn a_run_that_changes_nothing_writes_nothing_at_all() {
    let place = place();
    place.render(&tree(FILES));
    let before = snapshot(&place.base);
    let disk = FailingDisk::at(usize::MAX, Failure::Kill);
    let operations = disk.done.clone();
    let summary = place.try_render(&tree(FILES), false, Box::new(disk)).unwrap();
    assert_eq!(
        summary,
        Summary {
            unchanged: 5,
            ..Summary::default()
        }
    );
    assert_eq!(operations.load(Ordering::SeqCst), 0);
    assert_eq!(snapshot(&place.base), before);
}

#[test]
fn only_what_changes_is_written() {
    let place = place();
    place.render(&tree(FILES));
    for (path, text) in FOREIGN {
        place.put(path, text);
    }
    let inode = |path: &str| place.stack.join(path).metadata().unwrap().ino();
    let before: Vec<u64> = FILES.iter().map(|(path, _)| inode(path)).collect();
    let mut files = FILES.to_vec();
    files[1].1 = "main, changed\n";
    assert_eq!(
        place.render(&tree(&files)),
        Summary {
            changed: 1,
            unchanged: 4,
            ..Summary::default()
        }
    );
    place.assert_holds(&files, FOREIGN);
    let after: Vec<u64> = FILES.iter().map(|(path, _)| inode(path)).collect();
    for (at, (path, _)) in FILES.iter().enumerate() {
        assert_eq!(before[at] == after[at], *path != "main.tf", "{path}");
    }
}

#[test]
fn the_manifest_is_the_same_for_the_same_files() {
    let (one, two) = (place(), place());
    one.render(&tree(FILES));
    two.render(&tree(&FILES[..2]));
    two.render(&tree(FILES));
    assert_eq!(
        one.read(".kickstart/manifest.json"),
        two.read(".kickstart/manifest.json")
    );
}

#[test]
fn stale_files_go_and_emptied_folders_with_them() {
    let place = place();
    place.render(&tree(FILES));
    place.put("queries/mine.sql", "mine");
    let summary = place.render(&tree(&FILES[..2]));
    assert_eq!(
        summary,
        Summary {
            removed: 3,
            unchanged: 2,
            ..Summary::default()
        }
    );
    place.assert_holds(&FILES[..2], &[("queries/mine.sql", "mine")]);
    assert!(!place.has("modules"), "emptied");
    assert!(place.has("queries"), "holds a file of the user's");
}

#[test]
fn a_file_removed_by_hand_is_written_again() {
    let place = place();
    place.render(&tree(FILES));
    fs::remove_file(place.stack.join("main.tf")).unwrap();
    fs::remove_dir_all(place.stack.join("modules")).unwrap();
    assert_eq!(
        place.render(&tree(FILES)),
        Summary {
            created: 3,
            unchanged: 2,
            ..Summary::default()
        }
    );
    place.assert_holds(FILES, &[]);
}

#[test]
fn a_file_edited_by_hand_is_refused_without_force() {
    let place = place();
    place.render(&tree(FILES));
    place.put("main.tf", "mine\n");
    let before = snapshot(&place.base);
    let [conflict] = &place.conflicts(&tree(FILES), false)[..] else {
        panic!("one conflict")
    };
    assert_eq!(
        (conflict.path.as_str(), conflict.kind),
        ("main.tf", ConflictKind::Edited)
    );
    let message = conflict.to_string();
    assert!(
        message.contains("`movielens-dev/main.tf`")
            && message.contains("main_override.tf")
            && message.contains("--force"),
        "{message}"
    );
    assert!(place.try_render(&tree(FILES), false, Box::new(RealDisk)).is_err());
    assert_eq!(snapshot(&place.base), before, "refused means that nothing is written");

    let plan = place.open();
    assert_eq!(
        plan.plan(STACK, &tree(FILES), true).unwrap().overridden,
        std::slice::from_ref(conflict)
    );
    drop(plan);
    place.force(&tree(FILES));
    place.assert_holds(FILES, &[]);
}

#[test]
fn an_edit_that_the_spec_arrives_at_is_no_conflict() {
    let place = place();
    place.render(&tree(&[("main.tf", "1\n")]));
    place.put("main.tf", "2\n");
    assert_eq!(
        place.render(&tree(&[("main.tf", "2\n")])),
        Summary {
            unchanged: 1,
            ..Summary::default()
        }
    );
    place.render(&tree(&[("main.tf", "3\n")]));
}

#[test]
fn a_stale_file_that_was_edited_is_refused_without_force() {
    let place = place();
    place.render(&tree(FILES));
    place.put("queries/items.sql", "mine");
    let stale = [("queries/items.sql".to_owned(), ConflictKind::EditedAndStale)];
    assert_eq!(place.kinds(&tree(&FILES[..4]), false), stale);
    place.force(&tree(&FILES[..4]));
    place.assert_holds(&FILES[..4], &[]);
}

#[test]
fn a_foreign_file_is_never_overwritten_not_by_force_either() {
    let place = place();
    place.render(&tree(&FILES[..4]));
    place.put("queries/items.sql", "mine");
    let before = snapshot(&place.base);
    for force in [false, true] {
        assert_eq!(
            place.kinds(&tree(FILES), force),
            [("queries/items.sql".to_owned(), ConflictKind::Foreign)]
        );
        assert!(place.try_render(&tree(FILES), force, Box::new(RealDisk)).is_err());
    }
    assert_eq!(snapshot(&place.base), before);
    place.put("queries/items.sql", "SELECT 1\n");
    place.render(&tree(FILES));
}

#[test]
fn force_touches_nothing_of_terraforms_or_the_users() {
    let place = place();
    place.render(&tree(FILES));
    for (path, text) in FOREIGN {
        place.put(path, text);
    }
    for (path, _) in FILES {
        place.put(path, "edited");
    }
    place.force(&tree(FILES));
    place.assert_holds(FILES, FOREIGN);
    place.force(&tree(&FILES[..1]));
    place.assert_holds(&FILES[..1], FOREIGN);
}

#[test]
fn without_a_manifest_files_are_adopted_or_refused() {
    let place = place();
    place.render(&tree(FILES));
    let manifest = place.read(".kickstart/manifest.json");
    for folder in [".kickstart", ".kickstart/manifest.json"] {
        let folder = place.stack.join(folder);
        let _ = fs::remove_file(&folder).or_else(|_| fs::remove_dir_all(&folder));
        assert_eq!(place.render(&tree(FILES)).unchanged, 5);
        assert_eq!(place.read(".kickstart/manifest.json"), manifest);
    }

    fs::remove_dir_all(place.stack.join(".kickstart")).unwrap();
    place.put("main.tf", "mine");
    assert_eq!(
        place.kinds(&tree(FILES), false),
        [("main.tf".to_owned(), ConflictKind::Unclaimed)]
    );
    place.force(&tree(FILES));
    place.assert_holds(FILES, &[]);
}

#[test]
fn without_a_manifest_a_strangers_folder_is_not_overwritten_even_by_force() {
    let place = place();
    place.put("main.tf", "somebody's");
    for force in [false, true] {
        assert_eq!(
            place.kinds(&tree(FILES), force),
            [("main.tf".to_owned(), ConflictKind::Foreign)]
        );
    }
    assert_eq!(place.read("main.tf"), "somebody's");
}

#[test]
fn a_damaged_manifest_is_as_good_as_none_and_said_to_be_damaged() {
    for damaged in ["", "<<<<<<< HEAD\n{\n", "{\"version\": 1}"] {
        let place = place();
        place.render(&tree(FILES));
        place.put(".kickstart/manifest.json", damaged);
        place.put("main.tf", "mine");
        assert_eq!(
            place.kinds(&tree(FILES), false),
            [("main.tf".to_owned(), ConflictKind::ManifestDamaged)],
            "{damaged}"
        );
        place.put("main.tf", "main\n");
        place.render(&tree(FILES));
        place.assert_holds(FILES, &[]);
    }
}

#[test]
fn a_manifest_of_a_later_kickstart_is_refused_without_force() {
    let place = place();
    place.render(&tree(FILES));
    place.put(".kickstart/manifest.json", "{\"version\": 2, \"files\": []}");
    assert_eq!(
        place.kinds(&tree(FILES), false),
        [(".kickstart/manifest.json".to_owned(), ConflictKind::TooNew(2))]
    );
    place.force(&tree(FILES));
    place.render(&tree(FILES));
}

#[test]
fn a_tofu_file_that_hides_ours_is_warned_of() {
    let place = place();
    place.render(&tree(FILES));
    place.put("main.tofu", "");
    place.put("modules/bucket/main.tofu", "");
    place.put("other.tofu", "");
    let target = place.open();
    let files = tree(FILES);
    let plan = target.plan(STACK, &files, false).unwrap();
    assert_eq!(plan.warnings.len(), 2, "{:?}", plan.warnings);
    assert!(
        plan.warnings[0].contains("`movielens-dev/main.tofu` hides `main.tf`"),
        "{:?}",
        plan.warnings
    );
    assert!(plan.is_empty(), "a warning is no work");
}

#[test]
fn a_stack_that_is_prepared_and_dropped_leaves_the_disk_as_it_was() {
    let place = place();
    let target = place.open();
    drop(target.plan("one", &tree(FILES), false).unwrap().prepare().unwrap());
    drop(target);
    assert!(!place.out.exists(), "the folder was made for nothing");

    place.render(&tree(FILES));
    let before = lasting(&place.base);
    let target = place.open();
    let other = tree(&[("main.tf", "other"), ("modules/new/main.tf", "new")]);
    let prepared = target.plan(STACK, &other, false).unwrap().prepare().unwrap();
    assert_ne!(lasting(&place.base), before, "written beside its place");
    drop(prepared);
    assert_eq!(lasting(&place.base), before);
}

#[test]
fn neither_a_conflict_nor_a_failure_in_the_second_stack_touches_the_first() {
    let place = place();
    let target = place.open();
    let old = tree(FILES);
    for stack in ["one", "two"] {
        target
            .plan(stack, &old, false)
            .unwrap()
            .prepare()
            .unwrap()
            .commit()
            .unwrap();
    }
    drop(target);
    let before = lasting(&place.base);
    let new = tree(&[("main.tf", "new"), ("modules/new/main.tf", "new")]);
    let mut failures = 0;
    for at in 0..200 {
        let disk = FailingDisk::at(at, Failure::Once(std::io::ErrorKind::StorageFull));
        let target = Target::open_on(Box::new(disk), &place.out, std::time::Duration::ZERO).unwrap();
        let one = target.plan("one", &new, false).unwrap().prepare();
        let two = target.plan("two", &new, false).unwrap().prepare();
        if one.is_ok() && two.is_ok() {
            break;
        }
        failures += 1;
        let message = format!("{:#}", one.err().or(two.err()).unwrap());
        assert!(
            message.contains("cannot") && message.contains("movielens") | message.contains("/out/"),
            "{message}"
        );
        drop(target);
        assert_eq!(lasting(&place.base), before, "failed at operation {at}");
    }
    assert!(failures > 6, "{failures}");
}

#[test]
fn many_stacks_are_written_side_by_side() {
    let place = place();
    let files = tree(FILES);
    let target = place.open();
    let stacks: Vec<String> = (0..200).map(|number| format!("stack-{number}")).collect();
    let prepare = |stacks: &[String]| {
        stacks
            .iter()
            .map(|stack| target.plan(stack, &files, false).unwrap().prepare().unwrap())
            .collect::<Vec<_>>()
    };
    thread::scope(|scope| {
        let halves: Vec<_> = stacks
            .chunks(100)
            .map(|half| scope.spawn(move || prepare(half)))
            .collect();
        for half in halves {
            for prepared in half.join().unwrap() {
                assert_eq!(prepared.commit().unwrap().created, 5);
            }
        }
    });
    for stack in &stacks {
        assert!(target.check(stack, &files).unwrap().is_clean());
    }
}
