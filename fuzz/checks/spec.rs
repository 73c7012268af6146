//! A spec.

use kickstart::render;
use kickstart::stage::Owner;

use super::judge::alone;
use super::{holds, text_of};

/// Reading, judging and reporting do not panic, places are places, and what has no error can be rendered.
pub fn spec(bytes: &[u8]) {
    let text = text_of(bytes);
    let (_, findings) = alone(&text, Owner::Nobody);
    holds(&findings);
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
