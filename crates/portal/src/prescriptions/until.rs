//! Until when a prescription is open.

use super::own;
use crate::{Portal, Principal, Refusal};
use domain::{Millis, id::PrescriptionId};
use store::{grant, prescription};

/// The moment at which the first of a prescription's medicines closes again in the principal's session; none while none is open.
///
/// # Errors
/// [`Refusal::NotFound`] when it is not the principal's.
pub async fn open_until(
    portal: &Portal,
    who: &Principal,
    id: PrescriptionId,
) -> Result<Option<Millis>, Refusal> {
    let (session, now) = (who.caller.session, portal.now());
    let mut tx = portal.read().await?;
    own(portal, &mut tx, who, id).await?;
    let mut until: Option<Millis> = None;
    for item in prescription::items(&mut tx, id).await? {
        let granted = grant::latest(&mut tx, session, item.record_id).await?;
        let live = granted.and_then(|it| it.live(session, item.record_id, now));
        let ends = live.map(|it| it.expires_at());
        until = ends.map(|ends| until.map_or(ends, |until| until.min(ends))).or(until);
    }
    Ok(until)
}
