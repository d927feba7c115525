//! Sealed records from the outside: what an envelope is bound to.

use crate::id::{PatientId, RecordId};
use serde::{Deserialize, Serialize};

/// What a sealed record is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// A laboratory report (FHIR `DiagnosticReport`).
    Report,
    /// One result (FHIR `Observation`).
    Observation,
    /// A prescription (FHIR `MedicationRequest`).
    Prescription,
    /// What was dispensed by a prescription (FHIR `MedicationDispense`).
    Dispensing,
    /// A document that belongs to a report, such as a PDF.
    Document,
    /// A piece of a file in which a patient takes their data away. It is no record, and stands apart from them.
    Export,
}

impl Kind {
    /// Every kind of record, and the documents.
    pub const ALL: [Self; 5] =
        [Self::Report, Self::Observation, Self::Prescription, Self::Dispensing, Self::Document];

    /// The name under which it is stored and bound.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Report => "report",
            Self::Observation => "observation",
            Self::Prescription => "prescription",
            Self::Dispensing => "dispensing",
            Self::Document => "document",
            Self::Export => "export",
        }
    }

    /// The kind of a stored name.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// What an envelope is bound to by its associated data: moved to any other place, it does not open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Binding {
    /// Whose it is.
    pub patient: PatientId,
    /// Which record it is; for a document, the report it belongs to.
    pub record: RecordId,
    /// What it is.
    pub kind: Kind,
    /// Which version of the record, from 1.
    pub version: i64,
    /// Which part of the record, from 0: a report's documents are its parts.
    pub part: i64,
}

impl Binding {
    /// The associated data: fixed width, so that no two bindings share one text.
    #[must_use]
    pub fn bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(64);
        bytes.extend_from_slice(b"medseal record v1\0");
        bytes.extend_from_slice(self.patient.0.as_bytes());
        bytes.extend_from_slice(self.record.0.as_bytes());
        bytes.extend_from_slice(&self.version.to_be_bytes());
        bytes.extend_from_slice(&self.part.to_be_bytes());
        bytes.extend_from_slice(self.kind.name().as_bytes());
        bytes
    }
}
