//! Sources that are written like a file.

/// Endings of files that hold data, as people name them.
const ENDINGS: [&str; 13] = [
    "avro", "bz2", "csv", "gz", "json", "jsonl", "ndjson", "orc", "parquet", "snappy", "tsv", "txt", "zip",
];

/// The folder that was meant where a source names a file or a pattern: the one that the file would lie in, or one named
/// after it at the top of the bucket, which is no folder itself.
pub(super) fn folder_meant(source: &str) -> Option<String> {
    let source = source.trim_end_matches('/');
    let (folder, file) = source.rsplit_once('/').unwrap_or(("", source));
    let (stem, ending) = file.split_once('.').unwrap_or((file, ""));
    let last = ending.rsplit('.').next().unwrap_or_default();
    let is_file = !stem.is_empty() && ENDINGS.contains(&last.to_ascii_lowercase().as_str());
    let named = || format!("{}/", stem.trim_matches(['*', '-', '_']));
    match folder {
        _ if !is_file && !file.contains('*') => None,
        "" => Some(named()).filter(|named| named != "/"),
        folder => Some(format!("{folder}/")),
    }
}

#[cfg(test)]
mod tests {
    use super::folder_meant;

    #[test]
    fn files_and_patterns_are_told_from_folders() {
        for (source, folder) in [
            ("orders.csv/", "orders/"),
            ("Orders.CSV.gz", "Orders/"),
            ("raw/orders.json/", "raw/"),
            ("raw/orders/*.csv/", "raw/orders/"),
            ("raw/orders/*/", "raw/orders/"),
            ("part-*.parquet/", "part/"),
        ] {
            assert_eq!(folder_meant(source).as_deref(), Some(folder), "{source}");
        }
        for source in ["orders/", "v1.2/", "csv/", "raw.csv/orders/", ".csv/", "orders.export/"] {
            assert_eq!(folder_meant(source), None, "{source}");
        }
    }
}
