//! What pharmacies did, in figures: for the clinic to see where codes do not arrive, and where numbers are guessed.

use super::directory;
use crate::{Portal, Refusal};
use domain::{Millis, id::PharmacyId, pharmacy::State};
use std::collections::BTreeMap;
use store::verification::{self, VerificationRow};

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
    let mut figures: BTreeMap<PharmacyId, Figures> = BTreeMap::new();
    for row in verification::since(&mut tx, since).await? {
        figures.entry(row.pharmacy).or_default().count(&row, portal.now());
    }
    let names = directory::names(portal, &mut tx, figures.keys().copied()).await?;
    let by_name = figures
        .into_iter()
        .map(|(id, figures)| (names.get(&id).cloned().unwrap_or_default(), figures));
    Ok(by_name.collect())
}

impl Figures {
    fn count(&mut self, row: &VerificationRow, now: Millis) {
        self.asked += 1;
        self.unknown += u64::from(row.prescription.is_none());
        self.allowed += u64::from(row.moments.allowed_at.is_some());
        self.vouched += u64::from(row.vouched_by.is_some());
        match row.moments.state(now) {
            State::Dispensed { .. } => self.dispensed += 1,
            State::Undone(_) => self.undone += 1,
            State::Refused => self.refused += 1,
            State::Asked | State::LookedAt | State::Allowed(_) | State::Over => {}
        }
    }
}
