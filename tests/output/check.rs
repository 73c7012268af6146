//! What `render --check` tells.

use std::fs;
use std::os::unix::fs::symlink;

use kickstart::output::{Diff, Drift, DriftKind, Obstacle, Target, Tree};

use crate::support::*;

const FILES: &[(&str, &str)] = &[
    ("README.md", "readme\n"),
    ("main.tf", "main\n"),
    ("queries/items.sql", "SELECT 1\n"),
];

/// Checks, and holds the check against the plan: it is clean exactly where rendering has nothing to do.
fn check(place: &Place, tree: &Tree) -> Drift {
    let before = snapshot(&place.base);
    let target = Target::open_for_check(&place.out).unwrap();
    let drift = target.check(STACK, tree).unwrap();
    let plan = target.plan(STACK, tree, false).unwrap();
    assert_eq!(drift.is_clean(), plan.is_empty() && plan.conflicts.is_empty());
    assert_eq!(snapshot(&place.base), before, "a check writes nothing");
    drift
}

fn kinds(drift: &Drift) -> Vec<(&str, DriftKind)> {
    drift.files.iter().map(|file| (file.path.as_str(), file.kind)).collect()
}

#[test]
fn a_rendered_stack_is_clean_and_a_missing_one_is_all_missing() {
    let place = place();
    assert_eq!(
        kinds(&check(&place, &tree(FILES))),
        FILES
            .iter()
            .map(|(path, _)| (*path, DriftKind::Missing))
            .collect::<Vec<_>>()
    );
    place.render(&tree(FILES));
    assert!(check(&place, &tree(FILES)).is_clean());
}

#[test]
fn an_edit_is_told_from_a_change_of_the_spec() {
    let place = place();
    place.render(&tree(FILES));
    place.put("main.tf", "mine\n");
    let drift = check(&place, &tree(FILES));
    assert_eq!(kinds(&drift), [("main.tf", DriftKind::Edited)]);
    let Some(Diff::Text { text, .. }) = &drift.files[0].diff else {
        panic!("a diff")
    };
    assert!(text.contains("-mine\n+main\n"), "{text}");

    let changed = [
        ("README.md", "readme 2\n"),
        ("main.tf", "main 2\n"),
        ("modules/a.tf", ""),
    ];
    place.put("queries/items.sql", "mine");
    assert_eq!(
        kinds(&check(&place, &tree(&changed))),
        [
            ("README.md", DriftKind::SpecChanged),
            ("main.tf", DriftKind::Both),
            ("modules/a.tf", DriftKind::Missing),
            ("queries/items.sql", DriftKind::StaleAndEdited),
        ]
    );
    place.put("queries/items.sql", "SELECT 1\n");
    assert!(kinds(&check(&place, &tree(&changed))).contains(&("queries/items.sql", DriftKind::Stale)));
}

#[test]
fn binary_files_are_named_without_a_diff() {
    let place = place();
    place.render(&tree(FILES));
    fs::write(place.stack.join("main.tf"), [0, 159, 146, 150]).unwrap();
    assert_eq!(check(&place, &tree(FILES)).files[0].diff, Some(Diff::Binary));
    fs::write(place.stack.join("main.tf"), vec![b'a'; 2 * 1024 * 1024]).unwrap();
    assert_eq!(check(&place, &tree(FILES)).files[0].diff, Some(Diff::TooLarge));
}

#[test]
fn what_rendering_would_refuse_is_drift() {
    let place = place();
    place.render(&tree(&FILES[..1]));
    place.put("main.tf", "mine\n");
    symlink("/etc", place.stack.join("queries")).unwrap();
    assert_eq!(
        kinds(&check(&place, &tree(FILES))),
        [
            ("main.tf", DriftKind::Foreign),
            ("queries", DriftKind::InTheWay(Obstacle::Symlink))
        ]
    );
    fs::remove_dir_all(place.stack.join(".kickstart")).unwrap();
    assert!(kinds(&check(&place, &tree(FILES))).contains(&("main.tf", DriftKind::Unclaimed)));
}

#[test]
fn a_manifest_that_is_missing_damaged_or_too_new_is_drift() {
    let place = place();
    place.render(&tree(FILES));
    let manifest = place.read(".kickstart/manifest.json");
    let damaged = manifest.replace("\"README.md\"", "\"../README.md\"");
    for (text, kind) in [
        ("", DriftKind::Manifest),
        (&damaged, DriftKind::Manifest),
        ("{\"version\":9}", DriftKind::TooNew),
    ] {
        place.put(".kickstart/manifest.json", text);
        assert_eq!(
            kinds(&check(&place, &tree(FILES))),
            [(".kickstart/manifest.json", kind)],
            "{text}"
        );
    }
    fs::remove_file(place.stack.join(".kickstart/manifest.json")).unwrap();
    assert_eq!(
        kinds(&check(&place, &tree(FILES))),
        [(".kickstart/manifest.json", DriftKind::Manifest)]
    );
}

#[test]
fn an_interrupted_run_is_seen_and_none_of_it_passes_for_an_edit() {
    let place = place();
    place.render(&tree(FILES));
    let changed: Vec<(&str, &str)> = FILES.iter().map(|(path, _)| (*path, "new\n")).collect();
    let mut interrupted = 0;
    for at in 0.. {
        let disk = FailingDisk::at(at, Failure::Kill);
        let result = place.try_render(&tree(&changed), false, Box::new(disk));
        for files in [&changed[..], FILES, &[("main.tf", "other")]] {
            let drift = check(&place, &tree(files));
            for (path, kind) in kinds(&drift) {
                assert!(
                    matches!(
                        kind,
                        DriftKind::SpecChanged | DriftKind::Missing | DriftKind::Stale | DriftKind::Manifest
                    ),
                    "{path}: {kind}"
                );
            }
            interrupted += usize::from(drift.interrupted);
        }
        if result.is_ok() {
            break;
        }
        place.render(&tree(FILES));
    }
    assert!(interrupted > 10, "{interrupted}");
}
