//! Judging a PIN: a try is counted and committed first, then it is judged.

use crate::{
    Caller, Portal, Refusal,
    event::{About, note},
};
use domain::{
    audit::Event,
    id::{ChallengeId, PatientId},
    pause::FAILURES,
    pin::{NotAPin, PAUSE, Pin, TRIES, Wrong, paused_until},
};
use store::{
    Tx,
    pin::{self, Limits, PinRow},
};

/// That somebody gave a patient's PIN, or that there was none to give.
pub(crate) struct Judged {
    patient: PatientId,
    /// The hash that it was judged by.
    pin_hash: Option<String>,
}

/// Judges what was typed as a patient's PIN, if they have one; `challenge` is what it was asked for after.
///
/// # Errors
/// [`Refusal::NotAPin`] without counting a try when it is none; [`Refusal::PinWrong`]; [`Refusal::Busy`] in a flood.
pub(crate) async fn judge(
    portal: &Portal,
    caller: &Caller,
    patient: PatientId,
    challenge: ChallengeId,
    typed: &str,
) -> Result<Judged, Refusal> {
    let mut tx = portal.read().await?;
    let row = pin::get(&mut tx, patient).await?;
    drop(tx);
    let Some(row) = row else { return Ok(Judged { patient, pin_hash: None }) };
    let pin = Pin::typed(typed)?;
    let _visit = portal.hasher().join(caller.network())?;
    let Some(row) = spend_try(portal, patient).await? else {
        return Err(not_now(portal, &row).into());
    };
    if portal.hasher().verify(pin.reveal(), &row.pin_hash).await? {
        return Ok(Judged { patient, pin_hash: Some(row.pin_hash) });
    }
    let wrong = match paused_until(row.tries, row.tried_at, portal.now()) {
        Some(until) => Wrong::Paused(until),
        None => Wrong::Guess { left: TRIES - row.tries },
    };
    note_failed(portal, caller, patient, challenge, wrong).await?;
    Err(wrong.into())
}

async fn spend_try(portal: &Portal, patient: PatientId) -> Result<Option<PinRow>, Refusal> {
    let now = portal.now();
    let limits = Limits { run: TRIES, since: now.before(PAUSE), most: FAILURES };
    let mut tx = portal.begin().await?;
    let row = pin::spend_try(&mut tx, patient, limits, now).await?;
    tx.commit().await?;
    Ok(row)
}

/// Why no try may be made, by a row that may be older than the newest try.
fn not_now(portal: &Portal, row: &PinRow) -> Wrong {
    let now = portal.now();
    match paused_until(row.tries, row.tried_at, now) {
        _ if row.failures >= FAILURES => Wrong::NeedsStaff,
        Some(until) => Wrong::Paused(until),
        // Others used the last tries up while this one came.
        None => Wrong::Paused(now.after(PAUSE)),
    }
}

async fn note_failed(
    portal: &Portal,
    caller: &Caller,
    patient: PatientId,
    challenge: ChallengeId,
    wrong: Wrong,
) -> Result<(), Refusal> {
    let detail = match wrong {
        Wrong::Guess { .. } => "wrong",
        Wrong::Paused(_) | Wrong::NeedsStaff => "too-many",
    };
    let about = About {
        patient: Some(patient),
        challenge: Some(challenge),
        detail: Some(detail),
        ..About::default()
    };
    let mut tx = portal.begin().await?;
    note(portal, &mut tx, caller, Event::PinFailed, about).await?;
    Ok(tx.commit().await?)
}

/// Whether what was judged is the patient's PIN still, in the transaction of what it was asked for. Wrong tries no longer
/// count then.
///
/// # Errors
/// [`Refusal::NotAPin`] when one was set meanwhile; [`Refusal::Lapsed`] when it was changed or removed.
pub(crate) async fn holds(tx: &mut Tx, judged: &Judged) -> Result<(), Refusal> {
    let Judged { patient, pin_hash } = judged;
    match pin_hash {
        Some(hash) if pin::succeed(tx, *patient, hash).await? => Ok(()),
        Some(_) => Err(Refusal::Lapsed),
        None if pin::get(tx, *patient).await?.is_none() => Ok(()),
        None => Err(NotAPin::Missing.into()),
    }
}
