//! Extensions of our own.

use super::build::{object, text};
use crate::json::Node;

/// An extension that says a code.
pub(super) fn code(url: &str, code: &str) -> Node {
    object([("url", text(url)), ("valueCode", text(code))])
}
