//! What no string of a spec may hold, whatever its key.

use std::sync::Arc;

use unicode_normalization::{UnicodeNormalization, is_nfc};

use crate::diagnostic::{Finding, Sink, hidden_name, visible};
use crate::source::{Node, Place, SourceText, Span, Table, Tree, Unread, Value};

use super::rules;
use super::structure::Excuses;

/// Words with which a comment switches a check off, in checkov, tfsec and tflint. Inside a resource they work from a
/// string too, even a tag (measured with checkov 3.3.30).
const DIRECTIVES: [&str; 3] = ["checkov:skip=", "tfsec:ignore", "tflint-ignore"];

/// A text, and the lines of it that syntax errors speak of already: what stands there is a string by the parser's guess.
#[derive(Clone, Copy)]
struct Text<'a> {
    source: &'a Arc<SourceText>,
    unread: &'a Unread,
    excuses: &'a Excuses,
}

impl Text<'_> {
    fn is_read(&self, at: usize) -> bool {
        self.unread.is_empty() || !self.unread.contains(self.source.position(at).line)
    }
}

/// Checks every key and every string, but those on the lines in `unread`, which syntax errors speak of already.
pub(super) fn check(tree: &Tree, unread: &Unread, excuses: &Excuses, sink: &mut Sink) {
    let source = tree.source();
    let page = Text {
        source,
        unread,
        excuses,
    };
    table(page, tree.root(), sink);
    bidi_marks(page, sink);
}

fn table(page: Text<'_>, entries: &Table, sink: &mut Sink) {
    for (key, entry) in entries {
        text(page, key, &entry.key, false, sink);
        // Queries are written over several lines, and perhaps what has a key that nobody knows; no other string of a spec is.
        let lines = key == "query" || page.excuses.is_unknown(entry.node.span.start);
        node(page, &entry.node, lines, sink);
    }
}

fn node(page: Text<'_>, node_: &Node, lines: bool, sink: &mut Sink) {
    match &node_.value {
        Value::String(string) => text(page, string, &node_.span, lines, sink),
        Value::Array(items) => items.iter().for_each(|item| node(page, item, lines, sink)),
        Value::Table(entries) => table(page, entries, sink),
        _ => {}
    }
}

fn text(page: Text<'_>, string: &str, span: &Span, lines: bool, sink: &mut Sink) {
    if string.bytes().all(|byte| (b' '..=b'~').contains(&byte)) && !string.contains(':') && !string.contains("tflint") {
        return;
    }
    if !page.is_read(span.start) {
        return;
    }
    let place = || Place::new(page.source, span.clone());
    let mut findings = Vec::new();
    if let Some(directive) = DIRECTIVES.iter().find(|directive| string.contains(**directive)) {
        findings.push(
            Finding::error(
                rules::CHECKER_DIRECTIVE,
                place(),
                format!("`{directive}` inside a string would switch a security check off in the rendered module"),
            )
            .help("write it differently; a check is skipped in the rendered folder's own configuration"),
        );
    }
    findings.extend(not_normal(string, place));
    let hidden = string
        .chars()
        .filter(|character| !(lines && is_layout(*character)))
        .find_map(|character| Some((character, hidden_name(character)?)));
    // A bidi mark is told where it stands, by `bidi_marks`; a control character that stands there as it is, by the parser.
    let told = |character: char| {
        (is_bidi(character) || character.is_control() && !is_layout(character))
            && page.source.slice(span).contains(character)
    };
    match hidden.filter(|(character, _)| !told(*character)) {
        Some((character, name)) => {
            // A query is long: there it is told at the character, unless that is an escape.
            let within = page.source.slice(span).find(character).filter(|_| lines);
            let (place, what) = match within.map(|at| span.start + at) {
                Some(at) => {
                    let character = at..at + character.len_utf8();
                    (Place::new(page.source, character), "the query".to_owned())
                }
                None => (place(), format!("`{}`", visible(string))),
            };
            let message = format!("{what} holds U+{:04X}, {name}", character as u32);
            findings.push(
                Finding::error(rules::HIDDEN_CHARACTER, place, message)
                    .help("remove it, or write what is meant with letters that can be seen"),
            );
            findings.into_iter().for_each(|finding| sink.push_cause(finding));
        }
        None => findings.into_iter().for_each(|finding| sink.push(finding)),
    }
}

/// What no query in a file of its own may hold: the same as one in the spec, told at the character.
pub(super) fn check_query(source: &Arc<SourceText>, sink: &mut Sink) {
    let text = source.text();
    if text.is_ascii() && !text.bytes().any(|byte| byte.is_ascii_control()) {
        return;
    }
    let (unread, excuses) = (&Unread::default(), &Excuses::default());
    let page = Text {
        source,
        unread,
        excuses,
    };
    bidi_marks(page, sink);
    let hidden = text
        .char_indices()
        .filter(|(_, character)| !is_layout(*character) && !is_bidi(*character))
        .find_map(|(at, character)| Some((at, character, hidden_name(character)?)));
    if let Some((at, character, name)) = hidden {
        let message = format!("the query holds U+{:04X}, {name}", character as u32);
        let place = Place::new(source, at..at + character.len_utf8());
        sink.push(
            Finding::error(rules::HIDDEN_CHARACTER, place, message)
                .help("remove it, or write what is meant with letters that can be seen"),
        );
    }
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let place = || Place::new(source, start..start + line.trim_end().len());
        not_normal(line, place)
            .into_iter()
            .for_each(|finding| sink.push(finding));
        start += line.len();
    }
}

fn not_normal(string: &str, place: impl Fn() -> Place) -> Option<Finding> {
    if is_nfc(string) {
        return None;
    }
    let normal: String = string.nfc().collect();
    let message = format!(
        "Terraform would change this string: it is not in Unicode normal form C ({})",
        first_change(string, &normal)
    );
    let help = format!("write `{}`", visible(normal.trim_end()));
    Some(Finding::error(rules::STRING_NOT_NFC, place(), message).help(help))
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

/// What lays a query out over lines.
fn is_layout(character: char) -> bool {
    matches!(character, '\n' | '\r' | '\t')
}

/// Marks that reorder text make a page say something else than what is read, comments included.
fn bidi_marks(page: Text<'_>, sink: &mut Sink) {
    let source = page.source;
    if source.text().is_ascii() {
        return;
    }
    for (at, mark) in source
        .text()
        .char_indices()
        .filter(|(at, character)| is_bidi(*character) && page.is_read(*at))
    {
        let place = Place::new(source, at..at + mark.len_utf8());
        let message = format!(
            "U+{:04X} changes the direction of text: people read something else than what is written",
            mark as u32
        );
        sink.push_cause(Finding::error(rules::HIDDEN_CHARACTER, place, message).help("remove it"));
    }
}
