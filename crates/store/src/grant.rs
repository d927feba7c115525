//! Grants: access of a session to a record.

use crate::{
    Result, Tx,
    column::{Line, Loaded},
    value::values,
};
use domain::{
    Millis,
    grant::Granted,
    id::{ChallengeId, GrantId, RecordId, SessionKey},
};

impl Loaded for Granted {
    fn of(line: &impl Line) -> Result<Self> {
        Ok(Self {
            id: line.read("id")?,
            session: line.read("session")?,
            patient: line.read("patient_id")?,
            record: line.read("record_id")?,
            kind: line.read("kind")?,
            granted_at: line.read("granted_at")?,
            expires_at: line.read("expires_at")?,
            ended_at: line.read("ended_at")?,
        })
    }
}

statements! {
    INSERT = both "INSERT INTO access_grant (id, session, patient_id, record_id, challenge_id, granted_at, expires_at, \
        ended_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    LATEST = both "SELECT access_grant.id, session, access_grant.patient_id, record_id, kind, granted_at, expires_at, ended_at \
        FROM access_grant JOIN record ON record.id = record_id \
        WHERE session = $1 AND record_id = $2 ORDER BY granted_at DESC, access_grant.id DESC LIMIT 1";
    BOUGHT_WITH = both "SELECT challenge_id FROM access_grant WHERE id = $1";
    END = both "UPDATE access_grant SET ended_at = $3 WHERE session = $1 AND record_id = $2 AND ended_at IS NULL \
        AND expires_at > $3";
    END_OF_SESSION = both "UPDATE access_grant SET ended_at = $2 WHERE session = $1 AND ended_at IS NULL \
        AND expires_at > $2";
}

/// Writes a grant, bought with the answer to `challenge`.
///
/// # Errors
/// A missing reference when the patient, the record or the challenge is not there.
pub async fn insert(tx: &mut Tx, granted: &Granted, challenge: ChallengeId) -> Result<()> {
    let values = values![
        granted.id,
        granted.session,
        granted.patient,
        granted.record,
        challenge,
        granted.granted_at,
        granted.expires_at,
        granted.ended_at,
    ];
    tx.execute(INSERT, values).await.map(drop)
}

/// Reads the newest grant of a session to a record, dead or alive.
///
/// # Errors
/// When the database does not answer.
pub async fn latest(tx: &mut Tx, session: SessionKey, record: RecordId) -> Result<Option<Granted>> {
    tx.optional(LATEST, values![session, record]).await
}

/// The challenge whose answer bought a grant.
///
/// # Errors
/// When the database does not answer.
pub async fn bought_with(tx: &mut Tx, id: GrantId) -> Result<Option<ChallengeId>> {
    let row: Option<(ChallengeId,)> = tx.optional(BOUGHT_WITH, values![id]).await?;
    Ok(row.map(|(challenge,)| challenge))
}

/// Ends the live grants of a session to a record; says how many.
///
/// # Errors
/// When the database cannot be written to.
pub async fn end(tx: &mut Tx, session: SessionKey, record: RecordId, now: Millis) -> Result<u64> {
    tx.execute(END, values![session, record, now]).await
}

/// Ends every live grant of a session, those to all of a patient's records too; says how many.
///
/// # Errors
/// When the database cannot be written to.
pub async fn end_of_session(tx: &mut Tx, session: SessionKey, now: Millis) -> Result<u64> {
    let exports = crate::export::end_of_session(tx, session, now).await?;
    Ok(tx.execute(END_OF_SESSION, values![session, now]).await? + exports)
}
