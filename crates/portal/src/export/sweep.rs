//! Deleting what is over.

use crate::{Portal, Refusal};

/// How many are looked for at once.
const BATCH: i64 = 20;

/// Deletes exports that have ended, with their files; says how many. Each has a transaction of its own, since a file may
/// be long.
///
/// # Errors
/// [`Refusal`] when the database fails; what was deleted before that stays deleted.
pub async fn sweep(portal: &Portal) -> Result<u64, Refusal> {
    let mut all = 0;
    loop {
        let over = store::export::over(&mut portal.read().await?, portal.now(), BATCH).await?;
        if over.is_empty() {
            return Ok(all);
        }
        for id in over {
            let mut tx = portal.begin().await?;
            let was_there = store::export::delete(&mut tx, id).await?;
            tx.commit().await?;
            all += u64::from(was_there);
        }
    }
}
