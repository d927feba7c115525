//! What pharmacies did, in figures: for the clinic to see where codes do not arrive, and where numbers are guessed.

use super::directory;
use crate::{Portal, Refusal};
use domain::Millis;

pub use store::figures::FiguresRow as Figures;

/// What each pharmacy did since a moment, by its name.
///
/// # Errors
/// [`Refusal`] when the database or the vault fails.
pub async fn since(portal: &Portal, since: Millis) -> Result<Vec<(String, Figures)>, Refusal> {
    let mut tx = portal.read().await?;
    let rows = store::figures::since(&mut tx, since).await?;
    let names = directory::names(portal, &mut tx, rows.iter().map(|row| row.pharmacy_id)).await?;
    let called = |row: &Figures| names.get(&row.pharmacy_id).cloned().unwrap_or_default();
    Ok(rows.into_iter().map(|row| (called(&row), row)).collect())
}
