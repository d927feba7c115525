//! What a page says once about PINs, and about acting for somebody.

use super::Tone;
use portal::domain::Millis;
use serde::{Deserialize, Serialize};

/// One of a closed set of sentences.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Family {
    /// No PIN was typed.
    PinMissing,
    /// What was typed is no PIN.
    PinMalformed,
    /// The PIN is another; so many tries are left.
    PinWrong(i64),
    /// The PIN pauses until then.
    PinPaused(Millis),
    /// Staff must help.
    PinBlocked,
    /// No new PIN was typed.
    NewPinMissing,
    /// A new PIN has four to six digits.
    NewPinMalformed,
    /// The new PIN is guessed at once.
    NewPinEasy,
    /// Whoever knows the person or their phone knows the new PIN.
    NewPinKnown,
    /// The PIN was set.
    PinSet,
    /// The PIN was removed.
    PinRemoved,
    /// Only the person themselves may do that.
    NotForGuardians,
    /// The guardianship is over.
    Over,
    /// A guardian of somebody with a PIN needs one.
    PinNeeded,
    /// Whoever acted for somebody is themselves again.
    Back,
}

impl Family {
    /// Every one.
    #[cfg(test)]
    pub(super) const ALL: [Self; 15] = [
        Self::PinMissing,
        Self::PinMalformed,
        Self::PinWrong(2),
        Self::PinPaused(Millis(0)),
        Self::PinBlocked,
        Self::NewPinMissing,
        Self::NewPinMalformed,
        Self::NewPinEasy,
        Self::NewPinKnown,
        Self::PinSet,
        Self::PinRemoved,
        Self::NotForGuardians,
        Self::Over,
        Self::PinNeeded,
        Self::Back,
    ];

    /// How it is shown.
    pub(super) const fn tone(self) -> Tone {
        match self {
            Self::PinMissing
            | Self::PinMalformed
            | Self::PinWrong(_)
            | Self::PinPaused(_)
            | Self::PinBlocked => Tone::Fault("pin"),
            Self::NewPinMissing | Self::NewPinMalformed | Self::NewPinEasy | Self::NewPinKnown => {
                Tone::Fault("new-pin")
            }
            Self::NotForGuardians | Self::Over | Self::PinNeeded => Tone::Trouble,
            Self::PinSet | Self::PinRemoved | Self::Back => Tone::Good,
        }
    }

    /// The message's key in the word files.
    pub(super) const fn key(self) -> &'static str {
        match self {
            Self::PinMissing => "refusal-pin-missing",
            Self::PinMalformed => "refusal-pin-malformed",
            Self::PinWrong(_) => "refusal-pin-wrong",
            Self::PinPaused(_) => "refusal-pin-paused",
            Self::PinBlocked => "refusal-pin-blocked",
            Self::NewPinMissing => "refusal-new-pin-missing",
            Self::NewPinMalformed => "refusal-new-pin-malformed",
            Self::NewPinEasy => "refusal-new-pin-easy",
            Self::NewPinKnown => "refusal-new-pin-known",
            Self::PinSet => "pin-was-set",
            Self::PinRemoved => "pin-was-removed",
            Self::NotForGuardians => "refusal-not-for-guardians",
            Self::Over => "refusal-guardianship-over",
            Self::PinNeeded => "refusal-pin-needed",
            Self::Back => "family-back-done",
        }
    }
}
