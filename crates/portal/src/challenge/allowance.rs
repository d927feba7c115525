//! Whether one more code may be sent.
//!
//! Two things are counted. *Asking* is counted by who says they are whom, from which network, and is the same
//! whether a password was right or an account exists. *Sending* is counted by the number that gets the code, and
//! only a right password or claim gets so far. Others than the patient can know what a claim takes, so claims have a share
//! of a number's sends, and what goes wrong with them stands in the way of claims alone. Pharmacies have limits and budgets
//! of their own.

use super::budget;
use crate::{
    Caller, Portal, Refusal,
    event::{About, note},
    watch::Reason,
};
use domain::{
    Millis,
    audit::Event,
    challenge::Basis,
    id::PharmacyId,
    pause::{LOOK_BACK, counter_paused_until, paused_until},
    phone::Phone,
    sending::{DAY, Sent, retry_at},
};
use store::{
    Tx, asking,
    challenge::{self, ChallengeRow},
    sending,
};

/// Who asks, as the limits count it: look-up keys.
#[derive(Clone, Copy)]
pub(crate) struct Asker {
    /// Who they say they are, from this network; also what a pause is kept by.
    pub(super) who: [u8; 32],
    /// The network.
    pub(super) network: [u8; 32],
    /// What they had to know.
    pub(super) basis: Basis,
}

impl Asker {
    /// Whoever shows to be `who`, by a password or their session, from the caller's network.
    pub(crate) fn of(portal: &Portal, caller: &Caller, who: &str) -> Self {
        let network = caller.network();
        let vault = portal.vault();
        let who = vault.lookup("asker", &format!("{network} {who}"));
        Self { who, network: vault.lookup("network", &network), basis: Basis::Secret }
    }

    /// Whoever only says to be `who`.
    pub(crate) fn claiming(portal: &Portal, caller: &Caller, who: &str) -> Self {
        Self { basis: Basis::Claim, ..Self::of(portal, caller, who) }
    }

    /// A pharmacy, wherever its people are.
    pub(crate) fn counter(portal: &Portal, pharmacy: PharmacyId) -> Self {
        let who = portal.vault().lookup("asker", &format!("pharmacy:{pharmacy}"));
        Self { who, network: who, basis: Basis::Counter }
    }

    /// Whoever asked for a challenge, wherever their browser is by now.
    pub(super) fn again(portal: &Portal, caller: &Caller, row: &ChallengeRow) -> Self {
        let basis = Basis::of(&row.kind);
        let network = match basis {
            Basis::Counter => row.asker,
            Basis::Secret | Basis::Claim => portal.vault().lookup("network", &caller.network()),
        };
        Self { who: row.asker, network, basis }
    }

    /// Passes if they may ask once more, and anybody may be sent a code. Asked before a password is hashed, so that
    /// somebody over a limit costs nothing, learns nothing, and fills no table.
    ///
    /// # Errors
    /// [`Refusal::Paused`] or [`Refusal::Limited`] with the moment from which they may ask again.
    pub(crate) async fn may_ask(self, portal: &Portal) -> Result<(), Refusal> {
        let mut tx = portal.read().await?;
        let now = portal.now();
        self.check(portal, &mut tx, now).await?;
        let at_counter = self.basis == Basis::Counter;
        match budget::spent_for_all(portal, &mut tx, at_counter, now).await? {
            Some(spent) => refuse(portal, "", None, [Some((spent.reason, spent.until)), None]),
            None => Ok(()),
        }
    }

    async fn check(self, portal: &Portal, tx: &mut Tx, now: Millis) -> Result<(), Refusal> {
        let since = now.before(LOOK_BACK);
        let ended = challenge::ended_by_wrong_tries(tx, self.who, since).await?;
        let rules = portal.rules();
        let day = now.before(DAY);
        let asked = asking::of_asker(tx, self.who, day).await?;
        let (by_who, by_network) = match self.basis {
            Basis::Counter => (retry_at(&asked, &rules.pharmacy.windows(), now), None),
            Basis::Secret | Basis::Claim => {
                let by_who = retry_at(&asked, &rules.number.windows(), now);
                let claims = rules.number.claims();
                let claims = Some(claims).filter(|_| self.basis == Basis::Claim);
                let by_claim = claims.and_then(|claims| retry_at(&asked, &claims, now));
                let of_network = asking::of_network(tx, self.network, day).await?;
                (by_who.max(by_claim), retry_at(&of_network, &rules.address.windows(), now))
            }
        };
        let by_who = by_who.map(|at| (Reason::Asker, at));
        let limits = [by_who, by_network.map(|at| (Reason::Network, at))];
        let paused = match self.basis {
            Basis::Counter => counter_paused_until(&ended, now),
            Basis::Secret | Basis::Claim => paused_until(&ended, now),
        };
        refuse(portal, "", paused, limits)
    }

