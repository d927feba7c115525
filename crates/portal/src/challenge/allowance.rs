//! Whether one more code may be sent.

use crate::{
    Caller, Portal, Refusal,
    event::{About, note},
};
use domain::{
    Millis,
    audit::Event,
    pause::{LOOK_BACK, paused_until},
    sending::{DAY, HISTORY, prefix_budget, retry_at},
};
use store::{Tx, sending};

/// Whom a code would go to, as the limits count it. For a decoy, stand-ins that look the same from outside.
#[derive(Clone)]
pub(super) struct Counted {
    /// The look-up key of the number; also what a pause is kept by.
    pub number: [u8; 32],
    /// The look-up key of the network address.
    pub address: [u8; 32],
    /// The dialling prefix; empty for a decoy, which has no budget.
    pub prefix: String,
}

impl Counted {
    /// What is counted by one transaction at a time.
    fn gates(&self, portal: &Portal) -> Vec<[u8; 32]> {
        let prefix =
            (!self.prefix.is_empty()).then(|| portal.vault().lookup("prefix", &self.prefix));
        [self.number, self.address].into_iter().chain(prefix).collect()
    }
}

/// Passes if one more code may be sent now; if not, that is noted in the transaction.
///
/// # Errors
/// [`Refusal::Paused`] or [`Refusal::Limited`] with the moment from which it may be asked again.
pub(super) async fn allow(
    portal: &Portal,
    tx: &mut Tx,
    caller: &Caller,
    counted: &Counted,
    about: About,
) -> Result<(), Refusal> {
    let allowed = check(portal, tx, counted, portal.now()).await;
    if allowed.as_ref().is_err_and(|refusal| !refusal.is_failure()) {
        note(portal, tx, caller, Event::CodeRefused, about).await?;
    }
    allowed
}

/// Passes if a network address may ask for one more code. It is asked before a password is hashed, so that an
/// address over its limit costs nothing, and leaves no trace with which it could fill the database.
///
/// # Errors
/// [`Refusal::Limited`] with the moment from which it may ask again.
pub(crate) async fn allow_address(portal: &Portal, caller: &Caller) -> Result<(), Refusal> {
    let now = portal.now();
    let address = portal.vault().lookup("network", &caller.network());
    let mut tx = portal.read().await?;
    let sent = sending::of_address(&mut tx, address, now.before(DAY)).await?;
    match retry_at(&sent, &portal.rules().address.windows(), now) {
        Some(until) => Err(Refusal::Limited(until)),
        None => Ok(()),
    }
}

/// Looks at every limit. Nodes that ask for the same number, address or prefix take turns.
async fn check(
    portal: &Portal,
    tx: &mut Tx,
    counted: &Counted,
    now: Millis,
) -> Result<(), Refusal> {
    sending::gate(tx, &counted.gates(portal), now).await?;
    let since = now.before(LOOK_BACK);
    let ended = store::challenge::ended_by_wrong_tries(tx, counted.number, since).await?;
    if let Some(until) = paused_until(&ended, now) {
        return Err(Refusal::Paused(until));
    }
    let rules = portal.rules();
    let day = now.before(DAY);
    let of_number = sending::of_number(tx, counted.number, day).await?;
    let of_address = sending::of_address(tx, counted.address, day).await?;
    let by_number = retry_at(&of_number, &rules.number.windows(), now);
    let by_address = retry_at(&of_address, &rules.address.windows(), now);
    let by_prefix = prefix_retry_at(portal, tx, &counted.prefix, now).await?;
    match [by_number, by_address, by_prefix].into_iter().flatten().max() {
        Some(until) => Err(Refusal::Limited(until)),
        None => Ok(()),
    }
}

async fn prefix_retry_at(
    portal: &Portal,
    tx: &mut Tx,
    prefix: &str,
    now: Millis,
) -> Result<Option<Millis>, Refusal> {
    if prefix.is_empty() {
        return Ok(None);
    }
    let (unverified, oldest) = sending::unverified_of_prefix(tx, prefix, now.before(DAY)).await?;
    let verified = sending::verified_of_prefix(tx, prefix, now.before(HISTORY)).await?;
    let spent = unverified >= prefix_budget(verified, portal.rules().prefix_floor);
    Ok(oldest.filter(|_| spent).map(|oldest| oldest.after(DAY)))
}
