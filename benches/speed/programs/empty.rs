//! The cheapest program there is: the unit in which kickstart's start is measured.

fn main() {}
