//! `medseal patient unlock`

use super::of_number;
use crate::cli::Unlock;
use portal::{Portal, account};

/// Lets a patient's wrong tries no longer count.
pub(super) async fn run(portal: &Portal, asked: &Unlock) -> anyhow::Result<()> {
    let patient = of_number(portal, &asked.number).await?;
    account::forgive(portal, patient).await?;
    println!("Their wrong tries no longer count; codes are sent again.");
    Ok(())
}
