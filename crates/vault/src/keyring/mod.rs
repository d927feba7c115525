//! The clinic's keys.

mod entry;
mod error;
mod file;
mod text;

pub use error::{Fault, KeyringError};
pub use file::{Created, FILE};

pub(crate) use entry::{Entry, Keys};

use domain::{Chance, Millis};
use serde::Deserialize;

/// What a key is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Use {
    /// Wraps the patients' keys.
    Wrap,
    /// Makes one-time codes.
    Code,
    /// Makes look-up keys and digests.
    Index,
    /// Seals what belongs to the clinic.
    Clinic,
    /// Signs the heads of the audit log.
    Log,
}

impl Use {
    /// Every use, in the order in which the file lists them.
    pub const ALL: [Self; 5] = [Self::Wrap, Self::Code, Self::Index, Self::Clinic, Self::Log];

    /// The name under which the file lists it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Wrap => "wrap",
            Self::Code => "code",
            Self::Index => "index",
            Self::Clinic => "clinic",
            Self::Log => "log",
        }
    }
}

/// The uses whose key can be followed by a new one. The others would leave every stored look-up key, every name of the
/// directory, or the name by which witnesses know the audit log, behind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rotates {
    /// New patients' keys are wrapped by the new key; those wrapped before still open.
    Wrap,
    /// New challenges' codes are made by the new key; those open before are still judged.
    Code,
}

/// Every key of a clinic, wiped when dropped. Neither `Debug` nor `Display`.
pub struct Keyring {
    pub(crate) wrap: Keys,
    pub(crate) code: Keys,
    pub(crate) index: Keys,
    pub(crate) clinic: Keys,
    pub(crate) log: Keys,
}

impl Keyring {
    /// A new ring, one key for each use.
    #[must_use]
    pub fn fresh(now: Millis, chance: &dyn Chance) -> Self {
        let key = |usage| Keys::of(Entry::fresh(usage, now, chance));
        Self {
            wrap: key(Use::Wrap),
            code: key(Use::Code),
            index: key(Use::Index),
            clinic: key(Use::Clinic),
            log: key(Use::Log),
        }
    }

    /// Adds a key that is current from now on, and gives its id. Only the ring in memory changes: see
    /// [`Keyring::rotate_in`] for the file.
    pub fn rotate(&mut self, usage: Rotates, now: Millis, chance: &dyn Chance) -> String {
        match usage {
            Rotates::Wrap => self.wrap.follow(Entry::fresh(Use::Wrap, now, chance)),
            Rotates::Code => self.code.follow(Entry::fresh(Use::Code, now, chance)),
        }
    }

    #[cfg(test)]
    pub(crate) fn ids(&self, usage: Use) -> Vec<&str> {
        self.of(usage).all().map(Entry::id).collect()
    }

    /// The ids of the keys of a use and when each was made, the current one last.
    #[must_use]
    pub fn made(&self, usage: Use) -> Vec<(&str, Millis)> {
        self.of(usage).all().map(|key| (key.id(), key.made_at())).collect()
    }

    fn of(&self, usage: Use) -> &Keys {
        match usage {
            Use::Wrap => &self.wrap,
            Use::Code => &self.code,
            Use::Index => &self.index,
            Use::Clinic => &self.clinic,
            Use::Log => &self.log,
        }
    }
}
