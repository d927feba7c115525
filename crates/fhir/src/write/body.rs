//! `Practitioner` and `Organization`: of each the portal knows the name, and nothing else.

use super::build::{list, object, text, urn};
use crate::json::Node;
use uuid::Uuid;

/// Which of the two.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Body {
    /// A person who treats or answers for a result.
    Practitioner,
    /// A laboratory, clinic or other body.
    Organization,
}

impl Body {
    const fn name(self) -> &'static str {
        match self {
            Self::Practitioner => "Practitioner",
            Self::Organization => "Organization",
        }
    }

    /// The resource.
    pub(super) fn resource(self, id: Uuid, name: &str) -> Node {
        let name = match self {
            Self::Practitioner => list([object([("text", text(name))])]),
            Self::Organization => text(name),
        };
        object([("resourceType", text(self.name())), ("id", text(id.to_string())), ("name", name)])
    }

    /// A reference to it.
    pub(super) fn reference(self, id: Uuid, name: &str) -> Node {
        object([("reference", text(urn(id))), ("type", text(self.name())), ("display", text(name))])
    }
}
