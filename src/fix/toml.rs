//! Changes of TOML as edits.
//!
//! `toml_edit` edits the one value that changes, and the result is put into its place: writing the whole document with it would
//! also turn Windows line ends into Unix ones, end the last line, and bring dotted keys together.

use toml_edit::{InlineTable, Key};

use crate::diagnostic::Literal;
use crate::source::{Place, SourceText, Span, Tree, Value};

use super::edit::Edit;

/// A key as it is written in the place of another: in the same quotes, where it can stand in them.
pub(super) fn key(old: &str, new: &str) -> String {
    quoted_as(old, new).unwrap_or_else(|| Key::new(new).display_repr().into_owned())
}

/// A value in the place of another: strings in the same quotes.
pub(super) fn value(place: &Place, to: &Literal) -> Option<Edit> {
    let text = match to {
        Literal::String(text) => {
            quoted_as(place.snippet(), text).unwrap_or_else(|| toml_edit::Value::from(text.as_str()).to_string())
        }
        Literal::Plain(text) => {
            let value: toml_edit::Value = text.parse().ok()?;
            let plain = value.is_integer() || value.is_bool() || value.is_float();
            plain.then(|| text.clone())?
        }
    };
    Some(Edit::new(place.span(), text))
}

/// `new` in the quotes of `old`, if that has some on one line and `new` needs no escapes in them.
fn quoted_as(old: &str, new: &str) -> Option<String> {
    let quote = old.chars().next().filter(|first| matches!(first, '"' | '\''))?;
    let multiline = old.starts_with("\"\"\"") || old.starts_with("'''");
    let plain = |character: char| !character.is_control() && !matches!(character, '"' | '\'' | '\\');
    (!multiline && new.chars().all(plain)).then(|| format!("{quote}{new}{quote}"))
}

/// Sets a mark of the table at `path`, or takes it away. A plain value there becomes a table whose `type` it is, and an
/// inline table with nothing but a type becomes a plain value.
pub(super) fn mark(tree: &Tree, path: &[String], mark: &str, on: bool) -> Option<Edit> {
    let source = tree.source();
    let node = &tree.entry(path)?.node;
    let written = source.slice(&node.span);
    let Value::Table(table) = &node.value else {
        return on
            .then(|| plain_to_table(written, mark))?
            .map(|text| Edit::new(node.span.clone(), text));
    };
    let there = table.get(mark).map(|entry| entry.node.span.clone());
    let is_inline = written.starts_with('{');
    match there {
        Some(span) if on => Some(Edit::new(span, "true")),
        Some(span) => {
            let only_type = is_inline && !written.contains('#') && table.len() == 2;
            let shorter = match table.get("type").filter(|_| only_type) {
                Some(kind) => Some(source.slice(&kind.node.span).to_owned()),
                None => is_inline.then(|| without(written, mark)).flatten(),
            };
            // With a comment beside it, or a line to itself, it stays and says no.
            Some(shorter.map_or_else(|| Edit::new(span, "false"), |text| Edit::new(node.span.clone(), text)))
        }
        None if on && is_inline => Some(Edit::new(node.span.clone(), with(written, mark)?)),
        None if on => line_below(
            source,
            table.get("type").map(|entry| (&entry.key, &entry.node.span))?,
            mark,
        ),
        None => None,
    }
}

fn plain_to_table(written: &str, mark: &str) -> Option<String> {
    let mut table = InlineTable::new();
    table.insert("type", written.parse().ok()?);
    table.insert(mark, true.into());
    Some(table.to_string())
}

/// An inline table with `mark = true` as its last entry.
fn with(written: &str, mark: &str) -> Option<String> {
    edited(written, |table| {
        let last = table.iter().last().map(|(key, _)| key.to_owned())?;
        let decor = table.get_mut(&last)?.decor_mut();
        // What stands behind the last value, such as the blank before the brace, stands behind the new one.
        let behind = decor.suffix()?.as_str()?.to_owned();
        decor.set_suffix("");
        table.insert(mark, toml_edit::Value::from(true).decorated(" ", behind));
        let mut key = table.key_mut(mark)?;
        key.leaf_decor_mut().set_prefix(" ");
        key.leaf_decor_mut().set_suffix(" ");
        Some(())
    })
}

