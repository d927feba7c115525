//! What was dispensed.

use super::{quantity::Quantity, report::Status};
use crate::{Millis, id::RecordId, line};
use serde::{Deserialize, Serialize};
use std::fmt;

/// One handing over of a medicine (FHIR R4 `MedicationDispense`): all of a time, or a part of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dispensing {
    /// The prescription it was by, where that is here.
    pub prescription: Option<RecordId>,
    /// The name of that prescription where it comes from, such as `https://clinic.example/fhir/MedicationRequest/7`; none
    /// where the portal itself dispensed by it.
    pub source: Option<String>,
    /// The medicine, as it is to be shown.
    pub medicine: String,
    /// The medicine's code, `system|code`, where it has one.
    pub code: Option<String>,
    /// How much; none where a whole fill was handed over of which nobody counted the units.
    pub amount: Option<Quantity>,
    /// How long that is expected to last.
    pub supply: Option<Quantity>,
    /// The pharmacy.
    pub pharmacy: Option<String>,
    /// Who handed it over.
    pub handed_over_by: Option<String>,
    /// To whom.
    pub collector: Option<Collector>,
    /// The paper by which a collector of a controlled medicine was known.
    pub identity: Option<Identity>,
    /// How the patient agreed; none where another program dispensed it.
    pub agreed: Option<Agreed>,
    /// Whether another brand than the one that was written was given.
    pub substituted: Option<bool>,
    /// When it was handed over.
    pub handed_over_at: Option<Millis>,
    /// Whether it stands.
    pub handover: Handover,
}

/// Whether a handing over stands (FHIR R4 `MedicationDispense.status`, folded).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Handover {
    /// It stands (`completed`).
    Completed,
    /// It was undone, or never was (`entered-in-error`).
    EnteredInError,
}

impl Handover {
    /// The status of the record that says so.
    #[must_use]
    pub const fn status(self) -> Status {
        match self {
            Self::Completed => Status::Final,
            Self::EnteredInError => Status::Withdrawn,
        }
    }
}

/// Who took a medicine over the counter.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Collector {
    /// The patient.
    Patient,
    /// Somebody else, by name.
    Named(String),
}

impl fmt::Debug for Collector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Patient => "Patient",
            Self::Named(_) => "Named(..)",
        })
    }
}

/// A paper that says who somebody is.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identity {
    /// What it is, such as `Driving licence`.
    pub kind: String,
    /// The last four characters of its number, and no more of it.
    pub last: String,
}

impl Identity {
    /// A paper of a kind and a number, of which the last four characters are kept; none where either is missing.
    #[must_use]
    pub fn of(kind: &str, number: &str) -> Option<Self> {
        let written: Vec<char> = number.chars().filter(|c| c.is_alphanumeric()).collect();
        let last: String = written.iter().skip(written.len().saturating_sub(4)).collect();
        let kind = line::tidy(kind);
        let whole = !kind.is_empty() && !last.is_empty();
        whole.then_some(Self { kind, last })
    }
}

impl fmt::Debug for Identity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Identity(..)")
    }
}

/// How a patient agreed to what was handed over.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Agreed {
    /// By a code.
    Code,
    /// Not by a code: for this reason, to which a second pharmacist put their name.
    Exception(String),
}

impl fmt::Debug for Agreed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Code => "Code",
            Self::Exception(_) => "Exception(..)",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_for_debugging_tells_of_nobody() {
        let named = Collector::Named("Ravi Nair".to_owned());
        let paper = Identity::of("Passport", "Z1234567").unwrap();
        let agreed = Agreed::Exception("the phone was stolen".to_owned());
        assert_eq!(
            format!("{named:?} {paper:?} {agreed:?}"),
            "Named(..) Identity(..) Exception(..)"
        );
        assert_eq!(format!("{:?} {:?}", Collector::Patient, Agreed::Code), "Patient Code");
    }

    #[test]
    fn of_a_paper_only_the_end_of_its_number_is_kept() {
        let cases = [
            (" Driving licence ", "KA-01 2020 0012345", Some("2345")),
            ("Passport", "Z1", Some("Z1")),
            ("Passport", " - ", None),
            (" ", "1234", None),
        ];
        for (kind, number, last) in cases {
            let identity = Identity::of(kind, number);
            assert_eq!(identity.as_ref().map(|it| it.last.as_str()), last, "{number}");
            assert!(identity.is_none_or(|it| it.kind == kind.trim()));
        }
    }

    #[test]
    fn what_was_undone_is_withdrawn() {
        assert_eq!(Handover::Completed.status(), Status::Final);
        assert_eq!(Handover::EnteredInError.status(), Status::Withdrawn);
    }
}
