//! Computing the whole log again, in pages, so that its length costs no memory.

mod heads;
mod marked;
mod places;
mod rows;
mod walk;

use super::{Finding, Findings, finding::Witness, head::proof, mark, said::is_genuine};
use crate::{Portal, Refusal};
use domain::{
    Millis,
    audit::{checkpoint::Checkpoint, tree::Hash},
    id::EventId,
};
use heads::Heads;
use std::time::Duration;
use store::leaf;
use uuid::Uuid;
use walk::Walk;

/// How many waiting events are read at a time.
const PAGE: i64 = 1_000;
/// How long an event may wait for its place; a portal that serves gives it one within seconds.
const PATIENCE: Duration = Duration::from_mins(1);

/// What was found.
#[derive(Clone, Debug)]
pub struct Report {
    /// How many events the signed heads reach.
    pub size: u64,
    /// The hash of the tree over them.
    pub root: Hash,
    /// How many signed heads there are.
    pub heads: u64,
    /// How many events wait for their places.
    pub waiting: u64,
    /// The moment of the oldest of those.
    pub waits_since: Option<Millis>,
    /// What is not as it was left.
    pub findings: Findings,
    /// How the log extends the head that a witness saw; none when none was given, or it does not.
    pub extension: Option<Extension>,
}

/// The proof that the log extends an earlier head of it (RFC 6962, section 2.1.2).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Extension {
    /// How many events the earlier head reached.
    pub from: u64,
    /// The proof.
    pub proof: Vec<Hash>,
}

/// Computes everything again: each event against its tag and its leaf, the tree from its leaves, each head's signature and
/// hash, and that the log goes on from what this node has seen of it. With `since`, a head that somebody outside kept, also
/// that the log extends it. What events say must have been kept for as long as its kind is, and for `least`. Events may be
/// appended and sealed meanwhile.
///
/// # Errors
/// [`Refusal`] when the database fails, or what this node has seen cannot be read.
pub async fn verify(
    portal: &Portal,
    since: Option<&Checkpoint>,
    least: Duration,
) -> Result<Report, Refusal> {
    let mut walk = Walk::new(portal, since, least, mark::seen(portal)?);
    let mut heads = Heads::new(portal);
    loop {
        while let Some(head) = heads.next(&mut walk.findings).await? {
            walk.to(&head).await?;
        }
        // Whoever stands beyond the last head was sealed since it was read, or has lost their head.
        let beyond = walk.rows.rest().await?;
        if heads.is_at_end().await? {
            walk.leave(beyond).await?;
            break;
        }
    }
    let (waiting, waits_since) = waiting(portal, &mut walk.findings).await?;
    let span = waits_since.map(|since| since.until(portal.now())).filter(|span| *span > PATIENCE);
    walk.findings.extend(span.map(|span| Finding::Stalled { waiting, span }));
    let extension = match since {
        Some(since) => extension(portal, &mut walk, since).await?,
        None => None,
    };
    let (size, root, findings) = walk.done();
    Ok(Report { size, root, heads: heads.amount(), waiting, waits_since, findings, extension })
}

/// How many events wait and since when; those that the portal did not write are found.
async fn waiting(
    portal: &Portal,
    findings: &mut Findings,
) -> Result<(u64, Option<Millis>), Refusal> {
    let (mut amount, mut since, mut after) = (0, None, EventId(Uuid::nil()));
    loop {
        let page = leaf::waiting(&mut portal.read().await?, after, PAGE).await?;
        let Some(last) = page.last() else { return Ok((amount, since)) };
        after = last.id;
        for row in page {
            if is_genuine(portal, &row) {
                amount += 1;
                since = since.into_iter().chain([row.at]).min();
            } else {
                findings.add(Finding::Inserted { place: None, event: row.id });
            }
        }
    }
}

async fn extension(
    portal: &Portal,
    walk: &mut Walk<'_>,
    since: &Checkpoint,
) -> Result<Option<Extension>, Refusal> {
    let (by, witnessed) = (Witness::Outside, since.size);
    let (size, root) = walk.head();
    if witnessed > size {
        walk.findings.add(Finding::Rewound { by, witnessed, size });
        return Ok(None);
    }
    let mut tx = portal.read().await?;
    if let Some(proof) = proof(&mut tx, (witnessed, &since.root), (size, &root)).await? {
        return Ok(Some(Extension { from: witnessed, proof }));
    }
    if walk.findings.is_empty() || !walk.met_witness() {
        walk.findings.add(Finding::Forked { by, witnessed });
    }
    Ok(None)
}
