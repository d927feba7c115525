//! Whoever is heard before a number that waits becomes a patient's.
//!
//! Nothing that others did may keep the old phone from stopping it, so what is sent for that has limits of its own, and counts
//! for nothing else: no budget, no number, no claim. Whoever deceived the desk could still be the first to use those up; so
//! whenever somebody is refused by them, the number goes on waiting until they could have been heard for a day, and staff are
//! told. That has an end, since others could ask for nothing else than to keep the new number from its patient.

use super::allowance::{Target, Wish, refuse};
use crate::{
    Caller, Portal, Refusal,
    event::{About, note},
    rebind::{HOLD, LONGEST},
    watch::Reason,
};
use domain::{
    Millis,
    audit::Event,
    id::ChallengeId,
    sending::{DAY, HEARD, HEARD_NETWORK, HEARD_WIDE, retry_at},
};
use store::{
    Tx,
    asking::{self, AskingRow},
    number_hold::{self, NumberHold},
};
use uuid::Uuid;

/// Passes if one more code may be sent to stop a number that waits. Else that waits until they could have asked again for a whole day,
/// as far as it may.
///
/// # Errors
/// [`Refusal::Limited`] with the moment from which it may be asked for again.
pub(super) async fn check(
    portal: &Portal,
    tx: &mut Tx,
    wish: &Wish<'_>,
    target: &Target,
    hold: &NumberHold,
) -> Result<(), Refusal> {
    let (now, Keys { all, wide }) = (portal.now(), Keys::of(portal, wish.caller, hold.id));
    let day = now.before(DAY);
    // All take turns at the number's gate.
    let by_all = retry_at(&asking::of_asker(tx, all, day).await?, &[HEARD], now);
    let by_wide = retry_at(&asking::of_network(tx, wide, day).await?, &[HEARD_WIDE], now);
    let asked = asking::of_asker(tx, wish.asker.who, day.max(hold.asked_at)).await?;
    let by_network = retry_at(&asked, &[HEARD_NETWORK], now);
    let by_others = by_all.max(by_wide);
    if let Some(at) = by_network.max(by_others) {
        put_off(portal, tx, wish.caller, hold, at.after(HOLD)).await?;
    }
    let by_network = by_network.map(|at| (Reason::Network, at));
    refuse(portal, &target.prefix, None, [by_network, by_others.map(|at| (Reason::Number, at))])
}

/// Lets the number wait until then, as far as it may. The first time is a line of the log, by which staff are told: they saw who
/// it is.
async fn put_off(
    portal: &Portal,
    tx: &mut Tx,
    caller: &Caller,
    hold: &NumberHold,
    until: Millis,
) -> Result<(), Refusal> {
    let until = until.min(hold.asked_at.after(LONGEST));
    let was_put_off = hold.asked_at.after(HOLD) < hold.due_at;
    if !number_hold::put_off(tx, hold.id, until).await? || was_put_off {
        return Ok(());
    }
    let about = About { patient: Some(hold.patient_id), ..About::default() };
    note(portal, tx, caller, Event::RebindPutOff, about).await
}

/// Counts one.
pub(super) async fn count(
    portal: &Portal,
    tx: &mut Tx,
    caller: &Caller,
    hold: Uuid,
    challenge: ChallengeId,
) -> Result<(), Refusal> {
    let (at, Keys { all, wide }) = (portal.now(), Keys::of(portal, caller, hold));
    let id = domain::id::fresh(at, portal.chance());
    let row = AskingRow { id, challenge, asker: all, network: wide, at };
    Ok(asking::insert(tx, &row).await?)
}

/// What is sent for one number that waits, as the limits count it: look-up keys.
struct Keys {
    /// From wherever.
    all: [u8; 32],
    /// From one wide network.
    wide: [u8; 32],
}

impl Keys {
    fn of(portal: &Portal, caller: &Caller, hold: Uuid) -> Self {
        let all = portal.vault().lookup("heard", &hold.to_string());
        let wide = format!("{hold} {}", caller.wide_network());
        Self { all, wide: portal.vault().lookup("heard network", &wide) }
    }
}
