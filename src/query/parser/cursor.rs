//! Where the parser stands, and what it may ask there.

use std::borrow::Cow;

use crate::query::ast::Name;
use crate::query::problem::{Problem, ProblemKind};
use crate::query::token::{At, Kind, Token};

use super::explain;
use super::quotes::{decoded, unquote};

/// Why a text is no query.
#[derive(Debug)]
pub(in crate::query) enum Failure {
    /// It is wrong.
    Wrong(Box<Problem>),
    /// It is nested deeper than the parser was allowed to go; the place is where that was noticed.
    TooDeep(At),
}

/// What a part of the parser gives.
pub(in crate::query) type Parsed<T> = Result<T, Failure>;

/// The parser's place in the tokens of one text.
pub(super) struct Cursor<'a> {
    text: &'a str,
    tokens: &'a [Token],
    /// For each opening bracket the position of the token that closes it.
    closing: Vec<u32>,
    at: usize,
    depth: usize,
    deepest: usize,
    late: Vec<Problem>,
}

const END: Token = Token {
    kind: Kind::End,
    at: At { start: 0, end: 0 },
};

impl<'a> Cursor<'a> {
    /// At the first token. `deepest` limits how many constructs may nest.
    pub fn new(text: &'a str, tokens: &'a [Token], deepest: usize) -> Self {
        Self {
            text,
            tokens,
            closing: closing(text, tokens),
            at: 0,
            depth: 0,
            deepest,
            late: Vec::new(),
        }
    }

    /// Notes a mistake that the grammar lets pass: it is told if nothing else stops the parser.
    pub fn late(&mut self, problem: Problem) {
        self.late.push(problem);
    }

    /// What [`Self::late`] noted.
    pub fn take_late(&mut self) -> Vec<Problem> {
        std::mem::take(&mut self.late)
    }

    /// The token `ahead` of this one.
    pub fn peek(&self, ahead: usize) -> Token {
        let last = self.tokens.last().copied().unwrap_or(END);
        self.tokens.get(self.at + ahead).copied().unwrap_or(last)
    }

    /// The token before this one.
    pub fn previous(&self) -> Option<Token> {
        self.before(1)
    }

    /// The token so many places back.
    pub fn before(&self, back: usize) -> Option<Token> {
        self.at.checked_sub(back).and_then(|at| self.tokens.get(at)).copied()
    }

    /// What this token is.
    pub fn kind(&self) -> Kind {
        self.peek(0).kind
    }

    /// Where this token stands.
    pub fn place(&self) -> At {
        self.peek(0).at
    }

    /// All of the text but the blanks around it, comments included.
    pub fn whole(&self) -> At {
        let start = self.text.len() - self.text.trim_start().len();
        let end = self.text.trim_end().len().max(start);
        At { start, end }
    }

