//! What would mend a value that the schema refuses, where that is unmistakable.

use crate::diagnostic::{Change, Fix, Literal, slip_of};
use crate::source::{Node, Place, Value};

/// A value of the wrong type in the type that is wanted: a number or boolean without its quotes, or something with quotes
/// that lacks them and says the same in them.
pub(super) fn of_type(place: &Place, node: &Node, wanted: &[&str], takes_strings: bool) -> Option<Fix> {
    let written = place.snippet();
    let wants = |kind| wanted.contains(&kind);
    // `1_000`, `0x1f` and a time of day can be written in several ways.
    let plain = |character: char| character.is_ascii_digit() || matches!(character, '.' | '-');
    let to = match &node.value {
        Value::String(text)
            if wants("an integer") && text.parse::<i64>().is_ok()
                || wants("a boolean") && text.parse::<bool>().is_ok() =>
        {
            Literal::Plain(text.clone())
        }
        Value::Boolean(_) if takes_strings => Literal::String(written.to_owned()),
        Value::Integer(_) | Value::Float(_) | Value::Datetime(_) if takes_strings && written.chars().all(plain) => {
            Literal::String(written.to_owned())
        }
        _ => return None,
    };
    let place = place.clone();
    Some(Fix::new(Change::Value { place, to }))
}

/// The region that another spelling of it stands for: `eu_central_1`, `EU-Central-1`.
pub(super) fn region(value: &str) -> Option<String> {
    let region = value.trim().to_ascii_lowercase().replace(['_', ' '], "-");
    let mut parts = region.rsplit('-');
    let number = parts
        .next()
        .is_some_and(|last| last.len() == 1 && last.bytes().all(|digit| digit.is_ascii_digit()));
    let words = parts.clone().count() >= 2
        && parts.all(|part| part.len() > 1 && part.bytes().all(|byte| byte.is_ascii_lowercase()));
    (number && words && region != value).then_some(region)
}

/// The one of several values that a string is a slip of.
pub(super) fn of_options<'a>(place: &Place, value: &str, options: impl IntoIterator<Item = &'a str>) -> Option<Fix> {
    slip_of(value, options).map(|slip| Fix::string(place, slip))
}
