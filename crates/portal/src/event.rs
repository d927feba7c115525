//! One line of the audit log, in the transaction of the act.

use crate::{
    Caller, Portal, Refusal,
    audit::{Said, Who, append},
    caller::Acting,
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
}

/// Appends what a browser's session did to the audit log: under the patient whom somebody acts for, if they do.
pub(crate) async fn note(
    portal: &Portal,
    tx: &mut Tx,
    caller: &Caller,
    event: Event,
    about: About,
) -> Result<(), Refusal> {
    let (who, patient) = under(caller, about.patient);
    let said = Said { session: Some(caller.session), ..said(who, about) };
    append(portal, tx, event, patient, &said).await
}

/// Who did it, and whose history it belongs to. A guardian's codes go to their own phone and count as theirs, but what
/// they were for is the other's to see.
fn under(caller: &Caller, patient: Option<PatientId>) -> (Who, Option<PatientId>) {
    match (caller.acting, patient) {
        (Some(Acting { by, patient: ward }), Some(patient)) if patient == by || patient == ward => {
            (Who::Guardian(by), Some(ward))
        }
        (_, patient) => (Who::Browser, patient),
    }
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
