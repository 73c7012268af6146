//! Every place at which a key is written: a table has a key in each header that leads through it, and in each dotted key.

use std::collections::HashMap;

use toml_parser::parser::{Event, EventKind, parse_document};

use super::text::{SourceText, Span};

/// The places of the keys at `wanted` paths, in the order of the text. What stands in arrays has no path.
pub fn key_places<'a>(
    source: &SourceText,
    wanted: impl IntoIterator<Item = &'a [String]>,
) -> HashMap<&'a [String], Vec<Span>> {
    let text = toml_parser::Source::new(source.text());
    let tokens = text.lex().into_vec();
    let mut walk = Walk {
        source: text,
        found: wanted.into_iter().map(|path| (path, Vec::new())).collect(),
        table: Vec::new(),
        key: Vec::new(),
        outer: Vec::new(),
        arrays: 0,
    };
    let mut receive = |event: Event| walk.take(&event);
    parse_document(&tokens, &mut receive, &mut ());
    walk.found
}

struct Walk<'a, 'w> {
    source: toml_parser::Source<'a>,
    found: HashMap<&'w [String], Vec<Span>>,
    /// The table whose entries are read.
    table: Vec<String>,
    /// The key that is read, dot by dot, or whose value is.
    key: Vec<String>,
    /// Tables and keys around an inline table.
    outer: Vec<(Vec<String>, Vec<String>)>,
    /// Arrays around what is read.
    arrays: usize,
}

impl Walk<'_, '_> {
    fn take(&mut self, event: &Event) {
        match event.kind() {
            EventKind::ArrayOpen => self.arrays += 1,
            EventKind::ArrayClose => {
                self.arrays = self.arrays.saturating_sub(1);
                if self.arrays == 0 {
                    self.key.clear();
                }
            }
            _ if self.arrays > 0 => {}
            EventKind::StdTableOpen | EventKind::ArrayTableOpen => {
                self.table.clear();
                self.key.clear();
            }
            EventKind::StdTableClose | EventKind::ArrayTableClose => self.table = std::mem::take(&mut self.key),
            EventKind::SimpleKey => self.key(event),
            EventKind::InlineTableOpen => {
                let inner: Vec<String> = self.table.iter().chain(&self.key).cloned().collect();
                let table = std::mem::replace(&mut self.table, inner);
                self.outer.push((table, std::mem::take(&mut self.key)));
            }
            EventKind::InlineTableClose => {
                (self.table, self.key) = self.outer.pop().unwrap_or_default();
                self.key.clear();
            }
            EventKind::Scalar => self.key.clear(),
            _ => {}
        }
    }

    fn key(&mut self, event: &Event) {
        let mut name = String::new();
        if let Some(raw) = self.source.get(event) {
            raw.decode_key(&mut name, &mut ());
        }
        self.key.push(name);
        let path: Vec<String> = self.table.iter().chain(&self.key).cloned().collect();
        if let Some(places) = self.found.get_mut(path.as_slice()) {
            places.push(event.span().start()..event.span().end());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_found_in_headers_dotted_keys_and_inline_tables_and_nowhere_else() {
        let text = "a.b = 1 # a.b\n[x . \"b\".c]\nb = [{ b = 1 }, [[1]]]\nd = { b.e = { b = 2 }, f = 'b' }\r\n[x.b]\nq = 1\n[[x.b.l]]\n[b]\n";
        let source = SourceText::new("t", text);
        let path = |path: &str| -> Vec<String> { path.split('.').map(str::to_owned).collect() };
        let at = |wanted: &str| -> Vec<(usize, String)> {
            let wanted = path(wanted);
            let found = key_places(&source, [wanted.as_slice()]);
            let places = found[wanted.as_slice()].iter();
            places
                .map(|span| (source.position(span.start).line, source.slice(span).to_owned()))
                .collect()
        };
        let is = |line: usize, text: &str| (line, text.to_owned());
        assert_eq!(at("a.b"), [is(1, "b")]);
        assert_eq!(at("x.b"), [is(2, "\"b\""), is(5, "b"), is(7, "b")]);
        assert_eq!(at("x.b.c.b"), [is(3, "b")]);
        assert_eq!(at("x.b.c.d.b"), [is(4, "b")]);
        assert_eq!(at("x.b.c.d.b.e.b"), [is(4, "b")]);
        assert_eq!(at("x.b.c.d.f"), [is(4, "f")]);
        assert_eq!(at("b"), [is(8, "b")]);
        assert_eq!(at("x.b.q"), [is(6, "q")]);
    }
}
