//! Steps.
fn main() {}
