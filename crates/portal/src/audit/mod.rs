//! The audit log: how it is written, kept as it was, and shown.
//!
//! An act's transaction appends its event, sealed, by one insert. [`seal()`] gives events that wait their places in a Merkle
//! tree and signs its head, every few seconds; [`verify()`] computes all of it again, and names what does not fit. Each
//! node keeps the newest head that it has seen as its [`Mark`], and signs nothing that does not go on from it.
//! [`history`] is a patient's own part of it, and a [`receipt()`] what they take away of one event.

mod clinic;
mod finding;
mod findings;
mod forget;
pub(crate) mod hand;
mod head;
pub mod history;
mod key;
mod mark;
mod receipt;
mod said;
mod seal;
mod taking;
mod verify;

pub use clinic::{Shown, Waiting, looked_at, reports, show};
pub use domain::audit::receipt::Receipt;
pub use finding::{Finding, Witness, counted};
pub use findings::Findings;
pub use forget::forget;
pub use head::{checkpoint, verifier, witnessed};
pub use key::rotated;
pub use mark::{Mark, against_mark, restored};
pub use receipt::receipt;
pub use said::{Said, Who};
pub use seal::{Sealed, seal};
pub use verify::{Extension, Report, verify};

pub(crate) use said::append;
pub(crate) use taking::Taking;
