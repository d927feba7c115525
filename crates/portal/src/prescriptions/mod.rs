//! A patient's prescriptions: which there are and what is left, without saying of what; what is on one, after a code; who
//! collects it; and a pharmacy that asks for it now.

pub mod asked;
pub mod collector;
mod elsewhere;
mod given;
mod list;
mod number;
mod open;
mod seen;
mod until;
mod untold;

pub use given::{Given, Giver, Share, deny, given};
pub use list::{Line, Part, list, one};
pub use number::number;
pub use open::{Opened, answer, ask, pending, read, seal};
pub use seen::Seen;
pub use until::open_until;
pub use untold::{Untold, have_seen, untold};

pub(crate) use collector::collectors_on;
pub(crate) use elsewhere::count;
pub(crate) use list::next;
pub(crate) use number::give;

use crate::{Portal, Principal, Refusal, family, foreign};
use domain::{
    grant::Granted,
    id::{GrantId, PatientId, PrescriptionId, RecordId, SessionKey},
    sealed::Kind,
};
use std::time::Duration;
use store::{
    Tx,
    prescription::{self, PrescriptionRow},
};

/// A grant of a session to one medicine, from now on.
pub(crate) fn granted(
    portal: &Portal,
    session: SessionKey,
    (patient, record): (PatientId, RecordId),
    life: Duration,
) -> Granted {
    let now = portal.now();
    Granted {
        id: GrantId::fresh(now, portal.chance()),
        session,
        patient,
        record,
        kind: Kind::Prescription,
        granted_at: now,
        expires_at: now.after(life),
        ended_at: None,
    }
}

/// The principal's own prescription.
///
/// # Errors
/// [`Refusal::NotFound`] when there is none, or it is somebody else's.
async fn own(
    portal: &Portal,
    tx: &mut Tx,
    who: &Principal,
    id: PrescriptionId,
) -> Result<PrescriptionRow, Refusal> {
    family::holds(portal, tx, who).await?;
    let row = prescription::get(tx, id).await?;
    row.filter(|row| row.patient_id == who.patient).ok_or(Refusal::NotFound)
}

/// Says in the audit log that a page of somebody else's prescription was refused, by its first medicine.
async fn note_refused(portal: &Portal, who: &Principal, id: PrescriptionId) -> Result<(), Refusal> {
    let items = prescription::items(&mut portal.read().await?, id).await?;
    match items.first() {
        Some(item) => foreign::refused(portal, who, item.record_id).await,
        None => Ok(()),
    }
}
