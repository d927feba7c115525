//! `[pharmacy]`: which medicines are controlled.

use portal::domain::dispense::Controlled;
use serde::Deserialize;

/// `[pharmacy]`
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Pharmacy {
    /// The schedules whose medicines are controlled, such as `X`.
    pub controlled_schedules: Vec<String>,
    /// Further medicines that are controlled, each by `system|code`.
    pub controlled_medicines: Vec<String>,
}

impl Default for Pharmacy {
    fn default() -> Self {
        let Controlled { schedules, codes } = Controlled::default();
        Self { controlled_schedules: schedules, controlled_medicines: codes }
    }
}

impl Pharmacy {
    /// What counts as controlled.
    #[must_use]
    pub fn controlled(&self) -> Controlled {
        Controlled {
            schedules: self.controlled_schedules.clone(),
            codes: self.controlled_medicines.clone(),
        }
    }
}
