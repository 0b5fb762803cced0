//! The standalone entry: what Trunk builds and ships.
fn main() {}
