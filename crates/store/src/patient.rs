//! Patients, and the keys by which they are found.

use crate::{Result, Tx, value::values};
use domain::{Language, Millis, challenge::Channel, id::PatientId};

row! {
    /// A patient, as stored.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct PatientRow {
        /// Who.
        pub id: PatientId,
        /// The key their records are sealed to.
        pub public_key: Vec<u8>,
        /// The key that opens them, wrapped by the master key.
        pub wrapped_key: Vec<u8>,
        /// Their particulars, sealed by field.
        pub profile: Vec<u8>,
        /// The language they are written to in.
        pub language: Option<Language>,
        /// Which version of them this is, from 1.
        pub version: i64,
        /// What their source calls this version.
        pub stamp: Option<String>,
        /// A keyed hash of their source's text, by which an unchanged one is known again.
        pub digest: Vec<u8>,
        /// When they were first written.
        pub created_at: Millis,
        /// When this version was written.
        pub updated_at: Millis,
    }
}

statements! {
    INSERT = both "INSERT INTO patient (id, public_key, wrapped_key, profile, language, version, stamp, digest, \
        created_at, updated_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    GET = both "SELECT id, public_key, wrapped_key, profile, language, version, stamp, digest, created_at, \
        updated_at FROM patient WHERE id = $1";
    WRAPPED_KEY = both "SELECT wrapped_key FROM patient WHERE id = $1";
    KEEP = both "INSERT INTO patient_version (patient_id, version, profile, replaced_at) \
        SELECT id, version, profile, $3 FROM patient WHERE id = $1 AND version < $2";
    UPDATE = both "UPDATE patient SET profile = $3, language = $4, version = $2, stamp = $5, digest = $6, \
        updated_at = $7 WHERE id = $1 AND version < $2";
    CODES_BY = both "SELECT codes_by FROM patient WHERE id = $1";
    SET_CODES_BY = both "UPDATE patient SET codes_by = $2 WHERE id = $1";
    COUNT = both "SELECT count(*) FROM patient";
    CLEAR_CONTACTS = both "DELETE FROM contact WHERE patient_id = $1";
    ADD_CONTACT = both "INSERT INTO contact (kind, lookup, patient_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
    BY_CONTACT = both "SELECT patient.id FROM contact JOIN patient ON patient.id = contact.patient_id \
        WHERE contact.kind = $1 AND contact.lookup = $2 ORDER BY patient.created_at, patient.id";
}

/// Writes a new patient.
///
/// # Errors
/// A unique violation when the patient is there already.
pub async fn insert(tx: &mut Tx, row: &PatientRow) -> Result<()> {
    let values = values![
        row.id,
        &row.public_key,
        &row.wrapped_key,
        &row.profile,
        row.language,
        row.version,
        row.stamp.as_ref(),
        &row.digest,
        row.created_at,
        row.updated_at,
    ];
    tx.execute(INSERT, values).await.map(drop)
}

/// Reads a patient.
///
/// # Errors
/// When the database does not answer.
pub async fn get(tx: &mut Tx, id: PatientId) -> Result<Option<PatientRow>> {
    let row: Option<PatientRow> = tx.optional(GET, values![id]).await?;
    tx.last_key = row.as_ref().map(|row| (id, row.wrapped_key.clone()));
    Ok(row)
}

/// A patient's wrapped key. The one that this transaction read last is not read again.
///
/// # Errors
/// When the database does not answer.
pub async fn wrapped_key(tx: &mut Tx, id: PatientId) -> Result<Option<Vec<u8>>> {
    if tx.last_key.as_ref().is_none_or(|(of, _)| *of != id) {
        let row = tx.optional::<(Vec<u8>,)>(WRAPPED_KEY, values![id]).await?;
        tx.last_key = row.map(|(key,)| (id, key));
    }
    Ok(tx.last_key.as_ref().map(|(_, key)| key.clone()))
}

/// Replaces a patient by a newer version and keeps the profile it had; the keys and the day of creation stay. Says
/// whether the patient is there with an older version: if not, nothing changes.
///
/// # Errors
/// When the database cannot be written to.
pub async fn update(tx: &mut Tx, row: &PatientRow, replaced_at: Millis) -> Result<bool> {
    tx.execute(KEEP, values![row.id, row.version, replaced_at]).await?;
    let values = values![
        row.id,
        row.version,
        &row.profile,
        row.language,
        row.stamp.as_ref(),
        &row.digest,
        row.updated_at,
    ];
    Ok(tx.execute(UPDATE, values).await? == 1)
}

/// How a patient wants their codes, where they said so.
///
/// # Errors
/// When the database does not answer.
pub async fn codes_by(tx: &mut Tx, id: PatientId) -> Result<Option<Channel>> {
    let row: Option<(Option<Channel>,)> = tx.optional(CODES_BY, values![id]).await?;
    Ok(row.and_then(|(channel,)| channel))
}

/// Sets how a patient wants their codes, or that they do not mind; says whether the patient is there.
///
/// # Errors
/// When the database cannot be written to.
pub async fn set_codes_by(tx: &mut Tx, id: PatientId, channel: Option<Channel>) -> Result<bool> {
    Ok(tx.execute(SET_CODES_BY, values![id, channel]).await? == 1)
}

/// How many patients there are.
///
/// # Errors
/// When the database does not answer.
pub async fn count(tx: &mut Tx) -> Result<u64> {
    Ok(tx.one::<(u64,)>(COUNT, &[]).await?.0)
}

/// Sets the keys by which a patient is found, instead of those there were.
///
/// # Errors
/// A missing reference when the patient is not there.
pub async fn set_contacts(tx: &mut Tx, id: PatientId, contacts: &[(&str, [u8; 32])]) -> Result<()> {
    tx.execute(CLEAR_CONTACTS, values![id]).await?;
    for (kind, lookup) in contacts {
        tx.execute(ADD_CONTACT, values![*kind, lookup, id]).await?;
    }
    Ok(())
}

/// Who is found by a key, oldest first.
///
/// # Errors
/// When the database does not answer.
pub async fn by_contact(tx: &mut Tx, kind: &str, lookup: [u8; 32]) -> Result<Vec<PatientId>> {
    let found = tx.all::<(PatientId,)>(BY_CONTACT, values![kind, &lookup]).await?;
    Ok(found.into_iter().map(|(id,)| id).collect())
}
