//! `# kickstart: ignore[rule]` in a spec, `-- kickstart: ignore[rule]` in a query: comments that leave findings of a line out.

use std::collections::HashSet;
use std::ops::Range;

use crate::diagnostic::{Change, Fix, Ignore, Sink, closest, slip_of, visible};
use crate::query;
use crate::source::{Place, comments};
use crate::spec::Page;
use crate::stage::Stage;

use super::rules::{EMPTY_IGNORE, RULE_NOT_CONFIGURABLE, UNKNOWN_RULE, UNUSED_IGNORE};
use super::{registry, rule};

/// What stands between the comment's mark and what it asks for.
const MARK: &str = "kickstart";

/// Whether a text may have such a comment. A page's `#:schema` line has the word in another place.
fn may_ask(text: &str) -> bool {
    let named = text.match_indices("ickstart").any(|(at, word)| {
        // `kickstart.schema.json` is no comment's beginning.
        text.get(at + word.len()..)
            .is_some_and(|rest| rest.starts_with([':', '-', ' ']))
    });
    named || text.contains("KICKSTART")
}

/// The ignores of a page and of its queries; what is wrong with them is told.
pub(super) fn read(page: &Page, stages: &[Stage], sink: &mut Sink) {
    let source = page.tree.source();
    // What could not be read or decided is judged by no rule: whether a comment is for something there cannot be told yet.
    let undecided = sink.has_errors();
    // Few pages have any: most are not read again for their comments.
    let written = if may_ask(source.text()) {
        comments(source)
    } else {
        Vec::new()
    };
    for comment in written {
        rules_in(&Place::new(source, comment.span), comment.line, undecided, sink);
    }
    let mut seen = HashSet::new();
    for dataset in stages.iter().flat_map(|stage| &stage.datasets) {
        let passage = &dataset.query.passage;
        let start = passage.place(0..0);
        // Several stages share a query, and several datasets a file.
        if !may_ask(passage.text()) || !seen.insert((start.source().name().to_owned(), start.span().start)) {
            continue;
        }
        for comment in query::comments(passage.text()) {
            let line = passage.place(comment.about.into()).start().line;
            rules_in(&passage.place(comment.at.into()), line, undecided, sink);
        }
    }
}

/// The rules that a comment lists, for a line.
fn rules_in(comment: &Place, line: usize, undecided: bool, sink: &mut Sink) {
    let (source, span) = (comment.source(), comment.span());
    let rules = match Directive::of(comment.snippet()) {
        Some(Directive::Rules(rules)) => rules,
        Some(Directive::NearMiss) => {
            let message = "this comment ignores nothing: it names no rule in the one way that is read";
            let help = "write `kickstart: ignore[rule]`, with the rule that is meant";
            sink.push(EMPTY_IGNORE.finding(comment, message).help(help));
            return;
        }
        None => return,
    };
    let start = span.start + rules.start;
    let listed = source.slice(&(start..span.start + rules.end));
    if listed.trim().is_empty() {
        let message = "`ignore[]` names no rule, and ignores nothing";
        let help = "write the rule that is meant in the brackets, or remove the comment";
        sink.push(EMPTY_IGNORE.finding(comment, message).help(help));
    }
    let only = listed.split(',').filter(|word| !word.trim().is_empty()).count() == 1;
    let mut at = start;
    for word in listed.split(',') {
        let id = word.trim();
        let offset = at + word.len() - word.trim_start().len();
        at += word.len() + 1;
        if !id.is_empty() {
            let place = Place::new(source, offset..offset + id.len());
            let needless = if only { comment.clone() } else { place.clone() };
            one(id, (line, undecided), place, needless, sink);
        }
    }
}

