//! Values as Python literals, for the notebook.

use std::fmt::Write;

use minijinja::value::{Value, ValueKind};
use minijinja::{Error, ErrorKind};

/// A value as a Python literal, in ASCII; what this program made stands as it is.
///
/// # Errors
///
/// For kinds of values that the notebook has none of.
pub(super) fn literal(value: &Value) -> Result<String, Error> {
    match value.kind() {
        _ if value.is_safe() => Ok(value.as_str().unwrap_or_default().to_owned()),
        ValueKind::String => Ok(quoted(value.as_str().unwrap_or_default())),
        ValueKind::Number => Ok(number(&value.to_string())),
        ValueKind::Seq => {
            let items: Result<Vec<String>, Error> = value.try_iter()?.map(|item| literal(&item)).collect();
            Ok(format!("[{}]", items?.join(", ")))
        }
        kind => Err(refused(format!("the notebook takes no {kind}"))),
    }
}

/// For templates: words of this program inside of a literal or a comment, as they are.
///
/// # Errors
///
/// Where they hold anything that could end a literal or a line, or stand for something else in either.
pub(super) fn words(text: &str) -> Result<Value, Error> {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b" ,:_-".contains(&byte);
    if text.bytes().all(plain) {
        Ok(Value::from_safe_string(text.to_owned()))
    } else {
        Err(refused(format!("{text:?} cannot stand bare in the notebook")))
    }
}

fn refused(message: String) -> Error {
    Error::new(ErrorKind::InvalidOperation, message)
}

/// A number, with `_` between its thousands from five digits on.
fn number(digits: &str) -> String {
    if digits.len() < 5 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return digits.to_owned();
    }
    let mut out = String::new();
    for (position, digit) in digits.chars().enumerate() {
        if position > 0 && (digits.len() - position).is_multiple_of(3) {
            out.push('_');
        }
        out.push(digit);
    }
    out
}

fn quoted(text: &str) -> String {
    let mut out = String::from('"');
    for character in text.chars() {
        // A `String` takes whatever is written to it.
        let _ = match character {
            '"' | '\\' => write!(out, "\\{character}"),
            ' '..='~' => write!(out, "{character}"),
            _ => write!(out, "\\U{:08x}", u32::from(character)),
        };
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_cannot_leave_their_quotes() {
        let value = Value::from(vec!["a\"\\\n", "\u{fc}\u{1f600}"]);
        assert_eq!(
            literal(&value).unwrap(),
            r#"["a\"\\\U0000000a", "\U000000fc\U0001f600"]"#
        );
    }

    #[test]
    fn numbers_are_pythons() {
        for (value, written) in [
            (Value::from(256), "256"),
            (Value::from(1000), "1000"),
            (Value::from(100_000_000_000_u64), "100_000_000_000"),
            (Value::from(0.01), "0.01"),
        ] {
            assert_eq!(literal(&value).unwrap(), written);
        }
    }

    #[test]
    fn bare_words_are_plain() {
        assert!(words("Items: what is recommended").is_ok());
        for text in ["a\"b", "a\nb", "a\\b", "{a}", "#"] {
            assert!(words(text).is_err(), "{text:?}");
        }
    }
}
