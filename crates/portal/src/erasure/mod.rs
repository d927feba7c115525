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
pub use clinic::{Confirmed, Waiting, confirm, list, refuse};
pub use domain::erasure::{Reason, State};
pub(crate) use run::everything;
pub use run::run;
pub(crate) use scrub::now as scrub;

use crate::{Portal, Refusal};
use domain::{Millis, id::PatientId};
use store::Tx;

/// Until when a patient's records must be kept; none where there are none, or their time is over.
async fn kept_until(
    portal: &Portal,
    tx: &mut Tx,
    patient: PatientId,
) -> Result<Option<Millis>, Refusal> {
    let newest = store::wipe::newest_record(tx, patient).await?;
    let years = portal.rules().record_years;
    let until = newest.map(|newest| domain::erasure::kept_until(newest, years));
    Ok(until.filter(|until| *until > portal.now()))
}
