//! Handing over what was prescribed: prescription numbers, and how far a pharmacy's look-up of one has come.

mod number;
mod scope;
mod verification;

pub use number::{LENGTH, NotAPrescriptionNumber, PrescriptionNumber};
pub use scope::{Role, Scope};
pub use verification::{DISPENSE_LIFE, Moments, State, UNDO_WITHIN};

/// How many medicines have one number at the most: the text with its code tells how many in two digits.
pub const MEDICINES: usize = 99;
