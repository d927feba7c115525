//! `Observation`.

use super::{
    build::{list, moment, notes, object, reference, text},
    concept::{keyed, worded},
    measured::{flags, ranges},
    value::value,
};
use crate::json::Node;
use domain::{
    clinical::{Component, Observation, Status},
    id::RecordId,
};
use uuid::Uuid;

/// A result.
pub(super) fn observation(
    id: RecordId,
    subject: Uuid,
    it: &Observation,
    members: &[RecordId],
) -> Node {
    let mut node = object([
        ("resourceType", text("Observation")),
        ("id", text(id.to_string())),
        ("status", text(status(it.status))),
        ("code", Some(keyed(Some(&it.analyte.key), &it.analyte.name))),
        ("subject", Some(reference(subject))),
        ("effectiveDateTime", moment(it.effective_at)),
        ("referenceRange", ranges(&it.ranges)),
        ("interpretation", flags(&it.flags, &it.value, &it.ranges)),
        ("note", notes(&it.notes)),
        ("method", it.method.as_deref().map(worded)),
        ("component", list(it.components.iter().map(component))),
        ("hasMember", list(members.iter().map(|member| reference(member.0)))),
    ]);
    add(&mut node, value(&it.value));
    node
}

fn component(it: &Component) -> Node {
    let mut node = object([
        ("code", Some(keyed(Some(&it.analyte.key), &it.analyte.name))),
        ("referenceRange", ranges(&it.ranges)),
        ("interpretation", flags(&it.flags, &it.value, &it.ranges)),
    ]);
    add(&mut node, value(&it.value));
    node
}

fn add(node: &mut Node, member: Option<(&'static str, Node)>) {
    if let (Node::Object(members), Some((name, member))) = (node, member) {
        members.insert(name.to_owned(), member);
    }
}

/// A status, as far as the portal tells them apart.
pub(super) const fn status(status: Status) -> &'static str {
    match status {
        Status::UnderReview => "preliminary",
        Status::Final => "final",
        Status::Amended => "amended",
        Status::Withdrawn => "entered-in-error",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_status_is_known_again() {
        for kept in Status::ALL {
            assert_eq!(Status::of_fhir(status(kept)), Some(kept));
        }
    }
}
