//! Text → tokens. Never fails: what is no token becomes one that the parser refuses where it meets it.
//!
//! ```text
//! word     [A-Za-z_][A-Za-z0-9_]*             a word of digits and letters that begins with a digit is refused later
//! quoted   " ( any | "" )+ "
//! text     ' ( any | '' )* '                  a backslash is an ordinary character
//! unicode  U&'…'        binary X'…'
//! number   12   1.5   .5   5.   1e3   1.5e-3
//! comment  -- to the end of the line          /* … */, which does not nest
//! ```

use super::token::{At, Kind, Token};
use super::words::is_reserved;

/// Marks of two characters, before those of one.
const PAIRS: &[&[u8]] = &[b"<>", b"<=", b">=", b"!=", b"||", b"->", b"=>"];

struct Lexer<'a> {
    bytes: &'a [u8],
    text: &'a str,
    at: usize,
}

/// All tokens of `text`; the last one is [`Kind::End`].
pub fn tokens(text: &str) -> Vec<Token> {
    let mut lexer = Lexer {
        bytes: text.as_bytes(),
        text,
        at: 0,
    };
    let mut tokens = Vec::with_capacity(text.len() / 5 + 1);
    loop {
        let token = lexer.next();
        tokens.push(token);
        if token.kind == Kind::End {
            return tokens;
        }
    }
}

