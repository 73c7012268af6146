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
    fn lists_read_as_a_person_writes_them() {
        assert_eq!(list(["a"]), "`a`");
        assert_eq!(list(["a", "b", "c"]), "`a`, `b` or `c`");
    }
}
