//! "Did you mean".

/// The candidate that `word` was probably meant to be, if one is close enough: at most one mistake in three letters,
/// swapped neighbours counted as one, capitals not counted at all.
pub fn closest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    // A word longer than any key is not compared letter by letter: the distance costs the product of both lengths.
    if word.len() > 100 {
        return None;
    }
    let folded = word.to_lowercase().replace('-', "_");
    candidates
        .into_iter()
        .map(|candidate| {
            let other = candidate.to_lowercase().replace('-', "_");
            (strsim::damerau_levenshtein(&folded, &other), candidate)
        })
        .filter(|(distance, candidate)| *distance <= (folded.len().min(candidate.len()) / 3).max(1))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// The candidate that `word` is plainly a slip of the pen of, if it is one of a single candidate: close enough to be written
/// unasked. Word by word, since `volume_size_mb` and `log_retention_hours` are close to other keys and no slips of them.
pub fn slip_of<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    if word.len() > 100 {
        return None;
    }
    let mut slips = candidates.into_iter().filter(|candidate| is_slip(word, candidate));
    let only = slips.next()?;
    slips.next().is_none().then_some(only)
}

fn is_slip(word: &str, candidate: &str) -> bool {
    let separator = |character: char| matches!(character, '_' | '-');
    let (word, candidate) = (word.to_lowercase(), candidate.to_lowercase());
    if word.replace(separator, "") == candidate.replace(separator, "") {
        return true;
    }
    let (words, others): (Vec<&str>, Vec<&str>) =
        (word.split(separator).collect(), candidate.split(separator).collect());
    let slips: Option<Vec<usize>> = words
        .iter()
        .zip(&others)
        .map(|(word, other)| slips(word, other))
        .collect();
    words.len() == others.len() && slips.is_some_and(|slips| slips.iter().sum::<usize>() <= 2)
}

/// How many slips make `other` of a word; none where it is another word: one slip in three letters and more, two in eight,
/// and in three letters no other letter, for `tsv` is not `csv`.
fn slips(word: &str, other: &str) -> Option<usize> {
    let shorter = word.chars().count().min(other.chars().count());
    match strsim::damerau_levenshtein(word, other) {
        0 => Some(0),
        1 if shorter >= 4 || shorter == 3 && !is_substitution(word, other) => Some(1),
        2 if shorter >= 8 => Some(2),
        _ => None,
    }
}

/// Whether words with one slip between them differ in a letter, rather than lack one or have two swapped.
fn is_substitution(word: &str, other: &str) -> bool {
    let sorted = |word: &str| {
        let mut letters: Vec<char> = word.chars().collect();
        letters.sort_unstable();
        letters
    };
    word.chars().count() == other.chars().count() && sorted(word) != sorted(other)
}

/// `a, b or c`, for messages that name what is allowed.
pub fn list<'a>(words: impl IntoIterator<Item = &'a str>) -> String {
    let words: Vec<String> = words.into_iter().map(|word| format!("`{word}`")).collect();
    match words.split_last() {
        None => String::new(),
        Some((only, [])) => only.clone(),
        Some((last, rest)) => format!("{} or {last}", rest.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_recognised_and_strangers_are_not() {
        let keys = ["source", "schema", "query", "query_file"];
        assert_eq!(closest("sorce", keys), Some("source"));
        assert_eq!(closest("QueryFile", keys), Some("query_file"));
        assert_eq!(closest("query-file", keys), Some("query_file"));
        assert_eq!(closest("bananas", keys), None);
    }

    #[test]
    fn only_a_plain_slip_is_written_unasked() {
        let keys = [
            "source",
            "query",
            "query_file",
            "sample_data",
            "sample_date",
            "volume_size_gb",
            "log_retention_days",
            "idle_stop_minutes",
            "interactions",
            "tags",
        ];
        for (word, meant) in [
            ("sorce", "source"),
            ("SOURCE", "source"),
            ("queryFile", "query_file"),
            ("query-flie", "query_file"),
            ("interctons", "interactions"),
            ("tag", "tags"),
            ("sample_daat", "sample_data"),
        ] {
            assert_eq!(slip_of(word, keys), Some(meant), "{word}");
        }
        for word in [
            "volume_size_mb",
            "volumesizemb",
            "log_retention_hours",
            "idle_stop_seconds",
            "sample_dat",
            "sample_path",
            "sources_file",
            "",
        ] {
            assert_eq!(slip_of(word, keys), None, "{word}");
        }
        let formats = ["csv", "json", "parquet"];
        assert_eq!(slip_of("tsv", formats), None);
        assert_eq!(slip_of("jsn", formats), Some("json"));
        assert_eq!(slip_of("cvs", formats), Some("csv"));
    }

    #[test]
    fn lists_read_as_a_person_writes_them() {
        assert_eq!(list(["a"]), "`a`");
        assert_eq!(list(["a", "b", "c"]), "`a`, `b` or `c`");
    }
}
