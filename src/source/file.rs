//! Reading one file named by a person.

use std::fs;
use std::io::Read;
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, bail};

use super::text::{Place, SourceText};

/// The largest file that is read as a spec or a query: 8 MiB, far beyond any page of TOML and Athena's 256 KiB for a
/// query, so that a wrong path does not fill the memory.
const LARGEST: u64 = 8 * 1024 * 1024;

/// What a file held.
#[derive(Debug)]
pub enum Loaded {
    /// Text, without its byte-order mark.
    Text(Arc<SourceText>),
    /// Something else: the place of the first byte that is not UTF-8, and what it probably is.
    NotUtf8(Place, &'static str),
}

/// Reads the file at `path`; findings in it will name it `name`.
///
/// # Errors
///
/// Where the file is missing, a directory, a pipe or device, too large, or cannot be read.
pub fn load(path: &Path, name: &str) -> anyhow::Result<Loaded> {
    let metadata = match fs::metadata(path) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => bail!("there is no file `{name}`"),
        other => other.with_context(|| format!("cannot read `{name}`"))?,
    };
    if metadata.is_dir() {
        bail!("cannot read `{name}`: it is a directory; name the spec in it");
    }
    if !metadata.is_file() {
        bail!("cannot read `{name}`: it is neither a file nor a link to one");
    }
    // One read for the text and one for its end, however many specs a call has.
    let size = usize::try_from(metadata.len().min(LARGEST)).unwrap_or_default();
    let mut bytes = Vec::with_capacity(size + 1);
    fs::File::open(path)
        .and_then(|file| file.take(LARGEST + 1).read_to_end(&mut bytes))
        .with_context(|| format!("cannot read `{name}`"))?;
    if bytes.len() as u64 > LARGEST {
        bail!("cannot read `{name}`: it is larger than {} MiB", LARGEST / 1024 / 1024);
    }
    Ok(decode(bytes, name))
}

fn decode(mut bytes: Vec<u8>, name: &str) -> Loaded {
    if bytes.starts_with(b"\xef\xbb\xbf") {
        bytes.drain(..3);
    }
    match String::from_utf8(bytes) {
        Ok(text) => Loaded::Text(SourceText::new(name, text)),
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let kind = encoding_of(error.as_bytes());
            // NOTE: what is valid before the byte is the same in the lossy text, so the place is right in both.
            let text = SourceText::new(name, String::from_utf8_lossy(error.as_bytes()).as_ref());
            let width = char::REPLACEMENT_CHARACTER.len_utf8();
            Loaded::NotUtf8(Place::new(&text, at..at + width), kind)
        }
    }
}

fn encoding_of(bytes: &[u8]) -> &'static str {
    match bytes {
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => "UTF-16",
        _ if bytes.contains(&0) => "binary",
        _ => "in another encoding, such as Latin-1",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byte_order_mark_is_dropped() {
        let loaded = decode(b"\xef\xbb\xbfa = 1".to_vec(), "t");
        assert!(matches!(loaded, Loaded::Text(text) if text.text() == "a = 1"));
    }

    #[test]
    fn a_byte_that_is_not_utf8_has_its_place() {
        let Loaded::NotUtf8(place, kind) = decode(b"a = 1\nb = \"\xe9\"\n".to_vec(), "t") else {
            panic!("it is not UTF-8");
        };
        assert_eq!((place.start().line, place.start().column), (2, 6));
        assert!(kind.contains("Latin-1"));
    }
}
