//! The program `kickstart`.

fn main() {}