    /// When a number may be sent one more code; none when it may now. What its owner asks for and what others claim share the
    /// number's limits, and claims have a part of those. What pharmacies ask for has limits beside them, so that nobody at
    /// a counter keeps an owner from signing in; what was claimed counts there too.
    fn by_number(self, portal: &Portal, sent: &[(String, Sent)], now: Millis) -> Option<Millis> {
        let number = portal.rules().number;
        let but = |other: Basis| -> Vec<Sent> {
            let sent = sent.iter().filter(|(kind, _)| Basis::of(kind) != other);
            sent.map(|(_, sent)| *sent).collect()
        };
        let own = || retry_at(&but(Basis::Counter), &number.windows(), now);
        match self.basis {
            Basis::Secret => own(),
            Basis::Claim => {
                let claimed = sent.iter().filter(|(kind, _)| Basis::of(kind) == Basis::Claim);
                let claimed: Vec<Sent> = claimed.map(|(_, sent)| *sent).collect();
                own().max(retry_at(&claimed, &number.claims(), now))
            }
            Basis::Counter => retry_at(&but(Basis::Secret), &number.counters(), now),
        }
    }

    /// Whether wrong answers to codes of this kind stand in the way.
    fn minds(self, kind: &str) -> bool {
        match self.basis {
            Basis::Secret => Basis::of(kind) == Basis::Secret,
            Basis::Claim => Basis::of(kind) != Basis::Counter,
            Basis::Counter => Basis::of(kind) != Basis::Claim,
        }
    }
}

/// Where a code goes, as the limits count it.
#[derive(Clone)]
pub(super) struct Target {
    /// The look-up key of the number.
    pub number: [u8; 32],
    /// Its dialling prefix.
    pub prefix: String,
    /// The country calling code it is served under.
    pub country: Option<String>,
}

impl Target {
    pub(super) fn of(portal: &Portal, phone: &Phone) -> Self {
        let number = portal.vault().lookup("number", phone.e164());
        let country = phone.country(&portal.rules().countries).map(str::to_owned);
        Self { number, prefix: phone.prefix().to_owned(), country }
    }

    async fn check(
        &self,
        portal: &Portal,
        tx: &mut Tx,
        asker: Asker,
        now: Millis,
    ) -> Result<(), Refusal> {
        let ended = challenge::ended_at_number(tx, self.number, now.before(LOOK_BACK)).await?;
        let ended = ended.into_iter().filter(|(kind, _)| asker.minds(kind));
        let ended: Vec<Millis> = ended.map(|(_, at)| at).collect();
        let sent = sending::of_number(tx, self.number, now.before(DAY)).await?;
        let by_number = asker.by_number(portal, &sent, now).map(|at| (Reason::Number, at));
        let at_counter = asker.basis == Basis::Counter;
        let by_budget = budget::spent(portal, tx, self, at_counter, now).await?;
        let by_budget = by_budget.map(|spent| (spent.reason, spent.until));
        refuse(portal, &self.prefix, paused_until(&ended, now), [by_number, by_budget])
    }
}

/// How somebody is told that their number may be sent no more codes for now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Manner {
    /// In so many words: they are signed in.
    Openly,
    /// Not at all, since only somebody with a right password would be told so: nothing is sent, and all goes on as if
    /// it were.
    Quietly,
}

/// Whether one more code may be sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Allowed {
    /// It may.
    Yes,
    /// It may be asked for, but not be sent.
    Unsent,
}

/// Who asks for a code to be sent where.
pub(super) struct Wish<'a> {
    pub caller: &'a Caller,
    pub asker: Asker,
    pub target: Option<&'a Target>,
    pub manner: Manner,
}

/// Says whether one more code may be sent now; if not, that is noted in the transaction. Nodes that ask for the
/// same asker, network, number or budget take turns.
///
/// # Errors
/// [`Refusal::Paused`] or [`Refusal::Limited`] with the moment from which it may be asked again.
pub(super) async fn allow(
    portal: &Portal,
    tx: &mut Tx,
    wish: &Wish<'_>,
    about: About,
) -> Result<Allowed, Refusal> {
    let asking = may_ask(portal, tx, wish).await;
    let sending = match (&asking, wish.target) {
        (Ok(()), Some(target)) => target.check(portal, tx, wish.asker, portal.now()).await,
        _ => Ok(()),
    };
    let refused = asking.as_ref().err().or(sending.as_ref().err());
    if refused.is_some_and(|refusal| !refusal.is_failure()) {
        note(portal, tx, wish.caller, Event::CodeRefused, about).await?;
    }
    asking?;
    match (sending, wish.manner) {
        (Ok(()), _) => Ok(Allowed::Yes),
        (Err(refusal), Manner::Quietly) if !refusal.is_failure() => Ok(Allowed::Unsent),
        (Err(refusal), _) => Err(refusal),
    }
}

async fn may_ask(portal: &Portal, tx: &mut Tx, wish: &Wish<'_>) -> Result<(), Refusal> {
    let now = portal.now();
    let gates = [wish.asker.who, wish.asker.network].into_iter();
    let gates = gates.chain(wish.target.map(|it| it.number));
    sending::gate(tx, &gates.collect::<Vec<_>>(), now).await?;
    wish.asker.check(portal, tx, now).await
}

/// Refuses until the last of these moments, and counts why.
fn refuse(
    portal: &Portal,
    prefix: &str,
    paused: Option<Millis>,
    limits: [Option<(Reason, Millis)>; 2],
) -> Result<(), Refusal> {
    let (reason, refusal) = match (paused, limits.into_iter().flatten().max_by_key(|it| it.1)) {
        (Some(until), _) => (Reason::Paused, Refusal::Paused(until)),
        (None, Some((reason, until))) => (reason, Refusal::Limited(until)),
        (None, None) => return Ok(()),
    };
    portal.watch().refused(reason, prefix);
    Err(refusal)
}
