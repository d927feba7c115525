//! Sweeping out what nothing needs any more.

use crate::{Portal, Refusal};
use domain::{Millis, device, sending::KEPT};
use std::time::Duration;
use store::retention;

/// How many rows one transaction deletes: few enough that a sign-in hardly notices.
const BATCH: u64 = 500;

/// How long a request of a pharmacy, from its page or its system, is known again by its key.
pub const KEYS_KEPT: Duration = Duration::from_hours(24);

/// How long a pharmacy's look-up by which nothing was handed over is counted in its figures.
pub const LOOKUPS_KEPT: Duration = Duration::from_hours(24 * 365);

/// How many rows were swept out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Swept {
    /// Of what the limits count: sends, askings, and gates.
    pub counted: u64,
    /// Grants.
    pub grants: u64,
    /// Messages, with their tries.
    pub messages: u64,
    /// Challenges.
    pub challenges: u64,
    /// Browsers.
    pub devices: u64,
    /// Keys under which pharmacies asked for something.
    pub keys: u64,
    /// Pharmacies' look-ups by which nothing was handed over.
    pub lookups: u64,
}

/// What is swept out, in the order in which one refers to the next.
#[derive(Clone, Copy)]
enum Kind {
    Sendings,
    Askings,
    Gates,
    Grants,
    Messages,
    Challenges,
    Devices,
    Keys,
    LookUps,
}

/// Deletes what the limits count once it is older than any of them looks back, and messages, challenges and grants that
/// have been over for `kept`, and browsers whose cookie is gone by now, and what pharmacies asked for in vain. The audit log
/// stays.
///
/// # Errors
/// [`Refusal`] when the database fails; what was deleted before that stays deleted.
pub async fn sweep(portal: &Portal, kept: Duration) -> Result<Swept, Refusal> {
    let now = portal.now();
    let counted = now.before(KEPT);
    let over = now.before(kept);
    Ok(Swept {
        counted: all(portal, Kind::Sendings, counted).await?
            + all(portal, Kind::Askings, counted).await?
            + all(portal, Kind::Gates, counted).await?,
        grants: all(portal, Kind::Grants, over).await?,
        messages: all(portal, Kind::Messages, over).await?,
        challenges: all(portal, Kind::Challenges, over).await?,
        devices: all(portal, Kind::Devices, now.before(device::KEPT)).await?,
        // A key names what it was for, so that it goes first.
        keys: all(portal, Kind::Keys, now.before(KEYS_KEPT)).await?,
        lookups: all(portal, Kind::LookUps, now.before(LOOKUPS_KEPT)).await?,
    })
}

async fn all(portal: &Portal, kind: Kind, before: Millis) -> Result<u64, Refusal> {
    let mut all = 0;
    loop {
        let swept = batch(portal, kind, before).await?;
        all += swept;
        if swept < BATCH {
            return Ok(all);
        }
        // Whoever waits to write goes first.
        tokio::task::yield_now().await;
    }
}

async fn batch(portal: &Portal, kind: Kind, before: Millis) -> Result<u64, Refusal> {
    let limit = BATCH.cast_signed();
    let mut tx = portal.begin().await?;
    let swept = match kind {
        Kind::Sendings => retention::sendings(&mut tx, before, limit).await?,
        Kind::Askings => retention::askings(&mut tx, before, limit).await?,
        Kind::Gates => retention::gates(&mut tx, before, limit).await?,
        Kind::Grants => retention::grants(&mut tx, before, limit).await?,
        Kind::Messages => retention::messages(&mut tx, before, limit).await?,
        Kind::Challenges => retention::challenges(&mut tx, before, limit).await?,
        Kind::Devices => retention::devices(&mut tx, before, limit).await?,
        Kind::Keys => retention::keys(&mut tx, before, limit).await?,
        Kind::LookUps => retention::look_ups(&mut tx, before, limit).await?,
    };
    tx.commit().await?;
    Ok(swept)
}
