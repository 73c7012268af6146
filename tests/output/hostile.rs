//! A stack's folder that somebody prepared against us: links, pipes, and records that lie.

use std::fs;
use std::os::unix::fs::symlink;
use std::process::Command;

use kickstart::output::{ConflictKind, Obstacle, RealDisk};
use sha2::{Digest, Sha256};

use crate::support::*;

const FILES: &[(&str, &str)] = &[
    ("main.tf", "main\n"),
    ("modules/a/main.tf", "a\n"),
    ("queries/items.sql", "SELECT 1\n"),
];

fn hash(text: &str) -> String {
    Sha256::digest(text).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Paths that a lying record claims, all of which hold `victim`.
const CLAIMED: &[&str] = &[
    "../neighbour.txt",
    "modules/../../neighbour.txt",
    ".terraform/providers/x",
    ".terraform.lock.hcl",
    "terraform.tfstate",
    "terraform.tfstate.backup",
    "prod.auto.tfvars",
    "main_override.tf",
    "modules/a/main.tofu",
    "notes.txt",
    "modules\\x",
    ".git/config",
];

#[test]
fn a_lying_record_removes_and_overwrites_nothing() {
    for (record, entry) in [("manifest", "\"PATH\": \"HASH\""), ("journal", "\"PATH\": [\"HASH\"]")] {
        for force in [false, true] {
            let place = place();
            place.render(&tree(FILES));
            for path in CLAIMED {
                let path = place.stack.join(path);
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                fs::write(path, "victim").unwrap();
            }
            let outside = place.base.join("outside.txt");
            fs::write(&outside, "victim").unwrap();
            let absolute = outside.to_str().unwrap().to_owned();
            let ours = FILES
                .iter()
                .map(|(path, text)| entry.replace("PATH", path).replace("HASH", &hash(text)));
            let claims = CLAIMED.iter().map(|path| path.replace('\\', "\\\\")).chain([absolute]);
            let claims = claims.map(|path| entry.replace("PATH", &path).replace("HASH", &hash("victim")));
            let text = format!(
                "{{\"version\": 1, \"files\": {{{}}}}}",
                ours.chain(claims).collect::<Vec<_>>().join(",")
            );
            place.put(&format!(".kickstart/{record}.json"), &text);

            let target = place.open();
            let files = tree(FILES);
            let plan = target.plan(STACK, &files, force).unwrap();
            assert!(
                plan.warnings
                    .iter()
                    .any(|warning| warning.contains("does not write: left alone")),
                "{:?}",
                plan.warnings
            );
            assert!(plan.remove.is_empty() && plan.conflicts.is_empty());
            plan.prepare().unwrap().commit().unwrap();
            for path in CLAIMED {
                assert_eq!(fs::read_to_string(place.stack.join(path)).unwrap(), "victim", "{path}");
            }
            assert_eq!(fs::read_to_string(&outside).unwrap(), "victim");
            for (path, text) in FILES {
                assert_eq!(place.read(path), *text);
            }
        }
    }
}

#[test]
fn an_enormous_or_deeply_nested_record_is_damaged() {
    let place = place();
    place.render(&tree(FILES));
    for text in ["[".repeat(1_000_000), " ".repeat(17 * 1024 * 1024)] {
        place.put(".kickstart/manifest.json", &text);
        assert_eq!(place.render(&tree(FILES)).unchanged, 3);
    }
}

#[test]
fn no_link_is_followed_on_the_way_to_a_file() {
    type Case = (&'static str, &'static str, Obstacle);
    let cases: [Case; 5] = [
        ("main.tf", "main.tf", Obstacle::Symlink),
        ("modules", "modules", Obstacle::Symlink),
        ("modules/a", "modules/a", Obstacle::Symlink),
        (".kickstart", ".kickstart", Obstacle::Symlink),
        (
            ".kickstart/manifest.json",
            ".kickstart/manifest.json",
            Obstacle::Symlink,
        ),
    ];
    for (link, at, what) in cases {
        let place = place();
        place.render(&tree(FILES));
        // The same content elsewhere: what a link leads to must not even be compared.
        let elsewhere = place.base.join("elsewhere");
        fs::rename(place.stack.join(link), &elsewhere).unwrap();
        symlink(&elsewhere, place.stack.join(link)).unwrap();
        let before = snapshot(&place.base);
        for force in [false, true] {
            let changed = tree(&[("main.tf", "new\n"), ("modules/a/main.tf", "new\n")]);
            let kinds = place.kinds(&changed, force);
            assert!(
                kinds.contains(&(at.to_owned(), ConflictKind::InTheWay(what))),
                "{link}: {kinds:?}"
            );
            assert!(place.try_render(&changed, force, Box::new(RealDisk)).is_err());
        }
        assert_eq!(snapshot(&place.base), before, "{link}");
    }
}

#[test]
fn a_stale_file_behind_a_link_is_left_alone() {
    let place = place();
    place.render(&tree(FILES));
    let elsewhere = place.base.join("elsewhere");
    fs::rename(place.stack.join("modules"), &elsewhere).unwrap();
    symlink(&elsewhere, place.stack.join("modules")).unwrap();
    assert_eq!(place.render(&tree(&FILES[..1])).removed, 1, "the query");
    assert_eq!(fs::read_to_string(elsewhere.join("a/main.tf")).unwrap(), "a\n");
}

#[test]
fn what_is_no_file_is_in_the_way_and_never_opened() {
    let make_pipe = |path: &std::path::Path| assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
    type Make<'a> = &'a dyn Fn(&std::path::Path);
    let cases: [(&str, Obstacle, Make<'_>); 5] = [
        ("main.tf", Obstacle::Pipe, &make_pipe),
        (".kickstart/manifest.json", Obstacle::Pipe, &make_pipe),
        ("main.tf", Obstacle::Folder, &|path| fs::create_dir(path).unwrap()),
        ("main.tf", Obstacle::Special, &|path| {
            drop(std::os::unix::net::UnixListener::bind(path).unwrap())
        }),
        ("modules", Obstacle::File, &|path| fs::write(path, "").unwrap()),
    ];
    for (path, what, make) in cases {
        let place = place();
        let at = place.stack.join(path);
        fs::create_dir_all(at.parent().unwrap()).unwrap();
        make(&at);
        let before = snapshot(&place.base);
        for force in [false, true] {
            assert_eq!(
                place.kinds(&tree(FILES), force),
                [(path.to_owned(), ConflictKind::InTheWay(what))]
            );
        }
        assert_eq!(snapshot(&place.base), before);
    }
}

#[test]
fn a_link_at_a_temporary_name_is_removed_not_followed() {
    let place = place();
    let victim = place.base.join("victim");
    fs::write(&victim, "victim").unwrap();
    fs::create_dir_all(place.stack.join(".kickstart")).unwrap();
    for name in [
        ".main.tf.kickstart-new",
        ".kickstart/.manifest.json.kickstart-new",
        ".kickstart/.journal.json.kickstart-new",
    ] {
        symlink(&victim, place.stack.join(name)).unwrap();
    }
    place.render(&tree(FILES));
    place.assert_holds(FILES, &[]);
    assert_eq!(fs::read_to_string(&victim).unwrap(), "victim");
}

#[test]
fn a_stacks_folder_that_is_a_link_or_a_file_is_refused() {
    let place = place();
    fs::create_dir_all(place.base.join("elsewhere")).unwrap();
    fs::create_dir(&place.out).unwrap();
    symlink(place.base.join("elsewhere"), &place.stack).unwrap();
    fs::write(place.out.join("file"), "").unwrap();
    let target = place.open();
    for (stack, why) in [
        (STACK, "is a symbolic link"),
        ("file", "is a file"),
        ("..", "cannot be the name"),
        ("a/b", "cannot be the name"),
    ] {
        let message = target.plan(stack, &tree(FILES), true).err().unwrap().to_string();
        assert!(message.contains(why), "{message}");
        assert!(target.check(stack, &tree(FILES)).is_err());
    }
}
