//! A prescription.

use super::{quantity::Quantity, report::Status};
use crate::Millis;
use serde::{Deserialize, Serialize};

/// A prescription of one medicine (FHIR R4 `MedicationRequest`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Prescription {
    /// The medicine, as it is to be shown.
    pub medicine: String,
    /// The medicine's code, `system|code`, where it has one.
    pub code: Option<String>,
    /// Whether it holds: `Final` is active or completed, `Withdrawn` is stopped or cancelled.
    pub status: Status,
    /// The status as FHIR writes it, such as `active`.
    pub fhir_status: String,
    /// When it was written.
    pub authored_at: Option<Millis>,
    /// Who wrote it.
    pub prescriber: Option<String>,
    /// How to take it, one line for each instruction.
    pub dosage: Vec<String>,
    /// What may be dispensed.
    pub dispense: Option<Dispense>,
    /// Why it was prescribed, in plain text.
    pub reasons: Vec<String>,
    /// Remarks, in plain text.
    pub notes: Vec<String>,
    /// Whether another brand may be given.
    pub substitution: Option<bool>,
}

/// What may be dispensed (FHIR R4 `MedicationRequest.dispenseRequest`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dispense {
    /// How much, each time.
    pub quantity: Option<Quantity>,
    /// How often again, after the first time.
    pub repeats: u32,
    /// From when, as FHIR writes it.
    pub valid_from: Option<String>,
    /// Until when, as FHIR writes it.
    pub valid_until: Option<String>,
}
