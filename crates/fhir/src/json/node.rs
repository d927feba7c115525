//! The tree.

use std::collections::BTreeMap;

/// A JSON value. Numbers stay text, since `5.40` and `5.4` are not the same result; members are sorted by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Node {
    Null,
    Bool(bool),
    Number(String),
    Text(String),
    List(Vec<Node>),
    Object(BTreeMap<String, Node>),
}
