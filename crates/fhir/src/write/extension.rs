//! Extensions of our own.

use super::build::{list, object, text};
use crate::{
    extension::{AGREED, IDENTITY},
    json::Node,
};
use domain::clinical::{Agreed, Identity};

/// An extension that says a code.
pub(super) fn code(url: &str, code: &str) -> Node {
    object([("url", text(url)), ("valueCode", text(code))])
}

/// How a patient agreed to what was handed over.
pub(super) fn agreed(it: &Agreed) -> Node {
    match it {
        Agreed::Code => code(AGREED, "code"),
        Agreed::Exception(reason) => worded(AGREED, reason),
    }
}

/// The paper by which a collector was known.
pub(super) fn identity(it: &Identity) -> Node {
    let parts = [worded("kind", &it.kind), worded("last", &it.last)];
    object([("url", text(IDENTITY)), ("extension", list(parts))])
}

fn worded(url: &str, words: &str) -> Node {
    object([("url", text(url)), ("valueString", text(words))])
}
