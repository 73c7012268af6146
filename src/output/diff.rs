//! A diff that is safe to print: text only, bounded, and without characters that drive a terminal.

use std::fmt::Write;
use std::time::Duration;

use similar::TextDiff;

/// Lines of a diff that are shown; what is beyond is counted.
const LINES: usize = 200;
/// Bytes of a file, on either side, up to which it is compared.
const LARGEST: usize = 1024 * 1024;

/// How two contents of one file differ.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Diff {
    /// A unified diff, from what is on the disk to what would be written; `left_out` lines more are not shown.
    Text {
        /// The lines, each with its line end.
        text: String,
        /// How many lines of the diff are left out.
        left_out: usize,
    },
    /// One of the two is no text.
    Binary,
    /// One of the two is larger than 1 MiB.
    TooLarge,
}

impl Diff {
    pub(super) fn of(path: &str, old: &[u8], new: &[u8]) -> Self {
        if old.len() > LARGEST || new.len() > LARGEST {
            return Self::TooLarge;
        }
        let (Some(old), Some(new)) = (text(old), text(new)) else {
            return Self::Binary;
        };
        // The deadline only makes a diff of two long, quite different files less terse.
        let diff = TextDiff::configure()
            .timeout(Duration::from_secs(2))
            .diff_lines(old, new);
        let whole = diff
            .unified_diff()
            .context_radius(3)
            .header(&format!("{path} (on disk)"), &format!("{path} (rendered)"))
            .to_string();
        let mut shown = String::new();
        let mut lines = whole.split_inclusive('\n');
        for line in lines.by_ref().take(LINES) {
            push_printable(&mut shown, line);
        }
        Self::Text {
            text: shown,
            left_out: lines.count(),
        }
    }
}

fn text(bytes: &[u8]) -> Option<&str> {
    std::str::from_utf8(bytes).ok().filter(|text| !text.contains('\0'))
}

/// A file that somebody edited may hold escape sequences, or characters that turn the direction of the text.
fn push_printable(shown: &mut String, line: &str) {
    for char in line.chars() {
        let turns =
            matches!(char, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}');
        if (char.is_control() && !matches!(char, '\n' | '\t')) || turns {
            let _ = write!(shown, "\\u{{{:x}}}", u32::from(char));
        } else {
            shown.push(char);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn goes_from_the_disk_to_what_would_be_written() {
        let Diff::Text { text, left_out } = Diff::of("main.tf", b"a\nb\n", b"a\nc\n") else {
            panic!("text")
        };
        assert_eq!(
            text,
            "--- main.tf (on disk)\n+++ main.tf (rendered)\n@@ -1,2 +1,2 @@\n a\n-b\n+c\n"
        );
        assert_eq!(left_out, 0);
    }

    #[test]
    fn what_is_no_text_or_too_large_is_not_shown() {
        assert_eq!(Diff::of("x", b"a\0b", b"a"), Diff::Binary);
        assert_eq!(Diff::of("x", b"a", &[0xff]), Diff::Binary);
        assert_eq!(Diff::of("x", b"a", &vec![b'a'; LARGEST + 1]), Diff::TooLarge);
    }

    #[test]
    fn long_diffs_are_cut_and_the_rest_is_counted() {
        let new: String = (0..1000).map(|line| format!("{line}\n")).collect();
        let Diff::Text { text, left_out } = Diff::of("x", b"", new.as_bytes()) else {
            panic!("text")
        };
        assert_eq!(text.lines().count(), LINES);
        assert_eq!(left_out, 1000 + 3 - LINES, "three lines of header");
    }

    #[test]
    fn nothing_in_a_file_drives_the_terminal() {
        let Diff::Text { text, .. } = Diff::of("x", "\u{1b}[2J\u{202e}a\r\n".as_bytes(), b"") else {
            panic!("text")
        };
        assert!(text.contains("-\\u{1b}[2J\\u{202e}a\\u{d}\n"), "{text}");
    }
}
