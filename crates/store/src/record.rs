//! Sealed records.

use crate::{
    Result, Tx,
    value::{AT_ONCE, Value, line, list as list_of, table, values},
};
use domain::{
    Millis,
    clinical::Status,
    id::{PatientId, RecordId},
    sealed::Kind,
};

row! {
    /// A sealed record, as stored.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct RecordRow {
        /// Its name.
        pub id: RecordId,
        /// Whose it is.
        pub patient: PatientId,
        /// What it is.
        pub kind: Kind,
        /// How far it is settled.
        pub status: Status,
        /// When the specimen was taken, the person measured, or the prescription written.
        pub effective_at: Option<Millis>,
        /// What a list shows of it, sealed by field.
        pub heading: Option<Vec<u8>>,
        /// A keyed hash of what was measured.
        pub analyte: Option<Vec<u8>>,
        /// Its content, sealed to the patient.
        pub envelope: Vec<u8>,
        /// Which version of it this is, from 1.
        pub version: i64,
        /// What its source calls this version.
        pub stamp: Option<String>,
        /// A keyed hash of its source's text, by which an unchanged one is known again.
        pub digest: Vec<u8>,
        /// When this version was written.
        pub imported_at: Millis,
    }
}

row! {
    /// A sealed record without its envelope, for lists.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct RecordHead {
        /// Its name.
        pub id: RecordId,
        /// Whose it is.
        pub patient: PatientId,
        /// What it is.
        pub kind: Kind,
        /// How far it is settled.
        pub status: Status,
        /// When the specimen was taken, the person measured, or the prescription written.
        pub effective_at: Option<Millis>,
        /// What a list shows of it, sealed by field.
        pub heading: Option<Vec<u8>>,
        /// A keyed hash of what was measured.
        pub analyte: Option<Vec<u8>>,
        /// Which version of it this is, from 1.
        pub version: i64,
        /// What its source calls this version.
        pub stamp: Option<String>,
        /// A keyed hash of its source's text, by which an unchanged one is known again.
        pub digest: Vec<u8>,
        /// When this version was written.
        pub imported_at: Millis,
    }
}

impl RecordHead {
    /// The record with its content, sealed.
    #[must_use]
    pub fn with(self, envelope: Vec<u8>) -> RecordRow {
        RecordRow {
            id: self.id,
            patient: self.patient,
            kind: self.kind,
            status: self.status,
            effective_at: self.effective_at,
            heading: self.heading,
            analyte: self.analyte,
            envelope,
            version: self.version,
            stamp: self.stamp,
            digest: self.digest,
            imported_at: self.imported_at,
        }
    }
}

macro_rules! head {
    () => {
        "SELECT id, patient_id AS patient, kind, status, effective_at, heading, analyte, version, stamp, digest, \
        imported_at"
    };
}

// A result counts once a released report of the same patient shows it, by itself or in a panel. Panels may hold each
// other in a ring: UNION keeps a row once, and so comes to an end.
macro_rules! by_analyte {
    ($chosen:literal) => {
        concat!(
            "WITH RECURSIVE released (id) AS ( \
                SELECT id FROM record WHERE patient_id = $1 AND kind = 'report' \
                    AND status IN ('final', 'amended') \
                UNION SELECT shown.id FROM released JOIN shows ON shows.record_id = released.id \
                    JOIN source ON source.lookup = shows.lookup AND source.kind = 'observation' \
                    JOIN record AS shown ON shown.id = source.target_id AND shown.patient_id = $1 \
            ), ranked AS ( \
                SELECT record.*, row_number() OVER (PARTITION BY analyte ORDER BY effective_at DESC, id DESC) \
                    AS place FROM record WHERE patient_id = $1 AND kind = 'observation' AND ",
            $chosen,
            " AND effective_at < $3 AND status IN ('final', 'amended') AND id IN (SELECT id FROM released)) ",
            head!(),
            ", envelope FROM ranked WHERE place <= 24 ORDER BY place, effective_at DESC, id DESC LIMIT 500"
        )
    };
}

