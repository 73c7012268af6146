//! Room lint.
