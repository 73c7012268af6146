use crate::diagnostic::{Sink, visible};
use crate::facts::{OBJECT_KEY_BYTES, OBJECT_KEY_SAFE};
use crate::lint::Check;
use crate::lint::file_source::folder_meant;
use crate::lint::rule::declare_rule;
use crate::stage::Dataset;

declare_rule! {
    /// ## What it does
    /// Flags a source with characters that S3 does not call safe in keys (it does letters, digits and `! - _ . ' ( )`), with the
    /// wildcard `*`, or of more than 1,000 bytes.
    ///
    /// ## Why is this bad
    /// S3 stores such keys, but programs that read them encode them each in their own way, blanks, `+` and `%` above all, and then
    /// do not find them. Athena warns against wildcards in a table's location. A long source leaves no room for a
    /// file's name in the 1,024 bytes of a key.
    ///
    /// ## Example
    /// ```toml
    /// [datasets.interactions]
    /// source = "raw data/ratings+reviews/"
    /// ```
    ///
    /// ## Use instead
    /// ```toml
    /// [datasets.interactions]
    /// source = "raw-data/ratings-and-reviews/"
    /// ```
    ///
    /// ## References
    /// - [Naming Amazon S3 objects](https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html)
    /// - [Table location in Athena](https://docs.aws.amazon.com/athena/latest/ug/tables-location-format.html)
    pub static RULE = "source-not-portable", Warning, Check::Dataset(check);
}

/// Bytes of a key that stay free for the name of a file.
const ROOM_FOR_NAME: usize = 24;

fn check(dataset: &Dataset, sink: &mut Sink) {
    let source = dataset.source.as_str();
    if source.len() > OBJECT_KEY_BYTES - ROOM_FOR_NAME {
        let message = format!(
            "this source has {} bytes, and S3 takes {OBJECT_KEY_BYTES} for a whole key, partition and file name included",
            source.len()
        );
        sink.push(
            RULE.finding(&dataset.source.place, message)
                .help("choose a shorter folder"),
        );
    }
    // `=` has a rule of its own, since it means a partition.
    let safe = |character: char| {
        character.is_ascii_alphanumeric() || matches!(character, '/' | '=') || OBJECT_KEY_SAFE.contains(character)
    };
    // A pattern is told by a rule of its own.
    let folders = folder_meant(source).unwrap_or_else(|| source.to_owned());
    let strange = folders.chars().find(|character| !safe(*character) || *character == '*');
    if let Some(strange) = strange {
        let shown = match strange {
            ' ' => "a blank".to_owned(),
            other => format!("`{}`", visible(&other.to_string())),
        };
        let message = format!(
            "`{}` holds {shown}, which not every program finds again in a key of S3",
            visible(source)
        );
        sink.push(
            RULE.finding(&dataset.source.place, message)
                .help("call the folders with letters, digits, `-` and `_`"),
        );
    }
}