statements! {
    INSERT = sqlite "INSERT INTO record (id, patient_id, kind, status, effective_at, heading, analyte, envelope, \
            version, stamp, digest, imported_at) SELECT unhex(value ->> 0), unhex(value ->> 1), value ->> 2, \
            value ->> 3, value ->> 4, unhex(value ->> 5), unhex(value ->> 6), unhex(value ->> 7), value ->> 8, \
            value ->> 9, unhex(value ->> 10), value ->> 11 FROM json_each($1)",
        postgres "INSERT INTO record (id, patient_id, kind, status, effective_at, heading, analyte, envelope, \
            version, stamp, digest, imported_at) SELECT (line ->> 0)::uuid, (line ->> 1)::uuid, line ->> 2, \
            line ->> 3, (line ->> 4)::bigint, decode(line ->> 5, 'hex'), decode(line ->> 6, 'hex'), \
            decode(line ->> 7, 'hex'), (line ->> 8)::bigint, line ->> 9, decode(line ->> 10, 'hex'), \
            (line ->> 11)::bigint FROM json_array_elements($1::text::json) AS line";
    GET = both concat!(head!(), ", envelope FROM record WHERE id = $1");
    KEEP = both "INSERT INTO record_version (record_id, version, status, effective_at, heading, envelope, \
        imported_at, replaced_at) SELECT id, version, status, effective_at, heading, envelope, imported_at, $4 \
        FROM record WHERE id = $1 AND patient_id = $2 AND version < $3";
    SET_STATUS = both "UPDATE record SET status = $2 WHERE id = $1";
    REPLACE = both "UPDATE record SET status = $4, effective_at = $5, heading = $6, analyte = $7, envelope = $8, \
        version = $3, stamp = $9, digest = $10, imported_at = $11 \
        WHERE id = $1 AND patient_id = $2 AND version < $3";
    LIST = both concat!(head!(), " FROM record WHERE patient_id = $1 AND kind = $2 \
        ORDER BY effective_at DESC NULLS LAST, id DESC");
    HEADS = sqlite concat!(head!(), " FROM record WHERE id IN (SELECT unhex(value) FROM json_each($1))"),
        postgres concat!(head!(), " FROM record WHERE id = ANY (ARRAY( \
            SELECT value::uuid FROM json_array_elements_text($1::text::json)))");
    // The sign keeps SQLite from going through all of the patient's for a few.
    BY_IDS = sqlite concat!(head!(), ", envelope FROM record WHERE +patient_id = $1 \
            AND id IN (SELECT unhex(value) FROM json_each($2)) ORDER BY id"),
        postgres concat!(head!(), ", envelope FROM record WHERE patient_id = $1 AND id = ANY (ARRAY( \
            SELECT value::uuid FROM json_array_elements_text($2::text::json))) ORDER BY id");
    BY_ANALYTE = sqlite by_analyte!("analyte IN (SELECT unhex(value) FROM json_each($2))"),
        postgres by_analyte!("analyte = ANY (ARRAY( \
            SELECT decode(value, 'hex') FROM json_array_elements_text($2::text::json)))");
}

/// Writes new records.
///
/// # Errors
/// A unique violation when one is there already, a missing reference when its patient is not.
pub async fn insert(tx: &mut Tx, rows: &[RecordRow]) -> Result<()> {
    for rows in rows.chunks(AT_ONCE) {
        tx.execute(INSERT, values![&table(rows.iter().map(line_of))]).await?;
    }
    Ok(())
}

fn line_of(row: &RecordRow) -> [Value<'_>; 12] {
    line![
        row.id,
        row.patient,
        row.kind,
        row.status,
        row.effective_at,
        row.heading.as_ref(),
        row.analyte.as_ref(),
        &row.envelope,
        row.version,
        row.stamp.as_ref(),
        &row.digest,
        row.imported_at,
    ]
}

/// Reads these records without their envelopes, whosever they are and in no order: the caller sees to it that they
/// are the right person's.
///
/// # Errors
/// When the database does not answer.
pub async fn heads(tx: &mut Tx, ids: &[RecordId]) -> Result<Vec<RecordHead>> {
    tx.all(HEADS, values![&list_of(ids.iter().map(|id| id.0.as_bytes()))]).await
}

/// Reads a record, whosever it is: the caller sees to it that it is the right person's.
///
/// # Errors
/// When the database does not answer.
pub async fn get(tx: &mut Tx, id: RecordId) -> Result<Option<RecordRow>> {
    tx.optional(GET, values![id]).await
}

/// Replaces a record by a newer version and keeps the one it was; whose and what it is stays. Says whether the record
/// is there, the same patient's and with an older version: if not, nothing changes.
///
/// # Errors
/// When the database cannot be written to.
pub async fn replace(tx: &mut Tx, row: &RecordRow, replaced_at: Millis) -> Result<bool> {
    tx.execute(KEEP, values![row.id, row.patient, row.version, replaced_at]).await?;
    let values = values![
        row.id,
        row.patient,
        row.version,
        row.status,
        row.effective_at,
        row.heading.as_ref(),
        row.analyte.as_ref(),
        &row.envelope,
        row.stamp.as_ref(),
        &row.digest,
        row.imported_at,
    ];
    Ok(tx.execute(REPLACE, values).await? == 1)
}

/// Sets how far a record is settled, without a new version of it: what is in it stays.
///
/// # Errors
/// When the database cannot be written to.
pub async fn set_status(tx: &mut Tx, id: RecordId, status: Status) -> Result<()> {
    tx.execute(SET_STATUS, values![id, status]).await.map(drop)
}

/// A patient's records of one kind, the newest first and those without a date last.
///
/// # Errors
/// When the database does not answer.
pub async fn list(tx: &mut Tx, patient: PatientId, kind: Kind) -> Result<Vec<RecordHead>> {
    tx.all(LIST, values![patient, kind]).await
}

/// Those of these records that are the patient's, by id.
///
/// # Errors
/// When the database does not answer.
pub async fn by_ids(tx: &mut Tx, patient: PatientId, ids: &[RecordId]) -> Result<Vec<RecordRow>> {
    let ids = list_of(ids.iter().map(|id| id.0.as_bytes()));
    tx.all(BY_IDS, values![patient, &ids]).await
}

/// A patient's settled results of these analytes from before a moment, as far as a released report shows them: the
/// newest of each analyte first, then the second of each, and so on; at most 24 of one analyte and 500 in all.
///
/// # Errors
/// When the database does not answer.
pub async fn by_analyte(
    tx: &mut Tx,
    patient: PatientId,
    analytes: &[impl AsRef<[u8]>],
    before: Millis,
) -> Result<Vec<RecordRow>> {
    tx.all(BY_ANALYTE, values![patient, &list_of(analytes), before]).await
}
