//! Numbers that have waited for long enough.

use crate::{
    Portal, Refusal, elsewhere,
    event::{About, note_clinic},
    news::carrier,
    number::{Told, change, opened_as, tell},
    profile::Profile,
};
use domain::{Language, audit::Event};
use store::{
    Tx,
    number_hold::{self, NumberHold, Outcome},
};

/// How many are looked at in one round.
const BATCH: i64 = 100;

/// Puts every number that has waited for long enough in its place, and says how many. It is to be done now and then on
/// every node: the row settles which of them does it, and whether somebody stopped it first.
///
/// # Errors
/// [`Refusal`] when the database fails; what was done before that stays done.
pub async fn apply_due(portal: &Portal) -> Result<u64, Refusal> {
    let mut tx = portal.read().await?;
    let due = number_hold::due(&mut tx, portal.now(), BATCH).await?;
    drop(tx);
    let mut applied = 0;
    for hold in due {
        applied += u64::from(apply(portal, &hold).await?);
    }
    Ok(applied)
}

async fn apply(portal: &Portal, hold: &NumberHold) -> Result<bool, Refusal> {
    let mut tx = portal.begin().await?;
    let applied = put(portal, &mut tx, hold).await;
    match applied {
        // Their key is gone, and every number with it: nothing is left to be done, ever.
        Err(Refusal::Vault(_)) => {
            drop(tx);
            let mut tx = portal.begin().await?;
            number_hold::settle(&mut tx, hold.id, Outcome::Void, portal.now()).await?;
            tx.commit().await?;
            Ok(false)
        }
        applied => portal.settle(tx, applied).await,
    }
}

async fn put(portal: &Portal, tx: &mut Tx, hold: &NumberHold) -> Result<bool, Refusal> {
    // Nobody imports the patient meanwhile.
    store::source::gate(tx, portal.now()).await?;
    let patient = hold.patient_id;
    // A claim that is opened meanwhile comes before, and is ended, or after, and goes to the new number.
    store::credential::hold(tx, patient).await?;
    store::claim::hold(tx, patient).await?;
    if !number_hold::settle(tx, hold.id, Outcome::Done, portal.now()).await? {
        return Ok(false);
    }
    let before = Profile::of(portal, tx, patient).await?;
    let phone = opened_as(portal, &before.row, hold.id, &hold.phone)?;
    // Whoever has the lost phone is out, and so is what they began.
    elsewhere::end_sessions(portal, tx, patient, None).await?;
    elsewhere::end_all_underway(portal, tx, patient, None).await?;
    change(portal, tx, &before, &phone).await?;
    let told = Told { template: "number-changed", challenge: carrier(portal, tx, patient).await? };
    for number in before.phone(portal).into_iter().chain([&phone]) {
        tell(portal, tx, &before, number, &told, Language::En).await?;
    }
    let about = About { patient: Some(patient), detail: Some("waited"), ..About::default() };
    note_clinic(portal, tx, Event::NumberChanged, about).await?;
    Ok(true)
}
