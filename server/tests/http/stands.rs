//! How a number stands that is typed at a counter.

use crate::{
    clinic::Clinic,
    people::ASHA,
    shop::{METFORMIN, NOBODYS},
};
use serde_json::json;
use testkit::{bundle, dispensed, prescription};

/// What there is to know of a number.
#[derive(Clone, Copy, Debug)]
pub enum Of {
    Nobody,
    Good,
    UsedUp,
    Expired,
    Withdrawn,
}

impl Of {
    /// Makes Asha's metformin so, which has this id and this number; gives the number that is so.
    pub async fn made(self, clinic: &Clinic, id: &str, number: &str) -> String {
        let mut newer = prescription((id, 2, "active"), &ASHA, Some("paper"), &METFORMIN);
        let news = match self {
            Self::Nobody => return NOBODYS.to_owned(),
            Self::Good => Vec::new(),
            Self::UsedUp => ["d1", "d2", "d3"]
                .map(|it| dispensed((it, 1, "completed"), &ASHA, id, METFORMIN.tablets))
                .to_vec(),
            Self::Expired => {
                newer["dispenseRequest"]["validityPeriod"] = json!({ "end": "2025-12-31" });
                vec![newer]
            }
            Self::Withdrawn => {
                newer["status"] = "stopped".into();
                vec![newer]
            }
        };
        clinic.import(&bundle(&news)).await;
        number.to_owned()
    }
}
