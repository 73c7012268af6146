//! Limits of sample data: ours, since every file is copied into the output, uploaded by itself and listed in the state.

/// Bytes of one stage's sample data that are refused beyond: 256 MiB.
pub const SAMPLE_DATA_LARGEST: u64 = 256 * MIB;

/// Bytes of one stage's sample data from which a warning tells what that means: 50 MiB.
pub const SAMPLE_DATA_LARGE: u64 = 50 * MIB;

/// 2²⁰ bytes.
pub const MIB: u64 = 1024 * 1024;
