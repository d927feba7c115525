//! `[stay]`: how long patients stay signed in.

use portal::domain::session::Limits;
use serde::Deserialize;
use std::time::Duration;

/// `[stay]`
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Stay {
    /// Without any act of the patient: 1 to 10.
    pub idle_minutes: u64,
    /// In all: 1 to 720.
    pub longest_minutes: u64,
}

impl Default for Stay {
    fn default() -> Self {
        let Limits { idle, absolute } = Limits::PATIENT;
        Self { idle_minutes: idle.as_secs() / 60, longest_minutes: absolute.as_secs() / 60 }
    }
}

impl Stay {
    /// The limits of a session.
    #[must_use]
    pub fn limits(&self) -> Limits {
        let minutes = Duration::from_mins;
        Limits { idle: minutes(self.idle_minutes), absolute: minutes(self.longest_minutes) }
    }
}
