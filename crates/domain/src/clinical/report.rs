//! A laboratory report.

use crate::Millis;
use serde::{Deserialize, Serialize};

/// How far a document is settled (FHIR R4 `DiagnosticReportStatus` and `ObservationStatus`, folded).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// The laboratory is still at it (`registered`, `partial`, `preliminary`, `unknown`).
    UnderReview,
    /// It is settled (`final`).
    Final,
    /// It is settled, and was changed since it first was (`amended`, `corrected`, `appended`).
    Amended,
    /// It was withdrawn (`cancelled`, `entered-in-error`).
    Withdrawn,
}

impl Status {
    /// Every status.
    pub const ALL: [Self; 4] = [Self::UnderReview, Self::Final, Self::Amended, Self::Withdrawn];

    /// The name under which it is stored.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::UnderReview => "under-review",
            Self::Final => "final",
            Self::Amended => "amended",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// The status of a stored name.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.name() == name)
    }

    /// The status of a FHIR R4 code, of reports and of observations.
    #[must_use]
    pub fn of_fhir(code: &str) -> Option<Self> {
        match code {
            "registered" | "partial" | "preliminary" | "unknown" => Some(Self::UnderReview),
            "final" => Some(Self::Final),
            "amended" | "corrected" | "appended" => Some(Self::Amended),
            "cancelled" | "entered-in-error" => Some(Self::Withdrawn),
            _ => None,
        }
    }

    /// Whether a patient may open it.
    #[must_use]
    pub const fn opens(self) -> bool {
        matches!(self, Self::Final | Self::Amended)
    }
}

/// What a list of reports shows; sealed like the report, but by field, so that its owner reads it without a code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heading {
    /// The test's name; shown before the report is opened only where the clinic allows it.
    pub title: String,
    /// The laboratory's name.
    pub laboratory: Option<String>,
}

/// A laboratory report (FHIR R4 `DiagnosticReport`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// The test's name.
    pub title: String,
    /// The laboratory's number for it.
    pub number: Option<String>,
    /// The laboratory.
    pub laboratory: Option<String>,
    /// The people who answer for it, such as the pathologist.
    pub signed_by: Vec<String>,
    /// Who asked for it.
    pub asked_by: Option<String>,
    /// When the specimen was taken.
    pub collected_at: Option<Millis>,
    /// When it was released.
    pub issued_at: Option<Millis>,
    /// What the laboratory concludes, in plain text.
    pub conclusion: Option<String>,
    /// The keys of its results, in order.
    pub results: Vec<String>,
    /// The titles of its documents, in order; each is sealed on its own.
    pub documents: Vec<String>,
}

/// A document of a report, such as its PDF (FHIR R4 `Attachment`).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// What it is called.
    pub title: String,
    /// Its media type; only `application/pdf` is kept.
    pub media_type: String,
    /// Its bytes.
    #[serde(with = "base64_text")]
    pub bytes: Vec<u8>,
}

impl std::fmt::Debug for Document {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Document({} bytes)", self.bytes.len())
    }
}

/// Bytes as text, since the payloads are JSON.
mod base64_text {
    use base64::{Engine, engine::general_purpose::STANDARD};
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub(super) fn serialize<S: Serializer>(bytes: &[u8], to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&STANDARD.encode(bytes))
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<u8>, D::Error> {
        STANDARD.decode(String::deserialize(from)?).map_err(Error::custom)
    }
}
