//! `medseal patient codes-by`

use super::of_number;
use crate::cli::CodesBy;
use portal::{Portal, account};

/// Sets how a patient wants their codes.
pub(super) async fn run(portal: &Portal, asked: &CodesBy) -> anyhow::Result<()> {
    let patient = of_number(portal, &asked.number).await?;
    let channel = asked.by.channel();
    account::set_codes_by(portal, patient, channel).await?;
    let says = match channel {
        Some(portal::domain::challenge::Channel::Sms) => "They get texts, and calls if they ask.",
        Some(portal::domain::challenge::Channel::Voice) => {
            "They are called, and get a text if nobody hears the call."
        }
        None => "They get codes as everybody does.",
    };
    println!("{says}");
    Ok(())
}
