//! What a page says once about somebody's devices.

use serde::{Deserialize, Serialize};

/// One of a closed set of sentences.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Device {
    /// A device was signed out.
    Ended,
    /// All others were signed out.
    OthersEnded,
    /// A device is told to forget everything when it comes next.
    WipeAsked,
}

impl Device {
    /// The message's key in the word files.
    pub(super) const fn key(self) -> &'static str {
        match self {
            Self::Ended => "devices-ended",
            Self::OthersEnded => "devices-others-ended",
            Self::WipeAsked => "devices-wipe-asked",
        }
    }
}
