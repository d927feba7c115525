//! The newest head that this node has seen, which it keeps where nobody reaches who has the database alone.

use super::{
    Finding, Said, Who, append,
    finding::Witness,
    head::{Head, proof, verifier, witnessed},
};
use crate::{Portal, Refusal};
use domain::audit::{Event, checkpoint::Checkpoint};
use std::{cmp::Ordering, io, sync::Arc};
use store::{Tx, checkpoint};
use tokio::task;

/// Where a node keeps the newest head that it has seen: anywhere but in the database.
pub trait Mark: Send + Sync {
    /// The signed note that was kept last; none where there was none.
    ///
    /// # Errors
    /// The system's, when it is there and cannot be read.
    fn kept(&self) -> io::Result<Option<String>>;

    /// Keeps a signed note in the place of the last one, or none any more.
    ///
    /// # Errors
    /// The system's, when that would not last; for as long as the process runs it is kept nevertheless.
    fn keep(&self, note: Option<&str>) -> io::Result<()>;
}

/// What this node has seen of the log.
pub(super) enum Seen {
    Nothing,
    Head(Checkpoint),
    /// What is kept was not signed by the log's key.
    Forged,
}

/// What this node has seen of the log until now.
pub(super) fn seen(portal: &Portal) -> Result<Seen, Refusal> {
    let note = portal.mark().kept().map_err(|error| {
        tracing::error!(%error, "cannot read the audit head that this node keeps");
        Refusal::Inner("reading the audit head that this node keeps")
    })?;
    Ok(match note.map(|note| witnessed(&verifier(portal), &note)) {
        None => Seen::Nothing,
        Some(None) => Seen::Forged,
        Some(Some(head)) => Seen::Head(head),
    })
}

/// What is wrong with a log whose newest head is this one; none where it goes on from what the node has seen.
pub(super) async fn judge(
    tx: &mut Tx,
    seen: &Seen,
    head: &Head,
) -> Result<Option<Finding>, Refusal> {
    let seen = match seen {
        Seen::Nothing => return Ok(None),
        Seen::Forged => return Ok(Some(Finding::MarkForged)),
        Seen::Head(seen) => seen,
    };
    let (by, witnessed) = (Witness::Node, seen.size);
    let goes_on = match seen.size.cmp(&head.size) {
        Ordering::Greater => return Ok(Some(Finding::Rewound { by, witnessed, size: head.size })),
        Ordering::Equal => seen.root == head.root,
        Ordering::Less => {
            let (old, new) = ((seen.size, &seen.root), (head.size, &head.root));
            proof(tx, old, new).await?.is_some()
        }
    };
    Ok((!goes_on).then_some(Finding::Forked { by, witnessed }))
}

/// Keeps the head of a log that goes on from what was seen.
pub(super) async fn follow(portal: &Portal, seen: &Seen, head: Head) {
    // Another process of this node may have kept a newer one since.
    let newer = self::seen(portal).ok();
    let new = match newer.as_ref().unwrap_or(seen) {
        Seen::Head(seen) => seen.size < head.size,
        Seen::Nothing | Seen::Forged => head.note.is_some(),
    };
    if new {
        // It was logged, and the node has it in mind.
        drop(keep(portal, head.note).await);
    }
}

async fn keep(portal: &Portal, note: Option<String>) -> Result<(), Refusal> {
    const FAILED: Refusal = Refusal::Inner("keeping the newest audit head outside the database");
    let mark = Arc::clone(portal.mark());
    let kept = task::spawn_blocking(move || mark.keep(note.as_deref())).await;
    kept.map_err(|_| FAILED)?.map_err(|error| {
        tracing::error!(%error, "cannot keep the newest audit head outside the database");
        FAILED
    })
}

/// What is wrong with the log by what this node has seen of it; none where all is well.
///
/// # Errors
/// [`Refusal`] when the database fails, or what is kept cannot be read.
pub async fn against_mark(portal: &Portal) -> Result<Option<Finding>, Refusal> {
    let seen = seen(portal)?;
    let mut tx = portal.read().await?;
    let head = Head::newest(portal, &mut tx).await?;
    judge(&mut tx, &seen, &head).await
}

/// Takes the log as it is for the one that this node has seen, after an older database was put back on purpose. The log
/// says so from now on, and how much is gone.
///
/// # Errors
/// [`Refusal`] when the database fails, its newest head is forged, or what this node keeps cannot be read or written.
pub async fn restored(portal: &Portal) -> Result<(), Refusal> {
    let seen = match seen(portal)? {
        Seen::Head(head) => head.size.to_string(),
        Seen::Nothing | Seen::Forged => "unknown".to_owned(),
    };
    let mut tx = portal.begin().await?;
    checkpoint::gate(&mut tx, portal.now()).await?;
    let head = Head::newest(portal, &mut tx).await?;
    let detail = Some(format!("seen {seen}, left {}", head.size).into());
    let said = Said { detail, ..Said::of(Who::Clinic) };
    append(portal, &mut tx, Event::LogRestored, None, &said, portal.staff()).await?;
    tx.commit().await?;
    keep(portal, head.note).await
}
