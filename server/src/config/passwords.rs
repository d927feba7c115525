//! `[passwords]`: what hashing them costs.

use portal::{Hasher, domain::Chance, hasher::Cost};
use serde::Deserialize;
use std::thread::available_parallelism;

/// `[passwords]`
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Passwords {
    /// Argon2id memory in KiB, 19456 or more.
    pub memory_kib: u32,
    /// Argon2id passes, 2 or more.
    pub passes: u32,
    /// Argon2id lanes, 1 or more.
    pub lanes: u32,
    /// How many passwords are hashed at once; 0 for one fewer than the processors, and at least one.
    pub places: usize,
}

impl Passwords {
    /// What hashes them.
    pub(crate) fn hasher(&self, chance: &dyn Chance) -> anyhow::Result<Hasher> {
        let cost = Cost { memory: self.memory_kib, passes: self.passes, lanes: self.lanes };
        let places = match self.places {
            0 => available_parallelism().map_or(1, |n| n.get().saturating_sub(1).max(1)),
            places => places,
        };
        Ok(Hasher::new(cost, places, chance)?)
    }
}

impl Default for Passwords {
    fn default() -> Self {
        Self { memory_kib: 19_456, passes: 2, lanes: 1, places: 0 }
    }
}
