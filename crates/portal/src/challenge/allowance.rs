//! Whether one more code may be sent.
//!
//! Two things are counted. *Asking* is counted by who says they are whom, from which network, and is the same
//! whether a password was right or an account exists. *Sending* is counted by the number that gets the code, and
//! only a right password or claim gets so far. Others than the patient can know what a claim takes, so claims have a share
//! of a number's sends, and what goes wrong with them stands in the way of claims alone. Pharmacies have limits and budgets
//! of their own, and so has whoever moves to a number that others may have.

use super::{
    asker::{Asker, Step},
    budget, heard,
};
use crate::{
    Caller, Portal, Refusal,
    event::{About, note},
    watch::Reason,
};
use base64::{Engine, engine::general_purpose::STANDARD};
use domain::{
    Millis,
    audit::Event,
    id::PatientId,
    pause::{LOOK_BACK, paused_until},
    phone::Phone,
    sending::{DAY, HOUR},
};
use store::{Tx, challenge, sending};
use uuid::Uuid;

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
        let by_budget = budget::spent(portal, tx, self, asker.basis, now).await?;
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
    /// It may, and counts as one.
    Yes,
    /// It may, to stop this number that waits, and counts for that alone.
    Heard(Uuid),
    /// It may be asked for, but not be sent.
    Unsent,
}

/// Who asks for a code to be sent where.
pub(super) struct Wish<'a> {
    pub caller: &'a Caller,
    pub asker: Asker,
    pub target: Option<&'a Target>,
    pub manner: Manner,
    pub step: Step,
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
        (Ok(()), Some(target)) => may_send(portal, tx, wish, target, about.patient).await,
        _ => Ok(Allowed::Yes),
    };
    if let Some(Refusal::Paused(until) | Refusal::Limited(until)) =
        asking.as_ref().err().or(sending.as_ref().err())
    {
        note_refused(portal, tx, (wish.caller, wish.asker), *until, about).await?;
    }
    asking?;
    match (sending, wish.manner) {
        (Ok(allowed), _) => Ok(allowed),
        (Err(refusal), Manner::Quietly) if !refusal.is_failure() => Ok(Allowed::Unsent),
        (Err(refusal), _) => Err(refusal),
    }
}

/// Notes that no code is sent to whoever passed the gates. The log says it of each patient once until the moment that they were
/// told, however often they ask: else whoever asks without end would fill it, and bury what else it tells of a patient.
async fn note_refused(
    portal: &Portal,
    tx: &mut Tx,
    (caller, asker): (&Caller, Asker),
    until: Millis,
    about: About,
) -> Result<(), Refusal> {
    let now = portal.now();
    let whose = caller.acting.map(|acting| acting.patient).or(about.patient);
    let key = match whose {
        None => asker.who,
        Some(patient) => {
            let who = STANDARD.encode(asker.who);
            portal.vault().lookup("refused", &format!("{who} {patient}"))
        }
    };
    // All who have this key take turns at the asker's gate.
    sending::gate(tx, &[key], now).await?;
    if sending::refuse(tx, key, now, until).await? {
        note(portal, tx, caller, Event::CodeRefused, about).await?;
    }
    Ok(())
}

/// The same for somebody who is refused until staff have helped, once an hour.
pub(super) async fn note_unreached(
    portal: &Portal,
    tx: &mut Tx,
    (caller, asker): (&Caller, Asker),
    about: About,
) -> Result<(), Refusal> {
    let now = portal.now();
    sending::gate(tx, &[asker.who, asker.network], now).await?;
    note_refused(portal, tx, (caller, asker), now.after(HOUR), about).await
}

async fn may_ask(portal: &Portal, tx: &mut Tx, wish: &Wish<'_>) -> Result<(), Refusal> {
    let now = portal.now();
    let gates = [wish.asker.who, wish.asker.network].into_iter();
    let gates = gates.chain(wish.target.map(|it| it.number));
    sending::gate(tx, &gates.collect::<Vec<_>>(), now).await?;
    wish.asker.check(portal, tx, wish.step, now).await
}

async fn may_send(
    portal: &Portal,
    tx: &mut Tx,
    wish: &Wish<'_>,
    target: &Target,
    patient: Option<PatientId>,
) -> Result<Allowed, Refusal> {
    if let Some(hold) = wish.asker.stopping(tx, patient).await? {
        heard::check(portal, tx, wish, target, &hold).await?;
        return Ok(Allowed::Heard(hold.id));
    }
    target.check(portal, tx, wish.asker, portal.now()).await.map(|()| Allowed::Yes)
}

/// Refuses until the last of these moments, and counts why.
pub(super) fn refuse(
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
