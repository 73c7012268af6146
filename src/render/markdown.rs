//! Values in Markdown: a string of the spec is always shown as code, where neither Markdown nor HTML means anything.

use minijinja::value::{Value, ValueKind};
use minijinja::{Error, ErrorKind};

use crate::diagnostic::visible;

/// Words of this program, which templates write as they are.
pub(super) fn words(text: impl Into<String>) -> Value {
    Value::from_safe_string(text.into())
}

/// A value in running text or in a table: a string as a code span, a number as it is, what this program made as it is.
///
/// # Errors
///
/// For kinds of values that a README has no use for.
pub(super) fn code(value: &Value) -> Result<String, Error> {
    match value.kind() {
        _ if value.is_safe() => Ok(value.as_str().unwrap_or_default().to_owned()),
        ValueKind::String => Ok(span(value.as_str().unwrap_or_default())),
        ValueKind::Number => Ok(value.to_string()),
        kind => Err(Error::new(
            ErrorKind::InvalidOperation,
            format!("a README takes no {kind}"),
        )),
    }
}

/// A code span whose fence is longer than any row of backticks in it. Line ends and hidden characters are named, and a bar
/// would end the cell of a table.
fn span(text: &str) -> String {
    let text = visible(text).replace('|', "\\|");
    let longest = text
        .split(|character| character != '`')
        .map(str::len)
        .max()
        .unwrap_or_default();
    let fence = "`".repeat(longest + 1);
    let blank = if text.starts_with('`') || text.ends_with('`') || text.is_empty() {
        " "
    } else {
        ""
    };
    format!("{fence}{blank}{text}{blank}{fence}")
}

/// For templates: a word of a shell command in a code block.
///
/// # Errors
///
/// Where the word would need quoting; the words that are written are names and Regions, which do not.
pub(super) fn shell_word(text: &str) -> Result<Value, Error> {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'/');
    if text.is_empty() || text.starts_with('-') || !text.bytes().all(plain) {
        let message = format!("`{}` cannot stand in a shell command", visible(text));
        return Err(Error::new(ErrorKind::InvalidOperation, message));
    }
    Ok(words(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_string_is_code_whatever_is_in_it() {
        for (text, written) in [
            ("plain", "`plain`"),
            ("a`b``c", "```a`b``c```"),
            ("`a", "`` `a ``"),
            ("<script>|*x*", "`<script>\\|*x*`"),
        ] {
            assert_eq!(span(text), written);
        }
        assert!(!span("a\n# b").contains('\n'));
    }

    #[test]
    fn commands_take_plain_words_only() {
        assert!(shell_word("eu-central-1").is_ok());
        for word in ["", "-x", "a b", "$(x)", "a'b", "a\nb"] {
            assert!(shell_word(word).is_err(), "{word:?}");
        }
    }
}
