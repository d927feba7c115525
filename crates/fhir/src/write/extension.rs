//! Extensions of our own.

use super::build::{list, moment, object, reference, text};
use crate::{
    extension::{AGREED, IDENTITY},
    json::Node,
};
use domain::{
    Millis,
    clinical::{Agreed, Identity},
};
use uuid::Uuid;

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
    several(IDENTITY, [worded("kind", &it.kind), worded("last", &it.last)])
}

/// An extension of several parts.
pub(super) fn several(url: &str, parts: impl IntoIterator<Item = Node>) -> Node {
    object([("url", text(url)), ("extension", list(parts))])
}

/// An extension that says a moment; none for one that no calendar has.
pub(super) fn timed(url: &str, at: Millis) -> Option<Node> {
    let at = moment(Some(at))?;
    Some(object([("url", text(url)), ("valueDateTime", Some(at))]))
}

/// An extension that says whether something is so.
pub(super) fn truth(url: &str, is_so: bool) -> Node {
    object([("url", text(url)), ("valueBoolean", Some(Node::Bool(is_so)))])
}

/// An extension that refers to a resource of the same bundle.
pub(super) fn referring(url: &str, id: Uuid) -> Node {
    object([("url", text(url)), ("valueReference", Some(reference(id)))])
}

/// An extension that says words.
pub(super) fn worded(url: &str, words: &str) -> Node {
    object([("url", text(url)), ("valueString", text(words))])
}
