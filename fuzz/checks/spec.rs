//! A spec.

use kickstart::render;
use kickstart::spec::rules::TOML_SYNTAX;
use kickstart::stage::Owner;

use super::judge::alone;
use super::{holds, is_toml, text_of};

/// Reading, judging and reporting do not panic, places are places, what is no TOML is told, and what has no error can be rendered.
pub fn spec(bytes: &[u8]) {
    let text = text_of(bytes);
    let (_, findings) = alone(&text, Owner::Nobody);
    holds(&findings);
    let syntax = findings.iter().any(|finding| finding.rule == TOML_SYNTAX);
    assert_eq!(
        syntax,
        !is_toml(&text),
        "what cannot be read is told, whatever else is wrong: {text}"
    );
    if findings.has_errors() {
        return;
    }
    let (stages, findings) = alone(&text, Owner::Named("bob"));
    holds(&findings);
    if !findings.has_errors() {
        for stage in &stages {
            render::stage(stage).expect("what has no error can be rendered");
        }
    }
}
