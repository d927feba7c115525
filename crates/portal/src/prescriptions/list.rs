//! The list of a patient's prescriptions: when, of how many medicines, and what is left. Never of what.

use super::{note_refused, own};
use crate::{Portal, Principal, Refusal, counter::fills, family};
use domain::{
    Millis,
    dispense::{Allowance, Left, Times},
    id::{PatientId, PrescriptionId, RecordId},
};
use store::{
    Tx,
    prescription::{self, PrescriptionRow},
};
use vault::Field;

/// One medicine of a prescription, from outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// What is left of it now.
    pub left: Left,
    /// How often it may still be had.
    pub times: Times,
    /// The last moment at which it may be had; none where no end is told.
    pub until: Option<Millis>,
}

/// One prescription in the list.
#[derive(Clone, Debug)]
pub struct Line {
    /// Its name.
    pub id: PrescriptionId,
    /// When it was written, else when it came here.
    pub at: Millis,
    /// Its medicines, none of them named.
    pub parts: Vec<Part>,
}

impl Line {
    /// Whether anything may be handed over by it, now or later.
    #[must_use]
    pub fn is_current(&self) -> bool {
        self.parts.iter().any(|part| part.left.is_open())
    }

    /// Of how many medicines something may be handed over now.
    #[must_use]
    pub fn now(&self) -> usize {
        self.parts.iter().filter(|part| part.left.is_now()).count()
    }

    /// When something may be handed over next, where nothing may now.
    #[must_use]
    pub fn from(&self) -> Option<Millis> {
        first(self.parts.iter())
    }
}

/// The principal's prescriptions, the newest first.
///
/// # Errors
/// [`Refusal`] when the database or the vault fails.
pub async fn list(portal: &Portal, who: &Principal) -> Result<Vec<Line>, Refusal> {
    let mut tx = portal.read().await?;
    family::holds(portal, &mut tx, who).await?;
    let mut lines = Vec::new();
    for row in prescription::of_patient(&mut tx, who.patient).await? {
        lines.push(line(portal, &mut tx, &row).await?);
    }
    lines.sort_by_key(|line| std::cmp::Reverse(line.at));
    Ok(lines)
}

/// One of the principal's prescriptions, from outside.
///
/// # Errors
/// [`Refusal::NotFound`] when it is somebody else's, of which an audit event tells.
pub async fn one(portal: &Portal, who: &Principal, id: PrescriptionId) -> Result<Line, Refusal> {
    let mut tx = portal.read().await?;
    let row = own(portal, &mut tx, who, id).await;
    if matches!(row, Err(Refusal::NotFound)) {
        drop(tx);
        note_refused(portal, who, id).await?;
        return Err(Refusal::NotFound);
    }
    line(portal, &mut tx, &row?).await
}

/// When the first of what may be handed over later may be.
fn first<'a>(parts: impl Iterator<Item = &'a Part>) -> Option<Millis> {
    let next = parts.filter_map(|part| match part.left {
        Left::From(at) | Left::NotYetValid(at) => Some(at),
        Left::Now { .. } | Left::UsedUp | Left::Expired | Left::Withdrawn => None,
    });
    next.min()
}

/// When something of a patient's prescription may be handed over that may not now; none where nothing ever may.
pub(crate) async fn next(
    portal: &Portal,
    tx: &mut Tx,
    (patient, of): (PatientId, PrescriptionId),
) -> Result<Option<Millis>, Refusal> {
    let parts = parts(portal, tx, (patient, of)).await?;
    Ok(first(parts.iter().map(|(_, part)| part)))
}

async fn line(portal: &Portal, tx: &mut Tx, row: &PrescriptionRow) -> Result<Line, Refusal> {
    let (ids, parts): (Vec<_>, Vec<_>) =
        parts(portal, tx, (row.patient_id, row.id)).await?.into_iter().unzip();
    let heads = store::record::heads(tx, &ids).await?;
    let written = heads.iter().filter_map(|head| head.effective_at).min();
    Ok(Line { id: row.id, at: written.unwrap_or(row.added_at), parts })
}

/// The medicines of a patient's prescription from outside: by their allowances, so that it takes no grant.
pub(super) async fn parts(
    portal: &Portal,
    tx: &mut Tx,
    (patient, of): (PatientId, PrescriptionId),
) -> Result<Vec<(RecordId, Part)>, Refusal> {
    let key = store::patient::wrapped_key(tx, patient).await?;
    let items = prescription::items(tx, of).await?;
    let mut parts = Vec::with_capacity(items.len());
    for item in &items {
        let key = key.as_deref().ok_or(Refusal::NotFound)?;
        let field = Field::Allowance(item.record_id);
        let plain = portal.vault().open_field(patient, key, field, &item.allowance)?;
        let allowance: Allowance =
            serde_json::from_slice(&plain).map_err(|_| Refusal::Inner("reading an allowance"))?;
        let fills = fills(portal, tx, (patient, key), item.record_id, &allowance).await?;
        let zone = &portal.rules().zone;
        let left = allowance.left(&fills, portal.now(), zone);
        let part = Part { left, times: allowance.times(&fills), until: allowance.last(zone) };
        parts.push((item.record_id, part));
    }
    Ok(parts)
}
