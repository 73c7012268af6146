//! Keys of S3 objects.
//!
//! Source: <https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html> (S3N-12 and its guidelines).

/// Longest key, in bytes of UTF-8.
pub const OBJECT_KEY_BYTES: usize = 1024;

/// Characters besides ASCII letters, digits and `/` that S3 calls safe in a key.
pub const OBJECT_KEY_SAFE: &str = "!-_.*'()";
