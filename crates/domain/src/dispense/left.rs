//! What is left of a prescription.

use super::amount::Amount;
use crate::Millis;

/// What is left of a prescription.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Left {
    /// It may be dispensed now.
    Now {
        /// The most that may be handed out; none where a fill is handed out whole.
        most: Option<Amount>,
        /// How many fills there are after this one.
        fills_after: u32,
    },
    /// The next repeat opens then.
    From(Millis),
    /// Nothing is left, or nothing that opens before it ends.
    UsedUp,
    /// It is valid from then.
    NotYetValid(Millis),
    /// It is over.
    Expired,
    /// It does not hold, for good or for now.
    Withdrawn,
}

/// Why something was not dispensed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotDispensed {
    /// It is more than may be handed out, which is this.
    #[error("more than is left")]
    TooMuch(Amount),
    /// No amount was given, where fills are counted.
    #[error("an amount is needed")]
    AmountNeeded,
    /// An amount was given, where fills are handed out whole.
    #[error("no amount can be counted")]
    NotCounted,
    /// The amount is in another unit than the prescription's.
    #[error("another unit than the prescription's")]
    OtherUnit,
    /// The next repeat opens then.
    #[error("the next repeat is not open yet")]
    NotOpen(Millis),
    /// Nothing is left.
    #[error("nothing is left")]
    UsedUp,
    /// The prescription is valid from then.
    #[error("not valid yet")]
    NotYetValid(Millis),
    /// The prescription is over.
    #[error("no longer valid")]
    Expired,
    /// The prescription does not hold.
    #[error("withdrawn")]
    Withdrawn,
}

impl Left {
    /// Whether something may be handed out now.
    #[must_use]
    pub const fn is_now(self) -> bool {
        matches!(self, Self::Now { .. })
    }

    /// Whether something may be handed out, now or later.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Now { .. } | Self::From(_) | Self::NotYetValid(_))
    }

    /// Whether so much may be handed out; none is a whole fill of what is not counted.
    ///
    /// # Errors
    /// [`NotDispensed`] says why not.
    pub fn check(self, wanted: Option<Amount>) -> Result<(), NotDispensed> {
        match (self, wanted) {
            (Self::Now { most: Some(most), .. }, Some(wanted)) if wanted > most => {
                Err(NotDispensed::TooMuch(most))
            }
            (Self::Now { most: Some(_), .. }, None) => Err(NotDispensed::AmountNeeded),
            (Self::Now { most: None, .. }, Some(_)) => Err(NotDispensed::NotCounted),
            (Self::Now { .. }, _) => Ok(()),
            (Self::From(at), _) => Err(NotDispensed::NotOpen(at)),
            (Self::UsedUp, _) => Err(NotDispensed::UsedUp),
            (Self::NotYetValid(at), _) => Err(NotDispensed::NotYetValid(at)),
            (Self::Expired, _) => Err(NotDispensed::Expired),
            (Self::Withdrawn, _) => Err(NotDispensed::Withdrawn),
        }
    }
}
