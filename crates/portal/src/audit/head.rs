//! The signed head of the log.

use crate::{Portal, Refusal};
use domain::audit::{
    checkpoint::{Checkpoint, Verifier},
    tree::{Hash, fold},
};
use store::{
    Tx,
    checkpoint::{self, CheckpointRow},
};

/// The head that a tree goes on from.
pub(super) struct Head {
    /// How many heads there are.
    pub number: u64,
    /// How many leaves it has.
    pub size: u64,
    /// The hash of them all.
    pub root: Hash,
}

impl Head {
    /// The newest one, of the empty tree where there is none.
    ///
    /// # Errors
    /// [`Refusal::Inner`] when somebody else wrote it.
    pub(super) async fn newest(portal: &Portal, tx: &mut Tx) -> Result<Self, Refusal> {
        match checkpoint::newest(tx).await? {
            Some(row) => {
                let signed = genuine(&portal.vault().log_verifier(), &row);
                let signed = signed.ok_or(Refusal::Inner("the newest audit head is forged"))?;
                Ok(Self { number: row.number + 1, size: signed.size, root: signed.root })
            }
            None => Ok(Self { number: 0, size: 0, root: fold(&[]) }),
        }
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

/// The newest signed head, for a witness; none while nothing was sealed.
///
/// # Errors
/// [`Refusal`] when the database fails.
pub async fn checkpoint(portal: &Portal) -> Result<Option<String>, Refusal> {
    let mut tx = portal.read().await?;
    Ok(checkpoint::newest(&mut tx).await?.map(|row| row.note))
}

/// The key that the log's heads are signed with.
#[must_use]
pub fn verifier(portal: &Portal) -> Verifier {
    portal.vault().log_verifier()
}
