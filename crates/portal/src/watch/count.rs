//! Counting what became of messages.

use super::{Reason, hours, look};
use crate::{Portal, Refusal};
use domain::{
    Millis,
    delivery::{SLOT, begin_of},
    sending::KEPT,
};
use std::{collections::HashMap, time::Duration};
use store::{
    delivery,
    refusal::{self, Refused},
};

/// Quarters that are counted anew each time, since receipts and answers still come in.
const FRESH: Duration = Duration::from_mins(30);
/// When a quarter is counted for the last time, for receipts that came late.
const LATE: Duration = Duration::from_hours(2);

/// Counts what became of messages since the last count, and raises the alarms that follow from it. It is to be done
/// every minute, on every node: they write the same.
///
/// # Errors
/// [`Refusal`] when the database fails.
pub async fn count(portal: &Portal) -> Result<(), Refusal> {
    let now = portal.now();
    write_refusals(portal, now).await?;
    count_slots(portal, now).await?;
    hours::tally(portal, now).await?;
    // What is older is kept as one sum.
    let kept = begin_of(now.before(KEPT), SLOT);
    let mut tx = portal.begin().await?;
    delivery::fold(&mut tx, kept).await?;
    refusal::fold(&mut tx, kept).await?;
    store::sending::forget_tallies(&mut tx, kept).await?;
    tx.commit().await?;
    look::look(portal, now).await
}

async fn write_refusals(portal: &Portal, now: Millis) -> Result<(), Refusal> {
    let refused = portal.watch().take_refused();
    if refused.is_empty() {
        return Ok(());
    }
    let written = add(portal, &refused, now).await;
    if written.is_err() {
        portal.watch().put_back(refused);
    }
    written
}

async fn add(
    portal: &Portal,
    refused: &HashMap<(Reason, String), u64>,
    now: Millis,
) -> Result<(), Refusal> {
    let mut tx = portal.begin().await?;
    for ((reason, prefix), amount) in refused {
        let row = Refused {
            carrier: String::new(),
            reason: reason.name().to_owned(),
            prefix: prefix.clone(),
            amount: *amount,
        };
        refusal::add(&mut tx, begin_of(now, SLOT), &row).await?;
    }
    Ok(tx.commit().await?)
}

async fn count_slots(portal: &Portal, now: Millis) -> Result<(), Refusal> {
    count_slot(portal, begin_of(now.before(LATE), SLOT)).await?;
    let mut tx = portal.read().await?;
    let newest = delivery::newest(&mut tx).await?.filter(|slot| slot.0 > 0);
    drop(tx);
    let fresh = begin_of(now.before(FRESH), SLOT);
    let oldest = begin_of(now.before(KEPT), SLOT);
    // After a time in which nobody counted, all of it is made up for.
    let mut from = newest.map_or(oldest, |newest| newest.min(fresh)).max(oldest);
    while let Some(at) = first(portal, from).await? {
        let slot = begin_of(at, SLOT);
        count_slot(portal, slot).await?;
        from = slot.after(SLOT);
    }
    Ok(())
}

async fn first(portal: &Portal, since: Millis) -> Result<Option<Millis>, Refusal> {
    let mut tx = portal.read().await?;
    Ok(delivery::first(&mut tx, since).await?)
}

/// Counts a quarter in one transaction and writes the few rows it makes in another, so that no writer waits for the
/// counting.
async fn count_slot(portal: &Portal, slot: Millis) -> Result<(), Refusal> {
    let mut tx = portal.read().await?;
    let tallies = delivery::counted(&mut tx, slot, slot.after(SLOT)).await?;
    let refused = refusal::counted(&mut tx, slot, slot.after(SLOT)).await?;
    drop(tx);
    if tallies.is_empty() {
        return Ok(());
    }
    let mut tx = portal.begin().await?;
    for tally in &tallies {
        delivery::put(&mut tx, slot, tally).await?;
    }
    for row in &refused {
        refusal::put(&mut tx, slot, row).await?;
    }
    Ok(tx.commit().await?)
}
