//! Challenges as use cases: opening one, sending its code again, showing it, and judging the answer.
//!
//! The engine is the same for every purpose. A flow opens with `open`, and ends by redeeming, in the
//! transaction of its effect, the proof that `answer` gave it. What `redeem` gives has to go into the log: as the effect's own
//! line, or alone.

mod again;
mod allowance;
mod answer;
mod answered;
mod asker;
mod budget;
mod call;
mod course;
mod heard;
mod messages;
mod open;
mod pending;
mod resend;
mod shown;

pub(crate) use allowance::Manner;
pub(crate) use answer::{At, answer, answer_at, redeem};
pub(crate) use asker::Asker;
pub use call::call;
pub use course::progress;
pub(crate) use open::{Addressee, Asked, Opened, open, open_for};
pub use pending::{Pending, pending};
pub use resend::resend;
