//! A value that knows where it came from.

use std::ops::Deref;

use crate::source::Place;

/// A decided value, and the place in the spec that decided it: where it was written or, for a default, the header of the
/// table that could have said otherwise.
#[derive(Debug, Clone)]
pub struct Sourced<T> {
    /// The value.
    pub value: T,
    /// Where a finding about it stands.
    pub place: Place,
    /// Whether the spec says it; a default otherwise.
    pub written: bool,
}

impl<T> Deref for Sourced<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}
