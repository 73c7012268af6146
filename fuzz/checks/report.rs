//! Findings and their reports.

use kickstart::diagnostic::{Finding, Findings};
use kickstart::lint;
use kickstart::report::{Human, Reporter, RuleText};
use kickstart::source::{Place, Position};

/// Every place is one of its file, the order is the order of the text, no report has a character that a terminal obeys, and
/// none loses a finding.
pub fn holds(findings: &Findings) {
    let mut last = None;
    for finding in findings.iter() {
        place(&finding.place);
        if let Some(related) = &finding.related {
            place(&related.place);
            visible(&related.label, finding);
        }
        assert!(!finding.message.is_empty(), "{finding:?}");
        visible(&finding.message, finding);
        visible(finding.help.as_deref().unwrap_or_default(), finding);
        let span = finding.place.span();
        let at = (finding.place.source().name(), span.start, span.end);
        assert!(last.is_none_or(|last| last <= at), "not in order: {finding:?}");
        last = Some(at);
    }
    let count = findings.iter().count();
    let json: serde_json::Value = serde_json::from_str(&written(&Reporter::Json, findings)).expect("JSON");
    assert_eq!(json["findings"].as_array().map(Vec::len), Some(count));
    let sarif: serde_json::Value =
        serde_json::from_str(&written(&Reporter::Sarif(rules(findings)), findings)).expect("SARIF");
    assert_eq!(sarif["runs"][0]["results"].as_array().map(Vec::len), Some(count));
    let github = written(&Reporter::Github, findings);
    assert_eq!(github.lines().count(), count, "{github}");
    for color in [false, true] {
        let human = Human {
            color,
            width: 80,
            summary: true,
        };
        let shown = written(&Reporter::Human(human), findings);
        assert!(!shown.is_empty());
        // Our own colours begin with the one character of control that is no line end.
        assert!(
            !shown.contains(|character: char| is_obeyed(character, color)),
            "{shown}"
        );
    }
}

fn is_obeyed(character: char, color: bool) -> bool {
    character.is_control() && character != '\n' && !(color && character == '\u{1b}')
}

fn visible(text: &str, finding: &Finding) {
    assert!(!text.contains(char::is_control), "{finding:?}");
}

fn place(place: &Place) {
    let (source, span) = (place.source(), place.span());
    let snippet = source
        .text()
        .get(span)
        .expect("a place is inside its text, between characters");
    assert_eq!(snippet, place.snippet());
    for (position, offset) in [(place.start(), place.span().start), (place.end(), place.span().end)] {
        let Position { line, column } = position;
        let before = &source.text()[..offset];
        assert_eq!(line, before.matches('\n').count() + 1, "{place:?}");
        let start = before.rfind('\n').map_or(0, |at| at + 1);
        assert_eq!(column, before[start..].chars().count() + 1, "{place:?}");
    }
}

fn written(reporter: &Reporter, findings: &Findings) -> String {
    let mut out = Vec::new();
    reporter.write(findings, &mut out).expect("memory takes everything");
    String::from_utf8(out).expect("a report is UTF-8")
}

/// The rules that are told.
fn rules(findings: &Findings) -> Vec<RuleText> {
    let told = |id: &str| findings.iter().any(|finding| finding.rule == id);
    let rules = lint::registry().iter().filter(|rule| told(rule.id));
    rules
        .map(|rule| RuleText {
            id: rule.id,
            level: rule.level,
            summary: rule.summary(),
            markdown: rule.explain(),
        })
        .collect()
}
