//! One line of the audit log, in the transaction of the act.

use crate::{Caller, Portal, Refusal};
use domain::{
    audit::Event,
    id::{ChallengeId, EventId, PatientId, RecordId, SessionKey},
};
use store::{Tx, audit::NewEvent};

/// What an event is about; whatever is unknown is left out.
#[derive(Clone, Copy, Default)]
pub(crate) struct About {
    pub patient: Option<PatientId>,
    pub record: Option<RecordId>,
    pub challenge: Option<ChallengeId>,
    /// One of a closed set of words; never a value, a name or a number.
    pub detail: Option<&'static str>,
}

/// Appends what a browser's session did to the audit log.
pub(crate) async fn note(
    portal: &Portal,
    tx: &mut Tx,
    caller: &Caller,
    event: Event,
    about: About,
) -> Result<(), Refusal> {
    append(portal, tx, Some(caller.session), event, about).await
}

/// Appends what the clinic did by the command line to the audit log.
pub(crate) async fn note_clinic(
    portal: &Portal,
    tx: &mut Tx,
    event: Event,
    about: About,
) -> Result<(), Refusal> {
    append(portal, tx, None, event, about).await
}

async fn append(
    portal: &Portal,
    tx: &mut Tx,
    session: Option<SessionKey>,
    event: Event,
    about: About,
) -> Result<(), Refusal> {
    let now = portal.now();
    let row = NewEvent {
        id: EventId::fresh(now, portal.chance()),
        at: now,
        event,
        patient: about.patient,
        session,
        record: about.record,
        challenge: about.challenge,
        detail: about.detail.map(Into::into),
    };
    Ok(store::audit::append(tx, &row).await?)
}
