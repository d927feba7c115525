//! Pharmacies' look-ups of prescriptions, and what comes of each.

use crate::{
    Result, Tx,
    column::{Line, Loaded},
    sql::Sql,
    value::values,
};
use domain::{
    Millis,
    id::{PatientId, PharmacyId, PrescriptionId, SessionKey, StaffId, TokenId, VerificationId},
    pharmacy::Moments,
};

/// A look-up, as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerificationRow {
    /// Its name.
    pub id: VerificationId,
    /// What its codes and grants are bound to.
    pub session: SessionKey,
    /// Which pharmacy asked.
    pub pharmacy: PharmacyId,
    /// Who of its staff, where it was a person.
    pub staff: Option<StaffId>,
    /// By which token, where it was the pharmacy's system.
    pub token: Option<TokenId>,
    /// What was looked up; nothing where nobody has the number.
    pub prescription: Option<PrescriptionId>,
    /// Whose it is.
    pub patient: Option<PatientId>,
    /// How far it has come.
    pub moments: Moments,
    /// Who else stood for it, where no code reached the patient.
    pub vouched_by: Option<StaffId>,
    /// Why none did, sealed to the clinic.
    pub reason: Option<Vec<u8>>,
    /// Which medicines, at which versions, whoever is let in may see, as the use case writes them; none where a node of an
    /// older release asked.
    pub medicines: Option<String>,
}

impl VerificationRow {
    /// Whether a second pharmacist stood for it: the reason is kept as long as the row, whatever becomes of their account.
    #[must_use]
    pub const fn is_vouched(&self) -> bool {
        self.reason.is_some()
    }
}

/// Who begins look-ups.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beginner {
    /// Somebody of the staff.
    Staff(StaffId),
    /// A pharmacy's system, by its token.
    Token(TokenId),
    /// Whoever is at a pharmacy.
    Pharmacy(PharmacyId),
}

impl Loaded for VerificationRow {
    fn of(line: &impl Line) -> Result<Self> {
        Ok(Self {
            id: line.read("id")?,
            session: line.read("session")?,
            pharmacy: line.read("pharmacy_id")?,
            staff: line.read("staff_id")?,
            token: line.read("token_id")?,
            prescription: line.read("prescription_id")?,
            patient: line.read("patient_id")?,
            moments: Moments {
                asked_at: line.read("asked_at")?,
                looked_at: line.read("looked_at")?,
                allowed_at: line.read("allowed_at")?,
                refused_at: line.read("refused_at")?,
                dispensed_at: line.read("dispensed_at")?,
                undone_at: line.read("undone_at")?,
                ended_at: line.read("ended_at")?,
            },
            vouched_by: line.read("vouched_by")?,
            reason: line.read("reason")?,
            medicines: line.read("medicines")?,
        })
    }
}

macro_rules! verification {
    ($rest:literal) => {
        concat!(
            "SELECT id, session, pharmacy_id, staff_id, token_id, prescription_id, patient_id, asked_at, looked_at, \
            allowed_at, refused_at, dispensed_at, undone_at, ended_at, vouched_by, reason, medicines \
            FROM verification ",
            $rest
        )
    };
}

