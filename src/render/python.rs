//! Values as Python literals, for the notebook.

use std::fmt::Write;

use minijinja::value::{Value, ValueKind};
use minijinja::{Error, ErrorKind};

/// A string or a list of strings as a Python literal, in ASCII.
///
/// # Errors
///
/// For other kinds of values, which the notebook has none of.
pub(super) fn literal(value: &Value) -> Result<String, Error> {
    match value.kind() {
        ValueKind::String => Ok(quoted(value.as_str().unwrap_or_default())),
        ValueKind::Seq => {
            let items: Result<Vec<String>, Error> = value.try_iter()?.map(|item| literal(&item)).collect();
            Ok(format!("[{}]", items?.join(", ")))
        }
        kind => Err(Error::new(
            ErrorKind::InvalidOperation,
            format!("the notebook takes no {kind}"),
        )),
    }
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
}
