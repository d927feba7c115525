//! Medseal.
fn main() {}
