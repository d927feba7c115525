//! What somebody at a counter looked up today: when, and how far it came. Never what.

use super::Dispenser;
use crate::{Portal, Refusal};
use domain::{Millis, id::VerificationId, pharmacy::State};
use jiff::{Timestamp, tz::TimeZone};
use store::verification;

/// How many look-ups are listed at the most.
const MOST: usize = 50;

/// One look-up, from outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Glance {
    /// Its name.
    pub id: VerificationId,
    /// When it was asked for.
    pub asked_at: Millis,
    /// How far it has come.
    pub state: State,
}

/// What they looked up since the day began where the clinic is, the newest first, and fifty at the most.
///
/// # Errors
/// [`Refusal::NotFound`] when they have left, or are a system.
pub async fn today(portal: &Portal, who: &Dispenser) -> Result<Vec<Glance>, Refusal> {
    let staff = who.person().ok_or(Refusal::NotFound)?;
    let now = portal.now();
    let mut tx = portal.read().await?;
    who.works(&mut tx).await?;
    let rows = verification::of_staff(&mut tx, staff, before(now, &portal.rules().zone)).await?;
    let own = rows.into_iter().filter(|row| row.pharmacy == who.pharmacy).take(MOST);
    let glance =
        |row: verification::VerificationRow| (row.id, row.moments.asked_at, row.moments.state(now));
    Ok(own.map(glance).map(|(id, asked_at, state)| Glance { id, asked_at, state }).collect())
}

/// The last moment before the day in which a moment falls.
fn before(at: Millis, zone: &TimeZone) -> Millis {
    let here = Timestamp::from_millisecond(at.0).map(|at| at.to_zoned(zone.clone()));
    let begun = here.and_then(|here| here.start_of_day());
    begun.map_or(at, |begun| Millis(begun.timestamp().as_millisecond() - 1))
}
