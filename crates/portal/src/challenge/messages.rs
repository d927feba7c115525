//! The messages that carry a code, as rows of the outbox.

use super::open::Addressee;
use crate::{Portal, Refusal};
use domain::{
    Language, Millis,
    challenge::{Reference, Step, Told},
    id::{ChallengeId, MessageId},
};
use serde::{Deserialize, Serialize};
use std::time::Duration;
use store::{
    Tx,
    message::{MessageRow, MessageState},
};
use vault::Field;

/// The challenge that messages are for.
pub(super) struct Carried<'a> {
    pub challenge: ChallengeId,
    pub kind: &'a str,
    /// What it is for, as it is stored.
    pub purpose: &'a str,
    /// When they are written.
    pub written_at: Millis,
    pub expires_at: Millis,
    /// When the person asked for them, beyond those that a plan has.
    pub asked_at: Option<Millis>,
}

/// What of any purpose concerns its messages.
#[derive(Deserialize)]
struct Telling {
    told: Option<Told>,
}

/// What stands in a message's template, beside the code.
#[derive(Serialize)]
struct Parameters {
    reference: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    told: Option<Told>,
}

impl Parameters {
    fn of(carried: &Carried<'_>) -> Result<String, Refusal> {
        let reference = Reference::of(carried.challenge).to_string();
        let Telling { told } = serde_json::from_str(carried.purpose)
            .map_err(|_| Refusal::Inner("reading a purpose"))?;
        let parameters = Self { reference, told };
        serde_json::to_string(&parameters).map_err(|_| Refusal::Inner("writing a message"))
    }
}

/// Puts the messages of a plan into the outbox. They name the template and hold no code.
pub(super) async fn enqueue(
    portal: &Portal,
    tx: &mut Tx,
    carried: &Carried<'_>,
    to: &Addressee,
    plan: &[Step],
) -> Result<(), Refusal> {
    let mut rows = Vec::with_capacity(plan.len());
    for step in plan {
        rows.push(row(portal, carried, to, *step)?);
    }
    Ok(store::message::insert(tx, &rows).await?)
}

fn row(
    portal: &Portal,
    carried: &Carried<'_>,
    to: &Addressee,
    step: Step,
) -> Result<MessageRow, Refusal> {
    let id = MessageId::fresh(carried.written_at, portal.chance());
    let address = portal.vault().seal_field(
        to.patient,
        &to.wrapped_key,
        Field::Address(id),
        to.phone.e164().as_bytes(),
    )?;
    Ok(MessageRow {
        id,
        challenge: carried.challenge,
        patient: to.patient,
        channel: step.channel,
        address,
        template: carried.kind.to_owned(),
        language: to.language,
        parameters: Parameters::of(carried)?,
        not_before: carried.written_at.after(step.after),
        expires_at: carried.expires_at,
        attempts: 0,
        lease_until: None,
        state: MessageState::Due,
        carrier: None,
        carrier_reference: None,
        last_refusal: None,
        created_at: carried.written_at,
        accepted_at: None,
        delivered_at: None,
        failed_at: None,
        prefix: Some(to.phone.prefix().to_owned()),
        fallback: step.after > Duration::ZERO,
        asked_at: carried.asked_at,
        news: false,
    })
}

/// The language of a message: the patient's own where it is known, else the page's.
pub(super) fn language(own: Option<Language>, page: Language) -> Language {
    own.unwrap_or(page)
}
