use crate::diagnostic::{Sink, visible};
use crate::lint::Check;
use crate::lint::rule::declare_rule;
use crate::stage::{Format, Stage};

declare_rule! {
    /// ## What it does
    /// Flags files of the sample data whose ending speaks of another format than the dataset's, or of one that Athena does not read.
    ///
    /// ## Why is this bad
    /// A crawler makes a second table of files in another format, and a declared table reads them as what they are not: rows of
    /// garbage rather than an error. Athena decompresses `.gz`, `.bz2`, `.zst` and others, and not `.zip`.
    ///
    /// ## Example
    /// ```toml
    /// # data/ratings/part-0.json, 1 MiB
    /// [datasets.interactions]
    /// format = "csv"
    ///
    /// [stages.dev]
    /// sample_data = "data"
    /// sample_date = "2026-01-31"
    /// ```
    ///
    /// ## Use instead
    /// ```toml
    /// # data/ratings/part-0.csv, 1 MiB
    /// [datasets.interactions]
    /// format = "csv"
    ///
    /// [stages.dev]
    /// sample_data = "data"
    /// sample_date = "2026-01-31"
    /// ```
    ///
    /// ## References
    /// - [Compression support in Athena](https://docs.aws.amazon.com/athena/latest/ug/compression-formats.html)
    /// - [Supported SerDes and data formats](https://docs.aws.amazon.com/athena/latest/ug/supported-serdes.html)
    pub static RULE = "sample-data-format", Warning, Check::Stage(check);
}

fn check(stage: &Stage, sink: &mut Sink) {
    let Some(sample) = &stage.sample_data else {
        return;
    };
    for dataset in &stage.datasets {
        if dataset.refused.contains("format") {
            continue;
        }
        let format = dataset.format.value;
        let name = match format {
            Format::Csv => "CSV",
            Format::Json => "JSON",
            Format::Parquet => "Parquet",
        };
        let files = sample.files.iter().filter(|file| file.source == dataset.source.value);
        let strange: Vec<&str> = files
            .map(|file| file.relative.as_str())
            .filter(|path| is_strange(path, format))
            .collect();
        let Some(first) = strange.first() else {
            continue;
        };
        let others = match strange.len() - 1 {
            0 => "does".to_owned(),
            1 => "and 1 other file do".to_owned(),
            count => format!("and {count} other files do"),
        };
        let message = format!(
            "`{}` is read as {name}, and the sample file `{}` {others} not look like that",
            dataset.kind.key(),
            visible(first)
        );
        sink.push(
            RULE.finding(&sample.folder.place, message)
                .help("write the dataset's `format`, or leave files of other formats out of its folder")
                .related(dataset.format.place.clone(), "the format"),
        );
    }
}

/// Endings by the format that they speak of; the last row is read by none.
const ENDINGS: [(Option<Format>, &[&str]); 4] = [
    (Some(Format::Csv), &["csv", "tsv"]),
    (Some(Format::Json), &["json", "jsonl", "ndjson"]),
    (Some(Format::Parquet), &["parquet"]),
    (
        None,
        &[
            "zip", "7z", "rar", "tar", "tgz", "xls", "xlsx", "orc", "avro", "xml", "pdf", "md", "sql", "py", "ipynb",
        ],
    ),
];

/// Whether a file's ending speaks against a format. An ending that says nothing, or none, does not.
fn is_strange(path: &str, format: Format) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default().to_lowercase();
    let plain = ["gz", "bz2", "zst", "snappy", "lz4"]
        .iter()
        .find_map(|packed| name.strip_suffix(packed)?.strip_suffix('.'))
        .unwrap_or(&name);
    let Some((_, ending)) = plain.rsplit_once('.') else {
        return false;
    };
    ENDINGS
        .iter()
        .any(|(of, endings)| *of != Some(format) && endings.contains(&ending))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings_are_judged_behind_their_compression() {
        assert!(!is_strange("a/part-0.CSV.gz", Format::Csv));
        assert!(!is_strange("part-0000", Format::Parquet));
        assert!(!is_strange("part.snappy.parquet", Format::Parquet));
        assert!(!is_strange("ratings.dat", Format::Csv));
        assert!(is_strange("part-0.csv.gz", Format::Json));
        assert!(is_strange("part-0.zip", Format::Csv));
        assert!(is_strange("README.md", Format::Csv));
    }
}
