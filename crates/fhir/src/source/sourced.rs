//! A resource with what is known of its source.

use super::Stamp;

/// What was read, what it is called where it comes from, and how to tell whether it changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sourced<T> {
    /// Every name the resource is known by, never none: its address or `Type/id`, `Type|system|value` for each
    /// identifier, and for a resource without any of these its own content. References point to these.
    pub keys: Vec<String>,
    /// Its version, where the source tells.
    pub stamp: Option<Stamp>,
    /// Its content in one way of writing, whatever the order and spacing it came in, contained resources included
    /// and `meta` left out: other content, and only other content, gives other bytes.
    pub canonical: Vec<u8>,
    /// What was read.
    pub value: T,
}
