//! Whether one more code may be sent.
//!
//! Two things are counted. *Asking* is counted by who says they are whom, from which network, and is the same
//! whether a password was right or an account exists. *Sending* is counted by the number that gets the code, and
//! only a right password gets so far.

use crate::{
    Caller, Portal, Refusal,
    event::{About, note},
};
use domain::{
    Millis,
    audit::Event,
    pause::{LOOK_BACK, paused_until},
    phone::Phone,
    sending::{DAY, HISTORY, prefix_budget, retry_at},
};
use store::{Tx, asking, challenge, sending};

/// Who asks, as the limits count it: look-up keys.
#[derive(Clone, Copy)]
pub(crate) struct Asker {
    /// Who they say they are, from this network; also what a pause is kept by.
    pub(super) who: [u8; 32],
    /// The network.
    pub(super) network: [u8; 32],
}

impl Asker {
    /// Whoever says to be `who` from the caller's network.
    pub(crate) fn of(portal: &Portal, caller: &Caller, who: &str) -> Self {
        let network = caller.network();
        let vault = portal.vault();
        let who = vault.lookup("asker", &format!("{network} {who}"));
        Self { who, network: vault.lookup("network", &network) }
    }

    /// Passes if they may ask once more. Asked before a password is hashed, so that somebody over a limit costs
    /// nothing, learns nothing, and fills no table.
    ///
    /// # Errors
    /// [`Refusal::Paused`] or [`Refusal::Limited`] with the moment from which they may ask again.
    pub(crate) async fn may_ask(self, portal: &Portal) -> Result<(), Refusal> {
        let mut tx = portal.read().await?;
        self.check(portal, &mut tx, portal.now()).await
    }

    async fn check(self, portal: &Portal, tx: &mut Tx, now: Millis) -> Result<(), Refusal> {
        let since = now.before(LOOK_BACK);
        let ended = challenge::ended_by_wrong_tries(tx, self.who, since).await?;
        let rules = portal.rules();
        let day = now.before(DAY);
        let asked = asking::of_asker(tx, self.who, day).await?;
        let by_who = retry_at(&asked, &rules.number.windows(), now);
        let of_network = asking::of_network(tx, self.network, day).await?;
        let by_network = retry_at(&of_network, &rules.address.windows(), now);
        refuse(paused_until(&ended, now), [by_who, by_network])
    }
}

/// Where a code goes, as the limits count it.
#[derive(Clone)]
pub(super) struct Target {
    /// The look-up key of the number.
    pub number: [u8; 32],
    /// Its dialling prefix.
    pub prefix: String,
}

impl Target {
    pub(super) fn of(portal: &Portal, phone: &Phone) -> Self {
        let number = portal.vault().lookup("number", phone.e164());
        Self { number, prefix: phone.prefix().to_owned() }
    }

    async fn check(&self, portal: &Portal, tx: &mut Tx, now: Millis) -> Result<(), Refusal> {
        let since = now.before(LOOK_BACK);
        let ended = challenge::ended_at_number(tx, self.number, since).await?;
        let sent = sending::of_number(tx, self.number, now.before(DAY)).await?;
        let by_number = retry_at(&sent, &portal.rules().number.windows(), now);
        let by_prefix = prefix_retry_at(portal, tx, &self.prefix, now).await?;
        refuse(paused_until(&ended, now), [by_number, by_prefix])
    }
}

/// Passes if one more code may be sent now; if not, that is noted in the transaction. Nodes that ask for the
/// same asker, network, number or prefix take turns.
///
/// # Errors
/// [`Refusal::Paused`] or [`Refusal::Limited`] with the moment from which it may be asked again.
pub(super) async fn allow(
    portal: &Portal,
    tx: &mut Tx,
    caller: &Caller,
    asker: Asker,
    target: Option<&Target>,
    about: About,
) -> Result<(), Refusal> {
    let allowed = check(portal, tx, asker, target).await;
    if allowed.as_ref().is_err_and(|refusal| !refusal.is_failure()) {
        note(portal, tx, caller, Event::CodeRefused, about).await?;
    }
    allowed
}

async fn check(
    portal: &Portal,
    tx: &mut Tx,
    asker: Asker,
    target: Option<&Target>,
) -> Result<(), Refusal> {
    let now = portal.now();
    let prefix = |it: &Target| portal.vault().lookup("prefix", &it.prefix);
    let gates = [asker.who, asker.network].into_iter();
    let gates = gates.chain(target.into_iter().flat_map(|it| [it.number, prefix(it)]));
    sending::gate(tx, &gates.collect::<Vec<_>>(), now).await?;
    asker.check(portal, tx, now).await?;
    match target {
        Some(target) => target.check(portal, tx, now).await,
        None => Ok(()),
    }
}

fn refuse(paused: Option<Millis>, limits: [Option<Millis>; 2]) -> Result<(), Refusal> {
    match (paused, limits.into_iter().flatten().max()) {
        (Some(until), _) => Err(Refusal::Paused(until)),
        (None, Some(until)) => Err(Refusal::Limited(until)),
        (None, None) => Ok(()),
    }
}

async fn prefix_retry_at(
    portal: &Portal,
    tx: &mut Tx,
    prefix: &str,
    now: Millis,
) -> Result<Option<Millis>, Refusal> {
    let (unverified, oldest) = sending::unverified_of_prefix(tx, prefix, now.before(DAY)).await?;
    let verified = sending::verified_of_prefix(tx, prefix, now.before(HISTORY)).await?;
    let spent = unverified >= prefix_budget(verified, portal.rules().prefix_floor);
    Ok(oldest.filter(|_| spent).map(|oldest| oldest.after(DAY)))
}
