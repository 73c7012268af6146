//! SARIF 2.1.0, which code scanning of GitHub, GitLab and editors read.
//!
//! Source: <https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/sarif-v2.1.0-os.html>.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{Hash, Hasher};
use std::io::{self, Write};

use serde_json::{Value, json};

use crate::diagnostic::{Finding, Findings, Level};
use crate::source::Place;

use super::json;

/// What a report says of a rule, besides its findings.
#[derive(Debug, Clone)]
pub struct RuleText {
    /// Its id.
    pub id: &'static str,
    /// The level that it comes with.
    pub level: Level,
    /// What it flags, in a sentence.
    pub summary: String,
    /// Its explanation, as Markdown.
    pub markdown: String,
}

pub(super) fn write(findings: &Findings, rules: &[RuleText], out: &mut dyn Write) -> io::Result<()> {
    let index: BTreeMap<&str, usize> = rules.iter().enumerate().map(|(at, rule)| (rule.id, at)).collect();
    let mut seen = BTreeSet::new();
    let results: Vec<Value> = findings
        .iter()
        .map(|finding| result(finding, &index, &mut seen))
        .collect();
    let report = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "kickstart",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules.iter().map(rule).collect::<Vec<_>>(),
            }},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    json::print(&report, out)
}

fn rule(rule: &RuleText) -> Value {
    json!({
        "id": rule.id,
        "shortDescription": { "text": rule.summary },
        "help": { "text": rule.markdown, "markdown": rule.markdown },
        "defaultConfiguration": { "level": rule.level.as_str() },
    })
}

fn result(finding: &Finding, index: &BTreeMap<&str, usize>, seen: &mut BTreeSet<u64>) -> Value {
    let text = match &finding.help {
        Some(help) => format!("{}\n{help}", finding.message),
        None => finding.message.clone(),
    };
    let mut result = json!({
        "ruleId": finding.rule,
        "level": finding.level.as_str(),
        "message": { "text": text },
        "locations": [location(&finding.place)],
        "partialFingerprints": { "kickstart/v1": fingerprint(finding, seen) },
    });
    if let Some(fields) = result.as_object_mut() {
        if let Some(at) = index.get(finding.rule) {
            fields.insert("ruleIndex".into(), json!(at));
        }
        if let Some(related) = &finding.related {
            let mut place = location(&related.place);
            place["message"] = json!({ "text": related.label });
            fields.insert("relatedLocations".into(), json!([place]));
        }
    }
    result
}

fn location(place: &Place) -> Value {
    let (start, end) = (place.start(), place.end());
    json!({
        "physicalLocation": {
            "artifactLocation": { "uri": uri(place.source().name()) },
            "region": {
                "startLine": start.line,
                "startColumn": start.column,
                "endLine": end.line,
                "endColumn": end.column,
                "snippet": { "text": place.snippet() },
            },
        }
    })
}

/// A path as a relative reference: every byte that is not plain is escaped.
fn uri(path: &str) -> String {
    let path = path.replace('\\', "/");
    let path = path.strip_prefix("./").unwrap_or(&path);
    let mut uri = String::new();
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'_' | b'.' | b'~' => uri.push(char::from(byte)),
            other => uri.push_str(&format!("%{other:02X}")),
        }
    }
    uri
}

/// The same finding in another line is the same: made of rule, file, message and what stands at the place, and of how often
/// that came before.
fn fingerprint(finding: &Finding, seen: &mut BTreeSet<u64>) -> String {
    let mut count = 0_u32;
    loop {
        let mut hasher = Fnv::default();
        let place = &finding.place;
        (
            finding.rule,
            place.source().name(),
            &finding.message,
            place.snippet(),
            count,
        )
            .hash(&mut hasher);
        let hash = hasher.finish();
        if seen.insert(hash) {
            return format!("{hash:016x}");
        }
        count += 1;
    }
}

/// FNV-1a: the standard library's hasher may change with its version, and fingerprints must not.
struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for Fnv {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_relative_references() {
        assert_eq!(uri("./a b/stage.toml"), "a%20b/stage.toml");
        assert_eq!(uri("größe#1.toml"), "gr%C3%B6%C3%9Fe%231.toml");
    }
}
