//! Retiring the keys that wrapped patients' keys, so that what older copies of the database hold of people who were erased
//! opens no more; and taking over the newer wrapped keys into such a copy when it must be used again.

use crate::{
    Portal, Refusal, erasure,
    event::{About, note_clinic},
};
use domain::{audit::Event, id::PatientId};
use store::{Db, Tx, erasure as requests, wrapping};
use uuid::Uuid;

/// How many patients a transaction rewraps.
const BATCH: i64 = 200;

/// What stands in the way of older copies of the database.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// How many people were erased whose keys a key of the ring wrapped: older copies still hold their data.
    pub waiting: u64,
    /// Whether the key in use wrapped one of them, so that it must be followed by a new one first.
    pub needs_key: bool,
    /// The keys that wrapped patients' before, and are still in the ring.
    pub older: Vec<String>,
}

/// How many people older copies still hold.
///
/// # Errors
/// [`Refusal`] when the database fails.
pub async fn standing(portal: &Portal) -> Result<Standing, Refusal> {
    let mut tx = portal.read().await?;
    let mut keys = portal.vault().wraps();
    let current = keys.pop();
    let mut standing = Standing { older: keys, ..Standing::default() };
    for (id, people) in requests::by_key(&mut tx).await? {
        let is_current = current.as_ref() == Some(&id);
        if is_current || standing.older.contains(&id) {
            standing.waiting += people;
            standing.needs_key |= is_current;
        }
    }
    Ok(standing)
}

/// What a rewrapping came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rewrapped {
    /// How many patients' keys it rewrapped.
    pub keys: u64,
    /// The ids of the keys that wrap none any more.
    pub older: Vec<String>,
    /// Whether the database's own files hold nothing more that those wrapped.
    pub is_clear: bool,
}

/// Has every patient's key wrapped by the key in use, and clears the database's files of what older ones wrapped. It can be
/// begun again wherever it ended, and nodes may run meanwhile: those that do not know the key in use
/// look for it when they meet it, and none enrols anybody under an older one from here on.
///
/// # Errors
/// [`Refusal`] when the database or the vault fails.
pub async fn rewrap(portal: &Portal) -> Result<Rewrapped, Refusal> {
    let mut older = portal.vault().wraps();
    let current = older.pop().ok_or(Refusal::Inner("finding the key in use"))?;
    let mut tx = portal.begin().await?;
    // Whoever enrols or imports does so before, and is rewrapped, or after, and sees it.
    store::source::gate(&mut tx, portal.now()).await?;
    for id in &older {
        wrapping::retire(&mut tx, id, portal.now()).await?;
    }
    tx.commit().await?;
    let mut keys = 0;
    let mut after = PatientId(Uuid::nil());
    loop {
        let mut tx = portal.begin().await?;
        let page = wrapping::page(&mut tx, after, BATCH).await?;
        let Some((last, _)) = page.last() else { break };
        after = *last;
        for (patient, old) in &page {
            keys += u64::from(one(portal, &mut tx, *patient, old, &current).await?);
        }
        tx.commit().await?;
        tokio::task::yield_now().await;
    }
    // Also where none was rewrapped by now: a run before this one may have been cut off, or found somebody who read.
    let is_clear = older.is_empty() || erasure::scrub(portal).await;
    Ok(Rewrapped { keys, older, is_clear })
}

async fn one(
    portal: &Portal,
    tx: &mut Tx,
    patient: PatientId,
    old: &[u8],
    current: &str,
) -> Result<bool, Refusal> {
    if portal.vault().wrapped_by(old).as_deref() == Some(current) {
        return Ok(false);
    }
    let new = portal.vault().rewrap(patient, old)?;
    Ok(wrapping::rewrap(tx, patient, old, &new).await?)
}

/// Says in the log that keys are destroyed, which is done next.
///
/// # Errors
/// [`Refusal`] when the database fails.
pub async fn note_retired(portal: &Portal) -> Result<(), Refusal> {
    let mut tx = portal.begin().await?;
    note_clinic(portal, &mut tx, Event::KeysRetired, About::default()).await?;
    Ok(tx.commit().await?)
}

/// What was taken over from a newer database.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Adopted {
    /// So many wrapped keys.
    pub keys: u64,
    /// So many people were erased there, and are now here too.
    pub erased: u64,
}

/// Takes over into this database, an older copy, what became of the patients' keys since: the newer wrapped keys of those
/// who live, and the erasing of those who were erased. It can be done again.
///
/// # Errors
/// [`Refusal`] when either database fails.
pub async fn adopt(portal: &Portal, newer: &Db) -> Result<Adopted, Refusal> {
    let mut adopted = Adopted::default();
    let mut after = PatientId(Uuid::nil());
    loop {
        let page = requests::erased(&mut newer.read().await?, after, BATCH).await?;
        let Some(last) = page.last() else { break };
        after = last.patient;
        for request in &page {
            let mut tx = portal.begin().await?;
            store::source::gate(&mut tx, portal.now()).await?;
            let was_here = store::patient::wrapped_key(&mut tx, request.patient).await?.is_some();
            requests::adopt(&mut tx, request).await?;
            erasure::everything(&mut tx, request.patient).await?;
            tx.commit().await?;
            adopted.erased += u64::from(was_here);
        }
    }
    let mut after = PatientId(Uuid::nil());
    loop {
        let page = wrapping::page(&mut newer.read().await?, after, BATCH).await?;
        let Some((last, _)) = page.last() else { break };
        after = *last;
        let mut tx = portal.begin().await?;
        for (patient, new) in &page {
            let old = store::patient::wrapped_key(&mut tx, *patient).await?;
            if let Some(old) = old.filter(|old| old != new) {
                adopted.keys += u64::from(wrapping::rewrap(&mut tx, *patient, &old, new).await?);
            }
        }
        tx.commit().await?;
    }
    let mut tx = portal.begin().await?;
    note_clinic(portal, &mut tx, Event::KeysAdopted, About::default()).await?;
    tx.commit().await?;
    Ok(adopted)
}
