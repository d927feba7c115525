//! `medseal patient pin`

use super::of_number;
use crate::cli::Pin;
use portal::{Portal, Refusal, pin};

/// Removes a patient's PIN.
pub(super) async fn run(portal: &Portal, asked: &Pin) -> anyhow::Result<()> {
    debug_assert!(asked.clear, "there is nothing else to do with somebody's PIN");
    let patient = of_number(portal, &asked.number).await?;
    match pin::clear(portal, patient).await {
        Ok(()) => println!("The PIN is removed. They sign in without, and can set another."),
        Err(Refusal::NotFound) => anyhow::bail!("they have no PIN"),
        Err(refusal) => return Err(refusal.into()),
    }
    Ok(())
}
