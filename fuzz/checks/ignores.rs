//! Comments that ask to leave findings out.

use kickstart::diagnostic::{Findings, Level};
use kickstart::lint;
use kickstart::stage::Owner;

use super::judge::alone;
use super::{holds, text_of};

/// A spec with errors, warnings and notes, in its TOML and in its queries. `@` marks where comments go.
const SPEC: &str = include_str!("ignores.toml");

/// No comment panics, none hides an error, and every finding that is not told is counted as left out.
pub fn ignores(bytes: &[u8]) {
    let text = text_of(bytes);
    // What ends a comment, or may not stand in one, makes another spec.
    let comment: String = text
        .replace("*/", "* /")
        .chars()
        .map(|character| if character.is_control() { ' ' } else { character })
        .collect();
    let comment = comment.replace("'''", "\"\"\"");
    let (without, with) = (told(""), told(&comment));
    holds(&with);
    let count = |findings: &Findings, id: &str| findings.iter().filter(|finding| finding.rule == id).count();
    // A query with a character that nobody sees is judged no further: that is an error of its own, and no comment hides it.
    if count(&with, "hidden-character") > 0 {
        assert!(with.has_errors());
        return;
    }
    for rule in lint::registry() {
        let (before, after) = (count(&without, rule.id), count(&with, rule.id));
        match rule.level {
            Level::Error => assert!(after >= before, "`{comment}` hides {}", rule.id),
            _ => assert!(after + with.switched_off() >= before, "`{comment}` loses {}", rule.id),
        }
    }
}

/// What is told with this comment, where a comment may stand.
fn told(comment: &str) -> Findings {
    alone(&SPEC.replace('@', comment), Owner::Nobody).1
}
