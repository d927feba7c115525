//! What happens to keys outside the database.

use crate::{
    Portal, Refusal,
    event::{About, note_clinic},
};
use domain::audit::Event;

/// Says in the log that a key of this use was followed by a new one.
///
/// # Errors
/// [`Refusal`] when the database fails.
pub async fn key_rotated(portal: &Portal, usage: &'static str) -> Result<(), Refusal> {
    let mut tx = portal.begin().await?;
    let about = About { detail: Some(usage), ..About::default() };
    note_clinic(portal, &mut tx, Event::KeyRotated, about).await?;
    Ok(tx.commit().await?)
}
