//! Random changes to the example specs: never a panic, always a finding in the file or none.
//!
//! The same seed gives the same changes. `KICKSTART_SEED` and `KICKSTART_MUTATIONS` choose others, and more.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use kickstart::diagnostic::{Findings, Sink};
use kickstart::report::{Human, Reporter};
use kickstart::source::{Folder, Loaded, SourceText, load};
use kickstart::stage::Owner;
use kickstart::{lint, render, spec, stage};

/// SplitMix64: a few lines, and the same on every machine.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % sides.max(1) as u64).unwrap()
    }
}

const NASTY: [&str; 36] = [
    "",
    "\"\"",
    "3",
    "-1",
    "0",
    "1.5",
    "30.0",
    "nan",
    "inf",
    "99999999999999999999",
    "1e999",
    "true",
    "[]",
    "{}",
    "[[1], []]",
    "{ a = { b = 1 } }",
    "2026-01-31",
    "07:32:00",
    "\"2026-02-30\"",
    "\"\\u0000\"",
    "\"\\u001b[31m\"",
    "\"\u{202e}x\"",
    "\"e\u{301}\"",
    "\"${x}\"",
    "\"%{ if }\"",
    "\"../../etc/passwd\"",
    "\"/\"",
    "\"con\"",
    "\"checkov:skip=CKV_AWS_1\"",
    "'''\n\n'''",
    "\"\"\"",
    "[",
    "{",
    "\"\u{1f600}\"",
    "\"rate(0 days)\"",
    "\"arn:aws:kms:::\"",
];

fn mutate(text: &str, dice: &mut Dice) -> Vec<u8> {
    let mut bytes = text.as_bytes().to_vec();
    for _ in 0..=dice.roll(3) {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let mut lines: Vec<&str> = text.split_inclusive('\n').collect();
        if lines.is_empty() {
            break;
        }
        let (at, other) = (dice.roll(lines.len()), dice.roll(lines.len()));
        match dice.roll(9) {
            0 => {
                let position = dice.roll(bytes.len());
                if let Some(byte) = bytes.get_mut(position) {
                    *byte ^= 1 << dice.roll(8);
                }
                continue;
            }
            1 => {
                bytes.truncate(dice.roll(bytes.len()));
                continue;
            }
            2 => drop(lines.remove(at.min(lines.len() - 1))),
            3 => lines.insert(other, lines[at]),
            4 => lines.swap(at, other),
            5 => {
                let header = lines[at].trim_start().starts_with('[');
                let nasty = NASTY[dice.roll(NASTY.len())];
                let changed = match lines[at].split_once('=') {
                    Some((key, _)) if !header => format!("{key}= {nasty}\n"),
                    _ => format!("[{}]\n", nasty),
                };
                let before: String = lines[..at].concat();
                bytes = format!("{before}{changed}{}", lines[at + 1..].concat()).into_bytes();
                continue;
            }
            6 => {
                let nasty = NASTY[dice.roll(NASTY.len())];
                let position = (0..=dice.roll(text.len()))
                    .rev()
                    .find(|at| text.is_char_boundary(*at))
                    .unwrap_or(0);
                bytes = format!("{}{nasty}{}", &text[..position], &text[position..]).into_bytes();
                continue;
            }
            7 => {
                bytes = text.replacen('\n', "\r\n", dice.roll(lines.len())).into_bytes();
                continue;
            }
            _ => {
                // One letter more, less or other: what "did you mean" is for.
                let position = dice.roll(bytes.len());
                match dice.roll(3) {
                    0 => bytes.insert(position, b'a' + u8::try_from(dice.roll(26)).unwrap()),
                    1 if !bytes.is_empty() => drop(bytes.remove(position)),
                    _ => bytes.iter_mut().skip(position).take(1).for_each(|byte| *byte = b'_'),
                }
                continue;
            }
        }
        bytes = lines.concat().into_bytes();
    }
    bytes
}

