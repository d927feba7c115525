//! Changing one's phone number: a code to the old one, a code to the new one, and then it is changed.
//!
//! The new number is typed once. From then on it travels sealed in what the first code agreed to, and the second code's
//! purpose names the first: nothing that a browser sends later can put another number in its place.

pub mod new;
pub mod old;
mod write;

pub(crate) use old::new_number_of;
pub(crate) use write::{Told, change, opened, opened_as, sealed, sealed_as, tell};

use crate::{Portal, Principal, Refusal, profile::Profile};

/// The last digits of the number that an answered first code is to put in place of the old one.
///
/// # Errors
/// [`Refusal::Lapsed`] when the first code was answered too long ago, or was acted upon.
pub async fn tail(
    portal: &Portal,
    who: &Principal,
    left: domain::id::ChallengeId,
) -> Result<String, Refusal> {
    let mut tx = portal.read().await?;
    let purpose = old::left(portal, &mut tx, who, left).await?;
    let profile = Profile::of(portal, &mut tx, who.patient).await?;
    Ok(opened(portal, &profile.row, &purpose.to)?.tail().to_owned())
}
