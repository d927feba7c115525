//! `[geoip]`: where network addresses are, for the page of a person's devices.

use serde::Deserialize;
use std::path::PathBuf;

/// `[geoip]`
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Geoip {
    /// A table in the `MaxMind` DB format, in the home or at a path of its own; without it no place is shown or kept.
    pub file: Option<PathBuf>,
}
