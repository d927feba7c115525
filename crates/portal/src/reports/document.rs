//! A document of an open report, such as its PDF.

use super::{
    glance::own,
    read::{grant, note_read, wrapped_key},
};
use crate::{Portal, Principal, Refusal};
use domain::{
    clinical::Document,
    id::{ChallengeId, RecordId},
    sealed::{Binding, Kind},
};
use store::record::RecordRow;

/// One document of a report, counted from 0, for as long as this session's grant lives.
///
/// # Errors
/// [`Refusal::Sealed`] without a live grant; [`Refusal::NotFound`] when there is none.
pub async fn document(
    portal: &Portal,
    who: &Principal,
    id: RecordId,
    part: i64,
) -> Result<Document, Refusal> {
    let row = own(portal, who, id).await?;
    if !row.status.opens() {
        return Err(Refusal::NotReleased);
    }
    let (document, by) = opened(portal, who, &row, part).await?;
    note_read(portal, who, id, by, Some("document")).await?;
    Ok(document)
}

async fn opened(
    portal: &Portal,
    who: &Principal,
    row: &RecordRow,
    part: i64,
) -> Result<(Document, ChallengeId), Refusal> {
    let mut tx = portal.read().await?;
    let (grant, by) = grant(portal, &mut tx, who, row.id).await?;
    let envelope =
        store::document::get(&mut tx, row.id, row.version, part).await?.ok_or(Refusal::NotFound)?;
    let wrapped_key = wrapped_key(&mut tx, who).await?;
    let binding = Binding {
        patient: who.patient,
        record: row.id,
        kind: Kind::Document,
        version: row.version,
        part,
    };
    let opened = portal.vault().open(&grant, &wrapped_key, &[(binding, envelope.as_slice())])?;
    let plain = opened.first().ok_or(Refusal::Inner("opening a document"))?;
    let document =
        serde_json::from_slice(plain).map_err(|_| Refusal::Inner("reading a document"))?;
    Ok((document, by))
}
