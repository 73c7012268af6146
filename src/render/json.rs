//! JSON as `pretty-format-json` leaves it: two blanks a level, ASCII, one entry a line, a line end at the end.

use anyhow::Context;
use serde::Serialize;

/// A value as a JSON file.
///
/// # Errors
///
/// Where the value has no JSON form, which is a fault of this program.
pub(super) fn pretty(value: &impl Serialize) -> anyhow::Result<String> {
    let json = serde_json::to_string_pretty(value).context("cannot write JSON")?;
    let mut out = String::with_capacity(json.len() + 1);
    // Beyond ASCII there are only strings' characters, which JSON can spell with digits.
    for character in json.chars() {
        if character.is_ascii() {
            out.push(character);
        } else {
            for unit in character.encode_utf16(&mut [0; 2]) {
                out.push_str(&format!("\\u{unit:04x}"));
            }
        }
    }
    out.push('\n');
    Ok(out)
}
