//! The signed head of the log.

use super::receipt::tiles;
use crate::{Portal, Refusal};
use domain::audit::{
    checkpoint::{Checkpoint, Verifier},
    proof::{Plan, extends},
    tree::{Hash, fold},
};
use std::cmp::Reverse;
use store::{
    Tx,
    checkpoint::{self, CheckpointRow},
};

/// The head that a tree goes on from.
pub(super) struct Head {
    /// The number that the next one gets.
    pub number: u64,
    /// How many leaves it has.
    pub size: u64,
    /// The hash of them all.
    pub root: Hash,
    /// The signed note; none of the empty tree.
    pub note: Option<String>,
}

/// Among how many rows of the highest numbers the newest head is looked for: somebody else may have written above it.
const AMONG: i64 = 100;

impl Head {
    /// The newest one, of the empty tree where there is none. Rows that somebody else wrote are passed over, so that none of
    /// them stops the sealer; whether the newest itself was taken away, the node's mark tells.
    ///
    /// # Errors
    /// [`Refusal::Inner`] when somebody else wrote all that there are.
    pub(super) async fn newest(portal: &Portal, tx: &mut Tx) -> Result<Self, Refusal> {
        let mut rows = checkpoint::latest(tx, AMONG).await?;
        if rows.is_empty() {
            return Ok(Self { number: 0, size: 0, root: fold(&[]), note: None });
        }
        // Rows of ours were written in this order; of copies the first counts.
        rows.sort_by_key(|row| (Reverse(row.size), row.number));
        let verifier = verifier(portal);
        let signed = rows.iter().find_map(|row| Some((genuine(&verifier, row)?, row)));
        let (head, row) = signed.ok_or(Refusal::Inner("the newest audit heads are forged"))?;
        let is_taken = |number: u64| rows.iter().any(|row| row.number == number);
        let number =
            (row.number + 1..=u64::MAX).find(|number| !is_taken(*number)).unwrap_or(u64::MAX);
        Ok(Self { number, size: head.size, root: head.root, note: Some(row.note.clone()) })
    }
}

/// What a row's note says, if the log's key signed it and it is the row's own.
pub(super) fn genuine(by: &Verifier, row: &CheckpointRow) -> Option<Checkpoint> {
    witnessed(by, &row.note).filter(|head| head.size == row.size)
}

/// What a note says, if the log's key signed it.
#[must_use]
pub fn witnessed(by: &Verifier, note: &str) -> Option<Checkpoint> {
    let (body, signature) = by.signed(note)?;
    let head = Checkpoint::of_body(body).filter(|head| head.origin == by.name)?;
    vault::is_signed(by, body, &signature).then_some(head)
}

/// The proof that one tree extends another (RFC 6962, section 2.1.2), each a size and a root; none when it does not.
pub(super) async fn proof(
    tx: &mut Tx,
    old: (u64, &Hash),
    new: (u64, &Hash),
) -> Result<Option<Vec<Hash>>, Refusal> {
    let Some(plan) = Plan::consistency(old.0, new.0) else { return Ok(None) };
    let proof = plan.hashes(&tiles(tx, &plan).await?).unwrap_or_default();
    Ok(extends(old, new, &proof).then_some(proof))
}

/// The newest signed head, for a witness; none while nothing was sealed.
///
/// # Errors
/// [`Refusal`] when the database fails, or somebody else wrote its heads.
pub async fn checkpoint(portal: &Portal) -> Result<Option<String>, Refusal> {
    let mut tx = portal.read().await?;
    Ok(Head::newest(portal, &mut tx).await?.note)
}

/// The key that the log's heads are signed with.
#[must_use]
pub fn verifier(portal: &Portal) -> Verifier {
    portal.vault().log_verifier()
}
