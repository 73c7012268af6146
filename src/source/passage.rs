//! A text that stands in a file in another form: a string of TOML with its escapes, or a file with Windows line ends.

use std::sync::Arc;

use super::text::{Place, SourceText, Span};

/// A text and where each of its bytes stands in the file that it came from.
#[derive(Debug, Clone)]
pub struct Passage {
    text: String,
    source: Arc<SourceText>,
    /// For each byte of the text, and for its end, the byte of the file where what gives it begins. Empty where both are
    /// the same.
    offsets: Vec<usize>,
    /// What stands around it in the file.
    quotes: &'static str,
}

impl Passage {
    /// A whole file, with `\n` as line end.
    pub fn file(source: &Arc<SourceText>) -> Self {
        let raw = source.text();
        if !raw.contains('\r') {
            return Self {
                text: raw.to_owned(),
                source: Arc::clone(source),
                offsets: Vec::new(),
                quotes: "",
            };
        }
        let mut decoder = Decoder::new(raw, 0..raw.len(), 0);
        decoder.literal();
        decoder.finish(source, "")
    }

    /// The string whose literal, quotes included, stands at `span`. A literal that is none gives an empty passage.
    pub fn string(source: &Arc<SourceText>, span: &Span) -> Self {
        let raw = source.slice(span);
        let quotes = ["\"\"\"", "'''", "\""]
            .into_iter()
            .find(|quotes| raw.starts_with(quotes));
        let quotes = quotes.unwrap_or("'");
        let inner = quotes.len()..raw.len().saturating_sub(quotes.len()).max(quotes.len());
        let mut decoder = Decoder::new(raw, inner, span.start);
        if quotes.len() == 3 {
            decoder.skip_first_line_end();
        }
        match quotes.starts_with('"') {
            true => decoder.basic(),
            false => decoder.literal(),
        }
        decoder.finish(source, quotes)
    }

    /// How `text` is written between the quotes where this stands, for people to copy.
    pub fn written(&self, text: &str) -> String {
        match self.quotes {
            "\"" => text.replace('\\', r"\\").replace('"', "\\\""),
            "\"\"\"" => text.replace('\\', r"\\"),
            _ => text.to_owned(),
        }
    }

    /// The text, as TOML and a reader of lines understand it.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Where a range of the text stands in the file.
    pub fn place(&self, span: Span) -> Place {
        let at = |offset: usize| match self.offsets.is_empty() {
            true => offset,
            false => self.offsets.get(offset).or(self.offsets.last()).copied().unwrap_or(0),
        };
        Place::new(&self.source, at(span.start)..at(span.end))
    }
}

/// Reads a literal and notes where everything in it came from.
struct Decoder<'a> {
    raw: &'a str,
    at: usize,
    end: usize,
    base: usize,
    text: String,
    offsets: Vec<usize>,
}

impl<'a> Decoder<'a> {
    fn new(raw: &'a str, inner: Span, base: usize) -> Self {
        Self {
            raw,
            at: inner.start,
            end: inner.end,
            base,
            text: String::with_capacity(inner.len()),
            offsets: Vec::with_capacity(inner.len() + 1),
        }
    }

