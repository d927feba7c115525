//! One line of the audit log, in the transaction of the act.

use crate::{
    Caller, Portal, Refusal,
    audit::{Said, Who, append},
};
use domain::{
    audit::Event,
    id::{ChallengeId, EventId, PatientId, RecordId},
};
use store::Tx;

/// What an event is about; whatever is unknown is left out.
#[derive(Clone, Copy, Default)]
pub(crate) struct About {
    pub patient: Option<PatientId>,
    pub record: Option<RecordId>,
    /// What was proved, or was to be.
    pub challenge: Option<ChallengeId>,
    /// One of a closed set of words; never a value, a name or a number.
    pub detail: Option<&'static str>,
    /// Which line of the log it is about.
    pub line: Option<EventId>,
    /// Who acts for the patient, where that is somebody else.
    pub by: Option<PatientId>,
}

/// Appends what a browser's session did to the audit log.
pub(crate) async fn note(
    portal: &Portal,
    tx: &mut Tx,
    caller: &Caller,
    event: Event,
    about: About,
) -> Result<(), Refusal> {
    let who = about.by.map_or(Who::Browser, Who::Guardian);
    let said = Said { session: Some(caller.session), ..said(who, about) };
    append(portal, tx, event, about.patient, &said).await
}

/// Appends what the clinic did by the command line to the audit log.
pub(crate) async fn note_clinic(
    portal: &Portal,
    tx: &mut Tx,
    event: Event,
    about: About,
) -> Result<(), Refusal> {
    append(portal, tx, event, about.patient, &said(Who::Clinic, about)).await
}

fn said(who: Who, about: About) -> Said {
    Said {
        record: about.record,
        challenge: about.challenge,
        line: about.line,
        detail: about.detail.map(Into::into),
        ..Said::of(who)
    }
}
