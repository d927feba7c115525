//! A request that may come twice: a pharmacy's system asks again where no answer came, and a scanner presses Enter twice.

use super::{By, Dispenser};
use crate::{Portal, Refusal};
use domain::{
    Millis,
    id::{TokenId, VerificationId},
};
use std::time::Duration;
use store::{
    Tx,
    idempotent::{self, DoneRow},
};

/// What a request is known again by: the key that its system gave it or that its page has, and what it says.
#[derive(Clone, Copy)]
pub struct Once<'a> {
    /// The key.
    pub key: &'a str,
    /// What is asked for, with where it is asked.
    pub request: &'a [u8],
}

/// After this a request that was begun and never ended, since its server died, may be begun again.
const GIVEN_UP: Duration = Duration::from_mins(1);

/// What became of a request that takes more than one transaction, when it came.
pub(super) enum Begun {
    /// It is begun now.
    Now(Millis),
    /// It was done before.
    Before,
}

impl Once<'_> {
    /// A key for a page, from which a person may send the same twice.
    #[must_use]
    pub fn fresh_key(portal: &Portal) -> String {
        domain::id::fresh(portal.now(), portal.chance()).to_string()
    }

    /// Claims the key for a further act of a look-up; says whether that was done under it before.
    ///
    /// # Errors
    /// [`Refusal::KeyReused`] when another request was, or that of another look-up; [`Refusal::UnderWay`].
    pub(super) async fn claim_for(
        self,
        portal: &Portal,
        tx: &mut Tx,
        who: &Dispenser,
        id: VerificationId,
    ) -> Result<bool, Refusal> {
        match self.claim(portal, tx, who, id).await? {
            None => Ok(false),
            Some(before) => is_of(before, id),
        }
    }

    /// Claims the key in the transaction of the act. None when nothing was done under it before; else what came of that.
    ///
    /// # Errors
    /// [`Refusal::KeyReused`] when another request was; [`Refusal::UnderWay`] while it is.
    pub(super) async fn claim(
        self,
        portal: &Portal,
        tx: &mut Tx,
        who: &Dispenser,
        id: VerificationId,
    ) -> Result<Option<VerificationId>, Refusal> {
        let (token, key) = self.key(portal, who);
        if idempotent::claim(tx, token, key, &self.row(portal, id), portal.now()).await? {
            return Ok(None);
        }
        self.before(portal, tx, who).await?.map(Some).ok_or(Refusal::UnderWay)
    }

    /// What came of it before, if anything did.
    ///
    /// # Errors
    /// [`Refusal::KeyReused`] and [`Refusal::UnderWay`] as for [`Once::claim`].
    pub(super) async fn before(
        self,
        portal: &Portal,
        tx: &mut Tx,
        who: &Dispenser,
    ) -> Result<Option<VerificationId>, Refusal> {
        let (token, key) = self.key(portal, who);
        match idempotent::get(tx, token, key).await? {
            None => Ok(None),
            Some(row) if row.request != portal.vault().digest(self.request) => {
                Err(Refusal::KeyReused)
            }
            Some(DoneRow { begun_at: Some(_), .. }) => Err(Refusal::UnderWay),
            Some(row) => Ok(Some(row.verification_id)),
        }
    }

    /// Begins an act of a look-up that takes more than one transaction, so that the same request at the same moment waits
    /// for what comes of this one.
    ///
    /// # Errors
    /// As for [`Once::claim_for`].
    pub(super) async fn begin(
        self,
        portal: &Portal,
        tx: &mut Tx,
        who: &Dispenser,
        id: VerificationId,
    ) -> Result<Begun, Refusal> {
        let now = portal.now();
        let (Some(token), key) = self.key(portal, who) else { return Ok(Begun::Now(now)) };
        let times = (now, now.before(GIVEN_UP));
        if idempotent::begin(tx, token, key, &self.row(portal, id), times).await? {
            return Ok(Begun::Now(now));
        }
        match self.before(portal, tx, who).await? {
            Some(before) => is_of(before, id).map(|_| Begun::Before),
            None => Err(Refusal::UnderWay),
        }
    }

    /// Notes, in the transaction of its effect, that what was begun at a moment is done.
    ///
    /// # Errors
    /// [`Refusal::UnderWay`] when the same request was given up meanwhile and begun again.
    pub(super) async fn finish(
        self,
        portal: &Portal,
        tx: &mut Tx,
        who: &Dispenser,
        begun_at: Millis,
    ) -> Result<(), Refusal> {
        let (Some(token), key) = self.key(portal, who) else { return Ok(()) };
        let ours = idempotent::finish(tx, token, key, begun_at).await?;
        ours.then_some(()).ok_or(Refusal::UnderWay)
    }

    /// Frees the key of what was begun at a moment and refused.
    pub(super) async fn abandon(
        self,
        portal: &Portal,
        who: &Dispenser,
        begun_at: Millis,
    ) -> Result<(), Refusal> {
        let (Some(token), key) = self.key(portal, who) else { return Ok(()) };
        let mut tx = portal.begin().await?;
        idempotent::abandon(&mut tx, token, key, begun_at).await?;
        Ok(tx.commit().await?)
    }

    /// Whose key it is, and how it is looked up. A system's is its token's. That of a page is good in the session that the page
    /// was shown in, and for what was typed: whoever types something else into the same page asks for something else.
    fn key(self, portal: &Portal, who: &Dispenser) -> (Option<TokenId>, [u8; 32]) {
        let vault = portal.vault();
        match who.by {
            By::System(token) => (Some(token), vault.lookup("idempotency", self.key)),
            By::Staff(..) => {
                let typed = String::from_utf8_lossy(self.request);
                let place = format!("{} {} {typed}", who.caller.session, self.key);
                (None, vault.lookup("page", &place))
            }
        }
    }

    fn row(self, portal: &Portal, verification_id: VerificationId) -> DoneRow {
        let request = portal.vault().digest(self.request);
        DoneRow { request, verification_id, begun_at: None }
    }
}

/// That what was done under a key was done with this look-up.
fn is_of(before: VerificationId, id: VerificationId) -> Result<bool, Refusal> {
    if before == id { Ok(true) } else { Err(Refusal::KeyReused) }
}
