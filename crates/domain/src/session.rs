//! How long a person stays signed in.

use crate::Millis;
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// How long before the end a person is warned.
pub const WARNING: Duration = Duration::from_mins(2);

/// The limits of a session (OWASP ASVS 5.0, 7.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Without any act of the person.
    pub idle: Duration,
    /// In all.
    pub absolute: Duration,
}

impl Limits {
    /// A patient's: 10 minutes idle, 12 hours in all.
    pub const PATIENT: Self =
        Self { idle: Duration::from_mins(10), absolute: Duration::from_hours(12) };

    /// That of somebody who works at a pharmacy: 10 minutes idle, 8 hours in all.
    pub const STAFF: Self =
        Self { idle: Duration::from_mins(10), absolute: Duration::from_hours(8) };
}

/// When a person signed in, and when they last did something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stay {
    /// When they signed in.
    pub signed_in_at: Millis,
    /// When they last did something.
    pub seen_at: Millis,
}

/// What a session is worth at a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It lives, until this moment if nothing is done.
    Live(Millis),
    /// Nothing was done for too long.
    Idle,
    /// It has lasted as long as a session may.
    Over,
}

impl Stay {
    /// When it ends if nothing more is done.
    #[must_use]
    pub fn ends_at(&self, limits: Limits) -> Millis {
        self.seen_at.after(limits.idle).min(self.signed_in_at.after(limits.absolute))
    }

    /// What it is worth at `now`.
    #[must_use]
    pub fn standing(&self, limits: Limits, now: Millis) -> Standing {
        match () {
            () if now >= self.signed_in_at.after(limits.absolute) => Standing::Over,
            () if now >= self.seen_at.after(limits.idle) => Standing::Idle,
            () => Standing::Live(self.ends_at(limits)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stay_ends_idle_or_over() {
        let minutes = |n: i64| Millis(n * 60_000);
        let stay = |seen| Stay { signed_in_at: minutes(0), seen_at: minutes(seen) };
        let cases = [
            (0, 9, Standing::Live(minutes(10))),
            (0, 10, Standing::Idle),
            (715, 719, Standing::Live(minutes(720))),
            (715, 720, Standing::Over),
            (715, 800, Standing::Over),
        ];
        for (seen, now, expected) in cases {
            assert_eq!(stay(seen).standing(Limits::PATIENT, minutes(now)), expected, "{now}");
        }
    }
}
