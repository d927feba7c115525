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
    /// What else it is coded by, in other systems, each `system|code`.
    #[serde(default)]
    pub other_codes: Vec<String>,
    /// The schedule of controlled medicines that it belongs to, as the clinic's program writes it, such as `H1` or `X`
    /// (Drugs Rules, 1945); none where it told none.
    #[serde(default)]
    pub schedule: Option<String>,
    /// What was written at once with it, `system|value` (`MedicationRequest.groupIdentifier`): one paper of several
    /// medicines.
    #[serde(default)]
    pub group: Option<String>,
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
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dispense {
    /// How much, each time.
    pub quantity: Option<Quantity>,
    /// How often again, after the first time.
    pub repeats: u32,
    /// From when, as FHIR writes it.
    pub valid_from: Option<String>,
    /// Until when, as FHIR writes it.
    pub valid_until: Option<String>,
    /// How long at the least from one time to the next, as [`Quantity::lasts`] reads it.
    #[serde(default)]
    pub interval: Option<Quantity>,
    /// How long what is dispensed each time is expected to last.
    #[serde(default)]
    pub supply: Option<Quantity>,
    /// What is different about the first time.
    #[serde(default)]
    pub first: Option<FirstFill>,
}

/// The first time that a medicine is dispensed (FHIR R4 `MedicationRequest.dispenseRequest.initialFill`).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FirstFill {
    /// How much, where that is not as much as each time.
    pub quantity: Option<Quantity>,
    /// How long it is expected to last.
    pub supply: Option<Quantity>,
}

impl Prescription {
    /// Every code of the medicine, `system|code`.
    pub fn codes(&self) -> impl Iterator<Item = &str> {
        self.code.iter().chain(&self.other_codes).map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As it stands sealed since before there were schedules, groups and intervals.
    const OLD: &str = r#"{"medicine":"Metformin 500 mg","code":"http://snomed.info/sct|109081006","status":"final",
        "fhir_status":"active","authored_at":1709640000000,"prescriber":"Dr. Nair","dosage":["1 tablet"],
        "dispense":{"quantity":{"value":"60","comparator":null,"unit":"tablet","unit_code":null},"repeats":2,
        "valid_from":null,"valid_until":"2024-09-05"},"reasons":[],"notes":[],"substitution":null}"#;

    #[test]
    fn what_was_sealed_before_is_still_read() {
        let read: Prescription = serde_json::from_str(OLD).unwrap();
        assert_eq!((read.schedule.as_ref(), read.group.as_ref()), (None, None));
        assert_eq!(read.codes().collect::<Vec<_>>(), ["http://snomed.info/sct|109081006"]);
        let dispense = read.dispense.clone().unwrap();
        assert_eq!(dispense.valid_until.as_deref(), Some("2024-09-05"));
        assert_eq!((dispense.interval, dispense.supply, dispense.first), (None, None, None));
        let again = serde_json::to_string(&read).unwrap();
        assert_eq!(serde_json::from_str::<Prescription>(&again).unwrap(), read);
    }
}
