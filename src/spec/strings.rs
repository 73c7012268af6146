//! What no string of a spec may hold, whatever its key.

use unicode_normalization::{UnicodeNormalization, is_nfc};

use crate::diagnostic::{Finding, Sink, hidden_name, visible};
use crate::source::{Node, Place, Span, Table, Tree, Value};

use super::rules;

/// Words with which a comment switches a check off, in checkov, tfsec and tflint. Inside a resource they work from a
/// string too, even a tag (measured with checkov 3.3.30).
const DIRECTIVES: [&str; 3] = ["checkov:skip=", "tfsec:ignore", "tflint-ignore"];

/// Checks every key and every string.
pub(super) fn check(tree: &Tree, sink: &mut Sink) {
    table(tree, tree.root(), sink);
    bidi_marks(tree, sink);
}

fn table(tree: &Tree, entries: &Table, sink: &mut Sink) {
    for (key, entry) in entries {
        text(tree, key, &entry.key, false, sink);
        // Queries are written over several lines; no other string of a spec is.
        node(tree, &entry.node, key == "query", sink);
    }
}

fn node(tree: &Tree, node_: &Node, lines: bool, sink: &mut Sink) {
    match &node_.value {
        Value::String(string) => text(tree, string, &node_.span, lines, sink),
        Value::Array(items) => items.iter().for_each(|item| node(tree, item, lines, sink)),
        Value::Table(entries) => table(tree, entries, sink),
        _ => {}
    }
}

fn text(tree: &Tree, string: &str, span: &Span, lines: bool, sink: &mut Sink) {
    if string.bytes().all(|byte| (b' '..=b'~').contains(&byte)) && !string.contains(':') && !string.contains("tflint") {
        return;
    }
    let place = || Place::new(tree.source(), span.clone());
    if let Some(directive) = DIRECTIVES.iter().find(|directive| string.contains(**directive)) {
        sink.push(
            Finding::error(
                rules::CHECKER_DIRECTIVE,
                place(),
                format!("`{directive}` inside a string would switch a security check off in the rendered module"),
            )
            .help("write it differently; a check is skipped in the rendered folder's own configuration"),
        );
    }
    if !is_nfc(string) {
        let normal: String = string.nfc().collect();
        sink.push(
            Finding::error(
                rules::STRING_NOT_NFC,
                place(),
                format!(
                    "Terraform would change this string: it is not in Unicode normal form C ({})",
                    first_change(string, &normal)
                ),
            )
            .help(format!("write `{}`", visible(&normal))),
        );
    }
    let ordinary = |character: char| lines && matches!(character, '\n' | '\r' | '\t');
    let hidden = string
        .chars()
        .filter(|character| !ordinary(*character))
        .find_map(|character| Some((character, hidden_name(character)?)));
    // A bidi mark is told where it stands, by `bidi_marks`.
    if let Some((character, name)) =
        hidden.filter(|(character, _)| !is_bidi(*character) || !tree.source().slice(span).contains(*character))
    {
        sink.push(
            Finding::error(
                rules::HIDDEN_CHARACTER,
                place(),
                format!("`{}` holds U+{:04X}, {name}", visible(string), character as u32),
            )
            .help("remove it, or write what is meant with letters that can be seen"),
        );
    }
}

/// The first character that normalisation changes, and what becomes of it.
fn first_change(string: &str, normal: &str) -> String {
    let at = string.chars().zip(normal.chars()).find(|(a, b)| a != b);
    match at {
        Some((before, after)) => format!("U+{:04X} would become U+{:04X}", before as u32, after as u32),
        None => "characters would be joined".into(),
    }
}

fn is_bidi(character: char) -> bool {
    matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Marks that reorder text make a page say something else than what is read, comments included.
fn bidi_marks(tree: &Tree, sink: &mut Sink) {
    let source = tree.source();
    if source.text().is_ascii() {
        return;
    }
    for (at, mark) in source
        .text()
        .char_indices()
        .filter(|(_, character)| is_bidi(*character))
    {
        let place = Place::new(source, at..at + mark.len_utf8());
        let message = format!(
            "U+{:04X} changes the direction of text: people read something else than what is written",
            mark as u32
        );
        sink.push(Finding::error(rules::HIDDEN_CHARACTER, place, message).help("remove it"));
    }
}
