//! `[passwords]`: what hashing them costs.

use serde::Deserialize;

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

impl Default for Passwords {
    fn default() -> Self {
        Self { memory_kib: 19_456, passes: 2, lanes: 1, places: 0 }
    }
}
