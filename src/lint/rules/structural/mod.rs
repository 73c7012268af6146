//! Explanations of the rules that cannot be switched off, since without an answer there is nothing to render.

pub(super) mod spec;
pub(super) mod stage;
