//! The audit log: lines are appended and read, never changed.

use crate::{
    Result, Tx,
    column::{Line, Loaded},
    value::values,
};
use domain::{
    Millis,
    audit::Event,
    id::{ChallengeId, EventId, PatientId, RecordId, SessionKey},
};
use std::borrow::Cow;

/// One audit event, to be appended or as it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewEvent {
    /// Its name.
    pub id: EventId,
    /// When.
    pub at: Millis,
    /// What happened.
    pub event: Event,
    /// To whom.
    pub patient: Option<PatientId>,
    /// In which session.
    pub session: Option<SessionKey>,
    /// With which record.
    pub record: Option<RecordId>,
    /// By which challenge.
    pub challenge: Option<ChallengeId>,
    /// A word more, such as the reason of a refusal; never a name, a number, a code or a value.
    pub detail: Option<Cow<'static, str>>,
}

impl Loaded for NewEvent {
    fn of(line: &impl Line) -> Result<Self> {
        Ok(Self {
            id: line.read("id")?,
            at: line.read("at")?,
            event: line.read("event")?,
            patient: line.read("patient_id")?,
            session: line.read("session")?,
            record: line.read("record_id")?,
            challenge: line.read("challenge_id")?,
            detail: line.read::<Option<String>>("detail")?.map(Cow::Owned),
        })
    }
}

statements! {
    APPEND = both "INSERT INTO audit_event (id, at, event, patient_id, session, record_id, challenge_id, detail) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    COUNT = both "SELECT count(*) FROM audit_event WHERE event = $1";
}

/// Appends an event.
///
/// # Errors
/// A unique violation when it is there already.
pub async fn append(tx: &mut Tx, event: &NewEvent) -> Result<()> {
    let values = values![
        event.id,
        event.at,
        event.event,
        event.patient,
        event.session,
        event.record,
        event.challenge,
        event.detail.as_deref(),
    ];
    tx.execute(APPEND, values).await.map(drop)
}

/// How many events of a kind there are.
///
/// # Errors
/// When the database does not answer.
pub async fn count(tx: &mut Tx, event: Event) -> Result<u64> {
    Ok(tx.one::<(u64,)>(COUNT, values![event]).await?.0)
}