/// An inline table without an entry; none where a comment stands beside that.
fn without(written: &str, mark: &str) -> Option<String> {
    edited(written, |table| {
        let keys: Vec<String> = table.iter().map(|(key, _)| key.to_owned()).collect();
        let at = keys.iter().position(|key| key == mark)?;
        let before = text(table.key_mut(mark)?.leaf_decor().prefix());
        let behind = text(table.get(mark)?.decor().suffix());
        if before.contains('#') || behind.contains('#') {
            return None;
        }
        table.remove(mark)?;
        if let Some(next) = keys.get(at + 1).filter(|_| at == 0) {
            table.key_mut(next)?.leaf_decor_mut().set_prefix(before);
        } else if at + 1 == keys.len() {
            let last = keys.get(at.checked_sub(1)?)?;
            table.get_mut(last)?.decor_mut().set_suffix(behind);
        }
        Some(())
    })
}

/// What stands around a key or value, as it is written.
fn text(around: Option<&toml_edit::RawString>) -> String {
    around
        .and_then(toml_edit::RawString::as_str)
        .unwrap_or_default()
        .to_owned()
}

/// The literal of an inline table after `edit`; none where it is refused, or where the table would not stay as it was
/// written.
fn edited(written: &str, edit: impl FnOnce(&mut InlineTable) -> Option<()>) -> Option<String> {
    let windows = written.contains("\r\n");
    let lines_as_before = |text: String| match windows {
        true => text.replace("\r\n", "\n").replace('\n', "\r\n"),
        false => text,
    };
    let mut value: toml_edit::Value = written.parse().ok()?;
    if lines_as_before(value.to_string()) != written {
        return None;
    }
    edit(value.as_inline_table_mut()?)?;
    Some(lines_as_before(value.to_string()))
}

/// A line `mark = true` below an entry, which is written as that one is: indented, or with the same dotted keys before.
fn line_below(source: &SourceText, (key, value): (&Span, &Span), mark: &str) -> Option<Edit> {
    let text = source.text();
    let start = text.get(..key.start)?.rfind('\n').map_or(0, |at| at + 1);
    let before = text.get(start..key.start)?;
    let behind = text.get(value.end..)?;
    let line = behind.split_inclusive('\n').next().unwrap_or_default();
    let at = value.end + line.len();
    let ending = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let new = format!("{before}{mark} = true");
    Some(Edit::new(
        at..at,
        match line.ends_with('\n') {
            true => format!("{new}{ending}"),
            false => format!("{ending}{new}"),
        },
    ))
}

/// A comment with the blanks before it, and with its line where it has one to itself; or a word of a comment's list, with a
/// comma beside it.
pub(super) fn without_comment(place: &Place) -> Option<Edit> {
    let (text, span) = (place.source().text(), place.span());
    let (before, behind) = (text.get(..span.start)?, text.get(span.end..)?);
    let blank = [' ', '\t'];
    if place.snippet().starts_with('#') {
        let start = before.trim_end_matches(blank).len();
        let alone = start == 0 || before.get(..start)?.ends_with('\n');
        let line_end = ["\r\n", "\n"].iter().find(|end| behind.starts_with(**end));
        let end = span.end + line_end.filter(|_| alone).map_or(0, |end| end.len());
        return Some(Edit::new(start..end, ""));
    }
    let rest = behind.trim_start_matches(blank);
    if let Some(rest) = rest.strip_prefix(',') {
        let end = text.len() - rest.trim_start_matches(blank).len();
        return Some(Edit::new(span.start..end, ""));
    }
    let start = before.trim_end_matches(blank).strip_suffix(',')?;
    Some(Edit::new(start.trim_end_matches(blank).len()..span.end, ""))
}

#[cfg(test)]
#[path = "toml/tests.rs"]
mod tests;
