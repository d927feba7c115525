//! A record that somebody asked for whom it does not belong to.

use crate::{
    Portal, Principal, Refusal,
    event::{About, note},
};
use domain::{audit::Event, id::RecordId, sending::HOUR};
use store::sending;

/// Says so in the audit log, once an hour for each record and whoever asks. Nothing is to be said of what is nowhere: it was kept
/// from nobody, and whoever makes ids up would fill the log.
pub(crate) async fn refused(
    portal: &Portal,
    who: &Principal,
    record: RecordId,
) -> Result<(), Refusal> {
    let now = portal.now();
    let which = portal.vault().lookup("refused record", &format!("{} {record}", who.patient));
    let mut tx = portal.begin().await?;
    sending::gate(&mut tx, &[which], now).await?;
    if !sending::refuse(&mut tx, which, now, now.after(HOUR)).await? {
        return Ok(());
    }
    let about = About { patient: Some(who.patient), record: Some(record), ..About::default() };
    note(portal, &mut tx, &who.caller, Event::RecordRefused, about).await?;
    Ok(tx.commit().await?)
}
