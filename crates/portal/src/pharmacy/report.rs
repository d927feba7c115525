//! What pharmacies did, in figures: for the clinic to see where codes do not arrive, and where numbers are guessed.

use super::directory;
use crate::{Portal, Refusal};
use domain::Millis;
use store::figures::{self, FiguresRow};

/// What one pharmacy did in a span.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// How often a prescription was looked up.
    pub asked: u64,
    /// How often by a number by which nothing can be handed over.
    pub unknown: u64,
    /// How often the pharmacy was let in.
    pub allowed: u64,
    /// How often without a code, since a second pharmacist stood for it.
    pub vouched: u64,
    /// How often something was handed over, and not undone.
    pub dispensed: u64,
    /// How often that was undone.
    pub undone: u64,
    /// How often a patient said no.
    pub refused: u64,
}

/// What each pharmacy did since a moment, by its name.
///
/// # Errors
/// [`Refusal`] when the database or the vault fails.
pub async fn since(portal: &Portal, since: Millis) -> Result<Vec<(String, Figures)>, Refusal> {
    let mut tx = portal.read().await?;
    let rows = figures::since(&mut tx, since).await?;
    let names = directory::names(portal, &mut tx, rows.iter().map(|row| row.pharmacy_id)).await?;
    let called = |row: &FiguresRow| names.get(&row.pharmacy_id).cloned().unwrap_or_default();
    Ok(rows.iter().map(|row| (called(row), Figures::from(*row))).collect())
}

impl From<FiguresRow> for Figures {
    fn from(row: FiguresRow) -> Self {
        let FiguresRow { asked, unknown, allowed, vouched, dispensed, undone, refused, .. } = row;
        Self { asked, unknown, allowed, vouched, dispensed, undone, refused }
    }
}
