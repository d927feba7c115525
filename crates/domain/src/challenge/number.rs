//! What codes are for where a phone number is changed.

use super::{Basis, Purpose};
use crate::id::{ChallengeId, PatientId};
use serde::{Deserialize, Serialize};
use std::fmt;
use uuid::Uuid;

/// A number that is to take the place of another: sealed to its patient under a name of its own. Its `Debug` shows the name
/// alone.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewNumber {
    /// What it is bound to.
    pub id: Uuid,
    /// The number, sealed, in base64 (RFC 4648, section 4).
    pub sealed: String,
}

impl fmt::Debug for NewNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "NewNumber({})", self.id)
    }
}

/// Leaving one's number for another: the code goes to the number that is left.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeaveNumber {
    /// Whose number it is.
    pub patient: PatientId,
    /// For which.
    pub to: NewNumber,
}

impl Purpose for LeaveNumber {
    const KIND: &'static str = "leave-number";
    const BASIS: Basis = Basis::Secret;

    fn resource(&self) -> Option<Uuid> {
        None
    }
}

/// Taking the number that was named while leaving another: the code goes to the number that is taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TakeNumber {
    /// Whose number it becomes.
    pub patient: PatientId,
    /// The challenge by which the old number was left.
    pub left: ChallengeId,
    /// The number.
    pub to: NewNumber,
}

impl Purpose for TakeNumber {
    const KIND: &'static str = "take-number";
    const BASIS: Basis = Basis::Typed;

    fn resource(&self) -> Option<Uuid> {
        None
    }
}

/// Stopping a number that staff gave a patient, while it waits, by somebody who is not signed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StopNumber {
    /// Whose number it would be; nobody's for a decoy.
    pub candidates: Vec<PatientId>,
}

impl Purpose for StopNumber {
    const KIND: &'static str = "stop-number";
    const BASIS: Basis = Basis::Stop;

    fn resource(&self) -> Option<Uuid> {
        None
    }
}

/// Whether it is not told that no code may be sent: whoever asks need not be whoever has the number.
#[must_use]
pub fn is_sent_quietly(kind: &str) -> bool {
    kind == TakeNumber::KIND || super::is_blind(kind)
}