    /// The text of all that.
    pub fn whole_text(&self) -> &'a str {
        self.text.trim()
    }

    /// The text of a token.
    pub fn text(&self, token: Token) -> &'a str {
        self.text.get(token.at.start..token.at.end).unwrap_or("")
    }

    /// From `start` to the end of the token before this one.
    pub fn since(&self, start: At) -> At {
        start.to(self.previous().map_or(start, |token| token.at))
    }

    /// Goes on to the next token.
    pub fn advance(&mut self) -> Token {
        let token = self.peek(0);
        if token.kind != Kind::End {
            self.at += 1;
        }
        token
    }

    /// Whether what stands at `at` begins with a bracket.
    pub fn begins_with_bracket(&self, at: At) -> bool {
        self.text.as_bytes().get(at.start) == Some(&b'(')
    }

    /// Whether a lambda with its parameters in brackets begins here.
    pub fn lambda_follows(&self) -> bool {
        self.closing_of(self.at)
            .is_some_and(|closing| self.mark_at(closing + 1 - self.at, "->"))
    }

    /// Whether the token `ahead` is this bare word, reserved or not.
    pub fn word_at(&self, ahead: usize, word: &str) -> bool {
        let token = self.peek(ahead);
        matches!(token.kind, Kind::Word | Kind::Reserved) && self.text(token).eq_ignore_ascii_case(word)
    }

    /// Whether this token is this bare word.
    pub fn word(&self, word: &str) -> bool {
        self.word_at(0, word)
    }

    /// Whether this token is one of these bare words; which.
    pub fn one_of(&self, words: &[&'static str]) -> Option<&'static str> {
        words.iter().copied().find(|word| self.word(word))
    }

    /// Whether these bare words follow.
    pub fn words(&self, words: &[&str]) -> bool {
        words.iter().enumerate().all(|(ahead, word)| self.word_at(ahead, word))
    }

    /// Takes this bare word, if it is here.
    pub fn take_word(&mut self, word: &str) -> bool {
        let here = self.word(word);
        if here {
            self.at += 1;
        }
        here
    }

    /// Takes these bare words, if they are here.
    pub fn take_words(&mut self, words: &[&str]) -> bool {
        let here = self.words(words);
        if here {
            self.at += words.len();
        }
        here
    }

    /// Takes this bare word, which has to be here.
    pub fn need_word(&mut self, word: &'static str) -> Parsed<At> {
        if self.word(word) {
            Ok(self.advance().at)
        } else {
            self.fail(word)
        }
    }

    /// Whether the token `ahead` is this mark.
    pub fn mark_at(&self, ahead: usize, mark: &str) -> bool {
        let token = self.peek(ahead);
        token.kind == Kind::Mark && self.text(token) == mark
    }

    /// Whether this token is this mark.
    pub fn mark(&self, mark: &str) -> bool {
        self.mark_at(0, mark)
    }

    /// Takes this mark, if it is here.
    pub fn take(&mut self, mark: &str) -> bool {
        let here = self.mark(mark);
        if here {
            self.at += 1;
        }
        here
    }

    /// Takes this mark, which has to be here.
    pub fn need(&mut self, mark: &'static str) -> Parsed<At> {
        if self.mark(mark) {
            Ok(self.advance().at)
        } else {
            self.fail(mark)
        }
    }

    /// Whether the token `ahead` can be a name.
    pub fn name_at(&self, ahead: usize) -> bool {
        matches!(
            self.peek(ahead).kind,
            Kind::Word | Kind::Quoted | Kind::Backquoted | Kind::DigitWord
        )
    }

    /// Takes a name.
    pub fn name(&mut self) -> Parsed<Name<'a>> {
        let token = self.peek(0);
        let written = self.text(token);
        let text = match token.kind {
            Kind::Word => Cow::Borrowed(written),
            Kind::Quoted if written.len() > 2 => unquote(written),
            // Refused, but the rest is read on: all of them are told at once.
            Kind::Backquoted | Kind::DigitWord => {
                self.late(explain::unexpected(self, "a name"));
                Cow::Borrowed(written.trim_matches('`'))
            }
            Kind::Quoted => {
                return self.wrong(
                    Problem::new(
                        ProblemKind::Syntax,
                        token.at,
                        "A name in double quotes cannot be empty.",
                    )
                    .help("for an empty text, write ''"),
                );
            }
            _ => return self.fail("a name"),
        };
        self.at += 1;
        Ok(Name {
            text,
            quoted: token.kind == Kind::Quoted,
            refused: token.kind == Kind::DigitWord,
            at: token.at,
        })
    }

    /// Takes a name of several parts, `a.b.c`.
    pub fn qualified_name(&mut self) -> Parsed<Vec<Name<'a>>> {
        let mut parts = vec![self.name()?];
        while self.mark(".") {
            self.advance();
            parts.push(self.name()?);
        }
        Ok(parts)
    }

    /// Names in brackets.
    pub fn names(&mut self) -> Parsed<Vec<Name<'a>>> {
        self.need("(")?;
        let names = self.list(Self::name)?;
        self.need(")")?;
        Ok(names)
    }

    /// One or more, with commas between.
    pub fn list<T>(&mut self, one: impl Fn(&mut Self) -> Parsed<T>) -> Parsed<Vec<T>> {
        let mut all = vec![one(self)?];
        while self.take(",") {
            all.push(one(self)?);
        }
        Ok(all)
    }

    /// Whether this token is a text.
    pub fn is_text(&self) -> bool {
        matches!(self.kind(), Kind::Text | Kind::UnicodeText)
    }

    /// Takes a text, with its escapes for a Unicode one.
    pub fn string(&mut self) -> Parsed<Cow<'a, str>> {
        let token = self.peek(0);
        let written = self.text(token);
        match token.kind {
            Kind::Text => {
                self.at += 1;
                Ok(unquote(written))
            }
            Kind::UnicodeText => {
                self.at += 1;
                let escape = if self.take_word("UESCAPE") {
                    self.string()?.chars().next().unwrap_or('\\')
                } else {
                    '\\'
                };
                Ok(Cow::Owned(decoded(&unquote(written.get(2..).unwrap_or("")), escape)))
            }
            _ => self.fail("a text in single quotes"),
        }
    }

    /// Parses one construct deeper.
    pub fn deeper<T>(&mut self, parse: impl FnOnce(&mut Self) -> Parsed<T>) -> Parsed<T> {
        if self.depth >= self.deepest {
            return Err(Failure::TooDeep(self.place()));
        }
        self.depth += 1;
        let parsed = parse(self);
        self.depth -= 1;
        parsed
    }

    /// Skips from an opening bracket to behind the one that closes it.
    pub fn skip_brackets(&mut self) -> Parsed<()> {
        match self.closing_of(self.at) {
            Some(closing) if self.mark("(") => {
                self.at = closing + 1;
                Ok(())
            }
            _ if self.mark("(") => {
                self.at = self.tokens.len().saturating_sub(1);
                self.fail(")")
            }
            _ => self.fail("("),
        }
    }

    fn closing_of(&self, position: usize) -> Option<usize> {
        let closing = *self.closing.get(position)?;
        (closing != 0).then_some(closing as usize)
    }

    /// Whether a query begins at the token `ahead`, brackets around it looked through: `((SELECT 1) UNION …)` is a query,
    /// `((SELECT 1) + 1)` is not.
    pub fn query_at(&self, ahead: usize) -> bool {
        let mut ahead = ahead;
        // More brackets than may nest need no look: they are refused.
        let furthest = ahead + self.deepest + 1;
        while ahead <= furthest {
            if ["SELECT", "WITH", "VALUES"]
                .iter()
                .any(|word| self.word_at(ahead, word))
            {
                return true;
            }
            if self.word_at(ahead, "TABLE") {
                return !self.mark_at(ahead + 1, "(");
            }
            if !self.mark_at(ahead, "(") {
                return false;
            }
            let Some(closing) = self.closing_of(self.at + ahead) else {
                ahead += 1;
                continue;
            };
            let next = closing + 1 - self.at;
            let goes_on = ["UNION", "EXCEPT", "INTERSECT", "ORDER"]
                .iter()
                .any(|word| self.word_at(next, word))
                || (["LIMIT", "OFFSET", "FETCH"].iter().any(|word| self.word_at(next, word))
                    && !self.mark_at(next + 1, ")")
                    && !self.mark_at(next + 1, ","));
            if !goes_on && !self.mark_at(next, ")") {
                return false;
            }
            ahead += 1;
        }
        false
    }

    /// Fails at this token: `expected` cannot be found here.
    pub fn fail<T>(&self, expected: &'static str) -> Parsed<T> {
        self.wrong(explain::unexpected(self, expected))
    }

    /// Fails with a problem of one's own.
    pub fn wrong<T>(&self, problem: Problem) -> Parsed<T> {
        Err(Failure::Wrong(Box::new(problem)))
    }
}

/// For each `(` the position of its `)`, 0 for all other tokens.
fn closing(text: &str, tokens: &[Token]) -> Vec<u32> {
    let mut closing = vec![0; tokens.len()];
    let mut open = Vec::new();
    for (position, token) in tokens.iter().enumerate() {
        if token.kind != Kind::Mark {
            continue;
        }
        match text.as_bytes().get(token.at.start) {
            Some(b'(') => open.push(position),
            Some(b')') => {
                if let (Some(slot), Ok(position)) = (
                    open.pop().and_then(|open| closing.get_mut(open)),
                    u32::try_from(position),
                ) {
                    *slot = position;
                }
            }
            _ => {}
        }
    }
    closing
}
