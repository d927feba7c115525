//! Erasing what there is of a patient. The one list of what becomes of each table; a test holds it to all there are.

use crate::{Result, Tx, value::values};
use domain::{Millis, id::PatientId};

/// What becomes of a patient's rows of a table when everything is erased.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// They are deleted.
    Deleted,
    /// They stay: they hold nothing of the patient, or nothing that can be read without their key.
    Kept,
}

/// Every table that refers to a patient, and what becomes of it.
pub const FATES: &[(&str, Fate)] = &[
    ("access_grant", Fate::Deleted),
    ("audit_event", Fate::Kept),
    ("challenge", Fate::Deleted),
    ("collector", Fate::Deleted),
    ("contact", Fate::Deleted),
    ("credential", Fate::Deleted),
    ("device", Fate::Deleted),
    ("dispensing", Fate::Deleted),
    ("erasure", Fate::Kept),
    ("export", Fate::Deleted),
    ("guardianship", Fate::Deleted),
    ("line_report", Fate::Deleted),
    ("message", Fate::Deleted),
    ("notice_acceptance", Fate::Deleted),
    ("number_hold", Fate::Deleted),
    ("patient_version", Fate::Deleted),
    ("pin", Fate::Deleted),
    ("prescription", Fate::Deleted),
    ("record", Fate::Deleted),
    ("session", Fate::Deleted),
    ("staff", Fate::Deleted),
    ("verification", Fate::Deleted),
];

/// Deletes the rows of a table that belong to a challenge of the patient.
macro_rules! of_challenges {
    ($table:literal) => {
        concat!(
            "DELETE FROM ",
            $table,
            " WHERE challenge_id IN (SELECT id FROM challenge WHERE patient_id = $1)"
        )
    };
}

/// Deletes the rows of a table that belong to a record of the patient from before a moment.
macro_rules! of_records {
    ($table:literal, $column:literal) => {
        concat!(
            "DELETE FROM ",
            $table,
            " WHERE ",
            $column,
            " IN (SELECT id FROM record WHERE patient_id = $1 \
            AND COALESCE(effective_at, imported_at) < $2)"
        )
    };
}

statements! {
    NEWEST = both "SELECT max(COALESCE(effective_at, imported_at)) FROM record WHERE patient_id = $1";
    EXPORT_PARTS = both "DELETE FROM export_part WHERE export_id IN (SELECT id FROM export WHERE patient_id = $1)";
    EXPORT_FILES = both "DELETE FROM export_file WHERE export_id IN (SELECT id FROM export WHERE patient_id = $1)";
    EXPORTS = both "DELETE FROM export WHERE patient_id = $1";
    TRIES = both "DELETE FROM message_attempt WHERE message_id IN (SELECT id FROM message WHERE patient_id = $1 \
        OR challenge_id IN (SELECT id FROM challenge WHERE patient_id = $1))";
    MESSAGES = both "DELETE FROM message WHERE patient_id = $1 \
        OR challenge_id IN (SELECT id FROM challenge WHERE patient_id = $1)";
    ASKINGS = both of_challenges!("asking");
    SENDINGS = both of_challenges!("sending");
    GRANTS = both "DELETE FROM access_grant WHERE patient_id = $1 \
        OR challenge_id IN (SELECT id FROM challenge WHERE patient_id = $1)";
    CHALLENGES = both "DELETE FROM challenge WHERE patient_id = $1";
    CONTACTS = both "DELETE FROM contact WHERE patient_id = $1";
    CREDENTIAL = both "DELETE FROM credential WHERE patient_id = $1";
    SESSIONS = both "DELETE FROM session WHERE patient_id = $1";
    DEVICES = both "DELETE FROM device WHERE patient_id = $1";
    NOTICES = both "DELETE FROM notice_acceptance WHERE patient_id = $1";
    GUARDIANSHIPS = both "DELETE FROM guardianship WHERE patient_id = $1 OR guardian_id = $1";
    PINS = both "DELETE FROM pin WHERE patient_id = $1";
    LINE_REPORTS = both "DELETE FROM line_report WHERE patient_id = $1";
    NUMBER_HOLDS = both "DELETE FROM number_hold WHERE patient_id = $1";
    VERSIONS = both "DELETE FROM patient_version WHERE patient_id = $1";
    SETTINGS = both "UPDATE patient SET codes_by = NULL, chosen_language = NULL, text_size = NULL WHERE id = $1";
    DONE = both "DELETE FROM idempotent_act WHERE verification_id IN (SELECT id FROM verification WHERE patient_id = $1)";
    REASONS = both "UPDATE challenge SET purpose = '{}' WHERE kind = 'vouch' \
        AND resource IN (SELECT id FROM verification WHERE patient_id = $1)";
    DISPENSINGS = both "DELETE FROM dispensing WHERE patient_id = $1";
    VERIFICATIONS = both "DELETE FROM verification WHERE patient_id = $1";
    COLLECTORS = both "DELETE FROM collector WHERE patient_id = $1";
    ITEMS = both "DELETE FROM prescription_item WHERE prescription_id IN \
        (SELECT id FROM prescription WHERE patient_id = $1)";
    PRESCRIPTIONS = both "DELETE FROM prescription WHERE patient_id = $1";
    LOOKED_UP = both "UPDATE verification SET staff_id = NULL WHERE staff_id = $1";
    STOOD_FOR = both "UPDATE verification SET vouched_by = NULL WHERE vouched_by = $1";
    STAFF = both "DELETE FROM staff WHERE id = $1";
    NAMES = both "DELETE FROM source WHERE target_id = $1 \
        OR target_id IN (SELECT id FROM record WHERE patient_id = $1)";
    SHOWS = both of_records!("shows", "record_id");
    DOCUMENTS = both of_records!("document", "record_id");
    RECORD_VERSIONS = both of_records!("record_version", "record_id");
    RECORDS = both "DELETE FROM record WHERE patient_id = $1 AND COALESCE(effective_at, imported_at) < $2";
    PATIENT = both "DELETE FROM patient WHERE id = $1";
    SESSIONS_OF_ERASED = both "DELETE FROM session WHERE patient_id IN \
        (SELECT patient_id FROM erasure WHERE closed_at IS NOT NULL OR erased_at IS NOT NULL)";
}

