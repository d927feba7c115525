//! What is worth a line in the audit log, and the tree that keeps the lines as they were.
//!
//! Each line becomes a leaf of a Merkle tree (RFC 6962, section 2.1), whose head is signed every few seconds. The tree is
//! kept in [`tile`]s, from which [`proof`]s follow without reading the lines.

pub mod checkpoint;
mod event;
mod group;
mod leaf;
pub mod proof;
pub mod receipt;
pub mod tile;
pub mod tree;

pub use event::Event;
pub use group::{Group, Keep};
pub use leaf::{Content, Leaf, sealed};
