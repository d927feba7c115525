//! Removing what events say, once it was kept for long enough.

use crate::{Portal, Refusal};
use domain::audit::{Event, sealed};
use std::time::Duration;
use store::leaf;

/// How many events one transaction empties.
const BATCH: i64 = 500;

/// Removes what sealed events say that are older than their kind is kept, and than `least`; says how many. Their hashes
/// stay, so that every proof holds.
///
/// # Errors
/// [`Refusal`] when the database fails; what was removed before that stays removed.
pub async fn forget(portal: &Portal, least: Duration) -> Result<u64, Refusal> {
    let mut all = 0;
    for event in Event::ALL {
        loop {
            let forgotten = batch(portal, event, least).await?;
            all += forgotten;
            if i64::try_from(forgotten).is_ok_and(|forgotten| forgotten < BATCH) {
                break;
            }
            // Whoever waits to write goes first.
            tokio::task::yield_now().await;
        }
    }
    Ok(all)
}

async fn batch(portal: &Portal, event: Event, least: Duration) -> Result<u64, Refusal> {
    let before = portal.now().before(event.keep().span().max(least));
    // Most of the time there is nothing to be done, and then nobody waits.
    if leaf::over(&mut portal.read().await?, event, before, 1).await?.is_empty() {
        return Ok(0);
    }
    let mut tx = portal.begin().await?;
    let rows = leaf::over(&mut tx, event, before, BATCH).await?;
    for row in &rows {
        let hash = sealed(row.payload.as_deref().unwrap_or_default());
        leaf::forget(&mut tx, row.id, hash).await?;
    }
    tx.commit().await?;
    Ok(rows.len().try_into().unwrap_or(u64::MAX))
}
