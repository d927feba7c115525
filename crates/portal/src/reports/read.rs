//! Reading an open report.

use super::{
    glance::own,
    results::{Row, rows},
    trend::with_trends,
};
use crate::{
    Portal, Principal, Refusal,
    event::{About, note},
    family,
};
use domain::{
    Millis,
    audit::Event,
    clinical::{Report, Status},
    grant::Grant,
    id::{ChallengeId, RecordId},
    sealed::{Binding, Kind},
};
use store::{Tx, record::RecordRow};

/// An open report.
pub struct Opened {
    /// Its name.
    pub id: RecordId,
    /// Until when it is open.
    pub until: Millis,
    /// Whether it was changed since it was first released.
    pub status: Status,
    /// What the laboratory wrote, but for the results.
    pub report: Report,
    /// The results, in order, panels unfolded.
    pub rows: Vec<Row>,
}

/// The report with its results and their trends, for as long as this session's grant lives.
///
/// # Errors
/// [`Refusal::Sealed`] without a live grant; [`Refusal::NotFound`] when it is not the principal's;
/// [`Refusal::NotReleased`] when it was withdrawn meanwhile.
pub async fn read(portal: &Portal, who: &Principal, id: RecordId) -> Result<Opened, Refusal> {
    let row = own(portal, who, id).await?;
    if !row.status.opens() {
        return Err(Refusal::NotReleased);
    }
    let (opened, by) = opened(portal, who, &row).await?;
    note_read(portal, who, id, by, None).await?;
    Ok(opened)
}

/// Opens the report beside whoever writes: only the line of the audit log waits for them.
async fn opened(
    portal: &Portal,
    who: &Principal,
    row: &RecordRow,
) -> Result<(Opened, ChallengeId), Refusal> {
    let mut tx = portal.read().await?;
    let (grant, by) = grant(portal, &mut tx, who, row.id).await?;
    let wrapped_key = wrapped_key(&mut tx, who).await?;
    let report: Report = open(portal, &grant, &wrapped_key, row)?;
    let reader = Reader { portal, grant: &grant, wrapped_key: &wrapped_key };
    let rows = rows(&reader, &mut tx, &report.results).await?;
    let before = row.effective_at.unwrap_or(row.imported_at);
    let rows = with_trends(&reader, &mut tx, rows, before).await?;
    let until = grant.expires_at();
    Ok((Opened { id: row.id, until, status: row.status, report, rows }, by))
}

/// Says in the audit log that a report was read, and by which proof. What was opened is shown only once this is kept.
pub(super) async fn note_read(
    portal: &Portal,
    who: &Principal,
    id: RecordId,
    by: ChallengeId,
    detail: Option<&'static str>,
) -> Result<(), Refusal> {
    let mut tx = portal.begin().await?;
    family::holds(portal, &mut tx, who).await?;
    let (patient, challenge) = (Some(who.patient), Some(by));
    let about = About { patient, record: Some(id), challenge, detail, ..About::default() };
    note(portal, &mut tx, &who.caller, Event::RecordRead, about).await?;
    Ok(tx.commit().await?)
}

/// What opens the records that a report's page shows.
pub(super) struct Reader<'a> {
    pub portal: &'a Portal,
    pub grant: &'a Grant,
    pub wrapped_key: &'a [u8],
}

/// The live grant of this session to this report, which ends with the guardianship of whoever has it for somebody else, and
/// the challenge whose answer bought it.
pub(super) async fn grant(
    portal: &Portal,
    tx: &mut Tx,
    who: &Principal,
    id: RecordId,
) -> Result<(Grant, ChallengeId), Refusal> {
    family::holds(portal, tx, who).await?;
    let session = who.caller.session;
    let granted = store::grant::latest(tx, session, id).await?.ok_or(Refusal::Sealed)?;
    let grant = granted
        .live(session, id, portal.now())
        .filter(|grant| grant.patient() == who.patient)
        .ok_or(Refusal::Sealed)?;
    let by = store::grant::bought_with(tx, granted.id).await?;
    Ok((grant, by.ok_or(Refusal::Inner("finding what bought a grant"))?))
}

/// The principal's wrapped key.
pub(super) async fn wrapped_key(tx: &mut Tx, who: &Principal) -> Result<Vec<u8>, Refusal> {
    let patient = store::patient::get(tx, who.patient).await?.ok_or(Refusal::NotFound)?;
    Ok(patient.wrapped_key)
}

fn open(
    portal: &Portal,
    grant: &Grant,
    wrapped_key: &[u8],
    row: &RecordRow,
) -> Result<Report, Refusal> {
    let binding = binding(row);
    let opened = portal.vault().open(grant, wrapped_key, &[(binding, row.envelope.as_slice())])?;
    let plain = opened.first().ok_or(Refusal::Inner("opening a report"))?;
    serde_json::from_slice(plain).map_err(|_| Refusal::Inner("reading a report"))
}

/// What a record's envelope is bound to.
pub(super) fn binding(row: &RecordRow) -> Binding {
    debug_assert!(row.kind != Kind::Document, "documents are parts, not records");
    Binding { patient: row.patient, record: row.id, kind: row.kind, version: row.version, part: 0 }
}
