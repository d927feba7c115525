//! An answer that is being judged, which takes more than one transaction.

use super::{Dispenser, Once, once::Begun};
use crate::{Caller, Portal, Refusal};
use domain::{Millis, id::VerificationId};
use store::{Tx, verification::VerificationRow};

/// One request's turn with a look-up.
pub(super) struct Turn<'a> {
    /// The look-up.
    pub row: VerificationRow,
    /// Whoever answers, in its session.
    pub caller: Caller,
    /// By what the request is known when it comes again, and when it was begun.
    once: Option<(Once<'a>, Millis)>,
}

impl<'a> Turn<'a> {
    /// Takes it; none when the same request was done before.
    ///
    /// # Errors
    /// [`Refusal::NotFound`] when the look-up is another's; [`Refusal::KeyReused`]; [`Refusal::UnderWay`].
    pub(super) async fn take(
        portal: &Portal,
        who: &Dispenser,
        id: VerificationId,
        once: Option<Once<'a>>,
    ) -> Result<Option<Self>, Refusal> {
        let Some(once) = once else {
            let mut tx = portal.read().await?;
            return Self::of(&mut tx, who, id).await.map(Some);
        };
        let mut tx = portal.begin().await?;
        let turn = Self::of(&mut tx, who, id).await?;
        match once.begin(portal, &mut tx, who, id).await? {
            Begun::Before => Ok(None),
            Begun::Now(at) => {
                tx.commit().await?;
                Ok(Some(Self { once: Some((once, at)), ..turn }))
            }
        }
    }

    async fn of(tx: &mut Tx, who: &Dispenser, id: VerificationId) -> Result<Self, Refusal> {
        let row = who.own(tx, id).await?;
        let caller = who.coded(tx, &row).await?;
        Ok(Self { row, caller, once: None })
    }

    /// Ends it in the transaction of what came of it.
    ///
    /// # Errors
    /// [`Refusal::UnderWay`] when it was given up meanwhile.
    pub(super) async fn done(
        &self,
        portal: &Portal,
        tx: &mut Tx,
        who: &Dispenser,
    ) -> Result<(), Refusal> {
        match self.once {
            None => Ok(()),
            Some((once, begun_at)) => once.finish(portal, tx, who, begun_at).await,
        }
    }

    /// Leaves it, where nothing came of it.
    pub(super) async fn leave(&self, portal: &Portal, who: &Dispenser) {
        let Some((once, begun_at)) = self.once else { return };
        if let Err(error) = once.abandon(portal, who, begun_at).await {
            tracing::warn!(%error, "a key of a pharmacy's system is free again only in a minute");
        }
    }
}
