//! One line of the audit log, in the transaction of the act.

use crate::{
    Caller, Portal, Refusal,
    audit::{Said, Who, append, hand},
    caller::{Acting, Counter},
};
use domain::{
    audit::Event,
    id::{ChallengeId, EventId, PatientId, PharmacyId, RecordId, TokenId, VerificationId},
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
    /// Which pharmacy, where the clinic did something with one.
    pub pharmacy: Option<PharmacyId>,
    /// Which token of a pharmacy's system.
    pub token: Option<TokenId>,
    /// Which look-up of a pharmacy's it is about.
    pub look_up: Option<VerificationId>,
}

/// Appends what a browser's session did to the audit log: under the patient whom somebody acts for, if they do.
pub(crate) async fn note(
    portal: &Portal,
    tx: &mut Tx,
    caller: &Caller,
    event: Event,
    about: About,
) -> Result<(), Refusal> {
    note_line(portal, tx, caller, event, about).await.map(drop)
}

/// The same, and gives the line's name.
pub(crate) async fn note_line(
    portal: &Portal,
    tx: &mut Tx,
    caller: &Caller,
    event: Event,
    about: About,
) -> Result<EventId, Refusal> {
    let (who, patient) = under(caller, about.patient);
    // What a guardian or a pharmacy has on their desk is nobody's to know.
    let device = caller.model.filter(|_| who == Who::Browser);
    let counter = caller.counter.filter(|_| matches!(who, Who::Pharmacy { .. }));
    // By a session, patients could tell one pharmacist from another over the years.
    let session = Some(caller.session).filter(|_| counter.is_none());
    let said = Said { session, device, ..said(who, about) };
    append(portal, tx, event, patient, &said, counter.and_then(hand::of).as_deref()).await
}

/// Who did it, and whose history it belongs to. A guardian's codes go to their own phone and count as theirs, but what
/// they were for is the other's to see.
fn under(caller: &Caller, patient: Option<PatientId>) -> (Who, Option<PatientId>) {
    match (caller.acting, caller.counter, patient) {
        (acting, Some(counter), patient) if !is_own(counter, patient) => {
            // A patient's code may have gone to a guardian, whom it is not about.
            let ward = acting.filter(|acting| Some(acting.by) == patient);
            let pharmacy = Who::Pharmacy { pharmacy: counter.pharmacy };
            (pharmacy, ward.map(|acting| acting.patient).or(patient))
        }
        (Some(Acting { by, patient: ward }), _, Some(patient))
            if patient == by || patient == ward =>
        {
            (Who::Guardian(by), Some(ward))
        }
        (_, _, patient) => (Who::Browser, patient),
    }
}

/// Whether it is about the account of whoever stands at the counter.
fn is_own(counter: Counter, patient: Option<PatientId>) -> bool {
    counter.staff.is_some_and(|staff| Some(staff.0) == patient.map(|it| it.0))
}

/// Appends what the clinic did by the command line to the audit log.
pub(crate) async fn note_clinic(
    portal: &Portal,
    tx: &mut Tx,
    event: Event,
    about: About,
) -> Result<(), Refusal> {
    let said = said(Who::Clinic, about);
    append(portal, tx, event, about.patient, &said, portal.staff()).await.map(drop)
}

/// Appends that staff read something of a patient's: `what` is the word for it, and `line` the line that they read.
pub(crate) async fn note_look(
    portal: &Portal,
    tx: &mut Tx,
    patient: PatientId,
    (what, line): (&'static str, Option<EventId>),
) -> Result<(), Refusal> {
    let about = About { patient: Some(patient), line, detail: Some(what), ..About::default() };
    note_clinic(portal, tx, Event::LookedAtByStaff, about).await
}

fn said(who: Who, about: About) -> Said {
    Said {
        record: about.record,
        challenge: about.challenge,
        line: about.line,
        pharmacy: about.pharmacy,
        token: about.token,
        look_up: about.look_up,
        detail: about.detail.map(Into::into),
        ..Said::of(who)
    }
}
