//! What pharmacies did, counted.

use crate::{Result, Tx, value::values};
use domain::{Millis, id::PharmacyId};

row! {
    /// What one pharmacy did in a span, in figures.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct FiguresRow {
        /// Which.
        pub pharmacy_id: PharmacyId,
        /// Look-ups.
        pub asked: u64,
        /// Those of numbers that nobody has.
        pub unknown: u64,
        /// Those that let the pharmacy in.
        pub allowed: u64,
        /// Those of them for which a second pharmacist stood.
        pub vouched: u64,
        /// Those by which something was handed over, and not undone.
        pub dispensed: u64,
        /// Those of which that was undone.
        pub undone: u64,
        /// Those to which the patient said no.
        pub refused: u64,
    }
}

statements! {
    FIGURES = both "SELECT pharmacy_id, count(*) AS asked, count(*) - count(prescription_id) AS unknown, \
        count(allowed_at) AS allowed, count(reason) AS vouched, \
        count(CASE WHEN undone_at IS NULL THEN dispensed_at END) AS dispensed, count(undone_at) AS undone, \
        count(CASE WHEN dispensed_at IS NULL THEN refused_at END) AS refused \
        FROM verification WHERE asked_at >= $1 GROUP BY pharmacy_id ORDER BY pharmacy_id";
}

/// What each pharmacy did since a moment.
///
/// # Errors
/// When the database does not answer.
pub async fn since(tx: &mut Tx, since: Millis) -> Result<Vec<FiguresRow>> {
    tx.all(FIGURES, values![since]).await
}
