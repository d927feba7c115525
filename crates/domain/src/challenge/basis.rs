//! What somebody had to know before they were sent a code.

use super::BASES;

/// What somebody had to know before they were sent a code: by it the limits count, and whatever goes wrong stands in the way of
/// those alone who had to know as much.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// A password, or that of the session they are in.
    Secret,
    /// What others know too: a number and a birth date.
    Claim,
    /// The same, to stop a number that waits: it gives nobody anything.
    Stop,
    /// A password, but the number that the code goes to was typed, and may be somebody else's. What goes wrong there counts
    /// against whoever typed it, and nothing of it against whoever has the number.
    Typed,
    /// The number of a prescription, shown by somebody who is signed in at a pharmacy. What goes wrong counts against the
    /// pharmacy, and nothing of it against the patient.
    Counter,
}

impl Basis {
    /// That of a kind of challenge; a password for a kind that this version of the portal does not know.
    #[must_use]
    pub fn of(kind: &str) -> Self {
        let known = BASES.into_iter().find(|(name, _)| *name == kind);
        known.map_or(Self::Secret, |(_, basis)| basis)
    }

    /// Whether others can know what it takes.
    #[must_use]
    pub const fn is_claim(self) -> bool {
        matches!(self, Self::Claim | Self::Stop)
    }
}

#[cfg(test)]
mod tests {
    use super::{Basis::*, *};
    use crate::challenge::*;

    #[test]
    fn a_kind_has_the_basis_of_its_purpose() {
        let cases = [
            (SignIn::KIND, Secret),
            (OpenReport::KIND, Secret),
            (LeaveNumber::KIND, Secret),
            (Activate::KIND, Claim),
            (NewPassword::KIND, Claim),
            (StopNumber::KIND, Stop),
            (TakeNumber::KIND, Typed),
            (VerifyPrescription::KIND, Counter),
            ("unheard-of", Secret),
        ];
        for (kind, basis) in cases {
            assert_eq!(Basis::of(kind), basis, "{kind}");
        }
    }
}
