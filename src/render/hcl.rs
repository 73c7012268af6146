//! Values as HCL literals, so that no string of a spec can become HCL code.
//!
//! HCL's strings are not JSON's: it knows neither `\b` nor `\/` nor surrogate pairs, and `${` and `%{` begin a template.
//! Source: <https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md>.

use std::fmt::Write;

use minijinja::value::{Value, ValueKind};
use minijinja::{Error, ErrorKind};

/// An HCL expression that this program made, which templates write as it is.
pub(super) fn expression(text: impl Into<String>) -> Value {
    Value::from_safe_string(text.into())
}

/// A value as an HCL literal on one line.
///
/// # Errors
///
/// For values that HCL has no literal for, such as an undefined one: a template asked for what it was not given.
pub(super) fn literal(value: &Value) -> Result<String, Error> {
    let mut out = String::new();
    write_literal(value, &mut out)?;
    Ok(out)
}

fn write_literal(value: &Value, out: &mut String) -> Result<(), Error> {
    match value.kind() {
        _ if value.is_safe() => out.push_str(value.as_str().unwrap_or_default()),
        ValueKind::None => out.push_str("null"),
        ValueKind::Bool => out.push_str(if value.is_true() { "true" } else { "false" }),
        ValueKind::Number => out.push_str(&value.to_string()),
        ValueKind::String => out.push_str(&quoted(value.as_str().unwrap_or_default())),
        ValueKind::Seq | ValueKind::Iterable => {
            out.push('[');
            for (position, item) in value.try_iter()?.enumerate() {
                if position > 0 {
                    out.push_str(", ");
                }
                write_literal(&item, out)?;
            }
            out.push(']');
        }
        kind => {
            let message = format!("HCL has no literal for {kind}");
            return Err(Error::new(ErrorKind::InvalidOperation, message));
        }
    }
    Ok(())
}

/// A string as an HCL literal, with its quotes.
pub(super) fn quoted(text: &str) -> String {
    format!("\"{}\"", escaped(text))
}

/// A string as it stands between the quotes of an HCL literal.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(character) = rest.next() {
        match character {
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '$' | '%' if rest.peek() == Some(&'{') => {
                out.push(character);
                out.push(character);
            }
            _ if character.is_control() || is_invisible(character) => {
                // A `String` takes whatever is written to it.
                let _ = write!(out, "\\u{:04x}", u32::from(character));
            }
            _ => out.push(character),
        }
    }
    out
}

/// Characters that a reader cannot see, or that change the order in which others are seen; all below U+10000. The joiners
/// U+200C and U+200D are left alone: scripts and emoji need them.
fn is_invisible(character: char) -> bool {
    matches!(character, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// For templates: a string inside a literal that goes on with something else, such as `"{{ stack | unquoted }}-raw-data"`.
///
/// # Errors
///
/// Where the string ends in `$` or `%`, which could escape or begin what follows.
pub(super) fn unquoted(text: &str) -> Result<Value, Error> {
    if text.ends_with(['$', '%']) {
        let message = format!("`{text}` cannot stand before other text of an HCL string");
        return Err(Error::new(ErrorKind::InvalidOperation, message));
    }
    Ok(expression(escaped(text)))
}

/// Whether a text can be the name of an argument as it is.
pub(super) fn is_identifier(text: &str) -> bool {
    let mut characters = text.chars();
    characters
        .next()
        .is_some_and(|first| first.is_ascii_alphabetic() || first == '_')
        && characters.all(|character| character.is_ascii_alphanumeric() || matches!(character, '_' | '-'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_cannot_leave_their_quotes() {
        for (text, written) in [
            ("plain", r#""plain""#),
            ("${path.module}", r#""$${path.module}""#),
            ("%{ if true }", r#""%%{ if true }""#),
            ("$${x}", r#""$$${x}""#),
            ("a$", r#""a$""#),
            ("\"}\n\t\r\\", r#""\"}\n\t\r\\""#),
            ("\u{0}\u{7f}\u{2028}\u{feff}", r#""\u0000\u007f\u2028\ufeff""#),
            ("größe 😀", "\"größe 😀\""),
        ] {
            assert_eq!(quoted(text), written);
        }
    }

    #[test]
    fn values_are_written_as_terraform_spells_them() {
        for (value, written) in [
            (Value::from(true), "true"),
            (Value::from(()), "null"),
            (Value::from(30), "30"),
            (Value::from(vec!["a", "b\"c"]), r#"["a", "b\"c"]"#),
            (expression("module.bucket.arn"), "module.bucket.arn"),
        ] {
            assert_eq!(literal(&value).unwrap(), written);
        }
        assert!(literal(&Value::UNDEFINED).is_err());
    }

    #[test]
    fn what_could_join_with_the_following_text_is_refused() {
        assert!(unquoted("a$").is_err());
        assert_eq!(unquoted("a-${b").unwrap().as_str(), Some("a-$${b"));
    }

    #[test]
    fn an_argument_has_a_plain_name() {
        assert!(is_identifier("use_lockfile") && is_identifier("_a-1"));
        assert!(!is_identifier("") && !is_identifier("1a") && !is_identifier("a = b"));
    }
}
