//! Taking one's data away: asking for it, making the files, and handing them over.
//!
//! The answered code buys a grant to all of the patient's records for an hour, in this session. [`make()`] makes the files by
//! it, in the background and on any node; [`take()`] hands each over once. What is made is sealed to the patient like a
//! record, and [`sweep()`] deletes it when the hour is over.

mod account;
mod ask;
mod make;
mod piece;
mod state;
mod sweep;
mod take;

pub use account::{Account, Counter};
pub use ask::{answer, ask, pending};
pub use domain::export::File;
pub use make::make;
pub use piece::{Line, Pages, Piece, Result as Found};
pub use state::{Export, State, Waiting, newest};
pub use sweep::sweep;
pub use take::{Taken, take};
