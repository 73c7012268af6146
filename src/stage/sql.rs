//! A query as it is written to disk: what it says is untouched, and hooks that trim white space find nothing to do.

/// Where in a query a character stands.
#[derive(Clone, Copy, PartialEq)]
enum Within {
    Code,
    LineComment,
    BlockComment,
    /// A literal or a quoted identifier, which ends with this quote. A doubled quote inside closes and opens it again.
    Quotes(char),
}

/// A query with `\n` as line end, one at its end, and no blanks at the ends of its lines. Inside of literals and quoted
/// identifiers everything stays as it is.
pub(super) fn tidy(query: &str) -> String {
    let mut out = String::with_capacity(query.len() + 1);
    let mut within = Within::Code;
    // Up to here the output is inside quotes, or has been tidied.
    let mut kept = 0;
    let mut characters = query.chars().peekable();
    while let Some(character) = characters.next() {
        let next = characters.peek().copied();
        match (within, character) {
            (Within::Quotes(quote), _) => {
                out.push(character);
                kept = out.len();
                if character == quote {
                    within = Within::Code;
                }
                continue;
            }
            // A carriage return ends a line for Athena; before a line feed it is a part of that line end.
            (_, '\r') if next == Some('\n') => continue,
            (_, '\n' | '\r') => {
                trim(&mut out, kept);
                out.push('\n');
                if within == Within::LineComment {
                    within = Within::Code;
                }
                continue;
            }
            (Within::Code, '\'' | '"' | '`') => within = Within::Quotes(character),
            (Within::Code, '-') if next == Some('-') => within = Within::LineComment,
            (Within::Code, '/') if next == Some('*') => {
                // Both signs at once, so that `/*/` does not close what it opens.
                out.push(character);
                characters.next();
                out.push('*');
                within = Within::BlockComment;
                continue;
            }
            (Within::BlockComment, '*') if next == Some('/') => {
                out.push(character);
                characters.next();
                out.push('/');
                within = Within::Code;
                continue;
            }
            _ => {}
        }
        out.push(character);
    }
    // A literal that is never closed is for Athena to refuse, not for us to change.
    if !matches!(within, Within::Quotes(_)) {
        while out.len() > kept && out.ends_with(|character| character == '\n' || is_blank(character)) {
            out.pop();
        }
    }
    let lines_before = out.len() - out.trim_start_matches('\n').len();
    out.drain(..lines_before);
    if !out.ends_with('\n') {
        out.push('\n');
    }
    out
}

/// Takes blanks off the end, down to `kept`.
fn trim(out: &mut String, kept: usize) {
    while out.len() > kept && out.ends_with(is_blank) {
        out.pop();
    }
}

/// What the hooks take for a blank, line ends aside.
fn is_blank(character: char) -> bool {
    matches!(character, ' ' | '\t' | '\u{b}' | '\u{c}')
}

#[cfg(test)]
mod tests {
    use proptest::test_runner::{Config, RngSeed};

    use super::tidy;

    #[test]
    fn hooks_find_nothing_to_do() {
        for (query, tidied) in [
            ("SELECT 1", "SELECT 1\n"),
            ("\n\nSELECT 1  \n\nFROM t\t\n \n\n", "SELECT 1\n\nFROM t\n"),
            ("  SELECT 1,\r\n  2 \rFROM t", "  SELECT 1,\n  2\nFROM t\n"),
            ("-- why  \nSELECT 1 /* a  \n b */  ", "-- why\nSELECT 1 /* a\n b */\n"),
            ("-- it's  \nSELECT 1  \n", "-- it's\nSELECT 1\n"),
            ("/*/ ' */ SELECT '  \n'", "/*/ ' */ SELECT '  \n'\n"),
        ] {
            assert_eq!(tidy(query), tidied, "{query:?}");
            assert_eq!(tidy(tidied), tidied, "{query:?} twice");
        }
    }

    #[test]
    fn what_stands_in_quotes_is_kept() {
        for query in [
            "SELECT 'a  \n  b'",
            "SELECT 'it''s  \n' , \"a  \nb\"",
            "SELECT '-- no comment  \n'",
            "SELECT 'a\r\nb\r'",
            "SELECT '/*  \n*/' AS x -- y",
            "SELECT 'never closed  ",
        ] {
            assert_eq!(tidy(query), format!("{query}\n"));
        }
    }

    proptest::proptest! {
        #![proptest_config(Config { failure_persistence: None, rng_seed: RngSeed::Fixed(3), ..Config::default() })]

        #[test]
        fn nothing_but_blanks_is_touched(query in "[-a'\"`/* \t\r\n;ü]{0,24}") {
            let tidied = tidy(&query);
            proptest::prop_assert_eq!(&tidy(&tidied), &tidied);
            let rest = |text: &str| text.replace([' ', '\t', '\r', '\n'], "");
            proptest::prop_assert_eq!(rest(&tidied), rest(&query));
            proptest::prop_assert!(tidied.ends_with('\n'));
        }
    }
}
