use unicode_normalization::UnicodeNormalization;

use crate::diagnostic::{Sink, hidden_name, visible};
use crate::lint::Check;
use crate::lint::rule::declare_rule;
use crate::spec::Page;

/// Longest key of a tag, in characters.
const LONGEST_KEY: usize = 128;

declare_rule! {
    /// ## What it does
    /// Flags a tag that not every service takes: a key that is empty, longer than 128 characters or begins with `aws:`, and
    /// characters other than letters, digits, blanks and `+ - = . _ : / @` in a key or value.
    ///
    /// ## Why is this bad
    /// Every resource of the stack gets the tag. Some services take more characters than others, so the apply stops in the middle,
    /// with a `ValidationException` or `InvalidTag` of the one that does not.
    ///
    /// ## Example
    /// ```toml
    /// [project.tags]
    /// owner = "Data & Insights"
    /// ```
    ///
    /// ## Use instead
    /// ```toml
    /// [project.tags]
    /// owner = "Data and Insights"
    /// ```
    ///
    /// ## References
    /// - [Tagging AWS resources](https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html)
    /// - [Personalize, `Tag`](https://docs.aws.amazon.com/personalize/latest/dg/API_Tag.html)
    pub static RULE = "invalid-tag", Error, Check::Page(check);
}

fn check(page: &Page, sink: &mut Sink) {
    let Some(project) = &page.spec.project else {
        return;
    };
    for (key, value) in &project.tags {
        let path = ["project", "tags", key];
        if let Some(why) = key_problem(key) {
            let message = format!("`{}` cannot be the key of a tag: {why}", visible(key));
            sink.push(RULE.finding(&page.tree.key_place(&path), message).help(HELP));
        }
        if let Some(strange) = strange(value) {
            let message = format!(
                "`{}` cannot be the value of a tag: it holds `{}`, which not every service takes",
                visible(value),
                visible(&strange.to_string())
            );
            sink.push(RULE.finding(&page.tree.value_place(&path), message).help(HELP));
        }
    }
}

const HELP: &str = "tags take letters, digits, blanks and `+ - = . _ : / @`";

fn key_problem(key: &str) -> Option<String> {
    let length = key.chars().count();
    if length == 0 {
        return Some("it is empty".into());
    }
    if length > LONGEST_KEY {
        return Some(format!(
            "it has {length} characters, and AWS takes {LONGEST_KEY} at most"
        ));
    }
    if key.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("aws:")) {
        return Some("AWS keeps keys that begin with `aws:` for itself".into());
    }
    strange(key).map(|strange| {
        format!(
            "it holds `{}`, which not every service takes",
            visible(&strange.to_string())
        )
    })
}

/// The first character that is not among those which all services take (TAG-02). What nobody sees, and letters of two
/// characters, are told of every string already, as `hidden-character` and `string-not-nfc`.
fn strange(text: &str) -> Option<char> {
    let taken = |character: char| character.is_alphanumeric() || character == ' ' || "+-=._:/@".contains(character);
    text.nfc()
        .find(|character| !taken(*character) && hidden_name(*character).is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_judged_by_what_all_services_take() {
        for key in [
            "a",
            "cost center",
            "größe",
            "re\u{301}gion",
            "a:b/c@d+e=f",
            &"x".repeat(128),
        ] {
            assert_eq!(key_problem(key), None, "{key}");
        }
        for key in ["", "AWS:x", "aws:x", "a&b", "a#", &"x".repeat(129)] {
            assert!(key_problem(key).is_some(), "{key}");
        }
    }
}