statements! {
    INSERT = both "INSERT INTO verification (id, session, pharmacy_id, staff_id, token_id, prescription_id, patient_id, \
        asked_at, medicines) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    GET = both verification!("WHERE id = $1");
    OF_PATIENT = both verification!("WHERE patient_id = $1 AND asked_at > $2 AND dispensed_at IS NULL \
        AND refused_at IS NULL AND ended_at IS NULL ORDER BY asked_at DESC, id DESC");
    REFUSED_SINCE = both "SELECT count(*) FROM verification WHERE prescription_id = $1 AND refused_at > $2";
    OF_PRESCRIPTION = both verification!("WHERE prescription_id = $1 AND dispensed_at IS NOT NULL \
        ORDER BY dispensed_at DESC, id DESC");
    OF_STAFF = both verification!("WHERE staff_id = $1 AND asked_at > $2 ORDER BY asked_at DESC, id DESC");
    OPEN_OF_STAFF = both verification!("WHERE staff_id = $1 AND asked_at > $2 AND dispensed_at IS NULL \
        AND refused_at IS NULL AND ended_at IS NULL ORDER BY id");
    OPEN_OF_TOKEN = both verification!("WHERE token_id = $1 AND asked_at > $2 AND dispensed_at IS NULL \
        AND refused_at IS NULL AND ended_at IS NULL ORDER BY id");
    OPEN_OF_PHARMACY = both verification!("WHERE pharmacy_id = $1 AND asked_at > $2 AND dispensed_at IS NULL \
        AND refused_at IS NULL AND ended_at IS NULL ORDER BY id");
    LOOKED = both "UPDATE verification SET looked_at = $2 WHERE id = $1 AND looked_at IS NULL AND allowed_at IS NULL \
        AND refused_at IS NULL AND ended_at IS NULL";
    ALLOWED = both "UPDATE verification SET allowed_at = $2 WHERE id = $1 AND allowed_at IS NULL AND refused_at IS NULL \
        AND ended_at IS NULL AND prescription_id IS NOT NULL";
    VOUCHED = both "UPDATE verification SET allowed_at = $2, vouched_by = $3, reason = $4 WHERE id = $1 \
        AND looked_at IS NULL AND allowed_at IS NULL AND refused_at IS NULL AND ended_at IS NULL \
        AND prescription_id IS NOT NULL";
    LISTED = both "UPDATE verification SET medicines = $2 WHERE id = $1";
    REFUSED = both "UPDATE verification SET refused_at = $2 WHERE id = $1 AND refused_at IS NULL \
        AND dispensed_at IS NULL";
    DISPENSED = both "UPDATE verification SET dispensed_at = $2 WHERE id = $1 AND allowed_at > $3 \
        AND dispensed_at IS NULL AND refused_at IS NULL AND ended_at IS NULL";
    HANDED = both "UPDATE verification SET handed = $2 WHERE id = $1";
    WHAT_WAS_HANDED = both "SELECT handed FROM verification WHERE id = $1";
    UNDONE = both "UPDATE verification SET undone_at = $2 WHERE id = $1 AND dispensed_at > $3 AND undone_at IS NULL";
    ENDED = both "UPDATE verification SET ended_at = $2 WHERE id = $1 AND ended_at IS NULL AND dispensed_at IS NULL";
}

/// Writes a new look-up.
///
/// # Errors
/// A missing reference when the pharmacy, the prescription or whoever asked is not there.
pub async fn insert(tx: &mut Tx, row: &VerificationRow) -> Result<()> {
    let values = values![
        row.id,
        row.session,
        row.pharmacy,
        row.staff,
        row.token,
        row.prescription,
        row.patient,
        row.moments.asked_at,
        row.medicines.as_deref(),
    ];
    tx.execute(INSERT, values).await.map(drop)
}

/// Reads a look-up.
///
/// # Errors
/// When the database does not answer.
pub async fn get(tx: &mut Tx, id: VerificationId) -> Result<Option<VerificationRow>> {
    tx.optional(GET, values![id]).await
}

/// A patient's look-ups since a moment by which nothing was handed over yet, the newest first.
///
/// # Errors
/// When the database does not answer.
pub async fn waiting(
    tx: &mut Tx,
    patient: PatientId,
    since: Millis,
) -> Result<Vec<VerificationRow>> {
    tx.all(OF_PATIENT, values![patient, since]).await
}

/// Whether a patient said no to a look-up of this prescription after a moment.
///
/// # Errors
/// When the database does not answer.
pub async fn was_refused(tx: &mut Tx, id: PrescriptionId, after: Millis) -> Result<bool> {
    Ok(tx.one::<(i64,)>(REFUSED_SINCE, values![id, after]).await?.0 > 0)
}

/// The look-ups by which something of a prescription was handed over, the newest first.
///
/// # Errors
/// When the database does not answer.
pub async fn dispensed_of(tx: &mut Tx, id: PrescriptionId) -> Result<Vec<VerificationRow>> {
    tx.all(OF_PRESCRIPTION, values![id]).await
}

/// What somebody of the staff looked up since a moment, the newest first.
///
/// # Errors
/// When the database does not answer.
pub async fn of_staff(tx: &mut Tx, staff: StaffId, since: Millis) -> Result<Vec<VerificationRow>> {
    tx.all(OF_STAFF, values![staff, since]).await
}

