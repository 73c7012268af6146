//! The rooms of the program and which of them may know which: data flows one way, from the text of a spec to files.

mod support;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use support::assert_none;
use support::trees::{files, root, shown};

/// Every room with the rooms it imports directly; it may also import what those know.
const ROOMS: [(&str, &[&str]); 13] = [
    ("source", &[]),
    ("facts", &[]),
    ("output", &[]),
    ("diagnostic", &["source"]),
    ("query", &["diagnostic", "facts"]),
    ("report", &["diagnostic"]),
    ("spec", &["diagnostic", "facts"]),
    ("fix", &["spec"]),
    ("stage", &["query", "spec"]),
    ("lint", &["stage"]),
    ("workflow", &["stage"]),
    ("render", &["workflow"]),
    ("cli", &["fix", "lint", "output", "query", "render", "report"]),
];

#[test]
fn rooms_know_only_the_rooms_above_them() {
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    for file in code() {
        let text = std::fs::read_to_string(&file).unwrap();
        match room_of(&file) {
            Some(room) => {
                found.extend(
                    imports(&room, &text)
                        .into_iter()
                        .map(|why| format!("{}:{why}", shown(&file))),
                );
                seen.insert(room);
            }
            None => found.extend(imports_of_the_crate(&file, &text)),
        }
    }
    assert!(seen.len() > 3, "only the rooms {seen:?} were looked at");
    assert_none(found);
}

#[test]
fn every_room_says_what_it_is_for() {
    let mut found = Vec::new();
    for file in code().iter().filter(|file| is_entrance(file)) {
        let text = std::fs::read_to_string(file).unwrap();
        if !text.starts_with("//! ") {
            found.push(format!(
                "{} does not begin with what the room is for (`//! …`)",
                shown(file)
            ));
        }
    }
    assert_none(found);
}

fn code() -> Vec<PathBuf> {
    files(&root().join("src"))
        .into_iter()
        .filter(|file| file.extension().is_some_and(|ending| ending == "rs"))
        .collect()
}

/// The first folder or file below `src/`; none for the crate's own `lib.rs` and `main.rs`.
fn room_of(file: &Path) -> Option<String> {
    let below = file.strip_prefix(root().join("src")).ok()?;
    let room = below
        .components()
        .next()?
        .as_os_str()
        .to_string_lossy()
        .trim_end_matches(".rs")
        .to_owned();
    (room != "lib" && room != "main").then_some(room)
}

/// `src/room.rs` or `src/room/mod.rs`.
fn is_entrance(file: &Path) -> bool {
    let below = shown(file);
    let parts: Vec<&str> = below.split('/').collect();
    room_of(file).is_some() && (parts.len() == 2 || (parts.len() == 3 && parts[2] == "mod.rs"))
}

/// The entrance of the program may know `cli`, the library all of its rooms by their `mod` lines.
fn imports_of_the_crate(file: &Path, text: &str) -> Vec<String> {
    let rooms = mentions(text, "crate").into_iter().chain(mentions(text, "kickstart"));
    rooms
        .filter(|(_, room)| room != "cli")
        .map(|(line, room)| format!("{}:{line}: knows {room}; only cli starts here", shown(file)))
        .collect()
}

/// What a file of a room imports though it may not.
fn imports(room: &str, text: &str) -> Vec<String> {
    let Some(known) = known_to(room) else {
        return vec![format!("1: {room} is not in the table of rooms")];
    };
    mentions(text, "crate")
        .into_iter()
        .filter(|(_, other)| other != room && !known.contains(other))
        .map(|(line, other)| format!("{line}: {room} may not know {other}"))
        .collect()
}

/// The rooms that a room may import: its own, and all that those may.
fn known_to(room: &str) -> Option<BTreeSet<String>> {
    let (_, direct) = ROOMS.iter().find(|(name, _)| *name == room)?;
    let mut known: BTreeSet<String> = direct.iter().map(|name| (*name).to_owned()).collect();
    for name in *direct {
        known.extend(known_to(name)?);
    }
    Some(known)
}

/// The rooms that a text names by `crate::room` or `crate::{room, …}`, with the line; comments do not count.
fn mentions(text: &str, crate_name: &str) -> Vec<(usize, String)> {
    let code: String = text
        .lines()
        .map(|line| line.split("//").next().unwrap_or_default().to_owned() + "\n")
        .collect();
    let start = format!("{crate_name}::");
    let mut found = Vec::new();
    for (at, _) in code.match_indices(&start) {
        if code[..at].ends_with(|sign: char| sign.is_alphanumeric() || sign == '_' || sign == '$') {
            continue;
        }
        let line = code[..at].matches('\n').count() + 1;
        let rest = &code[at + start.len()..];
        let names = match rest.strip_prefix('{') {
            Some(list) => heads(list),
            None => vec![word(rest)],
        };
        found.extend(names.into_iter().map(|name| (line, name)));
    }
    found
}

/// The first names of a list such as `a::{b, c}, d::e}`, up to the brace that closes it.
fn heads(list: &str) -> Vec<String> {
    let (mut depth, mut heads, mut is_start) = (0usize, Vec::new(), true);
    for (at, sign) in list.char_indices() {
        match sign {
            '}' if depth == 0 => break,
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => is_start = true,
            other if is_start && !other.is_whitespace() => {
                heads.push(word(&list[at..]));
                is_start = false;
            }
            _ => {}
        }
    }
    heads
}

fn word(text: &str) -> String {
    text.chars()
        .take_while(|sign| sign.is_alphanumeric() || *sign == '_')
        .collect()
}

#[test]
fn the_table_goes_one_way() {
    for (room, _) in ROOMS {
        let known = known_to(room).unwrap();
        assert!(!known.contains(room), "{room} comes before itself");
        assert!(
            known.iter().all(|other| !known_to(other).unwrap().contains(room)),
            "{room} is known to a room above it"
        );
    }
    assert_eq!(known_to("cli").unwrap().len(), ROOMS.len() - 1, "cli knows all");
    assert!(known_to("facts").unwrap().is_empty());
}

#[test]
fn imports_against_the_table() {
    assert_eq!(
        imports(
            "render",
            "use crate::stage::Stage;\nuse crate::{facts::limits, workflow::{Machine, cli}};\n"
        ),
        Vec::<String>::new()
    );
    assert_eq!(
        imports(
            "stage",
            "//! See crate::render.\nuse crate::stage::x;\n\nuse crate::render::Tree;\n"
        ),
        ["4: stage may not know render"]
    );
    assert_eq!(
        imports("facts", "use crate::{\n    source::Span,\n    spec,\n};\n"),
        ["1: facts may not know source", "1: facts may not know spec"]
    );
    assert_eq!(
        imports("source", "fn a() { crate::cli::run() }\n"),
        ["1: source may not know cli"]
    );
    assert_eq!(
        imports("output", "fn a() { my_crate::cli::run() }\n"),
        Vec::<String>::new()
    );
    assert_eq!(imports("kitchen", ""), ["1: kitchen is not in the table of rooms"]);
}

#[test]
fn entrances() {
    assert!(is_entrance(&root().join("src/stage.rs")) && is_entrance(&root().join("src/stage/mod.rs")));
    assert!(!is_entrance(&root().join("src/stage/names.rs")) && !is_entrance(&root().join("src/lib.rs")));
}
