//! What a laboratory makes of a value.

use serde::{Deserialize, Serialize};

/// How a value stands to what is usual (HL7 v3 `ObservationInterpretation`, folded to what a patient can use).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Flag {
    /// As usual (`N`).
    Normal,
    /// Not as usual, neither high nor low (`A`, `POS` where it is meant so).
    Abnormal,
    /// Below what is usual (`L`).
    Low,
    /// Above what is usual (`H`).
    High,
    /// So far from usual that somebody must act (`AA`).
    Critical,
    /// So low that somebody must act (`LL`).
    CriticalLow,
    /// So high that somebody must act (`HH`).
    CriticalHigh,
}

impl Flag {
    /// The name by which its words, its shape and its colour are found.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Normal => "normal",
            Self::Abnormal => "abnormal",
            Self::Low => "low",
            Self::High => "high",
            Self::Critical => "critical",
            Self::CriticalLow => "critical-low",
            Self::CriticalHigh => "critical-high",
        }
    }

    /// The flag of an HL7 v3 `ObservationInterpretation` (or v2 table 0078) code; none where it says nothing of the kind.
    #[must_use]
    pub fn of_code(code: &str) -> Option<Self> {
        match code {
            "N" | "NEG" | "ND" | "NR" => Some(Self::Normal),
            "A" | "POS" | "DET" | "RR" | "WR" | "IND" | "E" => Some(Self::Abnormal),
            "L" | "LU" | "<" => Some(Self::Low),
            "H" | "HU" | ">" => Some(Self::High),
            "AA" => Some(Self::Critical),
            "LL" => Some(Self::CriticalLow),
            "HH" => Some(Self::CriticalHigh),
            _ => None,
        }
    }
}
