//! Requests to have everything of a patient erased.

use crate::{
    Result, Tx,
    column::{Line, Loaded},
    value::values,
};
use domain::{
    Millis,
    erasure::{Reason, Request},
    id::PatientId,
};

impl Loaded for Request {
    fn of(line: &impl Line) -> Result<Self> {
        Ok(Self {
            patient: line.read("patient_id")?,
            asked_at: line.read("asked_at")?,
            withdrawn_at: line.read("withdrawn_at")?,
            refused_at: line.read("refused_at")?,
            reason: line.read("reason")?,
            confirmed_at: line.read("confirmed_at")?,
            due_at: line.read("due_at")?,
            closed_at: line.read("closed_at")?,
            erased_at: line.read("erased_at")?,
            key_id: line.read("key_id")?,
        })
    }
}

/// The columns of a [`Request`], from its table.
macro_rules! requests {
    ($rest:literal) => {
        concat!(
            "SELECT patient_id, asked_at, withdrawn_at, refused_at, reason, confirmed_at, due_at, closed_at, \
            erased_at, key_id FROM erasure ",
            $rest
        )
    };
}

statements! {
    GET = both requests!("WHERE patient_id = $1");
    OPEN = both requests!("WHERE withdrawn_at IS NULL AND refused_at IS NULL AND erased_at IS NULL \
        ORDER BY asked_at, patient_id");
    DUE = both "SELECT patient_id FROM erasure WHERE due_at <= $1 AND withdrawn_at IS NULL AND erased_at IS NULL \
        ORDER BY due_at LIMIT $2";
    ERASED = both requests!("WHERE erased_at IS NOT NULL AND patient_id > $1 ORDER BY patient_id LIMIT $2");
    BY_KEY = both "SELECT key_id, count(*) FROM erasure WHERE erased_at IS NOT NULL AND key_id IS NOT NULL \
        GROUP BY key_id ORDER BY key_id";
    ASK = both "INSERT INTO erasure (patient_id, asked_at) VALUES ($1, $2) \
        ON CONFLICT (patient_id) DO UPDATE SET asked_at = excluded.asked_at, withdrawn_at = NULL, refused_at = NULL, \
        reason = NULL, confirmed_at = NULL, due_at = NULL \
        WHERE erasure.withdrawn_at IS NOT NULL OR erasure.refused_at IS NOT NULL";
    WITHDRAW = both "UPDATE erasure SET withdrawn_at = $2 WHERE patient_id = $1 AND withdrawn_at IS NULL \
        AND refused_at IS NULL AND closed_at IS NULL AND erased_at IS NULL AND (due_at IS NULL OR due_at > $2)";
    CONFIRM = both "UPDATE erasure SET confirmed_at = $2, due_at = $3 WHERE patient_id = $1 \
        AND withdrawn_at IS NULL AND refused_at IS NULL AND confirmed_at IS NULL";
    REFUSE = both "UPDATE erasure SET refused_at = $2, reason = $3 WHERE patient_id = $1 AND withdrawn_at IS NULL \
        AND refused_at IS NULL AND confirmed_at IS NULL";
    CLOSE = both "UPDATE erasure SET closed_at = COALESCE(closed_at, $2), due_at = $3, scrubbed_at = NULL, rewritten_at = NULL WHERE patient_id = $1 \
        AND due_at <= $2 AND withdrawn_at IS NULL AND erased_at IS NULL";
    FINISH = both "UPDATE erasure SET erased_at = $2, key_id = $3, scrubbed_at = NULL, rewritten_at = NULL WHERE patient_id = $1 \
        AND due_at <= $2 AND withdrawn_at IS NULL AND erased_at IS NULL";
    ADOPT = both "INSERT INTO erasure (patient_id, asked_at, confirmed_at, due_at, erased_at, key_id) \
        VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (patient_id) DO UPDATE SET asked_at = excluded.asked_at, \
        withdrawn_at = NULL, refused_at = NULL, reason = NULL, confirmed_at = excluded.confirmed_at, \
        due_at = excluded.due_at, erased_at = excluded.erased_at, key_id = excluded.key_id, scrubbed_at = NULL, rewritten_at = NULL";
    UNSCRUBBED = both "SELECT patient_id, rewritten_at FROM erasure WHERE scrubbed_at IS NULL \
        AND (closed_at IS NOT NULL OR erased_at IS NOT NULL) ORDER BY patient_id";
    REWRITTEN = both "UPDATE erasure SET rewritten_at = $2 WHERE patient_id = $1 AND scrubbed_at IS NULL";
    SCRUBBED = both "UPDATE erasure SET scrubbed_at = $2 WHERE patient_id = $1 AND scrubbed_at IS NULL";
}