impl Lexer<'_> {
    fn byte(&self, ahead: usize) -> u8 {
        self.bytes.get(self.at + ahead).copied().unwrap_or(0)
    }

    fn next(&mut self) -> Token {
        if let Some(unclosed) = self.skip_blanks() {
            return unclosed;
        }
        let start = self.at;
        let kind = self.kind();
        Token {
            kind,
            at: At { start, end: self.at },
        }
    }

    /// Skips blanks and comments; a block comment that does not end is a token, up to the end.
    fn skip_blanks(&mut self) -> Option<Token> {
        loop {
            match (self.byte(0), self.byte(1)) {
                (b' ' | b'\t' | b'\r' | b'\n', _) => self.at += 1,
                (b'-', b'-') => self.skip_while(|byte| byte != b'\n' && byte != b'\r'),
                (b'/', b'*') => {
                    let start = self.at;
                    match self.text.get(start + 2..).and_then(|rest| rest.find("*/")) {
                        Some(length) => self.at = start + 2 + length + 2,
                        None => {
                            self.at = self.bytes.len();
                            return Some(Token {
                                kind: Kind::Unclosed("comment"),
                                at: At { start, end: start + 2 },
                            });
                        }
                    }
                }
                _ => return None,
            }
        }
    }

    fn kind(&mut self) -> Kind {
        match self.byte(0) {
            0 if self.at >= self.bytes.len() => Kind::End,
            b'\'' => self.quoted(b'\'', Kind::Text, "text"),
            b'"' => self.quoted(b'"', Kind::Quoted, "quoted name"),
            b'`' => self.quoted(b'`', Kind::Backquoted, "quoted name"),
            b'x' | b'X' if self.byte(1) == b'\'' => self.prefixed(1, Kind::Binary),
            b'u' | b'U' if self.byte(1) == b'&' && self.byte(2) == b'\'' => self.prefixed(2, Kind::UnicodeText),
            byte if byte.is_ascii_digit() => self.number(),
            b'.' if self.byte(1).is_ascii_digit() => self.number(),
            byte if byte.is_ascii_alphabetic() || byte == b'_' => self.word(),
            _ => self.mark(),
        }
    }

    fn skip_while(&mut self, accepts: impl Fn(u8) -> bool) {
        while self.at < self.bytes.len() && accepts(self.byte(0)) {
            self.at += 1;
        }
    }

    /// Up to the closing quote, doubled ones inside. What does not close is the opening quote alone, as for the engine.
    fn quoted(&mut self, quote: u8, kind: Kind, what: &'static str) -> Kind {
        let start = self.at;
        self.at += 1;
        loop {
            self.skip_while(|byte| byte != quote);
            if self.at >= self.bytes.len() {
                self.at = start + 1;
                return Kind::Unclosed(what);
            }
            if self.byte(1) != quote {
                self.at += 1;
                return kind;
            }
            self.at += 2;
        }
    }

    /// A text with a prefix of `length` bytes; where it does not close, the prefix is a word.
    fn prefixed(&mut self, length: usize, kind: Kind) -> Kind {
        let start = self.at;
        self.at += length;
        match self.quoted(b'\'', kind, "text") {
            Kind::Unclosed(_) => {
                self.at = start + 1;
                Kind::Word
            }
            closed => closed,
        }
    }

    fn word(&mut self) -> Kind {
        let start = self.at;
        self.skip_while(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
        match self.text.get(start..self.at) {
            Some(word) if is_reserved(word) => Kind::Reserved,
            _ => Kind::Word,
        }
    }

    fn number(&mut self) -> Kind {
        let start = self.at;
        self.skip_while(|byte| byte.is_ascii_digit());
        let digits_end = self.at;
        let mut kind = Kind::Integer;
        if self.byte(0) == b'.' {
            self.at += 1;
            self.skip_while(|byte| byte.is_ascii_digit());
            kind = Kind::Decimal;
        }
        if matches!(self.byte(0), b'e' | b'E') {
            let sign = usize::from(matches!(self.byte(1), b'+' | b'-'));
            if self.byte(1 + sign).is_ascii_digit() {
                self.at += 1 + sign;
                self.skip_while(|byte| byte.is_ascii_digit());
                kind = Kind::Double;
            }
        }
        // The longest token wins: `1e3x` is a word that begins with a digit, `1.5x` a number and a name.
        let end = self.at;
        self.at = digits_end;
        if digits_end > start {
            self.skip_while(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
        }
        if self.at > end {
            return Kind::DigitWord;
        }
        self.at = end;
        kind
    }

    fn mark(&mut self) -> Kind {
        let rest = self.bytes.get(self.at..).unwrap_or(&[]);
        if PAIRS.iter().any(|pair| rest.starts_with(pair)) {
            self.at += 2;
            return Kind::Mark;
        }
        let known = b"()[],.;+-*/%=<>?:{}|^$".contains(&self.byte(0));
        self.at += 1;
        while !self.text.is_char_boundary(self.at) {
            self.at += 1;
        }
        if known { Kind::Mark } else { Kind::Stray }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<(Kind, &str)> {
        tokens(text)
            .iter()
            .map(|token| (token.kind, &text[token.at.start..token.at.end]))
            .collect()
    }

    #[test]
    fn numbers_are_what_the_engine_takes_them_for() {
        use Kind::*;
        for (text, kinds) in [
            ("1", vec![Integer]),
            ("1.5", vec![Decimal]),
            (".5", vec![Decimal]),
            ("5.", vec![Decimal]),
            ("1e3", vec![Double]),
            ("1.e-3", vec![Double]),
            ("7d", vec![DigitWord]),
            ("1e3x", vec![DigitWord]),
            ("1_000", vec![DigitWord]),
            ("1.5x", vec![Decimal, Word]),
            ("a.1", vec![Word, Decimal]),
        ] {
            let found: Vec<Kind> = tokens(text).iter().map(|token| token.kind).collect();
            assert_eq!(found[..found.len() - 1], kinds, "{text}");
        }
    }

    #[test]
    fn quotes_close_where_they_close() {
        assert_eq!(shown(r"'C:\'")[0], (Kind::Text, r"'C:\'"));
        assert_eq!(shown("'it''s' x")[0], (Kind::Text, "'it''s'"));
        assert_eq!(shown("\"a\"\"b\"")[0], (Kind::Quoted, "\"a\"\"b\""));
        assert_eq!(
            shown("U&'\\00e9' X'00' x")[..3].iter().map(|t| t.0).collect::<Vec<_>>(),
            [Kind::UnicodeText, Kind::Binary, Kind::Word]
        );
        assert_eq!(shown("a 'b")[1], (Kind::Unclosed("text"), "'"));
    }

    #[test]
    fn comments_do_not_nest_and_have_to_close() {
        assert_eq!(shown("a /* /* ; */ b -- ;\nc").len(), 4);
        assert_eq!(shown("a /* b")[1], (Kind::Unclosed("comment"), "/*"));
        assert_eq!(shown("ä#")[0].0, Kind::Stray);
    }
}
