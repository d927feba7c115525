//! A request that a pharmacy's system may send twice.

use super::Dispenser;
use crate::{Portal, Refusal};
use domain::id::VerificationId;
use store::{
    Tx,
    idempotent::{self, DoneRow},
};

/// What a request is known again by: the key that its system gave it, and what it says.
#[derive(Clone, Copy)]
pub struct Once<'a> {
    /// The key.
    pub key: &'a str,
    /// What is asked for, with where it is asked.
    pub request: &'a [u8],
}

impl Once<'_> {
    /// Claims the key for a further act of a look-up; says whether that was done under it before.
    ///
    /// # Errors
    /// [`Refusal::KeyReused`] when another request was, or that of another look-up.
    pub(super) async fn claim_for(
        self,
        portal: &Portal,
        tx: &mut Tx,
        who: &Dispenser,
        id: VerificationId,
    ) -> Result<bool, Refusal> {
        match self.claim(portal, tx, who, id).await? {
            None => Ok(false),
            Some(before) if before == id => Ok(true),
            Some(_) => Err(Refusal::KeyReused),
        }
    }

    /// Claims the key in the transaction of the act. None when nothing was done under it before; else what came of that.
    ///
    /// # Errors
    /// [`Refusal::KeyReused`] when another request was.
    pub(super) async fn claim(
        self,
        portal: &Portal,
        tx: &mut Tx,
        who: &Dispenser,
        verification: VerificationId,
    ) -> Result<Option<VerificationId>, Refusal> {
        let Some(token) = who.token() else { return Ok(None) };
        let key = portal.vault().lookup("idempotency", self.key);
        let done =
            DoneRow { request: portal.vault().digest(self.request), verification_id: verification };
        if idempotent::claim(tx, token, key, &done, portal.now()).await? {
            return Ok(None);
        }
        let before = idempotent::get(tx, token, key).await?;
        let before = before.filter(|before| before.request == done.request);
        before.map(|before| Some(before.verification_id)).ok_or(Refusal::KeyReused)
    }

    /// What came of it before, if anything did.
    ///
    /// # Errors
    /// [`Refusal::KeyReused`] as for [`Once::claim`].
    pub(super) async fn before(
        self,
        portal: &Portal,
        tx: &mut Tx,
        who: &Dispenser,
    ) -> Result<Option<VerificationId>, Refusal> {
        let Some(token) = who.token() else { return Ok(None) };
        let key = portal.vault().lookup("idempotency", self.key);
        match idempotent::get(tx, token, key).await? {
            None => Ok(None),
            Some(done) if done.request == portal.vault().digest(self.request) => {
                Ok(Some(done.verification_id))
            }
            Some(_) => Err(Refusal::KeyReused),
        }
    }
}