/// Reads, judges, reports and, where nothing is wrong, renders; in this process.
fn judge(path: &Path, bytes: &[u8]) -> Findings {
    let mut sink = Sink::default();
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => SourceText::new("stage.toml", text.trim_start_matches('\u{feff}')),
        Err(_) => {
            // Through the disk, as the program reads it.
            let folder = tempfile::tempdir().unwrap();
            fs::write(folder.path().join("x"), bytes).unwrap();
            let Loaded::NotUtf8(place, kind) = load(&folder.path().join("x"), "x").unwrap() else {
                panic!("it is not UTF-8")
            };
            sink.push(spec::not_utf8(place, kind));
            return sink.finish();
        }
    };
    let page = spec::read(&text, &mut sink).expect("every document that the schema lets through can be typed");
    let stages = match &page {
        Some(page) => {
            let stages = stage::resolve(page, &Folder::of(path), Owner::Named("bob"), &mut sink);
            lint::check(page, &stages, &mut sink);
            stages
        }
        None => Vec::new(),
    };
    let findings = sink.finish();
    if !findings.has_errors() {
        for stage in &stages {
            render::stage(stage).expect("what has no error can be rendered");
        }
    }
    findings
}

fn holds(findings: &Findings) {
    for finding in findings.iter() {
        let (start, end) = (finding.place.start(), finding.place.end());
        let lines: Vec<&str> = finding.place.source().text().split('\n').collect();
        for position in [start, end] {
            let line = lines.get(position.line - 1).expect("the line is in the file");
            assert!((1..=line.chars().count() + 1).contains(&position.column), "{finding:?}");
        }
        assert!(start <= end, "{finding:?}");
        assert!(
            !finding.message.is_empty() && finding.message.chars().all(|character| !character.is_control()),
            "{finding:?}"
        );
        let help = finding.help.as_deref().unwrap_or_default();
        assert!(help.chars().all(|character| !character.is_control()), "{finding:?}");
    }
    let written = |reporter: Reporter| {
        let mut out = Vec::new();
        reporter.write(findings, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    };
    let json: serde_json::Value = serde_json::from_str(&written(Reporter::Json)).expect("JSON");
    assert_eq!(json["findings"].as_array().unwrap().len(), findings.iter().count());
    assert_eq!(written(Reporter::Github).lines().count(), findings.iter().count());
    let human = Human {
        color: false,
        width: 80,
        summary: true,
    };
    let shown = written(Reporter::Human(human));
    assert!(
        shown
            .chars()
            .all(|character| character == '\n' || !character.is_control()),
        "{shown}"
    );
}

fn number(variable: &str, default: u64) -> u64 {
    std::env::var(variable).map_or(default, |value| value.parse().expect(variable))
}

#[test]
fn changed_examples_are_judged_and_never_panic() {
    let examples: Vec<PathBuf> = ["minimal", "movielens", "retail"]
        .map(|name| {
            Path::new(env!("CARGO_MANIFEST_DIR"))
                .join("examples")
                .join(name)
                .join("stage.toml")
        })
        .into();
    let mut dice = Dice(number("KICKSTART_SEED", 20_261_124));
    let start = Instant::now();
    let (mut clean, mut judged) = (0, 0);
    for round in 0..number("KICKSTART_MUTATIONS", 1000) {
        let path = &examples[dice.roll(examples.len())];
        let bytes = mutate(&fs::read_to_string(path).unwrap(), &mut dice);
        let checked = std::panic::catch_unwind(|| {
            let findings = judge(path, &bytes);
            holds(&findings);
            findings.is_empty()
        });
        match checked {
            Ok(is_clean) => clean += usize::from(is_clean),
            Err(_) => panic!(
                "change {round} of {}:\n{}",
                path.display(),
                String::from_utf8_lossy(&bytes)
            ),
        }
        judged += 1;
        if start.elapsed() > Duration::from_secs(30) {
            break;
        }
    }
    println!("{judged} changed specs, {clean} of them without a finding");
    assert!(judged > 100, "too slow to have tried anything: {judged}");
    assert!(
        clean > 0 && clean < judged,
        "the changes are too small or too large: {clean} of {judged}"
    );
}

#[test]
fn the_program_ends_with_0_or_1_on_changed_examples() {
    let place = super::support::Place::new();
    let text = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/minimal/stage.toml")).unwrap();
    let mut dice = Dice(number("KICKSTART_SEED", 7));
    for _ in 0..60 {
        place.write("stage.toml", mutate(&text, &mut dice));
        let lint = place.run(&["lint", "--format", "json", "stage.toml"]);
        assert!(lint.code == 0 || lint.code == 1, "{lint:#?}");
        serde_json::from_str::<serde_json::Value>(&lint.out).unwrap();
        let render = place.run(&["render", "stage.toml", "--check"]);
        assert!(
            render.code <= 1 || render.err.contains("--sandbox OWNER"),
            "{render:#?}"
        );
    }
}
