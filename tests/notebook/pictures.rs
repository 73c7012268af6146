//! The README's pictures of the notebook: drawn from its run on MovieLens, and held to show what it shows today.
//!
//! `KICKSTART_UPDATE=1 KICKSTART_MOVIELENS=<folder> cargo test --test notebook movielens` draws them anew.

use std::fs;

use crate::support::trees::root;
use crate::workbench::Workbench;

const PICTURES: [&str; 2] = ["notebook-long-tail.png", "notebook-closing-table.png"];

/// Bytes that a picture may have.
const MOST: u64 = 200_000;

/// Draws the pictures of the run that the bench has just made, and holds those of the README against them.
pub fn check(bench: &Workbench) {
    let drawn = bench.result().parent().unwrap().to_owned();
    let result = bench.result();
    bench
        .python(
            "pictures.py",
            &["draw", result.to_str().unwrap(), drawn.to_str().unwrap()],
        )
        .unwrap();
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    for picture in PICTURES {
        let (fresh, kept) = (drawn.join(picture), root().join("docs/images").join(picture));
        if std::env::var_os("KICKSTART_UPDATE").is_some() && std::env::var_os("CI").is_none() {
            fs::copy(&fresh, &kept).unwrap();
        }
        assert!(
            readme.contains(&format!("docs/images/{picture}")),
            "the README does not show {picture}"
        );
        assert!(
            fs::metadata(&kept).unwrap().len() <= MOST,
            "{picture} has more than {MOST} bytes"
        );
        let told = bench
            .python(
                "pictures.py",
                &["told", fresh.to_str().unwrap(), kept.to_str().unwrap()],
            )
            .unwrap();
        let told: Vec<&str> = told.lines().collect();
        assert!(
            told.len() == 2 && told[0] == told[1],
            "{picture} is out of date: KICKSTART_UPDATE=1 cargo test --test notebook movielens"
        );
    }
}