/// One rule of a comment; `needless` is what goes where it ignores nothing.
fn one(id: &str, (line, undecided): (usize, bool), place: Place, needless: Place, sink: &mut Sink) {
    match rule(id) {
        Some(rule) if rule.is_configurable() => {
            let message = format!("nothing to ignore: `{id}` tells nothing of line {line}");
            let if_unused = UNUSED_IGNORE.finding(&place, message).help("remove the comment");
            // Another mistake may keep the rule from telling what the comment is for. Queries are left to people: what a
            // comment there is for is not said in the spec.
            let if_unused = match needless.snippet().starts_with('#') || needless == place {
                true => if_unused.fix(Fix::new(Change::Without { place: needless }).at_last()),
                false => if_unused,
            };
            sink.add_ignores([Ignore {
                rule: id.to_owned(),
                line,
                place,
                if_unused,
                used: undecided,
            }]);
        }
        Some(_) => {
            let message = format!("`{id}` cannot be ignored: what it tells would fail at render, apply or run");
            let help = "remove the comment and mend what the rule tells";
            sink.push(RULE_NOT_CONFIGURABLE.finding(&place, message).help(help));
        }
        None => {
            let help = match closest(id, registry().iter().map(|rule| rule.id)) {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => "`kickstart rules` lists all rules".to_owned(),
            };
            let message = format!("there is no rule `{}`: the comment ignores nothing", visible(id));
            let slip = slip_of(id, registry().iter().map(|rule| rule.id));
            let fix = slip.map(|slip| Fix::text([(place.clone(), slip.to_owned())]));
            sink.push(UNKNOWN_RULE.finding(&place, message).help(help).maybe_fix(fix));
        }
    }
}

/// What a comment asks for; other comments are for people.
#[derive(Debug, PartialEq, Eq)]
enum Directive {
    /// `kickstart: ignore[…]`: the range between the brackets. What follows them is the reason, for people.
    Rules(Range<usize>),
    /// What somebody took for that: without brackets, in capitals, `kickstart-ignore[…]`, `kickstart: disable[…]`.
    NearMiss,
}

impl Directive {
    fn of(comment: &str) -> Option<Self> {
        let rest = ['#', '-', '/', '*']
            .iter()
            .fold(comment, |rest, mark| rest.trim_start_matches(*mark));
        let rest = rest.trim_start();
        Self::rules(comment, rest).or_else(|| Self::near_miss(rest).then_some(Self::NearMiss))
    }

    fn rules(comment: &str, rest: &str) -> Option<Self> {
        let rest = rest.strip_prefix(MARK)?.strip_prefix(':')?.trim_start();
        let list = rest.strip_prefix("ignore")?.trim_start().strip_prefix('[')?;
        let start = comment.len() - list.len();
        Some(Self::Rules(start..start + list.find(']')?))
    }

    fn near_miss(rest: &str) -> bool {
        let rest = rest.to_ascii_lowercase();
        let Some(rest) = rest.strip_prefix(MARK) else {
            return false;
        };
        let asked = rest.trim_start_matches([' ', ':', '-', '=']);
        let after = asked.trim_start_matches(|next: char| next.is_ascii_lowercase());
        let verb = asked.strip_suffix(after).filter(|_| asked.len() < rest.len());
        let listed = after.trim_start().starts_with('[');
        // `kickstart: ignore-list` is another word, and so are sentences that begin with the name.
        let bare = rest.starts_with(':') && !after.starts_with(['-', '_']);
        match verb {
            Some("ignore") => listed || bare,
            Some("allow" | "disable" | "noqa" | "off" | "skip") => listed,
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_comments_are_for_people() {
        for comment in [
            "# ignore[a]",
            "# xkickstart: ignore[a]",
            "# kickstart: ignored for now",
            "# kickstart: ignore-list",
            "# kickstart: see the README",
            "# kickstart ignores [a] here",
            "# Kickstart of the shop",
            "# kickstart.toml[a]",
        ] {
            assert_eq!(Directive::of(comment), None, "{comment}");
        }
        for comment in [
            "# kickstart: ignore a",
            "# kickstart: ignore[a",
            "-- kickstart: ignore",
            "# kickstart: ignore: a",
            "# kickstart ignore[a]",
            "# kickstart-ignore[a] x",
            "# kickstart: disable[a]",
            "# Kickstart: Ignore[a]",
        ] {
            assert_eq!(Directive::of(comment), Some(Directive::NearMiss), "{comment}");
        }
        for comment in [
            "# kickstart: ignore[a]",
            "#kickstart:ignore[a] because",
            "## kickstart: ignore [a]",
            "-- kickstart: ignore[a]",
            "/* kickstart: ignore[a] because */",
        ] {
            let Some(Directive::Rules(range)) = Directive::of(comment) else {
                panic!("{comment}");
            };
            assert_eq!(&comment[range], "a");
        }
    }
}