    fn rest(&self) -> &'a str {
        self.raw.get(self.at..self.end).unwrap_or("")
    }

    fn skip_first_line_end(&mut self) {
        let rest = self.rest();
        self.at += rest.len()
            - rest
                .strip_prefix("\r\n")
                .or(rest.strip_prefix('\n'))
                .unwrap_or(rest)
                .len();
    }

    /// One character of the text, made of `length` bytes of the file.
    fn push(&mut self, character: char, length: usize) {
        for _ in 0..character.len_utf8() {
            self.offsets.push(self.base + self.at);
        }
        self.text.push(character);
        self.at += length;
    }

    fn literal(&mut self) {
        while let Some(character) = self.rest().chars().next() {
            self.plain(character);
        }
    }

    fn plain(&mut self, character: char) {
        match character {
            '\r' if self.rest().starts_with("\r\n") => self.push('\n', 2),
            other => self.push(other, other.len_utf8()),
        }
    }

    fn basic(&mut self) {
        while let Some(character) = self.rest().chars().next() {
            match character {
                '\\' => self.escape(),
                other => self.plain(other),
            }
        }
    }

    fn escape(&mut self) {
        let escaped = self.rest().chars().nth(1);
        let (character, length) = match escaped {
            Some('b') => ('\u{8}', 2),
            Some('t') => ('\t', 2),
            Some('n') => ('\n', 2),
            Some('f') => ('\u{c}', 2),
            Some('r') => ('\r', 2),
            Some('e') => ('\u{1b}', 2),
            Some('x') => (self.hex(2), 4),
            Some('u') => (self.hex(4), 6),
            Some('U') => (self.hex(8), 10),
            Some(blank) if blank.is_whitespace() => {
                // A backslash at the end of a line joins it with the next text, whatever blanks are between.
                let rest = self.rest().get(1..).unwrap_or("");
                self.at += 1 + rest.len() - rest.trim_start().len();
                return;
            }
            Some(other) => (other, 1 + other.len_utf8()),
            None => ('\\', 1),
        };
        self.push(character, length);
    }

    fn hex(&self, digits: usize) -> char {
        let text = self.rest().get(2..2 + digits).unwrap_or("");
        let code = u32::from_str_radix(text, 16).unwrap_or(0);
        char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER)
    }

    fn finish(mut self, source: &Arc<SourceText>, quotes: &'static str) -> Passage {
        self.offsets.push(self.base + self.end);
        Passage {
            text: self.text,
            source: Arc::clone(source),
            offsets: self.offsets,
            quotes,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tree::{Tree, Value};
    use super::*;

    fn passage(toml: &str) -> (Passage, String) {
        let source = SourceText::new("t", toml);
        let (tree, errors) = Tree::parse(&source);
        assert!(errors.is_empty(), "{errors:?}");
        let entry = tree.entry(&["q"]).unwrap();
        let Value::String(value) = &entry.node.value else {
            panic!("a string");
        };
        (Passage::string(&source, &entry.node.span), value.replace("\r\n", "\n"))
    }

    #[test]
    fn what_is_written_into_a_passage_means_the_same_there() {
        let sql = r#"regexp_replace(plot, '["\\\s]+', ' ')"#;
        for (before, after) in [("\"", "\""), ("\"\"\"\n", "\"\"\""), ("'''\n", "'''")] {
            let written = passage(&format!("q = {before}SELECT 1{after}")).0.written(sql);
            assert_eq!(passage(&format!("q = {before}{written}{after}")).0.text(), sql);
        }
    }

    #[test]
    fn a_passage_is_the_string_and_knows_where_each_word_stands() {
        for toml in [
            "q = \"SELECT a\"",
            "q = 'SELECT \\n a'",
            "q = \"\"\"\nSELECT \\\"x\\\" \\u00e9 é,\r\n  a \\\n    FROM t\n\"\"\"",
            "q = '''\r\nSELECT é\r\nFROM t'''",
            "q = \"\"\"a \"\" b\"\"\"\"",
            "q = \"\\x41\\e\\U0001F600 z\"",
            "q = \"\"",
        ] {
            let (passage, value) = passage(toml);
            assert_eq!(passage.text(), value, "{toml}");
            for (at, word) in words(passage.text()) {
                let place = passage.place(at..at + word.len());
                assert_eq!(place.snippet(), word, "{toml}");
            }
        }
    }

    /// Words of plain letters, which no escape gives in these texts.
    fn words(text: &str) -> Vec<(usize, &str)> {
        let words = text.split(|character: char| !character.is_ascii_alphanumeric());
        let start = |word: &str| word.as_ptr() as usize - text.as_ptr() as usize;
        words
            .filter(|word| !word.is_empty() && *word != "A")
            .map(|word| (start(word), word))
            .collect()
    }

    #[test]
    fn a_file_with_windows_line_ends_keeps_its_places() {
        let source = SourceText::new("q.sql", "SELECT a\r\nFROM t\r\n");
        let passage = Passage::file(&source);
        assert_eq!(passage.text(), "SELECT a\nFROM t\n");
        let at = passage.text().find("FROM").unwrap();
        assert_eq!(passage.place(at..at + 4).snippet(), "FROM");
        assert_eq!(passage.place(at..at + 4).start().line, 2);
    }
}