/// The day of the newest record of a patient: when it was made, else when it came here.
///
/// # Errors
/// When the database does not answer.
pub async fn newest_record(tx: &mut Tx, patient: PatientId) -> Result<Option<Millis>> {
    Ok(tx.one::<(Option<Millis>,)>(NEWEST, values![patient]).await?.0)
}

/// Deletes all by which a patient comes in, is found or is told anything, and what they set; and the names by which an
/// import would know them and their records again.
///
/// # Errors
/// When the database cannot be written to.
pub async fn account(tx: &mut Tx, patient: PatientId) -> Result<()> {
    for sql in [
        EXPORT_PARTS,
        EXPORT_FILES,
        EXPORTS,
        TRIES,
        MESSAGES,
        ASKINGS,
        SENDINGS,
        GRANTS,
        CHALLENGES,
        CONTACTS,
        CREDENTIAL,
        SESSIONS,
        DEVICES,
        NOTICES,
        LINE_REPORTS,
        GUARDIANSHIPS,
        PINS,
        NUMBER_HOLDS,
        VERSIONS,
        SETTINGS,
        DONE,
        REASONS,
        DISPENSINGS,
        VERIFICATIONS,
        COLLECTORS,
        ITEMS,
        PRESCRIPTIONS,
        LOOKED_UP,
        STOOD_FOR,
        STAFF,
        NAMES,
    ] {
        tx.execute(sql, values![patient]).await?;
    }
    Ok(())
}

/// Deletes a patient's records from before a moment, with their documents and earlier versions.
///
/// # Errors
/// When the database cannot be written to.
pub async fn records(tx: &mut Tx, patient: PatientId, before: Millis) -> Result<()> {
    for sql in [SHOWS, DOCUMENTS, RECORD_VERSIONS, RECORDS] {
        tx.execute(sql, values![patient, before]).await?;
    }
    Ok(())
}

/// Deletes the patient, and with the row the wrapped key: what is sealed to them opens no more. Nothing may be left that
/// refers to them.
///
/// # Errors
/// A missing reference when a table of [`FATES`] was forgotten.
pub async fn patient(tx: &mut Tx, patient: PatientId) -> Result<()> {
    tx.last_key = None;
    tx.execute(PATIENT, values![patient]).await.map(drop)
}

/// Deletes sessions of people who were erased while they signed in; says how many.
///
/// # Errors
/// When the database cannot be written to.
pub async fn sessions(tx: &mut Tx) -> Result<u64> {
    tx.execute(SESSIONS_OF_ERASED, &[]).await
}
