//! Which medicines a clinic counts as controlled.

use crate::clinical::Prescription;

/// The schedules and the medicines that are controlled, as the clinic decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Controlled {
    /// The schedules, such as `X`; `Schedule X` and `x` are the same.
    pub schedules: Vec<String>,
    /// Medicines, each by `system|code`.
    pub codes: Vec<String>,
}

impl Default for Controlled {
    /// Schedule X of the Drugs Rules, 1945, and narcotics under the NDPS Act, 1985.
    fn default() -> Self {
        let schedules = ["X", "narcotic", "NDPS"].map(ToOwned::to_owned).to_vec();
        Self { schedules, codes: Vec::new() }
    }
}

impl Controlled {
    /// Whether a prescription is of a controlled medicine: by its schedule, or by any of the medicine's codes.
    #[must_use]
    pub fn is(&self, prescription: &Prescription) -> bool {
        let written = prescription.schedule.as_deref().unwrap_or_default();
        let mut named = written.split([',', ';', '/', '+', '&']).map(plain);
        let by_schedule = named.any(|name| self.schedules.iter().any(|of| plain(of) == name));
        by_schedule || prescription.codes().any(|code| self.codes.iter().any(|of| of == code))
    }
}

/// A schedule's name, however it is written.
fn plain(schedule: &str) -> String {
    let small = schedule.trim().to_lowercase();
    let bare = small.strip_prefix("schedule").or_else(|| small.strip_prefix("sch"));
    bare.unwrap_or(&small).trim_start_matches('.').trim().to_owned()
}
