//! Clearing the database's files of what was deleted.

use crate::{Portal, Refusal};

/// Clears the files if anybody was erased since they were cleared last. What could not be done is done in a later round, after
/// a new start too. The file is written anew once: where somebody reads for long, only the log is tried again.
pub(super) async fn what_is_owed(portal: &Portal) -> Result<(), Refusal> {
    let owed = store::erasure::unscrubbed(&mut portal.read().await?).await?;
    if owed.is_empty() {
        return Ok(());
    }
    if owed.iter().any(|(_, rewritten_at)| rewritten_at.is_none()) {
        if !rewrite(portal).await {
            return Ok(());
        }
        let mut tx = portal.begin().await?;
        for (patient, _) in &owed {
            store::erasure::rewritten(&mut tx, *patient, portal.now()).await?;
        }
        tx.commit().await?;
    }
    if !empty_log(portal).await {
        return Ok(());
    }
    let mut tx = portal.begin().await?;
    for (patient, _) in owed {
        store::erasure::scrubbed(&mut tx, patient, portal.now()).await?;
    }
    Ok(tx.commit().await?)
}

/// Clears the files, and says whether that is done; where it is not, operators read why.
pub(crate) async fn now(portal: &Portal) -> bool {
    rewrite(portal).await && empty_log(portal).await
}

async fn rewrite(portal: &Portal) -> bool {
    let done = portal.db().rewrite().await;
    if let Err(error) = &done {
        tracing::error!(%error, "the files still hold what was deleted");
    }
    done.is_ok()
}

async fn empty_log(portal: &Portal) -> bool {
    match portal.db().empty_log().await {
        Ok(true) => return true,
        Ok(false) => {
            tracing::warn!("somebody reads the database: its log still holds what was deleted");
        }
        Err(error) => tracing::error!(%error, "the log still holds what was deleted"),
    }
    false
}
