//! Reading the figures.

use crate::{Portal, Refusal};
use domain::{
    Millis,
    delivery::{SLOT, begin_of},
    sending::KEPT,
};
use std::time::Duration;
use store::{
    delivery::{self, Span, Tally},
    refusal::{self, Refused},
};

/// The figures of a span.
#[derive(Clone, Debug)]
pub struct Figured {
    /// The first moment they count.
    pub since: Millis,
    /// By carrier, channel and dialling prefix.
    pub tallies: Vec<Tally>,
    /// What was refused.
    pub refusals: Vec<Refused>,
}

/// The figures of the quarters of an hour that a span before now touches; a week at most.
///
/// # Errors
/// [`Refusal`] when the database fails.
pub async fn figures(portal: &Portal, span: Duration) -> Result<Figured, Refusal> {
    let since = begin_of(portal.now().before(span.min(KEPT)), SLOT);
    read(portal, since).await
}

/// All that was ever counted, which only grows.
///
/// # Errors
/// [`Refusal`] when the database fails.
pub async fn totals(portal: &Portal) -> Result<Figured, Refusal> {
    read(portal, Millis(0)).await
}

async fn read(portal: &Portal, since: Millis) -> Result<Figured, Refusal> {
    let mut tx = portal.read().await?;
    let tallies = delivery::between(&mut tx, since, Millis(i64::MAX)).await?;
    let refusals = refusal::between(&mut tx, since, Millis(i64::MAX)).await?;
    Ok(Figured { since, tallies, refusals })
}

/// The figures of the same quarters in steps, oldest first; a step without messages is left out.
///
/// # Errors
/// [`Refusal`] when the database fails.
pub async fn over_time(
    portal: &Portal,
    span: Duration,
    step: Duration,
) -> Result<Vec<Span>, Refusal> {
    let since = begin_of(portal.now().before(span.min(KEPT)), SLOT);
    let step = i64::try_from(step.as_millis()).unwrap_or(i64::MAX).max(1);
    let mut tx = portal.read().await?;
    Ok(delivery::over_time(&mut tx, since, Millis(i64::MAX), step).await?)
}

/// How many lines that patients reported nobody has looked at.
///
/// # Errors
/// [`Refusal`] when the database fails.
pub async fn reports_waiting(portal: &Portal) -> Result<u64, Refusal> {
    let mut tx = portal.read().await?;
    Ok(store::line_report::count_open(&mut tx).await?)
}
