//! Messages that tell a person of something done, without a code.

use crate::{Caller, Portal, Refusal, challenge::Addressee, profile::Profile};
use domain::{
    challenge::Channel,
    id::{ChallengeId, MessageId, PatientId},
};
use std::time::Duration;
use store::{
    Tx,
    message::{MessageRow, MessageState},
};
use vault::Field;

/// How long a phone may be switched off and still be told.
const LIFE: Duration = Duration::from_hours(24);

/// The template of the message about a new password.
const PASSWORD_CHANGED: &str = "password-changed";

/// Tells a patient that their password was changed, by a text to the phone on file; a line that takes none is not told.
pub(crate) async fn password_changed(
    portal: &Portal,
    tx: &mut Tx,
    caller: &Caller,
    patient: PatientId,
    challenge: ChallengeId,
) -> Result<(), Refusal> {
    let profile = Profile::of(portal, tx, patient).await?;
    match Addressee::reached(portal, tx, caller, &profile).await {
        Ok(to) if to.phone.is_landline() => Ok(()),
        Ok(to) => Ok(store::message::insert(tx, &[row(portal, &to, challenge)?]).await?),
        Err(refusal) if refusal.is_failure() => Err(refusal),
        Err(_) => Ok(()),
    }
}

fn row(portal: &Portal, to: &Addressee, challenge: ChallengeId) -> Result<MessageRow, Refusal> {
    let now = portal.now();
    let id = MessageId::fresh(now, portal.chance());
    let number = to.phone.e164().as_bytes();
    let address =
        portal.vault().seal_field(to.patient, &to.wrapped_key, Field::Address(id), number)?;
    Ok(MessageRow {
        id,
        challenge,
        patient: to.patient,
        channel: Channel::Sms,
        address,
        template: PASSWORD_CHANGED.to_owned(),
        language: to.language,
        parameters: r#"{"reference":""}"#.to_owned(),
        not_before: now,
        expires_at: now.after(LIFE),
        attempts: 0,
        lease_until: None,
        state: MessageState::Due,
        carrier: None,
        carrier_reference: None,
        last_refusal: None,
        created_at: now,
        accepted_at: None,
        delivered_at: None,
        failed_at: None,
        prefix: Some(to.phone.prefix().to_owned()),
        fallback: false,
        asked_at: None,
        news: true,
    })
}