/// What somebody looked up since a moment and has neither done nor left.
///
/// # Errors
/// When the database does not answer.
pub async fn open_of(tx: &mut Tx, whose: Beginner, since: Millis) -> Result<Vec<VerificationRow>> {
    match whose {
        Beginner::Staff(id) => tx.all(OPEN_OF_STAFF, values![id, since]).await,
        Beginner::Token(id) => tx.all(OPEN_OF_TOKEN, values![id, since]).await,
        Beginner::Pharmacy(id) => tx.all(OPEN_OF_PHARMACY, values![id, since]).await,
    }
}

async fn moved(tx: &mut Tx, sql: Sql, id: VerificationId, now: Millis) -> Result<bool> {
    Ok(tx.execute(sql, values![id, now]).await? == 1)
}

/// The patient answered on their own phone; says whether nobody had before.
///
/// # Errors
/// When the database cannot be written to.
pub async fn look(tx: &mut Tx, id: VerificationId, now: Millis) -> Result<bool> {
    moved(tx, LOOKED, id, now).await
}

/// Lets the pharmacy in; says whether this call did.
///
/// # Errors
/// When the database cannot be written to.
pub async fn allow(tx: &mut Tx, id: VerificationId, now: Millis) -> Result<bool> {
    moved(tx, ALLOWED, id, now).await
}

/// Lets the pharmacy in although no code reached the patient, with who stood for it and why; says whether this call did.
///
/// # Errors
/// When the database cannot be written to.
pub async fn vouch(
    tx: &mut Tx,
    id: VerificationId,
    by: StaffId,
    reason: &[u8],
    now: Millis,
) -> Result<bool> {
    Ok(tx.execute(VOUCHED, values![id, now, by, reason]).await? == 1)
}

/// Writes anew which medicines, at which versions, whoever is let in may see.
///
/// # Errors
/// When the database cannot be written to.
pub async fn list(tx: &mut Tx, id: VerificationId, medicines: &str) -> Result<()> {
    tx.execute(LISTED, values![id, medicines]).await.map(drop)
}

/// The patient said no; says whether nothing was handed over yet.
///
/// # Errors
/// When the database cannot be written to.
pub async fn refuse(tx: &mut Tx, id: VerificationId, now: Millis) -> Result<bool> {
    moved(tx, REFUSED, id, now).await
}

/// Something is handed over; says whether this call may write that: once, and only for who was let in after `since`.
///
/// # Errors
/// When the database cannot be written to.
pub async fn dispense(tx: &mut Tx, id: VerificationId, since: Millis, now: Millis) -> Result<bool> {
    Ok(tx.execute(DISPENSED, values![id, now, since]).await? == 1)
}

/// Keeps the digest of the request that handed a look-up's medicines over, to know a repetition by.
///
/// # Errors
/// When the database cannot be written to.
pub async fn hand(tx: &mut Tx, id: VerificationId, digest: [u8; 32]) -> Result<()> {
    tx.execute(HANDED, values![id, &digest]).await.map(drop)
}

/// The digest of that request; none where nothing was handed over.
///
/// # Errors
/// When the database does not answer.
pub async fn handed(tx: &mut Tx, id: VerificationId) -> Result<Option<Vec<u8>>> {
    let row = tx.optional::<(Option<Vec<u8>>,)>(WHAT_WAS_HANDED, values![id]).await?;
    Ok(row.and_then(|(digest,)| digest))
}

/// It is undone; says whether this call did that, of what was handed over after `since`.
///
/// # Errors
/// When the database cannot be written to.
pub async fn undo(tx: &mut Tx, id: VerificationId, since: Millis, now: Millis) -> Result<bool> {
    Ok(tx.execute(UNDONE, values![id, now, since]).await? == 1)
}

/// It ends with nothing handed over: whoever asked left it, or it was taken from them; says whether nothing had come of it.
///
/// # Errors
/// When the database cannot be written to.
pub async fn end(tx: &mut Tx, id: VerificationId, now: Millis) -> Result<bool> {
    moved(tx, ENDED, id, now).await
}
