//! In which order a disk is written: what a killed run or a power cut leaves rests on it.

use std::time::Duration;

use kickstart::output::Target;

use crate::support::*;

/// Renders stacks, all prepared before the first is committed, and gives what was done to the disk.
fn operations(place: &Place, stacks: &[&str], files: &[(&str, &str)]) -> Vec<String> {
    let disk = NotingDisk::default();
    let notes = disk.0.clone();
    let target = Target::open_on(Box::new(disk), &place.out, Duration::from_secs(5)).unwrap();
    let tree = tree(files);
    let prepare = |stack: &&str| target.plan(stack, &tree, false).unwrap().prepare().unwrap();
    let prepared: Vec<_> = stacks.iter().map(prepare).collect();
    for prepared in prepared {
        prepared.commit().unwrap();
    }
    drop(target);
    std::mem::take(&mut *notes.lock().unwrap())
}

#[test]
fn a_new_stack_is_never_waited_for_on_the_device() {
    let place = place();
    assert_eq!(
        operations(&place, &["one"], &[("main.tf", "1"), ("queries/a.sql", "1")]),
        [
            "make out",
            "make one",
            "make .kickstart",
            "write .journal.json.kickstart-new",
            "rename to journal.json",
            "make queries",
            "write .main.tf.kickstart-new",
            "write .a.sql.kickstart-new",
            "write .manifest.json.kickstart-new",
            "rename to main.tf",
            "rename to a.sql",
            "rename to manifest.json",
            "remove journal.json",
            "remove folder out",
        ]
    );
}

#[test]
fn a_stack_that_changes_has_reached_the_device_before_its_first_change() {
    let place = place();
    operations(&place, &["one"], &[("main.tf", "1"), ("queries/a.sql", "1")]);
    assert_eq!(
        operations(&place, &["one"], &[("main.tf", "2")]),
        [
            "write and sync .journal.json.kickstart-new",
            "rename to journal.json",
            "write and sync .main.tf.kickstart-new",
            "write and sync .manifest.json.kickstart-new",
            "remove a.sql",
            "remove folder queries",
            "rename to main.tf",
            "rename to manifest.json",
            "remove journal.json",
        ]
    );
}

#[test]
fn many_changes_in_several_stacks_are_waited_for_once() {
    let place = place();
    let paths: Vec<String> = (0..20).map(|number| format!("modules/m{number}.tf")).collect();
    let files = |text| paths.iter().map(|path| (path.as_str(), text)).collect::<Vec<_>>();
    operations(&place, &["one", "two"], &files("1"));
    let operations = operations(&place, &["one", "two"], &files("2"));
    let syncs: Vec<usize> = (0..operations.len())
        .filter(|at| operations[*at].contains("sync"))
        .collect();
    let first_change = operations
        .iter()
        .position(|operation| operation == "rename to m0.tf")
        .unwrap();
    let last_write = operations
        .iter()
        .rposition(|operation| operation.starts_with("write"))
        .unwrap();
    assert_eq!(syncs.len(), 1, "{operations:?}");
    assert!(last_write < syncs[0] && syncs[0] < first_change, "{operations:?}");
}