/// A patient's request.
///
/// # Errors
/// When the database does not answer.
pub async fn get(tx: &mut Tx, patient: PatientId) -> Result<Option<Request>> {
    tx.optional(GET, values![patient]).await
}

/// The requests that are neither done nor over, the oldest first.
///
/// # Errors
/// When the database does not answer.
pub async fn open(tx: &mut Tx) -> Result<Vec<Request>> {
    tx.all(OPEN, &[]).await
}

/// Whose data are to be erased by `now`, at most `limit`.
///
/// # Errors
/// When the database does not answer.
pub async fn due(tx: &mut Tx, now: Millis, limit: i64) -> Result<Vec<PatientId>> {
    let rows: Vec<(PatientId,)> = tx.all(DUE, values![now, limit]).await?;
    Ok(rows.into_iter().map(|(patient,)| patient).collect())
}

/// Requests that are done, of patients after this one, at most `limit`, by patient.
///
/// # Errors
/// When the database does not answer.
pub async fn erased(tx: &mut Tx, after: PatientId, limit: i64) -> Result<Vec<Request>> {
    tx.all(ERASED, values![after, limit]).await
}

/// How many were erased whose keys were wrapped by each key.
///
/// # Errors
/// When the database does not answer.
pub async fn by_key(tx: &mut Tx) -> Result<Vec<(String, u64)>> {
    tx.all(BY_KEY, &[]).await
}

/// Notes that a patient asked; no where a request is open already.
///
/// # Errors
/// When the database cannot be written to.
pub async fn ask(tx: &mut Tx, patient: PatientId, now: Millis) -> Result<bool> {
    Ok(tx.execute(ASK, values![patient, now]).await? == 1)
}

/// Takes a request back; no where there is none, or its notice is over.
///
/// # Errors
/// When the database cannot be written to.
pub async fn withdraw(tx: &mut Tx, patient: PatientId, now: Millis) -> Result<bool> {
    Ok(tx.execute(WITHDRAW, values![patient, now]).await? == 1)
}

/// Confirms a request, to be done at `due`; no where none waits for an answer.
///
/// # Errors
/// When the database cannot be written to.
pub async fn confirm(tx: &mut Tx, patient: PatientId, now: Millis, due: Millis) -> Result<bool> {
    Ok(tx.execute(CONFIRM, values![patient, now, due]).await? == 1)
}

/// Refuses a request; no where none waits for an answer.
///
/// # Errors
/// When the database cannot be written to.
pub async fn refuse(tx: &mut Tx, patient: PatientId, now: Millis, why: Reason) -> Result<bool> {
    Ok(tx.execute(REFUSE, values![patient, now, why.name()]).await? == 1)
}

/// Says that all is erased but what must be kept until `due`; no where it is not due, or was withdrawn.
///
/// # Errors
/// When the database cannot be written to.
pub async fn close(tx: &mut Tx, patient: PatientId, now: Millis, due: Millis) -> Result<bool> {
    Ok(tx.execute(CLOSE, values![patient, now, due]).await? == 1)
}

/// Says that everything is erased, and which key had wrapped the patient's; no where it is not due, was withdrawn, or is
/// done.
///
/// # Errors
/// When the database cannot be written to.
pub async fn finish(
    tx: &mut Tx,
    patient: PatientId,
    now: Millis,
    key_id: Option<&str>,
) -> Result<bool> {
    let key_id = crate::value::Value::Text(key_id);
    Ok(tx.execute(FINISH, &[patient.into(), now.into(), key_id]).await? == 1)
}

/// Takes over that a patient was erased, from another database.
///
/// # Errors
/// When the database cannot be written to.
pub async fn adopt(tx: &mut Tx, request: &Request) -> Result<()> {
    let values = values![
        request.patient,
        request.asked_at,
        request.confirmed_at,
        request.due_at,
        request.erased_at,
        request.key_id.as_ref(),
    ];
    tx.execute(ADOPT, values).await.map(drop)
}

/// Of whom the database's files may still hold something that was deleted, and since when its log alone may; none where the file
/// may as well.
///
/// # Errors
/// When the database does not answer.
pub async fn unscrubbed(tx: &mut Tx) -> Result<Vec<(PatientId, Option<Millis>)>> {
    tx.all(UNSCRUBBED, &[]).await
}

/// Says that the file was written anew, and only its log may hold something of a patient that was deleted.
///
/// # Errors
/// When the database cannot be written to.
pub async fn rewritten(tx: &mut Tx, patient: PatientId, now: Millis) -> Result<()> {
    tx.execute(REWRITTEN, values![patient, now]).await.map(drop)
}

/// Says that the files hold nothing of a patient that was deleted.
///
/// # Errors
/// When the database cannot be written to.
pub async fn scrubbed(tx: &mut Tx, patient: PatientId, now: Millis) -> Result<()> {
    tx.execute(SCRUBBED, values![patient, now]).await.map(drop)
}
