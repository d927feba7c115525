//! What happens to keys outside the database.

use crate::{
    Portal, Refusal,
    event::{About, note_clinic},
};
use domain::audit::Event;

/// Has a key of this use followed by a new one, and says so in the log. The line is written before the key is made and lasts
/// once it is: no key is made where that cannot be said, and nothing is said of one that was not made.
///
/// # Errors
/// What `turn` fails with, or [`Refusal`] when the database does; after the key was made, only if the line cannot be kept.
pub async fn rotated<T, E: From<Refusal>>(
    portal: &Portal,
    usage: &'static str,
    turn: impl FnOnce() -> Result<T, E>,
) -> Result<T, E> {
    let mut tx = portal.begin().await?;
    let about = About { detail: Some(usage), ..About::default() };
    note_clinic(portal, &mut tx, Event::KeyRotated, about).await?;
    let made = turn()?;
    tx.commit().await.map_err(Refusal::from)?;
    Ok(made)
}
