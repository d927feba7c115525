//! Clearing the database's files of what was deleted.

use crate::{Portal, Refusal};

/// Clears the files if anybody was erased since they were cleared last. What could not be done is done in a later round, after
/// a new start too.
pub(super) async fn what_is_owed(portal: &Portal) -> Result<(), Refusal> {
    let owed = store::erasure::unscrubbed(&mut portal.read().await?).await?;
    if owed.is_empty() || !now(portal).await {
        return Ok(());
    }
    let mut tx = portal.begin().await?;
    for patient in owed {
        store::erasure::scrubbed(&mut tx, patient, portal.now()).await?;
    }
    Ok(tx.commit().await?)
}

/// Clears the files, and says whether that is done; where it is not, operators read why.
pub(crate) async fn now(portal: &Portal) -> bool {
    match portal.scrub().await {
        Ok(true) => return true,
        Ok(false) => {
            tracing::warn!("somebody reads the database: its log still holds what was deleted");
        }
        Err(error) => tracing::error!(%error, "the files still hold what was deleted"),
    }
    false
}
