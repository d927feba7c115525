//! What somebody at a counter looked up today: when, how far it came, and for whom while that is open. Never what.

use super::Dispenser;
use crate::{Portal, Refusal, profile::Profile};
use domain::{Millis, id::VerificationId, pharmacy::State};
use jiff::{Timestamp, tz::TimeZone};
use store::verification;

/// How many look-ups are listed at the most.
const MOST: usize = 50;

/// One look-up, from outside.
#[derive(Clone)]
pub struct Glance {
    /// Its name.
    pub id: VerificationId,
    /// When it was asked for.
    pub asked_at: Millis,
    /// How far it has come.
    pub state: State,
    /// Who the medicines are for, while the pharmacy may hand them over: its page of the look-up says as much.
    pub patient: Option<String>,
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
    let mut glances = Vec::new();
    for row in own {
        let state = row.moments.state(now);
        let patient = match (row.patient, state) {
            (Some(patient), State::Allowed(_)) => {
                Some(Profile::of(portal, &mut tx, patient).await?.person.name)
            }
            _ => None,
        };
        glances.push(Glance { id: row.id, asked_at: row.moments.asked_at, state, patient });
    }
    Ok(glances)
}

/// The last moment before the day in which a moment falls.
fn before(at: Millis, zone: &TimeZone) -> Millis {
    let here = Timestamp::from_millisecond(at.0).map(|at| at.to_zoned(zone.clone()));
    let begun = here.and_then(|here| here.start_of_day());
    begun.map_or(at, |begun| Millis(begun.timestamp().as_millisecond() - 1))
}
