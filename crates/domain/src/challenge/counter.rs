//! What codes are for at a pharmacy's counter, and on the patient's side of it.

use super::{Basis, Purpose};
use crate::id::{PatientId, PrescriptionId, StaffId, VerificationId};
use serde::{Deserialize, Serialize};
use std::fmt;
use uuid::Uuid;

/// What a message says beyond the code and its reference, sealed under a name of its own. Its `Debug` shows the name alone.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// What it is bound to.
    pub id: Uuid,
    /// The words, sealed to the clinic, in base64 (RFC 4648, section 4).
    pub sealed: String,
}

impl Told {
    /// The name under which its words are sealed: those of one message open as no other's.
    #[must_use]
    pub fn name(&self) -> String {
        format!("told {}", self.id)
    }
}

/// What is sealed in [`Told`], as JSON. Its `Debug` shows nothing of it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Words {
    /// The pharmacy's name, however long; a message says as much of it as it has room for.
    pub pharmacy: String,
    /// How many medicines there are, and never which.
    pub count: u32,
}

impl fmt::Debug for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Words(…)")
    }
}

impl fmt::Debug for Told {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Told({})", self.id)
    }
}

/// Letting a pharmacy see what was prescribed, and hand it over. The pharmacy asks, and the code goes to the patient.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VerifyPrescription {
    /// Which look-up.
    pub verification: VerificationId,
    /// Whose prescription it is; nobody's for a decoy.
    pub patient: Option<PatientId>,
    /// The pharmacy's name, and how many medicines there are; none for a decoy.
    pub told: Option<Told>,
}

impl Purpose for VerifyPrescription {
    const KIND: &'static str = "verify-prescription";
    const BASIS: Basis = Basis::Counter;
    const ATTEMPTS: i64 = 3;

    fn resource(&self) -> Option<Uuid> {
        Some(self.verification.0)
    }
}

/// Signing in at a pharmacy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StaffSignIn {
    /// Who; nobody for a decoy.
    pub staff: Option<StaffId>,
}

impl Purpose for StaffSignIn {
    const KIND: &'static str = "staff-sign-in";
    const BASIS: Basis = Basis::Secret;

    fn resource(&self) -> Option<Uuid> {
        None
    }
}

/// Standing, as a second pharmacist, for medicines that are handed over although no code reaches the patient.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Vouch {
    /// For which look-up.
    pub verification: VerificationId,
    /// Who; nobody for a decoy.
    pub staff: Option<StaffId>,
    /// Why no code reaches the patient.
    pub why: Told,
}

impl Purpose for Vouch {
    const KIND: &'static str = "vouch";
    const BASIS: Basis = Basis::Secret;

    fn resource(&self) -> Option<Uuid> {
        Some(self.verification.0)
    }
}

/// Seeing what is on one's own prescription.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenPrescription {
    /// Whose it is.
    pub patient: PatientId,
    /// Which.
    pub prescription: PrescriptionId,
}

impl Purpose for OpenPrescription {
    const KIND: &'static str = "open-prescription";
    const BASIS: Basis = Basis::Secret;

    fn resource(&self) -> Option<Uuid> {
        Some(self.prescription.0)
    }
}

/// Naming somebody who collects a prescription.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SendSomebody {
    /// Whose prescriptions they are.
    pub patient: PatientId,
}

impl Purpose for SendSomebody {
    const KIND: &'static str = "send-somebody";
    const BASIS: Basis = Basis::Secret;

    fn resource(&self) -> Option<Uuid> {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_message_says_keeps_out_of_debug_output() {
        let words = Words { pharmacy: "Shanti Pharmacy".to_owned(), count: 2 };
        let told = Told { id: Uuid::from_u128(7), sealed: "c2VhbGVk".to_owned() };
        assert_eq!(format!("{words:?}"), "Words(…)");
        let shown = format!("{told:?}");
        assert!(shown.contains(&told.id.to_string()) && !shown.contains("c2VhbGVk"), "{shown}");
    }

    #[test]
    fn what_was_stored_is_read_as_it_is_written() {
        let words = Words { pharmacy: "Shanti Pharmacy".to_owned(), count: 2 };
        let json = r#"{"pharmacy":"Shanti Pharmacy","count":2}"#;
        assert_eq!(serde_json::to_string(&words).unwrap(), json);
        assert_eq!(serde_json::from_str::<Words>(json).unwrap(), words);
        let told = Told { id: Uuid::nil(), sealed: String::new() };
        assert_eq!(told.name(), "told 00000000-0000-0000-0000-000000000000");
    }
}
