//! What can be wrong with one entry.

/// Why an entry could not be read: where, and what would be right. Holds nothing of what stood there, so that it
/// may be logged and shown.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// An element that is needed is not there.
    #[error("{path} is missing; it must be {wanted}")]
    Missing {
        /// The element's path, such as `DiagnosticReport.status`.
        path: String,
        /// What would be right.
        wanted: &'static str,
    },
    /// An element is of another type, or has a value that is not allowed.
    #[error("{path} must be {wanted}")]
    Invalid {
        /// The element's path.
        path: String,
        /// What would be right.
        wanted: &'static str,
    },
    /// A choice of type that FHIR R4 does not offer here.
    #[error("{path} is of a type that FHIR R4 does not have there")]
    UnknownType {
        /// The element's path, such as `Observation.value[x]`.
        path: String,
    },
    /// What is referred to is not in the bundle, and is needed.
    #[error("{path} must point to a resource in the same bundle, or have a display")]
    Unresolved {
        /// The element's path.
        path: String,
    },
    /// A document is larger than is kept.
    #[error("{path} must be no larger than {limit} bytes")]
    TooLarge {
        /// The element's path.
        path: String,
        /// The most that is kept, in bytes.
        limit: usize,
    },
    /// An element stands twice in one object (RFC 8259 section 4 leaves open which would count).
    #[error("{path} has an element twice; each must stand once")]
    Repeated {
        /// The resource's type.
        path: String,
    },
    /// The resource is nested too deeply.
    #[error("{path} must be nested no deeper than {limit} levels")]
    TooDeep {
        /// The resource's type.
        path: String,
        /// The deepest nesting that is read.
        limit: usize,
    },
    /// A text in the resource is not Unicode, such as half of a surrogate pair (RFC 8259 section 8.2).
    #[error("{path} has an escape that is no character")]
    NotText {
        /// The resource's type.
        path: String,
    },
}

impl Fault {
    /// The path of the element at fault, such as `Observation.component[1].valueQuantity`.
    #[must_use]
    pub fn path(&self) -> &str {
        match self {
            Self::Missing { path, .. }
            | Self::Invalid { path, .. }
            | Self::UnknownType { path }
            | Self::Unresolved { path }
            | Self::TooLarge { path, .. }
            | Self::Repeated { path }
            | Self::TooDeep { path, .. }
            | Self::NotText { path } => path,
        }
    }
}
