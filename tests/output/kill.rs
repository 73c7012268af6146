//! Processes that render over and over and are killed with SIGKILL at a random moment.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use kickstart::output::Tree;

use crate::support::*;

const FOREIGN: &[(&str, &str)] = &[
    ("main_override.tf", "mine"),
    ("modules/m1/mine.txt", "mine"),
    ("terraform.tfstate", "state"),
];
const BUDGET: Duration = Duration::from_secs(8);

/// Three trees that share files, change some and have some of their own.
fn files(number: usize) -> Vec<(String, String)> {
    let mut files = vec![
        ("main.tf".to_owned(), format!("main {number}\n")),
        ("README.md".to_owned(), "readme\n".to_owned()),
    ];
    for module in 0..6 {
        let text = format!("module {module} {number}\n").repeat(100);
        files.push((format!("modules/m{module}/main.tf"), text));
        files.push((format!("modules/m{module}/own-{number}/x.tf"), "own\n".to_owned()));
    }
    files
}

fn rendered(number: usize) -> Tree {
    Tree::new(
        files(number).into_iter().map(|(path, text)| (path, text.into_bytes())),
        LAYOUT,
    )
    .unwrap()
}

/// Not a test by itself: what the killed processes run.
#[test]
#[ignore = "run by the test below, in a process that it kills"]
fn render_for_ever() {
    let out = PathBuf::from(std::env::var_os("KICKSTART_TEST_OUT").expect("run by the test below"));
    fs::write(out.with_extension("ready"), "").unwrap();
    for number in (0..3).cycle() {
        let target = kickstart::output::Target::open(&out).unwrap();
        target
            .plan(STACK, &rendered(number), false)
            .unwrap()
            .prepare()
            .unwrap()
            .commit()
            .unwrap();
    }
}

#[test]
fn a_process_killed_at_any_moment_leaves_what_the_next_one_finishes() {
    let place = place();
    for (path, text) in FOREIGN {
        place.put(path, text);
    }
    let allowed: BTreeSet<(String, String)> = (0..3).flat_map(files).collect();
    let mut random: u64 = 0x9e37_79b9_7f4a_7c15;
    let (mut kills, mut interrupted) = (0, 0);
    let start = Instant::now();
    while start.elapsed() < BUDGET && kills < 400 {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        let ready = place.out.with_extension("ready");
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--ignored", "--exact", "kill::render_for_ever"])
            .env("KICKSTART_TEST_OUT", &place.out)
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        while !ready.exists() {
            assert!(child.try_wait().unwrap().is_none(), "the process ended by itself");
            thread::sleep(Duration::from_micros(200));
        }
        thread::sleep(Duration::from_micros(random % 20_000));
        child.kill().unwrap();
        let status = child.wait().unwrap();
        assert!(
            !status.success() && status.code().is_none(),
            "it failed before it was killed: {status}"
        );
        fs::remove_file(&ready).unwrap();
        kills += 1;

        for (path, text) in contents(&place.stack) {
            if path.starts_with(".kickstart/") || path.ends_with(".kickstart-new") || FOREIGN.contains(&(&path, &text))
            {
                continue;
            }
            assert!(allowed.contains(&(path.clone(), text)), "{path} is torn");
        }
        interrupted += usize::from(place.has(".kickstart/journal.json"));
        let next = usize::try_from(random % 3).unwrap();
        place.render(&rendered(next));
        let expected = files(next);
        let expected: Vec<(&str, &str)> = expected
            .iter()
            .map(|(path, text)| (path.as_str(), text.as_str()))
            .collect();
        place.assert_holds(&expected, FOREIGN);
    }
    println!("{kills} processes killed, {interrupted} of them while writing");
    assert!(
        kills >= 20 && interrupted >= 5,
        "{kills} processes killed, {interrupted} of them while writing"
    );
}
