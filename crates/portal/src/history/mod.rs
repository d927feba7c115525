//! The access history, as a patient reads it: lines of the log with what is needed to know them again, and what a patient
//! does who finds that one of them was not them.

mod by;
mod disown;
mod tell;

pub use crate::audit::history::{PAGE, Wanted, Which};
pub use by::By;
pub use disown::disown;
pub use tell::{Item, Page, ProvedBy, Reported, Told, one, page};
