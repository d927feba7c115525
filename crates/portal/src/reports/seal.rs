//! Sealing an open report again, by hand.

use super::glance::own;
use crate::{
    Portal, Principal, Refusal,
    event::{About, note},
};
use domain::{audit::Event, id::RecordId};

/// Ends this session's grants to a report.
///
/// # Errors
/// [`Refusal::NotFound`] when it is not the principal's.
pub async fn seal(portal: &Portal, who: &Principal, id: RecordId) -> Result<(), Refusal> {
    own(portal, who, id).await?;
    let mut tx = portal.begin().await?;
    let ended = store::grant::end(&mut tx, who.caller.session, id, portal.now()).await?;
    if ended > 0 {
        let about = About { patient: Some(who.patient), record: Some(id), ..About::default() };
        note(portal, &mut tx, &who.caller, Event::RecordSealed, about).await?;
    }
    Ok(tx.commit().await?)
}
