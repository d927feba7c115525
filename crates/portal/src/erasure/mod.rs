//! Having everything of a patient erased: the patient asks, the clinic answers, and once the notice is over the portal
//! does it.
//!
//! The key is what is erased; with it go all rows but the audit log's lines, which nobody can read any more. What a law has
//! the clinic keep stays sealed until its time is over; until then nobody signs in. Copies of the database that were made
//! before still hold the wrapped key: [`crate::wrapping`] makes it worthless there.

mod ask;
mod clinic;
mod run;
mod scrub;

pub use ask::{Standing, answer, ask, pending, standing, withdraw};
pub use clinic::{Waiting, confirm, list, refuse};
pub use domain::erasure::{Reason, State};
pub(crate) use run::everything;
pub use run::run;
pub(crate) use scrub::now as scrub;
