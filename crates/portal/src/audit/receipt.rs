//! What a patient takes away to show that an event is in the log.

use super::{
    head::Head,
    said::{key, opened},
};
use crate::{Portal, Principal, Refusal, family};
use domain::{
    audit::{
        proof::{Plan, includes},
        receipt::Receipt,
        tile::Tile,
    },
    id::EventId,
};
use store::Tx;

const BROKEN: Refusal = Refusal::Inner("proving an audit event");

/// The receipt of one of the principal's own events; none while it waits for its place in the tree, which takes seconds.
///
/// # Errors
/// [`Refusal::NotFound`] when there is no such event, or it is somebody else's; [`Refusal::Inner`] when the log is not as
/// it was left, so that there is no proof.
pub async fn receipt(
    portal: &Portal,
    who: &Principal,
    id: EventId,
) -> Result<Option<Receipt>, Refusal> {
    let mut tx = portal.read().await?;
    family::holds(portal, &mut tx, who).await?;
    let row = store::audit::get(&mut tx, id).await?;
    let row = row.filter(|row| row.patient == Some(who.patient)).ok_or(Refusal::NotFound)?;
    let Some(index) = row.position else { return Ok(None) };
    // The head is read after the event, so that it reaches it; tiles only ever grow.
    let head = Head::newest(portal, &mut tx).await?;
    let checkpoint = head.note.ok_or(BROKEN)?;
    let plan = Plan::inclusion(head.size, index).ok_or(BROKEN)?;
    let proof = plan.hashes(&tiles(&mut tx, &plan).await?).ok_or(BROKEN)?;
    let leaf = row.leaf().ok_or(BROKEN)?.text();
    if !includes(head.size, &head.root, index, leaf.as_bytes(), &proof) {
        return Err(BROKEN);
    }
    let key = key(&mut tx, Some(who.patient)).await?;
    let content = opened(portal, who.patient, key.as_deref(), &row)?;
    Ok(Some(Receipt { leaf, content, index, proof, checkpoint }))
}

/// The tiles that a proof needs, as far as they are there.
pub(super) async fn tiles(tx: &mut Tx, plan: &Plan) -> Result<Vec<Tile>, Refusal> {
    let mut tiles = Vec::new();
    for place in plan.places() {
        tiles.extend(store::tile::get(tx, place).await?.map(|row| row.tile()));
    }
    Ok(tiles)
}
