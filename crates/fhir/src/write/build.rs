//! Building the tree that is written.

use crate::json::Node;
use domain::Millis;
use jiff::Timestamp;
use uuid::Uuid;

/// An object of those members that are there. FHIR knows neither `null` nor what is empty (R4 section 2.6.2).
pub(super) fn object<const N: usize>(members: [(&str, Option<Node>); N]) -> Node {
    let kept = members.into_iter().filter_map(|(name, node)| Some((name, node?)));
    Node::Object(kept.map(|(name, node)| (name.to_owned(), node)).collect())
}

/// A text; none where it is empty.
pub(super) fn text(text: impl Into<String>) -> Option<Node> {
    let text = text.into();
    (!text.is_empty()).then_some(Node::Text(text))
}

/// A text that may be absent.
pub(super) fn maybe(it: Option<&String>) -> Option<Node> {
    it.and_then(text)
}

/// A list; none where it is empty.
pub(super) fn list(items: impl IntoIterator<Item = Node>) -> Option<Node> {
    let items: Vec<Node> = items.into_iter().collect();
    (!items.is_empty()).then_some(Node::List(items))
}

/// A whole number.
pub(super) fn whole(number: impl Into<i64>) -> Node {
    Node::Number(number.into().to_string())
}

/// A moment as an `instant`; none for one that no calendar has.
pub(super) fn moment(at: Option<Millis>) -> Option<Node> {
    let at = Timestamp::from_millisecond(at?.0).ok()?;
    text(at.to_string())
}

/// Where a resource of this name stands (RFC 9562, section 4).
pub(super) fn urn(id: Uuid) -> String {
    format!("urn:uuid:{id}")
}

/// A reference to a resource of the same bundle.
pub(super) fn reference(id: Uuid) -> Node {
    object([("reference", text(urn(id)))])
}

/// Remarks (`Annotation`).
pub(super) fn notes(notes: &[String]) -> Option<Node> {
    list(notes.iter().map(|note| object([("text", text(note))])))
}
