//! The rules that reading a spec tells. They cannot be switched off: nothing can be rendered from what they refuse.

/// The file is not UTF-8.
pub const NOT_UTF8: &str = "not-utf8";
/// The text is not TOML.
pub const TOML_SYNTAX: &str = "toml-syntax";
/// The file holds nothing.
pub const EMPTY_SPEC: &str = "empty-spec";
/// The file is another tool's.
pub const FOREIGN_TOML: &str = "foreign-toml";
/// A key that the spec does not know.
pub const UNKNOWN_KEY: &str = "unknown-key";
/// A key or table that must be there.
pub const MISSING_KEY: &str = "missing-key";
/// A value of another type than its key takes.
pub const WRONG_TYPE: &str = "wrong-type";
/// A value that its key does not take.
pub const INVALID_VALUE: &str = "invalid-value";
/// A name of another form than names have.
pub const INVALID_NAME: &str = "invalid-name";
/// A number that needs more than 64 bits.
pub const NUMBER_TOO_LARGE: &str = "number-too-large";
/// A string that Terraform would change.
pub const STRING_NOT_NFC: &str = "string-not-nfc";
/// A character that people do not see.
pub const HIDDEN_CHARACTER: &str = "hidden-character";
/// A string that would switch a security check off.
pub const CHECKER_DIRECTIVE: &str = "checker-directive";
